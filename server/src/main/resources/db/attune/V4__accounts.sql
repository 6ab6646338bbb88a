-- People who sign in. What the record says of them stays in the record; here is only how they prove
-- who they are, and which resource they are.
create table attune.account (
    id                  uuid        primary key,
    user_name           text        not null unique,
    reference           text        not null,
    roles               text[]      not null check (cardinality(roles) > 0),
    password_hash       text,
    password_changed_at timestamptz,
    totp_secret         bytea,
    -- The last step whose code was accepted: no code is accepted twice.
    totp_step           bigint      not null default -1,
    demo                boolean     not null default false,
    disabled_at         timestamptz,
    created_at          timestamptz not null
);

create table attune.account_recovery_code (
    account_id uuid  not null references attune.account on delete cascade,
    code_hash  bytea not null,
    primary key (account_id, code_hash)
);

-- One-time links by which a person sets a password. Only the hash of a token is kept.
create table attune.account_link (
    token_hash bytea       primary key,
    account_id uuid        not null references attune.account on delete cascade,
    expires_at timestamptz not null
);
create index account_link_account on attune.account_link (account_id);

-- Browsers in which an account has signed in; throttling tells them from strangers.
create table attune.account_device (
    token_hash   bytea       primary key,
    account_id   uuid        not null references attune.account on delete cascade,
    last_used_at timestamptz not null
);
create index account_device_account on attune.account_device (account_id);

-- Failed attempts by hashed key: a name and a source, a known device, or a source alone.
create table attune.sign_in_throttle (
    key      bytea       primary key,
    failures int         not null,
    last_at  timestamptz not null,
    open_at  timestamptz not null
);
create index sign_in_throttle_last on attune.sign_in_throttle (last_at);

-- Spring Session's tables, as its release 3.5 expects them; principal_name is an account's id.
create table attune.spring_session (
    primary_id            char(36) not null primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on attune.spring_session (expiry_time);
create index spring_session_principal on attune.spring_session (principal_name);

create table attune.spring_session_attributes (
    session_primary_id char(36)     not null references attune.spring_session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);
