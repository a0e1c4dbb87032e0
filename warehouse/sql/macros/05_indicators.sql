-- The id of an indicator as it was given. Refuses one that the copy does not know; an empty catalogue knows them all.
create or replace macro known_indicator(said) as (
    select if(
        count(*) = 0 or bool_or(i.indicator = said),
        said,
        error('expected the id of an indicator such as gdp (the table indicator lists them); found ' || said)::VARCHAR
    )
    from indicator i
);
