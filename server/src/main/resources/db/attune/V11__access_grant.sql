-- Who has to do with which client, as resources of the record say (or an emergency): derived from
-- them in the transaction that changes them, and read before a request is decided on.
create table attune.access_grant (
    id          bigint      generated always as identity primary key,
    -- What it comes from: a resource as type and id, or break-glass and its id.
    source      text        not null,
    -- A relative reference.
    actor       text        not null,
    relation    text        not null check (relation in
        ('TREATS', 'OPENED', 'ACTS_FOR', 'BARRED', 'STANDS_FOR', 'SUPERVISES')),
    -- The id of a patient, or the relative reference of another actor.
    object      text        not null,
    valid_from  timestamptz,
    valid_until timestamptz
);
create index access_grant_source on attune.access_grant (source);
create index access_grant_actor on attune.access_grant (actor);
