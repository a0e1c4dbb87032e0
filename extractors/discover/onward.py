"""Pages that say nothing but where to go on: a refresh in the head, or a line of script.

>>> onward("<script>window.location.href='/xw/index_2.html';</script>", "http://a.gov.cn/xw/")
'http://a.gov.cn/xw/index_2.html'
>>> onward("<p>正文</p>" * 1000 + "<script>location.href='/b.html'</script>", "http://a.gov.cn/")
"""

from __future__ import annotations

import re

from extractors.urls import absolute, canonical

SHORT_PAGE = 3_000  # characters; longer ones have something to say themselves
# <meta http-equiv="refresh" content="0;url=index_3.html"> · location.href = "/main.html" · location.replace('/a')
ONWARD = re.compile(
    r"""(?:http-equiv=["']?refresh["']?[^>]{0,80}?url\s*="""
    r"""|\blocation(?:\.href)?\s*=|\blocation\.(?:replace|assign)\()\s*["']?([^"'>\s)]{1,300})""",
    re.IGNORECASE,
)


def onward(html: str, url: str) -> str | None:
    """Where a near-empty page sends its reader on to; None if it does not, or to itself."""
    said = ONWARD.search(html) if len(html) < SHORT_PAGE else None
    there = absolute(url, said[1]) if said else None
    return there if there and there != canonical(url) else None
