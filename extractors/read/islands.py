"""Articles that a page keeps in the data of its script, for the script to show: taken out as a plain page.

Only asked where the page itself shows no article. The longest Chinese string under a key that names a body counts, with
the title and the source that stand nearest before it.

>>> html = '<script>var page = {"title": "夏粮丰收", "content": "<p>' + "全区小麦收割过半。" * 9 + '<\\\\/p>"}</script>'
>>> island(html)[:56]
'<title>夏粮丰收</title><h1>夏粮丰收</h1><div id="island"><p>全区小麦'

Not read: data that the script has yet to fetch, and text in pieces (one string a paragraph).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

BODY = re.compile(
    r'"(?:content|contents|contentHtml|content_html|articleContent|article_content|newsContent|detailContent|docContent'
    r'|body|text|html|detail)"\s{0,9}:\s{0,9}(?=")'
)
TITLE = re.compile(r'"(?:title|newsTitle|articleTitle|docTitle)"\s{0,9}:\s{0,9}(?=")')
SOURCE = re.compile(r'"(?:source|sourceName|docSource|copyfrom)"\s{0,9}:\s{0,9}(?=")')
STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.S)
HAN = re.compile(r"[\u3400-\u9fff]")
LEAST = 30  # Chinese characters of a body
NEAR = 20_000  # characters between a title and its body
MOST = 400  # strings that are looked at


def island(html: str) -> str | None:
    """The article in a page's data as a page of its own, its body in `#island`; None if there is none."""
    best = max(strings(html, BODY), key=lambda one: len(HAN.findall(one[1])), default=None)
    if best is None or len(HAN.findall(best[1])) < LEAST or "。" not in best[1]:
        return None
    at, body = best
    title, source = nearest(html, TITLE, at), nearest(html, SOURCE, at)
    head = f"<title>{escape(title)}</title><h1>{escape(title)}</h1>" if title else ""
    head += f"<p>来源：{escape(source)}</p>" if source else ""
    return f'{head}<div id="island">{body}</div>'


def strings(html: str, key: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Places and values of the strings under a key, as far as they are sound."""
    for number, m in enumerate(key.finditer(html)):
        if number >= MOST:
            return
        quoted = STRING.match(html, m.end())
        try:
            value = json.loads(quoted[0], strict=False) if quoted else None
        except ValueError:
            continue
        if isinstance(value, str):
            yield m.start(), value


def nearest(html: str, key: re.Pattern[str], at: int) -> str:
    """The string under a key that stands nearest before a place, else the first after it; empty if none is near."""
    found = [(where, value) for where, value in strings(html, key) if abs(where - at) <= NEAR and value]
    before = [value for where, value in found if where < at]
    return (before[-1] if before else found[0][1] if found else "").strip()
