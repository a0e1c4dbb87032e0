"""The body of an article as blocks: the container of a known family, else what trafilatura finds, read by structure.

Trafilatura decides which paragraphs belong to the article; the characters are then read from the page itself, because
extraction rewrites white space and rare characters. Around its choice the smallest element that holds most of it is
read whole: so the bold subheadings, short lines and data tables that trafilatura drops are kept. Where a page goes on
with other articles, longer than its own, the choice falls on those: the sentences that follow the title overrule it.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from extractors.read.blocks import BREAKS, Block, blocks
from extractors.read.containers import container
from extractors.read.tree import attribute, parse
from extractors.read.trim import ENOUGH, head_rule, said, tail_rule

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # why a page holds no article, Unreadable tells

# Beyond these trafilatura takes many seconds; such pages are read by structure alone.
MOST_ELEMENTS = 30_000
MOST_CHOICES = 4_000  # lines; it compares each paragraph with all the others
MOST_PARAGRAPHS = 8_000  # elements that are one to it, whether the page shows them or not
MOST_WORK = 1_000_000_000  # elements times characters; of each it removes, it adds the text behind to the text before
PARAGRAPHS = (*BREAKS, "col", "colgroup", "legend", "optgroup", "option", "textarea")
MOST_LINES = 20_000  # of no article; beyond, no element is looked for
MOST_TITLES = 6  # places where a page repeats its title
MOST = 0.7  # share of the chosen sentences that the element of the body holds
SURE = 15  # characters from which a line found anywhere in the choice is that line
COMMENTS = re.compile(
    r"(?:^|[-_\s])(?:comments?|cmts?|pinglun|replies|liuyan)(?:[-_]?(?:list|box|area|items?|wrap|content|body|con))?(?:$|\s)",
    re.I,
)
BOXES = frozenset(
    re.findall(
        r"\w+",
        "article body center div fieldset font form html main section span table tbody td text",
    )
)


def body(root: HtmlElement, own: Sequence[str] = (), page: Sequence[Block] = (), title: str = "") -> list[Block]:
    """The blocks of the article's body, head and tail lines included.

    `own`: selectors of the source. `page`, `title`: all blocks of the page and its title, as far as they are known.
    """
    found = container(root, own, page)
    if found and found.exact:
        return without_comments(found.lines)
    picked = chosen(found.element, found.lines) if found else chosen(root, page or blocks(root))
    box = smallest(picked) if len(picked) <= MOST_LINES else None
    titled = under_title(page, title) if box is not None and not found else None
    if titled is not None and box is not None and apart(titled, box):
        box = titled
    return without_comments(picked if box is None else blocks(box))


def without_comments(found: Sequence[Block]) -> list[Block]:
    """The blocks but for those in an element that calls itself comments, if these are the smaller part."""
    inner: dict[HtmlElement, bool] = {}

    def commented(element: HtmlElement | None) -> bool:
        path: list[HtmlElement] = []
        while element is not None and element not in inner:
            path.append(element)
            element = None if COMMENTS.search(names_of(element)) else element.getparent()
        answer = inner[element] if element is not None else bool(path) and bool(COMMENTS.search(names_of(path[-1])))
        inner.update(dict.fromkeys(path, answer))
        return answer

    kept = [block for block in found if not commented(block.element)]
    return kept if 2 * sum(map(said, kept)) > sum(map(said, found)) else list(found)


def names_of(element: HtmlElement) -> str:
    return f"{attribute(element, 'class')[:80]} {attribute(element, 'id')[:80]}"


def under_title(page: Sequence[Block], title: str) -> HtmlElement | None:
    """The smallest element with the title and the first sentences after it that are no template's."""
    best: tuple[int, HtmlElement | None] = (-1, None)
    for at in [at for at, block in enumerate(page) if block.text == title][:MOST_TITLES]:
        block, mass = page[at], 0
        for below in page[at + 1 :]:
            if said(below) and not tail_rule(below.text) and not head_rule(below.text, title):
                mass += said(below)
            if mass >= ENOUGH:
                around = [below.element, *below.element.iterancestors()]
                shared = next(one for one in (block.element, *block.element.iterancestors()) if one in around)
                best = max(best, (sum(1 for _ in shared.iterancestors()), shared), key=lambda pair: pair[0])
                break
    return best[1]


def apart(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether neither of two elements lies within the other."""
    return one not in (other, *other.iterancestors()) and other not in one.iterancestors()


def chosen(scope: HtmlElement, lines: Sequence[Block]) -> list[Block]:
    """Those of the blocks of an element that trafilatura takes for the article's."""
    if is_too_much(scope, lines):
        return [block for block in lines if said(block)]
    page = deepcopy(scope)
    if page.tag != "html":
        page, inner = parse(""), page
        page[-1].append(inner)
    try:
        document = trafilatura.bare_extraction(page, include_comments=False, with_metadata=False)
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        document = None  # its own failures on broken trees
    text = getattr(document, "text", None) or ""
    if not text:
        return [block for block in lines if said(block)]
    whole, exact = key(text), {key(line) for line in text.split("\n")}
    return [block for block in lines if (k := key(block.text)) in exact or (len(k) >= SURE and k in whole)]


def is_too_much(scope: HtmlElement, lines: Sequence[Block]) -> bool:
    """Whether trafilatura should be kept from an element with these lines."""
    elements, characters = sum(1 for _ in scope.iter()), sum(len(line.text) for line in lines)
    return (
        len(lines) > MOST_CHOICES
        or elements > MOST_ELEMENTS
        or elements * characters > MOST_WORK
        or sum(1 for _ in scope.iter(*PARAGRAPHS)) > MOST_PARAGRAPHS
    )


def key(text: str) -> str:
    """A line as trafilatura leaves it: composed, without white space, pipes and what cannot be printed."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable() and c not in " |-\u3000\u00a0")


def smallest(picked: Sequence[Block]) -> HtmlElement | None:
    """The deepest box with most of the chosen sentences in it; None if there are no sentences."""
    total = sum(said(block) for block in picked)
    held: Counter[HtmlElement] = Counter()
    for block in picked:
        mass = said(block)
        for element in (block.element, *block.element.iterancestors()):
            held[element] += mass
    boxes = [element for element, mass in held.items() if element.tag in BOXES and mass >= MOST * total > 0]
    return max(boxes, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)
