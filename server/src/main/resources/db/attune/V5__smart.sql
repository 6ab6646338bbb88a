-- The authorization server's state: every node of an installation reads and writes it here.

-- Apps and back-end systems that may ask for tokens. The metadata are those of RFC 7591, without the
-- secret, which is kept as a hash.
create table attune.smart_client (
    client_id   text        primary key,
    metadata    jsonb       not null,
    secret_hash text,
    source      text        not null check (source in ('file', 'api')),
    enabled     boolean     not null default true,
    created_at  timestamptz not null,
    changed_at  timestamptz not null
);

-- One row for each time that a person or a practice lets a client act.
create table attune.smart_authorization (
    id           text        primary key,
    client_id    text        not null references attune.smart_client on delete cascade,
    principal    text        not null,
    account_id   uuid,
    person       jsonb,
    grant_type   text        not null,
    scopes       text        not null,
    request      jsonb,
    context      jsonb,
    state_hash   bytea       unique,
    version      integer     not null default 1,
    created_at   timestamptz not null,
    last_used_at timestamptz,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);
create index smart_authorization_account on attune.smart_authorization (account_id);
create index smart_authorization_client on attune.smart_authorization (client_id);
create index smart_authorization_expiry on attune.smart_authorization (expires_at);

-- Codes, access tokens, refresh tokens and id tokens, each as the SHA-256 of its value.
create table attune.smart_token (
    hash             bytea       primary key,
    authorization_id text        not null references attune.smart_authorization on delete cascade,
    kind             text        not null check (kind in ('code', 'access', 'refresh', 'id')),
    scopes           text        not null,
    claims           jsonb,
    issued_at        timestamptz not null,
    expires_at       timestamptz not null,
    invalidated_at   timestamptz,
    replaced_at      timestamptz
);
create index smart_token_authorization on attune.smart_token (authorization_id, issued_at);
create index smart_token_expiry on attune.smart_token (expires_at);

-- What a person once allowed a client for one launch context.
create table attune.smart_consent (
    client_id  text        not null references attune.smart_client on delete cascade,
    principal  text        not null,
    scopes     text        not null,
    granted_at timestamptz not null,
    primary key (client_id, principal)
);

-- Launches from the chart that wait for their app; the value of `launch` is kept as its SHA-256.
create table attune.smart_launch (
    hash       bytea       primary key,
    client_id  text        not null references attune.smart_client on delete cascade,
    account_id uuid,
    context    jsonb       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index smart_launch_expiry on attune.smart_launch (expires_at);

-- Client assertions that were used, until they would have expired anyway (RFC 7523, section 3).
create table attune.smart_assertion (
    client_id  text        not null,
    jti_hash   bytea       not null,
    expires_at timestamptz not null,
    primary key (client_id, jti_hash)
);
create index smart_assertion_expiry on attune.smart_assertion (expires_at);

-- Keys that sign id tokens. A key is published before it signs and for a while after.
create table attune.smart_signing_key (
    kid          text        primary key,
    jwk          jsonb       not null,
    created_at   timestamptz not null,
    signs_from   timestamptz not null,
    signs_until  timestamptz not null,
    listed_until timestamptz not null
);
