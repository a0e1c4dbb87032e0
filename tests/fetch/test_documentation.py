"""docs/fetching.md says what the code does: every reason with its outlook, every limit with its default."""

import re
from dataclasses import fields
from pathlib import Path

from extractors.fetch import RETRY, Politeness

TEXT = (Path(__file__).resolve().parents[2] / "docs/fetching.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return table[2:]


def test_reasons():
    assert {row[0].strip("`"): row[2] == "yes" for row in rows("Why a page was not had")} == RETRY


def test_limits():
    told = {}
    for names, defaults, _ in rows("Limits"):
        found = re.findall(r"`(\w+)`", names)
        told |= dict(zip(found, defaults.split(", ") if defaults else [""] * len(found), strict=True))
    assert told == {f.name: f"{f.default:g}" if f.type is not str and f.default < 10**6 else str(f.default)
                    for f in fields(Politeness)}  # fmt: skip
