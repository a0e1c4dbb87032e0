-- What runs and visits count, and what is told of a source: as it is done.
comment on column run.outcome is 'ok, or complaint: the message says which';
comment on column run.fetched is 'Articles fetched';
comment on column run.failed is 'Articles that could not be had, and are asked for again';
comment on column visit.complete is 'No list page was missed: the next visit may stop at what is known';
comment on column visit.unchanged is 'List pages unchanged';
comment on column visit.failed is 'Articles that could not be had, and are asked for again';
comment on column visit.list_pages is 'List pages asked for';
comment on column source.expected_per_week is 'Articles a week; less than half of it is told';
comment on column source.may_be_empty is 'A visit that finds no article is nothing to tell';
