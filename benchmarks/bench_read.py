"""How well and how fast articles are read, beside trafilatura's defaults in the same run on one core.

    python -m benchmarks.bench_read [PAGES]

Pages with gold (manifest.jsonl beside gzipped HTML) are looked for in ../shared/corpus/pages; without them the golden
pages of the tests are read. Body: F1 of character 5-grams without white space, on the text as it stands in the page
(our repaired text is simplified, the gold is not). PAGES (10,000): for how many reads memory is watched.
Then 2,000 mutated pages are read, each of which must be an article or a refusal. Times are of the processor, so that
other programs on the machine do not count.
"""

from __future__ import annotations

import gzip
import json
import logging
import re
import resource
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "read")]

import read_golden  # noqa: E402  # found by the line above
import trafilatura  # noqa: E402
from read_mutants import mutants  # noqa: E402

from extractors.errors import Unreadable  # noqa: E402
from extractors.read import read  # noqa: E402
from extractors.read.decode import decode  # noqa: E402
from extractors.records import Page  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "pages"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Gold:
    """A page with what a person found on it."""

    page: Page
    kind: str
    title: str
    author: str
    day: str
    body: str


@dataclass(frozen=True)
class Got:
    """What a reader found on it."""

    text: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    day: str = ""


def pages() -> list[Gold]:
    """The corpus, or the golden pages of the tests."""
    if (CORPUS / "manifest.jsonl").exists():
        rows = map(json.loads, (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines())
        return [corpus_page(row) for row in rows if row["kind"] == "article"]
    return [golden_page(path) for path in read_golden.paths("in_the_wild", "synthetic")]


def corpus_page(row: dict[str, object]) -> Gold:
    gold = row["gold"]
    assert isinstance(gold, dict)
    body = gzip.decompress((CORPUS / str(row["path"])).read_bytes())
    url = str(row["url"] or f"http://{row['host']}/")
    return Gold(
        page_of(url, body),
        "gov+local" if row["host_class"] in ("gov", "local") else str(row["host_class"]),
        gold["title"],
        gold.get("author") or "",
        (gold.get("publish_time") or "")[:10],
        gold["body"],
    )


def golden_page(path: Path) -> Gold:
    said = read_golden.case(path)
    expected = said["expected"]
    body = path.read_text("utf-8").encode(said.get("bytes", "utf-8"))
    day = (expected["published"] or "")[:10]
    text, names = "\n".join(expected["text"]), " ".join(expected["authors"])
    return Gold(page_of(said["url"], body), path.parent.name, expected["title"], names, day, text)


def page_of(url: str, body: bytes) -> Page:
    return Page(url, url, "bench", NOW, 200, {}, body, "0")


def ours(page: Page) -> Got:
    try:
        found = read(page)
    except Unreadable:
        return Got()
    day = found.published.date().isoformat() if found.published else ""
    return Got(found.raw_text, found.title, found.authors, day)


def defaults(page: Page) -> Got:
    """Trafilatura with metadata, on decoded text: given bytes, its answer depends on what else is installed."""
    found = trafilatura.bare_extraction(decode(page.body).text, url=page.url, with_metadata=True)
    if found is None:
        return Got()
    return Got(found.text or "", found.title or "", tuple((found.author or "").split("; ")), found.date or "")


def bare(page: Page) -> Got:
    """Trafilatura's text alone: we read title, time, authors and outlet, and it nothing but the body."""
    found = trafilatura.bare_extraction(decode(page.body).text, url=page.url, with_metadata=False)
    return Got(found.text or "") if found else Got()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def word(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def f1(got: str, gold: str) -> float:
    one, other = (
        Counter(text[at : at + 5] for at in range(max(0, len(text) - 4))) for text in map(squeezed, (got, gold))
    )
    hit = sum((one & other).values())
    return 2 * hit / (sum(one.values()) + sum(other.values())) if hit else 0.0


def score(name: str, reader: Callable[[Page], Got], gold: list[Gold]) -> float:
    """Print one line a class of hosts; return pages a second."""
    for one in gold[:3]:
        reader(one.page)
    start = time.process_time()
    got = [reader(one.page) for one in gold]
    rate = len(gold) / (time.process_time() - start)
    for kind in ("all", *sorted({one.kind for one in gold})):
        rows = [(one, found) for one, found in zip(gold, got, strict=True) if kind in ("all", one.kind)]
        bodies = [f1(found.text, one.body) for one, found in rows]
        titles = [word(found.title) == word(one.title) for one, found in rows]
        days = [found.day == one.day for one, found in rows if one.day]
        named = [any(a and word(a) in word(one.author) for a in found.authors) for one, found in rows if one.author]
        false = [any(found.authors) for one, found in rows if not one.author]
        empty = sum(not found.text for _, found in rows)
        figures = (statistics.mean(bodies), statistics.median(bodies), *map(share, (titles, days, named, false)))
        speed = f"{rate:>8.1f}" if kind == "all" else ""
        print(f"{name:<12}{kind:<12}{len(rows):>4}{empty:>6}" + "".join(f"{x:>8.3f}" for x in figures) + speed)
    return rate


def share(found: list[bool]) -> float:
    return sum(found) / max(1, len(found))


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    logging.disable(logging.CRITICAL)
    gold = pages()
    print(f"{len(gold)} pages of {'the corpus' if CORPUS.exists() else 'the tests'}")
    heads = ("F1 mean", "median", "title", "date", "author", "false", "pages/s")
    print(f"{'reader':<12}{'hosts':<12}{'n':>4}{'empty':>6}" + "".join(f"{head:>8}" for head in heads))
    mine = score("fangzhi", ours, gold)
    theirs = score("trafilatura", defaults, gold)
    text_only = score("its text", bare, gold)
    print(f"fangzhi reads {mine / theirs:.2f} times as many pages a second as trafilatura's defaults,")
    print(f"and {mine / text_only:.2f} times as many as trafilatura without its metadata")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    marks = []
    for number in range(count):
        ours(gold[number % len(gold)].page)
        if number + 1 in (count // 10, count // 2, count):
            marks.append(f"{megabytes():.0f} MB after {number + 1}")
    print("memory at its highest: " + ", ".join(marks))
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for _, body in mutants(2_000):
        start = time.process_time()
        try:
            read(page_of("http://www.shili.gov.cn/t1.html", body))
            outcomes["article"] += 1
        except Unreadable as refusal:
            outcomes[refusal.reason] += 1
        slowest = max(slowest, time.process_time() - start)
    print(
        f"2,000 mutated pages, slowest {slowest:.1f} s: "
        + ", ".join(f"{n} {what}" for what, n in outcomes.most_common())
    )


if __name__ == "__main__":
    main()
