-- What tells the readings of one page apart.
comment on column article.version is 'Hash of page, further pages, reader version and source; of the day, too, where only the fetch tells it';
comment on column edition.edition_no is 'Order of arrival; rules to which a reparse returns come last again';
comment on column edition.reader_version is 'Rules that read the pages; refused: that took them for no articles';
comment on column reading.rules_version is 'Rules that read the figures; with (refused) behind it where the reader took the page for no article';
comment on column reading.edition_no is 'Place of its rules in the order of editions when it came to count';
comment on column reading.current is 'Of the readings of this page that are not on trial the newest; of equals that of the source that fetched it first';
