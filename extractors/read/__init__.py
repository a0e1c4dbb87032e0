"""Pages to articles: what a Chinese news page says, when, by whom, without what its template puts around it.

The way of a page: bytes are decoded (`decode`), parsed into a bounded tree (`tree`), read as lines (`blocks`); the body
is found (`containers`, `body`), its head and tail lines go (`trim`); title, time, authors and outlet are read from the
lines around it (`titles`, `times`, `people`); what is no article is refused with a reason (`refuse`).

>>> from datetime import UTC, datetime
>>> from extractors.records import Page
>>> html = "<title>夏粮丰收</title><h1>夏粮丰收</h1><p>2024-06-13 来源：示例日报</p><div id=zoom><p>"
>>> html += "全区小麦收割过半。" * 9
>>> url, day = "http://x.gov.cn/1", datetime(2024, 6, 14, tzinfo=UTC)
>>> page = Page(url, url, "x", day, 200, {}, html.encode(), "0")
>>> article = read(page)
>>> article.title, article.outlet, str(article.published), article.published_basis
('夏粮丰收', '示例日报', '2024-06-13 00:00:00+08:00', 'text')
"""

from extractors.read.article import dropped, read
from extractors.read.pages import next_page
from extractors.read.version import reader_version

__all__ = ["dropped", "next_page", "read", "reader_version"]
