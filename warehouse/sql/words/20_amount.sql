-- A number as people read it: 1,234.5 元, with no more decimals than it has.
create or replace macro amount(value, unit) as
    regexp_replace(format('{:,.4f}', value), '\.?0+$', '') || ' ' || unit;
