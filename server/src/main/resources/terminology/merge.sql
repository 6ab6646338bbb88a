-- A code has what the file says of it, beside what the server brings; a code that the file does not
-- have stays.
insert into load_code (code, display, parent, properties)
select read.code, read.display, coalesce(read.parent, known.parent),
       coalesce(known.properties, '{}'::jsonb) || read.properties
from load_row read
         left join load_previous known on known.code = read.code;
insert into load_code (code, display, parent, properties)
select code, display, parent, properties
from load_previous
on conflict (code) do nothing;
