-- Who asked for a link to set a new password and waits for an administrator to hand one over.
create table attune.account_link_request (
    account_id uuid        primary key references attune.account on delete cascade,
    asked_at   timestamptz not null
);
