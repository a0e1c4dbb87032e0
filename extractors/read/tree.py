"""Text of a page to a tree that everything else can walk without fear: bounded in size, depth and attributes.

Chinese CMS templates close `</body>` or `</html>` before the article ends (20 of 174 pages); a parser may stop there,
so these tags are taken out first. Comments, control characters and deep nesting go as well, and in long pages the
attributes of many thousand characters (pictures, data of scripts): a class is looked at again for each line below it.

>>> [p.text for p in parse("<p>一</p></html><p>二</p>").iter("p")]
['一', '二']
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

MOST_CHARACTERS = 3_000_000  # the longest article pages seen have 600,000, mostly script
DEEPEST = 120  # real pages reach 60
LONG = 100_000  # characters from which attributes are looked at; those of a shorter page can do little harm
MOST_ATTRIBUTES = 1_000  # of one element; real ones have 20. To add one, libxml2 goes through all that it has
LONGEST_ATTRIBUTE = 4_000  # characters
PLAIN = etree.ElementDefaultClassLookup(element=HtmlElement)  # lxml.html asks Python for the class of each element
CLOSED_TOO_EARLY = re.compile(r"</\s{0,9}(?:html|body)\s{0,9}>", re.I)
DATA_URI = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{200,}")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")


def parse(text: str) -> HtmlElement:
    """The tree of a page: always one, if need be an empty `<html>`."""
    text = CLOSED_TOO_EARLY.sub("", SURROGATES.sub("\ufffd", UNPRINTABLE.sub("", text)))
    if len(text) > MOST_CHARACTERS:
        text = DATA_URI.sub("", without(text, "script"))[:MOST_CHARACTERS]
    if len(text) > LONG and most_attributes(text) > MOST_ATTRIBUTES:
        text = text[:LONG]  # no template writes this
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(PLAIN)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):  # empty, or nothing but what was taken out
        root = document_fromstring(b"<html><body></body></html>")
    etree.strip_elements(root, "script", "style", with_tail=False)
    if len(text) > LONG:
        drop_long_attributes(root)
    flatten(root)
    return root


class Counting:
    """What a parser tells of the elements it reads, where it builds no tree of them."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> None:
        pass


def most_attributes(text: str) -> int:
    """How many attributes the element with most of them has.

    >>> most_attributes('<p id="a" class=">" hidden><b title="<i a b c>">x')
    3
    """
    counting = Counting()
    parser = HTMLParser(encoding="utf-8", huge_tree=True, target=counting)  # type: ignore[arg-type]  # needs no more
    parser.feed(text.encode("utf-8", "replace"))
    parser.close()
    return counting.most


def drop_long_attributes(root: HtmlElement) -> None:
    """Take away the attributes that only a script or a picture can have a use for."""
    for element in root.iter():
        for name in [name for name, value in element.items() if len(value) > LONGEST_ATTRIBUTE]:
            del element.attrib[name]


def without(text: str, tag: str) -> str:
    """The text without these elements, in one pass over it.

    >>> without("一<script>var x</script>二<script>open", "script")
    '一二<script>open'
    """
    low, kept, at = text.lower(), [], 0
    while (start := low.find(f"<{tag}", at)) >= 0 and (end := low.find(f"</{tag}", start)) >= 0:
        kept.append(text[at:start])
        at = end + len(tag) + 3
    return "".join([*kept, text[at:]])


def flatten(root: HtmlElement, deepest: int = DEEPEST) -> None:
    """Lift what stands deeper than `deepest` (tags never closed, or malice), in order, to that depth.

    The last first: what is moved has nothing below it any more that would have to be gone through at each move.
    """
    level = [root]
    for _ in range(deepest):
        level = [child for element in level for child in element]
        if not level:
            return
    for element in level:
        for below in reversed(list(element.iterdescendants())):
            element.insert(0, below)


def words(element: HtmlElement) -> str:
    """All text of an element on one line.

    >>> words(parse("<h1> 全市 <b>经济</b><br>运行</h1>"))
    '全市 经济运行'
    """
    return " ".join("".join(element.itertext()).split())


def attribute(element: HtmlElement, name: str) -> str:
    """An attribute as a string, empty if there is none."""
    value = element.get(name)
    return value if isinstance(value, str) else ""
