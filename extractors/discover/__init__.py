"""Finding the pages worth fetching: lists, feeds, sitemaps, dated indexes."""
