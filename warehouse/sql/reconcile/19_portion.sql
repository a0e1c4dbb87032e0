-- One portion of the touched figures; figures know nothing of one another, so that any portions give the same rows.
create or replace temp table touched_figure as
select figure_id from all_touched where hash(figure_id) % $portions = $portion;
