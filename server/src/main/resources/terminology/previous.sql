-- What is known so far: the release before, which has what the server brings in it, or that alone.
create temporary table load_previous on commit drop as
select known.codeval as code,
       known.display,
       above.codeval as parent,
       coalesce((select jsonb_object_agg(property.prop_key, property.prop_val)
                 from trm_concept_property property
                 where property.concept_pid = known.pid), '{}'::jsonb) as properties
from load_run run
         join trm_concept known on known.codesystem_pid = run.previous_pid
         left join trm_concept_pc_link link on link.child_pid = known.pid
         left join trm_concept above on above.pid = link.parent_pid
union all
select code, display, parent, properties
from load_shipped
where (select previous_pid from load_run) is null;
create unique index on load_previous (code);
analyze load_previous;
