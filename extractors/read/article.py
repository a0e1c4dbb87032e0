"""One page, or the pages of one article, to one Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from extractors.errors import Unreadable
from extractors.fingerprint import fingerprint
from extractors.read.blocks import Block, blocks
from extractors.read.body import body
from extractors.read.decode import decode
from extractors.read.islands import island
from extractors.read.linked import linked
from extractors.read.people import authors, is_name, outlet
from extractors.read.refuse import refuse_bytes, refuse_noise, refuse_page
from extractors.read.selectors import select
from extractors.read.times import published
from extractors.read.titles import metas, title_of
from extractors.read.tree import attribute, parse, words
from extractors.read.trim import Trimmed, letters, trim
from extractors.read.version import reader_version
from extractors.records import Article, Page, Source, article_id
from extractors.repair import repair_document
from extractors.urls import absolute, canonical

HEAD_BEFORE_TITLE = 4  # lines: some templates put the date above the title
HOLLOW = ("empty shell", "too short", "list page")  # refusals of pages whose script may hold the article
HEAD_LINES = 14
TAIL_LINES = 6
MOST_LINKS = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page gives before it is put together: kept and dropped lines, and the lines around the body."""

    html: str
    root: HtmlElement
    title: str
    trimmed: Trimmed
    head: tuple[Block, ...]  # from title to body
    tail: tuple[Block, ...]  # below the body

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.trimmed.blocks)


def read(page: Page, source: Source | None = None, *, further: Sequence[Page] = ()) -> Article:
    """The article that a page is, joined with its `further` pages. Raises Unreadable with the reason why it is none.

    A further page that cannot be read, or repeats one before, adds nothing.
    """
    first = reading(page, source)
    lines, also = list(first.lines), []
    for other in further:
        try:
            more = reading(other, source).lines
        except Unreadable:
            continue
        also.append(other.sha256)
        known = set(lines)
        if more and not all(line in known for line in more):
            lines += more
    url = canonical(page.final_url or page.url)
    raw_text = "\n".join(lines)
    above, under = [block.text for block in first.head], [block.text for block in first.tail]
    around = [block.spaced for block in (*first.head, *first.tail)]
    named = dict(metas(first.root))
    if account := select(first.root, "#js_name"):
        named["js_name"] = words(account[0])
    when, basis = published(first.html, above, named, url, (*lines[:2], *lines[-2:], *under), page.fetched_at)
    title, text = repair_document([first.title, raw_text])
    return Article(
        article_id=article_id(url),
        url=url,
        source_id=page.source_id,
        page_sha256=page.sha256,
        fetched_at=page.fetched_at,
        title=title.text,
        authors=authors(lines, around) or tuple(filter(is_name, linked(first.html).authors)),
        outlet=outlet(around, named),
        published=when,
        published_basis=basis,
        text=text.text,
        raw_text=raw_text,
        repair=text.spans,
        links=links_of(first.trimmed.blocks, url),
        fingerprint=fingerprint(text.text),
        reader_version=reader_version(),
        also_pages=tuple(also),
    )


def reading(page: Page, source: Source | None = None) -> Reading:
    """A page read line by line; where it shows no article, the one in its script's data. Raises Unreadable."""
    refuse_bytes(page.body, page.headers.get("content-type", ""))
    decoded = decode(page.body, page.headers, source.encoding if source else None)
    refuse_noise(decoded)
    html = decoded.text
    try:
        return of_html(html, source.containers if source else ())
    except Unreadable as refusal:
        inner = island(html) if refusal.reason in HOLLOW else None
        if inner is None:
            raise
        return replace(of_html(inner, ("#island",)), html=html)


def of_html(html: str, containers: Sequence[str]) -> Reading:
    """A page as it shows itself, read line by line. Raises Unreadable."""
    root = parse(html)
    everything = blocks(root)
    found = body(root, containers, everything, title_of(root, everything))
    title = heading(html, root, everything, first_of(everything, found, 0))
    trimmed = trim(found, title)
    if trimmed.blocks and trimmed.blocks[0] is not found[0]:  # the title may stand among the lines that went
        lower = heading(html, root, everything, first_of(everything, trimmed.blocks, 0))
        title, trimmed = (title, trimmed) if lower == title else (lower, trim(found, lower))
    refuse_page(html, title, everything, trimmed.blocks, root)
    start = first_of(everything, trimmed.blocks, 0)
    tops = [at for at, block in enumerate(everything) if block.text == title]
    top = max((at for at in tops if at <= start), default=max(0, start - HEAD_LINES))
    if tops and not any(
        at <= start for at in tops
    ):  # a first line of the body stands above as well: 要闻 lists, summaries
        top = tops[0]
        start = first_of(everything, trimmed.blocks, top)
    head = [
        *everything[top : max(start, top)][:HEAD_LINES],
        *reversed(everything[max(0, top - HEAD_BEFORE_TITLE) : top]),
    ]
    tail = below(everything, trimmed.blocks, start)
    return Reading(html, root, title, trimmed, tuple(head), tail)


def heading(html: str, root: HtmlElement, everything: Sequence[Block], body_at: int) -> str:
    """The line of the page that its linked data calls the headline, else the title as the page tells it."""
    said = letters(linked(html).headline)
    headline = next((block.text for block in everything if said and letters(block.text) == said), "")
    return headline or title_of(root, everything, body_at)


def dropped(page: Page, source: Source | None = None) -> tuple[tuple[str, str], ...]:
    """The lines of the body's element that are not the article's, each with the rule that dropped it."""
    return reading(page, source).trimmed.dropped


def first_of(page: Sequence[Block], part: Sequence[Block], after: int) -> int:
    """Where in the page a part of it begins: the first place, not before `after`, of one of its first lines."""
    wanted = {block.text for block in part[:3]}
    return next((at for at in range(after, len(page)) if page[at].text in wanted), min(after, len(page)))


def below(page: Sequence[Block], part: Sequence[Block], start: int) -> tuple[Block, ...]:
    """The lines of the page that follow the last of a part."""
    if not part:
        return ()
    last = part[-1].text
    end = next((at for at in range(len(page) - 1, start - 1, -1) if page[at].text == last), None)
    return () if end is None else tuple(page[end + 1 : end + 1 + TAIL_LINES])


def links_of(kept: Sequence[Block], url: str) -> tuple[str, ...]:
    """Links out of the body's own lines, canonical, each once, in order."""
    seen: dict[str, None] = {}
    for element in {block.element: None for block in kept}:  # many lines may stand in one element
        for a in element.iter("a"):
            if (there := absolute(url, attribute(a, "href"))) and there != url:
                seen[there] = None
        if len(seen) >= MOST_LINKS:
            break
    return tuple(seen)[:MOST_LINKS]
