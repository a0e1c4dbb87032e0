"""The columns of a file of sources: what each cell may hold, how it is read and written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any, get_args
from urllib.parse import urlsplit

from extractors.records import Source, SourceKind, SourceStatus

ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
CODE = re.compile(r"\d{6}", re.ASCII)
DATED = re.compile(r"\{(yyyy|yy|mm|dd|m|d)\}")
SELECTORS = "|"  # between CSS selectors, which contain blanks and commas
YES_NO = {"yes": True, "no": False}
GENERIC = frozenset(
    ["www", "m", "wap", "new", "epaper", "paper", "newspaper", "szb", "dzb", "news", "com", "net", "org", "gov", "cn"]
)
HIGHEST = 1_000_000.0
NOTE = "note"


def source_of(filled: Mapping[str, str], found: Mapping[str, Source]) -> Source:
    """The source a line means; raises ValueError with what was expected and found."""
    values: dict[str, Any] = {name: COLUMNS[name](cell) for name, cell in filled.items() if name != NOTE}
    before = found.get(filled.get("id", ""))
    if before is not None:
        values = {f.name: getattr(before, f.name) for f in fields(Source)} | values
    if missing := [name for name in ("name", "url") if name not in values]:
        raise ValueError(f"expected a {missing[0]}, found an empty cell")
    check_url(str(values["url"]), str(values.get("kind", "list")))
    values = {"home": None, "kind": "list"} | values
    if "id" not in values:
        values["id"] = proposed_id(values["home"], str(values["url"]), found)
    return Source(**values)


def proposed_id(home: object, url: str, taken: Mapping[str, object]) -> str:
    """An id that can be read: the home's code and the telling part of the address, numbered if it is taken.

    >>> proposed_id("340405", "https://www.bagongshan.gov.cn/zwzx/", {})
    '340405-bagongshan'
    """
    labels = [x for x in (urlsplit(url).hostname or "").split(".") if x not in GENERIC and not x.isdigit()]
    stem = f"{home or 'nowhere'}-{labels[0] if labels else 'site'}"[:70]
    number, proposed = 1, stem
    while proposed in taken:
        number += 1
        proposed = f"{stem}-{number}"
    return proposed


def check_url(url: str, kind: str) -> None:
    """Raises ValueError for an address that is none, or is dated and should not be, or the other way round."""
    plain = DATED.sub("1", url)
    try:
        split = urlsplit(plain)
        good = split.scheme in ("http", "https") and bool(split.hostname) and "@" not in split.netloc
        _ = split.port
    except ValueError:
        good = False
    if not good or re.search(r"[\s<>\"{}]", plain):
        raise ValueError(f"url: expected an address with http or https, found {url!r}")
    dated = {name[0] for name in DATED.findall(url)}
    if kind == "epaper" and dated != {"y", "m", "d"}:
        raise ValueError(f"url: expected {{yyyy}}, {{mm}} and {{dd}} in an e-paper's address, found {url!r}")
    if kind != "epaper" and dated:
        raise ValueError(f"url: only the address of an epaper is dated, found {url!r} for a {kind}")


def _text_cell(cell: str) -> str:
    return cell


def _id(cell: str) -> str:
    if not ID.fullmatch(cell):
        raise ValueError(f"id: expected lower-case letters, digits and . _ -, found {cell!r}")
    return cell


def _home(cell: str) -> str:
    if not CODE.fullmatch(cell):
        raise ValueError(f"home: expected the six digits of a district, found {cell!r}")
    return cell


def _one_of(name: str, allowed: Sequence[str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell not in allowed:
            raise ValueError(f"{name}: expected {', '.join(allowed)}, found {cell!r}")
        return cell

    return read


def _yes(name: str) -> Callable[[str], bool]:
    def read(cell: str) -> bool:
        if cell not in YES_NO:
            raise ValueError(f"{name}: expected yes or no, found {cell!r}")
        return YES_NO[cell]

    return read


def _number(name: str, least: float) -> Callable[[str], float]:
    def read(cell: str) -> float:
        try:
            value = float(cell)
        except ValueError:
            value = -1.0
        if not least <= value <= HIGHEST:
            raise ValueError(f"{name}: expected a number from {least:g} on, found {cell!r}")
        return value

    return read


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and 0 < int(cell[:7]) <= 10_000):
        raise ValueError(f"max_pages: expected a number from 1 to 10000, found {cell!r}")
    return int(cell)


def _encoding(cell: str) -> str:
    try:
        return codecs.lookup(cell).name
    except LookupError:
        raise ValueError(f"encoding: expected one like gb18030 or utf-8, found {cell!r}") from None


def _hosts(cell: str) -> tuple[str, ...]:
    return tuple(cell.lower().split())


def _selectors(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(SELECTORS) if part.strip())


COLUMNS: Mapping[str, Callable[[str], Any]] = {
    "id": _id,
    "name": _text_cell,
    "home": _home,
    "kind": _one_of("kind", get_args(SourceKind)),
    "url": _text_cell,
    "status": _one_of("status", get_args(SourceStatus)),
    "expected_per_week": _number("expected_per_week", 0),
    "may_be_empty": _yes("may_be_empty"),
    "interval_s": _number("interval_s", 0),
    "encoding": _encoding,
    "allow_hosts": _hosts,
    "containers": _selectors,
    "conditional": _yes("conditional"),
    "max_pages": _count,
    "local": _yes("local"),
    NOTE: _text_cell,  # for people
}


DEFAULTS = {each.name: each.default for each in fields(Source) if each.default is not MISSING} | {"kind": "list"}
del DEFAULTS["status"]  # always written: a line may wake a source that is paused


def written(source: Source) -> dict[str, str]:
    """The source as a line says it: what is as by default stays empty."""
    cells = {}
    for each in fields(Source):
        value = getattr(source, each.name)
        if value is None or value == DEFAULTS.get(each.name):
            cells[each.name] = ""
        elif isinstance(value, bool):
            cells[each.name] = "yes" if value else "no"
        elif isinstance(value, float):
            cells[each.name] = f"{value:g}"
        elif isinstance(value, tuple):
            cells[each.name] = (f" {SELECTORS} " if each.name == "containers" else " ").join(value)
        else:
            cells[each.name] = str(value)
    return cells
