"""Bytes of a page to text: which of the encodings that Chinese pages claim and use is the true one.

Of 174 article pages 15 declare a wrong charset (13 say gb2312 and are UTF-8) and 15 none at all. So the bytes decide
before the declaration does: text that is strictly UTF-8 and not ASCII is UTF-8 whatever it says, because GBK text of
more than a few characters is not valid UTF-8 by chance. gb2312, gbk and gb18030 are all read as gb18030, the superset.

>>> decode("<p>丰收</p>".encode("gb18030")).text
'<p>丰收</p>'
>>> decode('<meta charset="gb2312"><p>丰收</p>'.encode()).encoding
'utf-8'

Not done: guessing by letter statistics. Big5 is read only where it is declared.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

CHINESE = "gb18030"
# Declared by servers that never looked at the page; every byte string is valid in them.
SAYS_NOTHING = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15"})
# Python's own, no charsets of the web: they read escapes, halves of surrogate pairs among them, as characters.
PYTHONS_OWN = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
DECLARED_WITHIN = 4096  # bytes
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,20})", re.I)
META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,20})", re.I)
MOSTLY = 0.02  # share of undecodable sequences up to which a text still counts as (damaged) UTF-8
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that gave it, and how many places became U+FFFD."""

    text: str
    encoding: str
    lost: int = 0


def decode(body: bytes, headers: Mapping[str, str] | None = None, override: str | None = None) -> Decoded:
    """The text of a page. `override` (the source's entry) is believed, a byte order mark next, then the bytes."""
    if override and (name := codec(override)):
        with suppress(UnicodeError):  # utf-16, and no byte order mark says which
            return replaced(body, name)
    for mark, name in MARKS:
        if body.startswith(mark):
            return replaced(body[len(mark) :], name)
    if (text := strictly(body, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    damaged = replaced(body, "utf-8")
    wide = sum(1 for lead in body if lead >= 0xC0)
    if damaged.lost <= MOSTLY * wide:
        return damaged
    for name in (*declared(body, headers), CHINESE):
        if name != "utf-8" and (text := strictly(body, name)) is not None:
            return Decoded(text, name)
    return min(damaged, replaced(body, CHINESE), key=lambda one: one.lost)


def declared(body: bytes, headers: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Codecs named by the header and by the page, in this order, without those that say nothing."""
    said = [m[1] for m in HEADER_CHARSET.finditer((headers or {}).get("content-type", ""))]
    said += [m[1].decode("ascii", "replace") for m in META_CHARSET.finditer(body[:DECLARED_WITHIN])]
    known = (codec(name) for name in said)
    return tuple(dict.fromkeys(name for name in known if name and name not in SAYS_NOTHING))


def codec(name: str) -> str | None:
    """Python's name of a charset as web pages write it; None if it is none of theirs.

    >>> codec("GB2312"), codec("UTF8"), codec("base64"), codec("unicode_escape"), codec("no-such")
    ('gb18030', 'utf-8', None, None, None)
    """
    try:
        found = codecs.lookup(name.strip())
        "".encode(found.name)
    except (LookupError, ValueError, TypeError):
        return None
    if found.name in PYTHONS_OWN:
        return None
    if found.name in ("gb2312", "gbk", "gb18030", "hz"):
        return CHINESE
    return "cp950" if found.name == "big5" else found.name


def strictly(body: bytes, name: str) -> str | None:
    """The text, or None where a byte does not fit. A character cut off at the end of the page is let go."""
    try:
        return codecs.getincrementaldecoder(name)("strict").decode(body, False)
    except (UnicodeDecodeError, UnicodeError):
        return None


def replaced(body: bytes, name: str) -> Decoded:
    """The text with U+FFFD for what does not fit."""
    text = codecs.getincrementaldecoder(name)("replace").decode(body, False)
    return Decoded(text, name, text.count("\ufffd"))
