"""The table of content management systems: which element of a page holds the body of an article.

A family is one line of `extractors/data/containers.csv`; a source may name its own selectors, which are tried first.

>>> from extractors.read.tree import parse
>>> found = container(parse('<div id="zoom"><p>' + '全区经济运行总体平稳。' * 9 + '</p></div>'))
>>> found.exact, found.element.get("id")
(True, 'zoom')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from extractors.errors import CatalogueError
from extractors.read.blocks import Block, blocks
from extractors.read.selectors import compiled, select
from extractors.read.tables import rows
from extractors.read.trim import ENOUGH, said

STRENGTHS = ("exact", "loose")
LEAST_SHARE = 0.4  # of the page's sentences: a short box, or one of a common name, that holds less is a side box
MOST_BOXES = 40  # of one selector on one page
MOST_READ = 1_000_000  # elements in the boxes of one page, counted once for each box that they lie in


@dataclass(frozen=True, slots=True)
class Family:
    """A line of the table: `exact` elements hold the body alone, others also more than it."""

    selector: str
    exact: bool
    name: str


@dataclass(frozen=True, slots=True)
class Container:
    """The element that holds the body, and by which family it was found."""

    element: HtmlElement
    exact: bool
    family: str
    lines: tuple[Block, ...] = ()


@cache
def families() -> tuple[Family, ...]:
    """The table, in the order in which it is tried. Raises CatalogueError with the line that does not hold."""
    found: list[Family] = []
    for number, row in rows("containers.csv"):
        if len(row) != 3 or row[1] not in STRENGTHS:
            raise CatalogueError(
                f"containers.csv:{number}: expected selector,exact|loose,family, found {','.join(row)!r}"
            )
        compiled(row[0])
        found.append(Family(row[0], row[1] == "exact", row[2]))
    return tuple(found)


def container(root: HtmlElement, own: Sequence[str] = (), page: Sequence[Block] = ()) -> Container | None:
    """The element of the body, or None where no family fits: of each selector the element with most sentences.

    `page`: all blocks of the page, if they are known.
    """
    ids, classes = names(root)
    total, left = -1, MOST_READ
    short: Container | None = None
    for family in (*(Family(selector, True, "source") for selector in own), *families()):
        if not possible(family.selector, ids, classes):
            continue
        boxes = select(root, family.selector)[:MOST_BOXES]
        left -= sum(1 for _ in islice((element for box in boxes for element in box.iter()), left + 1))
        if left < 0:  # boxes within boxes, of all families
            break
        mass, lines, element = heaviest(boxes)
        if element is None or not mass:
            continue
        if not family.exact or mass < ENOUGH:
            total = mass_of(page or blocks(root)) if total < 0 else total
            if mass < LEAST_SHARE * total:
                continue
        if mass >= ENOUGH:
            return Container(element, family.exact, family.name, lines)
        if family.exact:
            short = short or Container(element, True, family.name, lines)
    return short


def heaviest(boxes: Sequence[HtmlElement]) -> tuple[int, tuple[Block, ...], HtmlElement | None]:
    """The first of the elements with most sentences, with how many characters these have and with its blocks."""
    best: tuple[int, tuple[Block, ...], HtmlElement | None] = (0, (), None)
    for box in boxes:
        lines = tuple(blocks(box))
        if (mass := mass_of(lines)) > best[0] or best[2] is None:
            best = (mass, lines, box)
    return best


def mass_of(lines: Sequence[Block]) -> int:
    """Characters of sentences, links apart."""
    return sum(said(block) for block in lines)


def names(root: HtmlElement) -> tuple[frozenset[str], frozenset[str]]:
    """All ids and class names of a page: most of the table is passed over without searching the tree."""
    ids, classes = set(), set()
    for element in root.iter():
        if value := element.get("id"):
            ids.add(value)
        if value := element.get("class"):
            classes.update(value.split())
    return frozenset(ids), frozenset(classes)


def possible(selector: str, ids: frozenset[str], classes: frozenset[str]) -> bool:
    """False if the page has no element with the id or class that a selector begins with."""
    first = selector.split(None, 1)[0].split("[", 1)[0]
    if first.startswith("#"):
        return first[1:].split(".", 1)[0] in ids
    if first.startswith("."):
        return first[1:].split(".", 1)[0].split("#", 1)[0] in classes
    return True
