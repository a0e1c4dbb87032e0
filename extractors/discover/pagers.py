"""Where a list goes on: links of its pager, wherever in the page they stand, or the pages its script would write.

>>> from extractors.read.tree import parse
>>> html = '<a href="list_2.html">2</a><a href="list_3.html">3</a><a href="list_2.html">下一页</a>'
>>> html += '<a href="list_9.html">末页</a>'
>>> next_pages(html, parse(html), "http://x.gov.cn/list.html", "http://x.gov.cn/list.html")
('http://x.gov.cn/list_2.html', 'http://x.gov.cn/list_3.html', 'http://x.gov.cn/list_9.html')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from extractors.read.pages import FORWARD, part
from extractors.read.tree import attribute, words
from extractors.scripted import scripted_pages
from extractors.urls import absolute, same_site

NUMBER = re.compile(r"^[\s\[【(（]*第?\s?(\d{1,4})\s?页?[\s\]】)）]*$")
LAST = re.compile(r"^[\s\[【(（]*(?:末\s?页|尾\s?页|最后一?页|下\d+页|last)[\s\]】)）]*$", re.I)
# onclick="location.href='index_2.html'" · javascript:goto('list_2.shtml')
WRITTEN = re.compile(r"""["']([\w./%?=&-]{3,200}\.(?:s?html?|jhtml|aspx?|php|jsp)(?:\?[\w=&%-]{0,100})?)["']""")
MOST = 500  # pages told of one list


def next_pages(html: str, root: HtmlElement, here: str, base: str, listed: Sequence[str] = ()) -> tuple[str, ...]:
    """Pages of the same list after the one at `here`, the next one first. `listed`: its articles, which are none."""
    at = part(here)
    known = {here, *listed}
    forward: list[str] = []
    numbered: list[tuple[int, str]] = []
    for text, there in pager_links(root, base):
        if there in known or not same_site(there, here):
            continue
        if FORWARD.match(text):
            forward.append(there)
        elif (LAST.match(text) or NUMBER.match(text)) and is_later(at, part(there)):
            numbered.append((part(there)[1], there))
    written = (one for one in scripted_pages(html, here) if one not in known)
    ordered = [*forward, *(one for _, one in sorted(numbered)), *written]
    return tuple(dict.fromkeys(ordered))[:MOST]


def pager_links(root: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    """Short links and options with where they lead, by attribute or by script."""
    for element in root.iter("a", "option", "li", "span", "button", "input"):
        href = attribute(element, "href") or (attribute(element, "value") if element.tag == "option" else "")
        clicked = attribute(element, "onclick") or (href if href.lower().startswith("javascript:") else "")
        if not href and not clicked:
            continue
        text = words(element) or attribute(element, "title") or attribute(element, "value")
        if len(text) > 12:
            continue
        if clicked and (m := WRITTEN.search(clicked)):
            href = m[1]
        if there := absolute(base, href):
            yield text, there


def is_later(here: tuple[str, int], there: tuple[str, int]) -> bool:
    """Whether a numbered page is of the list at `here` and comes after it: list.html, list_2.html; /xw/index_1.html."""
    return stem(here[0]) == stem(there[0]) and there[1] > here[1]


def stem(url: str) -> str:
    """A list's URL without what its first page may leave out.

    >>> stem("http://x.gov.cn/xw/index.html") == stem("http://x.gov.cn/xw/")
    True
    """
    return re.sub(r"/(?:index|list|default)?(?:\.\w{2,5})?$", "/", url)
