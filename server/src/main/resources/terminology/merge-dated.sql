-- A release says what is billable from its first day on. What was billable until then and is not in
-- it any more ends on the day before; what it introduces begins. Of the first release that is
-- loaded it is not known when its codes began, unless the server brings that along. What the server
-- brings may be newer than the release: then it stays as it is.
insert into load_code (code, display, parent, properties)
select read.code,
       read.display,
       read.parent,
       case
           when run.previous_pid is null and known.properties ->> 'billable-from' > run.effective::text
               then known.properties
           else read.properties || jsonb_strip_nulls(jsonb_build_object(
                   'billable-from',
                   case
                       when read.properties ->> 'billable' = 'true' and run.previous_pid is not null
                           and not coalesce(known.properties ->> 'billable' = 'true'
                               or known.properties ->> 'billable-to' >= run.effective::text, false)
                           then run.effective::text
                       else known.properties ->> 'billable-from' end,
                   'billable-to',
                   case
                       when read.properties ->> 'billable' = 'true'
                           then case
                                    when known.properties ->> 'billable-to' >= run.effective::text
                                        then known.properties ->> 'billable-to' end
                       else coalesce(known.properties ->> 'billable-to',
                                     case
                                         when known.properties ->> 'billable' = 'true'
                                             then (run.effective - 1)::text end) end))
           end
from load_run run
         cross join load_row read
         left join load_previous known on known.code = read.code;
insert into load_code (code, display, parent, properties)
select known.code,
       known.display,
       known.parent,
       case
           when known.properties ->> 'billable' = 'true'
               and coalesce(known.properties ->> 'billable-from', '') <= run.effective::text
               then known.properties || jsonb_build_object(
                   'billable', 'false',
                   'billable-to', coalesce(known.properties ->> 'billable-to', (run.effective - 1)::text))
           else known.properties end
from load_run run
         cross join load_previous known
on conflict (code) do nothing;
