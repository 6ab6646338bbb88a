-- The parent of a code is the longest other code that it begins with.
create index on load_row (code);
analyze load_row;
update load_row child
set parent = (select above.code
              from generate_series(3, length(child.code) - 1) as size
                       join load_row above on above.code = left(child.code, size)
              order by size desc
              limit 1)
where length(child.code) > 3;
