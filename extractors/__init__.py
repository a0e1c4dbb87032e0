"""WHAT: from a page of the web to observations. Pure functions on frozen records; only `fetch` opens a connection."""
