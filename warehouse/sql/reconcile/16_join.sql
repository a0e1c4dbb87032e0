-- One step to the least label that can be reached: from the neighbours, then from where that leads.
create or replace temp table component as
with nearer as (
    select c.label, least(c.root, min(n.root)) as root
    from component c
    join tie t on t.one = c.label
    join component n on n.label = t.other
    group by c.label, c.root
)
select a.label, least(a.root, b.root) as root
from nearer a join nearer b on b.label = a.root;
