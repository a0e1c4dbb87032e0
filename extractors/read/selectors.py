"""The little CSS that tables of containers need: tag, #id, .class, [name=value], [name^=start], descendants.

>>> from extractors.read.tree import parse
>>> found = select(parse('<div class="a b"><p id=x>1</p></div><p>2</p>'), ".b p")
>>> [p.text for p in found]
['1']

Not read: `>`, `+`, `~`, commas and pseudo-classes; they are refused with their place, not passed over.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.etree import XPath
from lxml.html import HtmlElement

from extractors.errors import CatalogueError

NAME = r"[\w-]+"
PART = re.compile(
    rf"(?P<tag>^{NAME})|\#(?P<id>{NAME})|\.(?P<class>{NAME})"
    rf"|\[(?P<name>{NAME})(?P<how>\^?=)[\"']?(?P<value>[^\"'\]]+)[\"']?\]"
)


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements below `root` (or itself) that fit, in the order of the page."""
    found = compiled(selector)(root)
    return [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []


@lru_cache(maxsize=4096)
def compiled(selector: str) -> XPath:
    """The XPath of a selector. Raises CatalogueError for what this little CSS has no word for."""
    path = ""
    for compound in selector.split():
        tag, tests, at = "*", "", 0
        while at < len(compound):
            m = PART.match(compound, at)
            if not m:
                raise CatalogueError(
                    f"selector {selector!r}: expected tag, #id, .class or [name=value] at {compound[at:]!r}"
                )
            at = m.end()
            if m["tag"]:
                tag = m["tag"]
            elif m["id"]:
                tests += f"[@id={quoted(m['id'])}]"
            elif m["class"]:
                padded = quoted(f" {m['class']} ")
                tests += f"[contains(concat(' ',normalize-space(@class),' '),{padded})]"
            elif m["how"] == "=":
                tests += f"[@{m['name']}={quoted(m['value'])}]"
            else:
                tests += f"[starts-with(@{m['name']},{quoted(m['value'])})]"
        path += ("//" if path else "descendant-or-self::") + tag + tests
    if not path:
        raise CatalogueError("selector: expected a tag, #id or .class, found nothing")
    return XPath(path)


def quoted(text: str) -> str:
    """A string literal of XPath; PART lets no quotation mark through."""
    return f"'{text}'"
