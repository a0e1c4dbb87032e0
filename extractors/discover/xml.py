"""XML of strangers: feeds and sitemaps as a tree of local names, whatever they declare.

Nothing is loaded and nothing is expanded: no external entity, no entity of the document's own, no DTD. What is broken
is read as far as it goes.

>>> bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><title>&x;</title><link>/a?b=1&c=2</link></rss>'
>>> [(name(e), text(e)) for e in tree(bomb, None)]
[('title', '&x;'), ('link', '/a?b=1&c=2')]
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from lxml import etree

from extractors.read.decode import decode

LARGEST = 50_000_000  # bytes decompressed: the limit of the sitemap protocol
GZIP = b"\x1f\x8b"
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")  # but those XML itself knows
CDATA, CDATA_END = "<![CDATA[", "]]>"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def tree(body: bytes, encoding: str | None, headers: Mapping[str, str] | None = None) -> etree._Element | None:
    """The root element, or None if there is none."""
    if body.startswith(GZIP):
        body = _gunzip(body)
    text = decode(body, headers, encoding).text
    text = NOT_XML.sub("", DECLARATION.sub("", text.lstrip("\ufeff")))
    text = _unentitled(_undeclared(text))
    if "<" not in text:
        return None
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def name(element: etree._Element) -> str:
    """The name without its namespace, in lower case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text(element: etree._Element | None) -> str:
    """All text in an element, blanks made one."""
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""


def children(element: etree._Element) -> dict[str, etree._Element]:
    """The first child of each name."""
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(name(child), child)
    return found


def _undeclared(text: str) -> str:
    """Without its document type, which could declare entities."""
    start = text[:10_000].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        end = text.find(">", text.find("]", subset))
    return text[:start] + text[end + 1 :] if end > 0 else text[:start]


def _unentitled(text: str) -> str:
    """With every ampersand that begins no character of XML's own as one; `?a=1&b=2` is the usual case."""
    pieces, at = [], 0
    while (start := text.find(CDATA, at)) >= 0:
        end = text.find(CDATA_END, start)
        end = len(text) if end < 0 else end + len(CDATA_END)
        pieces += [AMPERSAND.sub("&amp;", text[at:start]), text[start:end]]
        at = end
    return "".join([*pieces, AMPERSAND.sub("&amp;", text[at:])])


def _gunzip(body: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, LARGEST)
    except zlib.error:
        return b""
