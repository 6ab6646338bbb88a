-- Puts the codes where HAPI keeps them, under the version of this run.
update load_code
set n = numbered.n
from (select code, row_number() over (order by code) as n from load_code) numbered
where numbered.code = load_code.code;
update load_code
set pid = fresh.id
from pg_temp.fresh_ids('seq_concept_pid', (select count(*) from load_code)) fresh
where fresh.n = load_code.n;
analyze load_code;

insert into trm_concept (pid, codeval, codesystem_pid, display, index_status, parent_pids_vc,
                         code_sequence, concept_updated)
with recursive above as (
    select child.pid, parent.pid as ancestor, parent.parent
    from load_code child
             join load_code parent on parent.code = child.parent
    union all
    select above.pid, parent.pid, parent.parent
    from above
             join load_code parent on parent.code = above.parent),
               lines as (
                   select pid, string_agg(ancestor::text, ' ') as ancestors from above group by pid)
select code.pid, code.code, run.version_pid, left(code.display, 400), 1,
       coalesce(lines.ancestors, 'NONE'), code.n, now()
from load_run run
         cross join load_code code
         left join lines on lines.pid = code.pid;

insert into trm_concept_pc_link (pid, child_pid, codesystem_pid, parent_pid, rel_type)
with pairs as (select row_number() over (order by child.n) as n, child.pid as child, parent.pid as parent
               from load_code child
                        join load_code parent on parent.code = child.parent)
select fresh.id, pairs.child, run.version_pid, pairs.parent, 0
from load_run run
         cross join pairs
         join pg_temp.fresh_ids('seq_concept_pc_pid', (select count(*) from pairs)) fresh
              on fresh.n = pairs.n;

insert into trm_concept_property (pid, cs_ver_pid, concept_pid, prop_key, prop_val, prop_val_bin, prop_type)
with parts as (select row_number() over (order by code.n, part.key) as n, code.pid, part.key, part.value
               from load_code code
                        cross join jsonb_each_text(code.properties) part)
select fresh.id, run.version_pid, parts.pid, parts.key, left(parts.value, 500),
       case when length(parts.value) > 500 then convert_to(parts.value, 'UTF8') end, 0
from load_run run
         cross join parts
         join pg_temp.fresh_ids('seq_concept_prop_pid', (select count(*) from parts)) fresh
              on fresh.n = parts.n;
