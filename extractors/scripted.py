"""Pages that a script writes: `createPageHTML(20, 0, "index", "shtml")` and its kin, read without running them.

Nearly all government sites on TRS WCM, and many others, draw the links to their pages in the browser. The calls are
uniform: how many pages, which one this is, prefix and suffix of the names. Counted from 0, the second page is prefix_1;
where the call begins with the name of an element it counts from 1, and the second page is prefix_2. Hanweb's lists name
the address of their next group in a data island.

>>> scripted_pages('createPageHTML(3, 0, "index", "html");', "http://x.gov.cn/xw/index.html")
('http://x.gov.cn/xw/index_1.html', 'http://x.gov.cn/xw/index_2.html')

Not read: scripts that ask a server for the next entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from extractors.urls import absolute

MOST = 2_000  # pages of a list that are told
QUOTED = r"""["']([^"'\s<>]{0,200})["']"""
# createPageHTML(20, 0, "index", "shtml") · createPageHTML(20, 0, "index", "shtml", 480)
TRS = re.compile(
    rf"create[_]?Page(?:HTML|s|Nav)?\w{{0,12}}\(\s*['\"]?(\d{{1,5}})['\"]?\s*,\s*['\"]?(\d{{1,5}})['\"]?\s*,\s*{QUOTED}\s*,\s*{QUOTED}",
    re.I,
)
# createPageHTML("page_div", 20, 1, "index", "shtml", 300): counted from 1, the second page is index_2
TRS_NAMED = re.compile(
    rf"create[_]?Page(?:HTML|s|Nav)?\w{{0,12}}\(\s*{QUOTED}\s*,\s*['\"]?(\d{{1,5}})['\"]?\s*,\s*['\"]?(\d{{1,5}})['\"]?\s*,\s*{QUOTED}\s*,\s*{QUOTED}",
    re.I,
)
# var countPage = 20 //共多少页 · var currentPage = 0 · "index_" + n + ".html"
COUNT = re.compile(r"var\s+(?:countPage|pageCount|totalPage|m_count|_PAGE_COUNT)\s*=\s*['\"]?(\d{1,5})\b", re.I)
CURRENT = re.compile(r"var\s+(?:currentPage|curPage|pageNo|_PAGE_INDEX|nowPage)\s*=\s*['\"]?(\d{1,5})\b", re.I)
NAMED = re.compile(
    r"""["'](?P<prefix>[\w./-]{0,80}?)_["']\s*\+[^;"'\n]{1,60}\+\s*["'](?P<suffix>\.(?:s?html?|jhtml))["']"""
)
# var purl="../n13/index_958"; maxPageNum958=199: counted down, the page itself being number 199
COUNTED_DOWN = re.compile(r"""\bpurl\s*=\s*["']([\w./-]{1,200}?_(\d{1,9}))["']""")
# <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&amp;columnid=7"></a>]]></nextgroup>
NEXT_GROUP = re.compile(
    r"""<nextgroup>\s{0,40}<!\[CDATA\[\s{0,40}<a\s[^>]{0,80}?href=["']([^"'\s<>]{1,1500})["']""", re.I
)
DEFINED = re.compile(r"function\s*$")


def scripted_pages(html: str, url: str) -> tuple[str, ...]:
    """URLs of the pages after this one, in order, as the script would write them."""
    found = (absolute(url, name) for name in names(html))
    return tuple(dict.fromkeys(one for one in found if one and one != url))


def names(html: str) -> Iterator[str]:
    """Names of the pages, from the first call that names any."""
    if m := NEXT_GROUP.search(html):
        yield unescape(m[1])
        return
    for m in TRS_NAMED.finditer(html):
        if not DEFINED.search(html, max(0, m.start() - 20), m.start()) and m[5]:
            total = int(m[2]) + (int(m[3]) > 0)
            yield from series(total, int(m[3]), m[4], m[5])
            return
    for m in TRS.finditer(html):
        if m[4]:
            yield from series(int(m[1]), int(m[2]), m[3], m[4])
            return
    down = COUNTED_DOWN.search(html)
    if down and (most := re.search(rf"maxPageNum{down[2]}\s*=\s*(\d{{1,5}})", html)):
        yield from (f"{down[1]}_{number}.html" for number in range(int(most[1]) - 1, max(0, int(most[1]) - MOST), -1))
        return
    count, current, named = COUNT.search(html), CURRENT.search(html), NAMED.search(html)
    if count and named:
        yield from series(
            int(count[1]), int(current[1]) if current else 0, named["prefix"], named["suffix"].lstrip(".")
        )


def series(total: int, current: int, prefix: str, suffix: str) -> Iterator[str]:
    """Names of the pages after the current one."""
    for number in range(max(0, current) + 1, min(total, MOST)):
        yield f"{prefix}_{number}.{suffix.lstrip('.')}"
