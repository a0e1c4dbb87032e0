"""Finding the pages worth fetching: lists, feeds, sitemaps, dated indexes of e-papers."""

from extractors.discover.listing import entry_urls, listing

__all__ = ["entry_urls", "listing"]
