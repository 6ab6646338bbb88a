-- The key that page links are sealed with. All servers on the database have the same, so that each
-- opens the links of the others. Two random UUIDs are 244 random bits.
create table attune.page_key (
    only_one boolean primary key default true check (only_one),
    key      bytea   not null check (length(key) = 32)
);

insert into attune.page_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
