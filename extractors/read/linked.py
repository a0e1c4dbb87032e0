"""What a page says of itself as linked data (JSON-LD of schema.org): headline and authors.

Asked only where the page itself does not tell: such data is written by the template. Its publisher is the site, not the
outlet whose text it is.

>>> data = '{"@type": "NewsArticle", "headline": "夏粮丰收", "author": {"name": "王小明"}}'
>>> linked(f'<script type="application/ld+json">{data}</script>')
Linked(headline='夏粮丰收', authors=('王小明',))
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

SCRIPT = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>([^<]{2,200000}+)</script", re.I)
MOST = 20  # scripts, and things in one of them, that are looked at
ARTICLE = re.compile(r"Article$|Posting$")


@dataclass(frozen=True, slots=True)
class Linked:
    """Empty where nothing is said."""

    headline: str = ""
    authors: tuple[str, ...] = ()


def linked(html: str) -> Linked:
    """The first article in the linked data of a page."""
    if "ld+json" not in html:
        return Linked()
    for number, script in enumerate(SCRIPT.finditer(html)):
        if number >= MOST:
            break
        try:
            data = json.loads(script[1], strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in things(data):
            if ARTICLE.search(str(thing.get("@type"))):
                return Linked(next(named(thing.get("headline")), ""), tuple(named(thing.get("author"))))
    return Linked()


def things(data: object) -> Iterator[dict[str, object]]:
    """The thing, or those of a list or graph."""
    for one in (data if isinstance(data, list) else [data])[:MOST]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            if isinstance(graph, list):
                yield from (other for other in graph[:MOST] if isinstance(other, dict))


def named(value: object) -> Iterator[str]:
    """Names of a thing, of some, or the words themselves."""
    for one in (value if isinstance(value, list) else [value])[:MOST]:
        said = one.get("name") if isinstance(one, dict) else one
        if isinstance(said, str) and said.strip():
            yield " ".join(said.split())[:200]
