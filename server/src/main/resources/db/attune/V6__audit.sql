-- One row for each request and each change; never updated. Partitions are made ahead by month; a
-- row whose month has none yet goes to the default one and is moved when its partition is made.
create table attune.audit_event (
    id              uuid        not null,
    recorded        timestamptz not null,
    -- Transactions of one epoch are numbered by the database, in an order that a seal can rely on.
    epoch           int         not null,
    txn             bigint      not null default (pg_current_xact_id()::text::bigint),
    node            uuid        not null,
    request_id      text        not null,
    actor_kind      text        not null,
    actor           text,
    client          text,
    address         text,
    purposes        text[]      not null,
    delegations     text[]      not null,
    interaction     text        not null,
    resource_type   text,
    operation       text,
    action          text        not null,
    status          int         not null,
    query           text,
    results         int,
    patients        text[]      not null,
    entities        text[]      not null,
    -- For each entity: action, version, colon, indexes into patients.
    entity_details  text[]      not null,
    primary key (recorded, id)
) partition by range (recorded);

create index audit_event_id on attune.audit_event (id);
create index audit_event_txn on attune.audit_event (epoch, txn);
create index audit_event_patients on attune.audit_event using gin (patients);
create index audit_event_entities on attune.audit_event using gin (entities);

create table attune.audit_event_rest partition of attune.audit_event default;

-- Makes the partition of a month (UTC) and moves there what the default one holds of it.
create function attune.audit_partition(month date) returns void language plpgsql as $$
declare
    first timestamptz := date_trunc('month', month)::timestamp at time zone 'UTC';
    next  timestamptz := (date_trunc('month', month) + interval '1 month')::timestamp at time zone 'UTC';
    name  text := 'audit_event_' || to_char(month, 'YYYY_MM');
begin
    perform pg_advisory_xact_lock(hashtext('attune.audit_partition'));
    if to_regclass('attune.' || name) is not null then
        return;
    end if;
    lock table attune.audit_event_rest in access exclusive mode;
    execute format('create table attune.%I (like attune.audit_event including defaults)', name);
    execute format('insert into attune.%I select * from attune.audit_event_rest'
        || ' where recorded >= %L and recorded < %L', name, first, next);
    delete from attune.audit_event_rest where recorded >= first and recorded < next;
    execute format('alter table attune.audit_event attach partition attune.%I'
        || ' for values from (%L) to (%L)', name, first, next);
end $$;

-- A new epoch begins when the database numbers transactions anew, as after a restore.
create table attune.audit_epoch (
    epoch   int         primary key,
    started timestamptz not null default now()
);
insert into attune.audit_epoch (epoch) values (1);

-- A link of the chain: all rows of the transactions from first_txn to before end_txn.
create table attune.audit_block (
    number         bigint      primary key,
    epoch          int         not null,
    first_txn      bigint      not null,
    end_txn        bigint      not null,
    row_count      int         not null,
    latest         timestamptz not null,
    -- For each row: id (16 bytes), microseconds (8), SHA-256 (32); taken out by retention.
    entries        bytea,
    entries_sha256 bytea       not null,
    previous       bytea       not null,
    sha256         bytea       not null,
    sealed_at      timestamptz not null,
    key_id         text        not null,
    signature      bytea       not null
);

create table attune.audit_key (
    key_id     text        primary key,
    public_key bytea       not null,
    created    timestamptz not null
);

-- Rows before the cutoff may be absent: somebody with the key has decided so.
create table attune.audit_retention (
    cutoff     timestamptz primary key,
    decided_at timestamptz not null,
    key_id     text        not null,
    signature  bytea       not null
);
