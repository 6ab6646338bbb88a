-- Jobs of bulk export. Times are the database's, so that servers with different clocks agree on
-- leases; only transaction_time is the server's, as lastUpdated is.
create table attune.export_job (
    id               uuid        primary key,
    actor_kind       text        not null,
    actor_id         text        not null,
    url              text        not null,
    request          jsonb       not null,
    state            text        not null check (state in ('queued', 'running', 'complete', 'failed')),
    attempt          int         not null default 0,
    failures         int         not null default 0,
    requested_at     timestamptz not null default now(),
    lease_until      timestamptz,
    progress         text        not null default 'waiting',
    transaction_time timestamptz,
    failure          text,
    expires_at       timestamptz
);
create index export_job_open on attune.export_job (state, requested_at);
create index export_job_actor on attune.export_job (actor_kind, actor_id);

-- The files of an attempt; they count only when the job is complete and it was that attempt.
create table attune.export_file (
    job_id       uuid   not null references attune.export_job on delete cascade,
    attempt      int    not null,
    number       int    not null,
    error        bool   not null,
    type         text   not null,
    resources    bigint not null,
    bytes        bigint not null,
    packed_bytes bigint not null,
    chunks       int    not null,
    primary key (job_id, attempt, number)
);

-- Each piece is a gzip member of whole lines: joined they are one gzip file.
create table attune.export_chunk (
    job_id  uuid  not null references attune.export_job on delete cascade,
    attempt int   not null,
    file    int   not null,
    number  int   not null,
    content bytea not null,
    primary key (job_id, attempt, file, number)
);
alter table attune.export_chunk alter column content set storage external;
