"""The title of an article: the site's own word for it, else the heading that `<title>` repeats.

>>> from extractors.read.tree import parse
>>> title_of(parse("<title>全市经济半年报_示例区政府网</title><h1>首页</h1><h1>全市经济半年报</h1>"))
'全市经济半年报'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from lxml.html import HtmlElement

from extractors.read.blocks import HEADINGS, Block, blocks, tidy
from extractors.read.tree import attribute, words
from extractors.read.trim import head_rule, letters

SAID_OUTRIGHT = ("articletitle",)  # by the CMS for the state's index of government sites: never decorated
SHARED = ("og:title", "twitter:title")
SHORTEST, LONGEST = 4, 120
TAG = re.compile(r"<[^<>]{0,200}>")  # some write the title as it is set: 全区<br>经济
COLUMN = 8  # letters: what is shorter may be the name of a column
# 标题_栏目_网站 · 标题 - 网站 · 标题|网站
SUFFIX = re.compile(r"\s*(?:[_|｜丨]|\s[-—–]+\s?|--+|——)\s*")
HYPHEN = re.compile(r"\s*[-—–]\s*(?=[^-—–]{2,20}$)")
TITLE_CLASS = re.compile(r"title|headline|(?:^|[-_\s])(?:tit|bt|wztit|xl_tit)(?:$|[-_\s\d])", re.I)


def title_of(root: HtmlElement, page: Sequence[Block] | None = None, body_at: int | None = None) -> str:
    """The title, or an empty string. `page`: blocks of the whole page; `body_at`: where among them the body begins."""
    named = dict(metas(root))
    for name in SAID_OUTRIGHT:
        if SHORTEST <= len(said := tidy(TAG.sub("", unescape(named.get(name, ""))))) <= LONGEST:
            return said
    whole = head_title(root)
    shared = next((tidy(named[name]) for name in SHARED if named.get(name)), "")
    lines = blocks(root) if page is None else page
    found = repeated(lines, whole) or repeated(lines, shared)
    if len(letters(found)) >= COLUMN:
        return found
    above = line_above(lines[: len(lines) if body_at is None else body_at], whole)
    if len(letters(above)) > max(COLUMN, len(letters(shared))):
        return above
    return found or shared or above or undecorated(whole)


def head_title(root: HtmlElement) -> str:
    """The text of the first `<title>`."""
    element = root.find(".//title")
    return words(element) if element is not None else ""


def metas(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Names (lower case; also of properties) and contents of the meta elements; the last first: the first wins."""
    for meta in reversed(root.findall(".//meta")):
        name = attribute(meta, "name") or attribute(meta, "property") or attribute(meta, "itemprop")
        if name:
            yield name.strip().lower(), attribute(meta, "content").strip()


def repeated(lines: Sequence[Block], reference: str) -> str:
    """The heading, or else the line, that `reference` begins with, or that begins with it where it was cut short."""
    whole, begin = letters(reference), letters(undecorated(reference))
    best: tuple[int, int, str] = (0, 0, "")
    for block in lines:
        if block.linked >= len(block.text) or len(block.text) > 4 * LONGEST:
            continue
        mine = letters(block.text)
        if not SHORTEST <= len(mine) <= LONGEST:
            continue
        if mine == begin + begin:  # shown twice, once hidden by a style sheet
            return undecorated(reference)
        heading = is_heading(block)
        if mine == whole != begin:  # the site's own line, with its name in it
            continue
        if whole.startswith(mine) or (mine in begin and 2 * len(mine) >= len(begin)):
            rank = 2 + 2 * heading + (2 * len(mine) >= len(begin))
        elif heading and mine in whole and 2 * len(mine) >= len(whole):  # site--title
            rank = 4
        elif len(begin) >= COLUMN and mine.startswith(begin):
            rank = 1 + 2 * heading
        else:
            continue
        best = max(best, (rank, len(mine), block.text), key=lambda one: one[:2])
    return best[2]


def is_heading(block: Block) -> bool:
    """Whether a line stands in a heading, or in an element whose class or id calls it a title."""
    element: HtmlElement | None = block.element
    for _ in range(2):
        if element is None:
            return False
        if element.tag in HEADINGS or TITLE_CLASS.search(
            f"{attribute(element, 'class')[:80]} {attribute(element, 'id')[:80]}"
        ):
            return True
        element = element.getparent()
    return False


def undecorated(title: str) -> str:
    """The first part of a `<title>`, names of column and site cut off.

    >>> undecorated("一季度全区工业平稳增长-示例区人民政府")
    '一季度全区工业平稳增长'
    """
    first = SUFFIX.split(title.strip(), maxsplit=1)[0]
    shorter = HYPHEN.split(first, maxsplit=1)[0]
    return shorter if len(shorter) >= 8 else first


def line_above(above: Sequence[Block], whole: str) -> str:
    """The last heading above the body, else the line above the date: for pages whose `<title>` names only the site."""
    fit = [SHORTEST <= len(mine := letters(one.text)) <= LONGEST and mine != letters(whole) for one in above]
    headings = [one.text for one, fits in zip(above, fit, strict=True) if fits and is_heading(one)]
    over_date = [
        above[at - 1].text
        for at in range(1, len(above))
        if fit[at - 1]
        and head_rule(above[at].text, "") in ("dateline", "label")
        and not head_rule(above[at - 1].text, "")
    ]
    return (headings or over_date or [""])[-1]
