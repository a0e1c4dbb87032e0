-- What an indicator may be derived from another by, with what is new of a stock.
comment on column indicator.derived_from is 'The indicator of which this is the growth rate (_growth), the share of its target achieved (_completion) or what came new in the period (_new)';
