-- What is wrong with a question, or null: its indicator is unknown, or there is no such kind or status.
create or replace macro refusal(knows_indicator, indicator, kind, status) as case
    when not knows_indicator
        then 'the id of an indicator such as gdp (the table indicator lists them); found '
            || coalesce(indicator, 'NULL')
    when coalesce(kind, '') not in ('level', 'share', 'change_rate', 'change_abs', 'rank')
        then 'a kind: level, share, change_rate, change_abs or rank; found ' || coalesce(kind, 'NULL')
    when coalesce(status, '') not in ('actual', 'planned')
        then 'a status: actual or planned; found ' || coalesce(status, 'NULL')
end;

-- True; of a question that is refused, an error says what was expected.
create or replace macro understood(indicator, kind, status) as (
    select error('expected ' || refusal(n.knows_indicator, indicator, kind, status)) is null
    from (
        select coalesce(bool_or(k.name in (indicator, '*')), false) as knows_indicator from known_name k
    ) n
);
