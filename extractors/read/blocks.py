"""What stands in an element as blocks: one for each paragraph, heading, list item or row of a data table.

The characters are the page's own; only runs of HTML white space become one space, as in a browser. A table that lays
out text is read through; a table of data gives one block a row, its cells apart by a tab.

>>> from extractors.read.tree import parse
>>> [b.text for b in blocks(parse("<p>全年<b>增长</b>5%。</p><table><tr><td>粮食<td>12吨<tr><td>油料<td>3吨</table>"))]
['全年增长5%。', '粮食\\t12吨', '油料\\t3吨']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from extractors.read.tree import attribute

BREAKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot "
        "th thead tr ul",
    )
)
UNSAID = frozenset(
    re.findall(
        r"\w+",
        "applet area audio button canvas datalist embed head iframe img input map noscript object option script "
        "select style svg template textarea title video",
    )
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.I)
HTML_SPACE = re.compile(r"[ \t\r\n\f]+")
# A line break of the source between two Chinese characters is no space: 全市经\n济
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u3000-\u9fff\uff00-\uffef])")
EDGES = " \t\r\n\f\u00a0\u3000\u200b\u2002\u2003\ufeff"
LABELS = 300  # characters; date, source and author stand in shorter lines
LONGEST_CELL = 160  # characters; more is a paragraph that a table lays out


WIDEST = 60  # rows or columns that a cell may span
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page: its text, the element it stands in, and how many of its characters are links.

    `spaced` is a short line with blanks where inline elements meet: `<a>示例日报</a><a>举报</a>` names one outlet.
    """

    text: str
    element: HtmlElement
    linked: int = 0
    spaced: str = ""

    @property
    def tag(self) -> str:
        return str(self.element.tag)


def blocks(root: HtmlElement) -> list[Block]:
    """All blocks below `root`, in the order of the page; hidden elements and controls say nothing."""
    found: list[Block] = []
    pieces: list[str] = []
    home: list[HtmlElement] = [root]  # the open block elements
    links, linked = 0, 0

    def close() -> None:
        nonlocal linked
        if pieces:
            if text := tidy("".join(pieces)):
                spaced = tidy(" ".join(pieces)) if len(text) <= LABELS and len(pieces) > 1 else text
                found.append(Block(text, home[-1], linked, spaced))
            pieces.clear()
        linked = 0

    def say(text: str | None) -> None:
        nonlocal linked
        if text:
            pieces.append(text)
            if links:
                linked += len(text.strip())

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end":
                say(element.tail)
            continue
        if event == "start":
            if tag in UNSAID or (element is not root and HIDDEN.search(attribute(element, "style"))):
                walker.skip_subtree()
                continue
            if tag == "table" and is_data(element):
                close()
                found.extend(rows(element))
                walker.skip_subtree()
                continue
            if tag in BREAKS:
                close()
                home.append(element)
            links += leads(element)
            say(element.text)
            continue
        if home[-1] is element and element is not root:
            close()
            home.pop()
        links = max(0, links - leads(element))
        if element is not root:
            say(element.tail)
    close()
    return found


def leads(element: HtmlElement) -> bool:
    """Whether an element is a link: `<a name="top">`, often never closed, is none."""
    return element.tag == "a" and bool(attribute(element, "href").strip())


def tidy(text: str) -> str:
    """One line as a browser would show it."""
    return HTML_SPACE.sub(" ", WRAPPED.sub("", text)).strip(EDGES)


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data: short cells, two or more a row, at least two such rows, no table within.

    >>> from extractors.read.tree import parse
    >>> is_data(parse("<table><tr><td>来源<td>日期</table>").find(".//table"))
    False
    """
    if table.find(".//table") is not None:
        return False
    wide = 0
    for row in table.iter("tr"):
        filled = 0
        for cell in cells(row):
            size = len("".join(cell.itertext()).strip(EDGES))
            if size > LONGEST_CELL:
                return False
            filled += size > 0
        wide += filled >= 2
    return wide >= 2


def rows(table: HtmlElement) -> Iterator[Block]:
    """The rows of a data table, each cell in its column; what spans rows or columns stands once, in the first."""
    spans: dict[int, int] = {}  # column -> rows below for which a cell still takes it
    for row in table.iter("caption", "tr"):
        texts: list[str] = []
        if row.tag == "caption":
            texts.append(tidy("".join(row.itertext())))
        for cell in cells(row):
            free(spans, texts)
            below = number(cell, "rowspan") - 1
            first = len(texts)
            for _ in range(number(cell, "colspan") if first < MOST_COLUMNS else 1):
                spans[len(texts)] = below
                texts.append("")
            texts[first] = tidy("".join(cell.itertext()).replace("\t", " "))
        free(spans, texts)
        if any(texts):
            linked = sum(len("".join(a.itertext()).strip(EDGES)) for a in row.iter("a") if leads(a))
            yield Block(text := "\t".join(texts).rstrip("\t"), row, linked, text)


def free(spans: dict[int, int], texts: list[str]) -> None:
    """Go on to the next column that no cell of a row above takes."""
    while spans.get(len(texts), 0) > 0:
        spans[len(texts)] -= 1
        texts.append("")


def number(cell: HtmlElement, name: str) -> int:
    """A rowspan or colspan as far as it can be meant."""
    said = attribute(cell, name).strip()
    return min(int(said), WIDEST) if said.isdecimal() and len(said) < 5 and int(said) else 1


def cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]
