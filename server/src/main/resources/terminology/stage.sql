-- Holds a release while it is read; gone with the transaction.
create temporary table load_row (
    line integer not null,
    code text not null,
    display text not null,
    properties jsonb not null,
    parent text
) on commit drop;
create temporary table load_shipped (
    code text primary key,
    display text,
    parent text,
    properties jsonb not null
) on commit drop;
create temporary table load_run (
    version_pid bigint not null,
    previous_pid bigint,
    effective date not null
) on commit drop;
create temporary table load_code (
    n bigint,
    pid bigint,
    code text primary key,
    display text,
    parent text,
    properties jsonb not null
) on commit drop;

-- HAPI takes 50 ids with each value of a sequence: those from value - 49 on, or from value - 50 on,
-- by its way of counting. What lies in both is ours when the value is ours.
create function pg_temp.fresh_ids(sequence_name text, wanted bigint)
    returns table (n bigint, id bigint)
    language sql
as
$$
with taken as materialized (
    select nextval(sequence_name::regclass) as value from generate_series(1, wanted / 49 + 2)
)
select row_number() over (), value - distance
from taken
         cross join generate_series(1, 49) distance
where value > distance
limit wanted
$$;
