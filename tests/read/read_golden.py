"""Golden pages: each case is a page of our own writing (.html) with what the reader makes of it (.json).

A case says: url; optionally bytes (the encoding in which the page is served, utf-8 if not said), headers, containers
(of the source); and `expected`: the article, or the reason of the refusal. After a change of the rules

    python tests/read/read_golden.py

writes `expected` anew for all drawers but known_failures, whose expectations are what a person reads on the page;
read the difference before you commit it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
DRAWERS = ("in_the_wild", "synthetic", "negative")
FETCHED = datetime(2025, 1, 1, tzinfo=UTC)


def paths(*drawers: str) -> list[Path]:
    """The pages of these drawers."""
    return sorted(path for drawer in drawers for path in (CASES / drawer).glob("*.html"))


def case(path: Path) -> dict[str, Any]:
    """The case of a page."""
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return found


def observed(path: Path) -> dict[str, Any]:
    """What the reader makes of a page now."""
    from extractors.errors import Unreadable
    from extractors.read import read
    from extractors.records import Page, Source

    said = case(path)
    body = path.read_text("utf-8").encode(said.get("bytes", "utf-8"))
    page = Page(
        said["url"],
        said["url"],
        "golden",
        FETCHED,
        200,
        said.get("headers", {}),
        body,
        hashlib.sha256(body).hexdigest(),
    )
    source = Source("golden", "golden", None, "list", said["url"], containers=tuple(said.get("containers", ())))
    try:
        article = read(page, source)
    except Unreadable as refusal:
        return {"refused": refusal.reason}
    return {
        "title": article.title,
        "authors": list(article.authors),
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "text": article.text.split("\n"),
    }


def main() -> None:
    """Write all expectations anew."""
    for path in paths(*DRAWERS):
        said = case(path) | {"expected": observed(path)}
        path.with_suffix(".json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
