"""One indicator, as a statistician writes it down, and the reading of the TOML files that hold them.

A file has a `topic`, perhaps words that change none of its concepts (`allows`), and `[[indicator]]` tables. What is not
said has the default of the indicator's dimension (see `lexicon/dimensions.toml`): money may be summed, a share may not.

>>> Example.read("全县社零总额 | 元")
Example(measure='全县社零总额', unit='元', kind='level', per=None, context='', other=None)
>>> Example.read("人均GDP | 元 > gdp_per_capita").other
'gdp_per_capita'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from extractors.errors import CatalogueError
from extractors.records import Aspect, Kind

ID = re.compile(r"[a-z][a-z0-9_]*")
KINDS: dict[str, Kind] = {
    "level": "level",
    "share": "share",
    "change_rate": "change_rate",
    "change_abs": "change_abs",
    "rank": "rank",
}
ASPECTS: dict[str, Aspect] = {"flow": "flow", "stock": "stock"}
# What a unit says about the kind where an example names none.
KIND_OF_UNIT: dict[str, Kind] = {"%": "share", "‰": "share", "百分点": "change_abs", "位": "rank"}
TEXT = ("id", "zh", "en", "dimension", "counts")
OPTIONAL_TEXT = ("aspect", "excludes", "source")
LISTS = ("aliases", "without", "allows", "units", "per", "facets", "examples", "counter")
FLAGS = ("strict", "sum", "average", "per_capita")


@dataclass(frozen=True, slots=True)
class Example:
    """A measure with its unit, and for a counter-example the id it has instead."""

    measure: str
    unit: str
    kind: Kind
    per: str | None = None
    context: str = ""
    other: str | None = None

    @classmethod
    def read(cls, line: str) -> Example:
        """Read `measure | unit | kind | per | context > other id`; all behind the unit may be left out."""
        words, _, other = line.partition(" > ")
        parts = [part.strip() for part in words.split("|")] + [""] * 4
        measure, unit, kind, per, context = parts[:5]
        if kind and kind not in KINDS:
            raise CatalogueError(f"example {line!r}: expected a kind of {', '.join(KINDS)}, found {kind!r}")
        said: Kind = KINDS[kind] if kind else KIND_OF_UNIT.get(unit, "level")
        return cls(measure, unit, said, per or None, context, other.strip() or None)

    def __str__(self) -> str:
        """
        >>> str(Example.read("人均GDP | 元 > gdp_per_capita"))
        '人均GDP in 元 (level), which is gdp_per_capita'
        """
        unit = f" in {self.unit}" if self.unit else ""
        per = f" per {self.per}" if self.per else ""
        other = f", which is {self.other}" if self.other else ""
        return f"{self.measure}{unit}{per} ({self.kind}){other}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator. `aliases` name it: words that must all be there, in any order, `|` between words that will do."""

    id: str
    zh: str
    en: str
    topic: str
    dimension: str
    aspect: Aspect | None
    counts: str  # what counts
    excludes: str  # what does not
    aliases: tuple[str, ...]
    without: tuple[str, ...]  # words that make it another concept
    allows: tuple[str, ...]  # concept-changing words that change nothing here
    units: tuple[str, ...]  # further units beside those of the dimension
    per: tuple[str, ...]  # denominators it may have
    strict: bool  # every other word of the measure must be known to change nothing
    examples: tuple[Example, ...]
    counter: tuple[Example, ...]
    sum: bool  # over districts
    average: bool  # over districts, unweighted
    per_capita: bool  # may be divided by the population
    source: str  # of the official definition
    facets: tuple[str, ...] = ()  # derived indicators that exist: growth, completion
    derived_from: str | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """What an indicator is a quantity of, its units, and what may be done with such quantities."""

    id: str
    units: frozenset[str]
    sum: bool
    average: bool
    per_capita: bool


def read_file(path: Path, dimensions: Mapping[str, Dimension]) -> Iterator[Entry]:
    """The entries of one file. Raises CatalogueError naming file and entry."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CatalogueError(f"{path.name}: expected a TOML file of indicators, found: {error}") from error
    topic = content.get("topic")
    rows = content.get("indicator")
    if not isinstance(topic, str) or not isinstance(rows, list):
        raise CatalogueError(f'{path.name}: expected topic = "..." and [[indicator]] tables')
    common = _list(content, "allows", path.name)
    for number, row in enumerate(rows, 1):
        where = f"{path.name}, indicator {number}"
        if not isinstance(row, dict):
            raise CatalogueError(f"{where}: expected a table, found {type(row).__name__}")
        entry = read_entry(cast("dict[str, object]", row), topic, dimensions, where)
        yield replace(entry, allows=(*entry.allows, *common))


def read_entry(row: Mapping[str, object], topic: str, dimensions: Mapping[str, Dimension], where: str) -> Entry:
    """One table of a file as an entry; every word of it must be known."""
    where = f"{where} ({row.get('id', 'no id')})"
    if unknown := set(row) - {*TEXT, *OPTIONAL_TEXT, *LISTS, *FLAGS}:
        raise CatalogueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    text = {name: _text(row, name, where) for name in (*TEXT, *OPTIONAL_TEXT)}
    if missing := [name for name in TEXT if not text[name]]:
        raise CatalogueError(f"{where}: missing {', '.join(missing)}")
    lists = {name: _list(row, name, where) for name in LISTS}
    if not ID.fullmatch(text["id"]):
        raise CatalogueError(f"{where}: expected an id of small letters, digits and _, found {text['id']!r}")
    if text["aspect"] and text["aspect"] not in ASPECTS:
        raise CatalogueError(f"{where}: expected aspect flow or stock, found {text['aspect']!r}")
    if not lists["aliases"] or len(lists["examples"]) < 2:
        raise CatalogueError(f"{where}: expected one alias and two examples at least")
    dimension = dimensions.get(text["dimension"])
    if dimension is None:
        raise CatalogueError(f"{where}: expected a dimension of {', '.join(dimensions)}, found {text['dimension']!r}")
    return Entry(
        id=text["id"],
        zh=text["zh"],
        en=text["en"],
        topic=topic,
        dimension=dimension.id,
        aspect=ASPECTS.get(text["aspect"]),
        counts=text["counts"],
        excludes=text["excludes"],
        aliases=lists["aliases"],
        without=lists["without"],
        allows=lists["allows"],
        units=lists["units"],
        per=lists["per"],
        strict=_flag(row, "strict", True, where),
        examples=tuple(map(Example.read, lists["examples"])),
        counter=tuple(map(Example.read, lists["counter"])),
        sum=_flag(row, "sum", dimension.sum, where),
        average=_flag(row, "average", dimension.average, where),
        per_capita=_flag(row, "per_capita", dimension.per_capita, where),
        source=text["source"],
        facets=lists["facets"],
    )


def read_dimensions(path: Path) -> dict[str, Dimension]:
    """The table of dimensions, by id."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: Dimension(name, frozenset(row["units"]), row["sum"], row["average"], row["per_capita"])
        for name, row in content.items()
    }


def _text(row: Mapping[str, object], name: str, where: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str):
        raise CatalogueError(f"{where}: expected words for {name}, found {value!r}")
    return value.strip()


def _list(row: Mapping[str, object], name: str, where: str) -> tuple[str, ...]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(
        isinstance(word, str) and (word.strip() or name == "units") for word in value
    ):
        raise CatalogueError(f"{where}: expected a list of words for {name}, found {value!r}")
    return tuple(value)


def _flag(row: Mapping[str, object], name: str, default: bool, where: str) -> bool:
    value = row.get(name, default)
    if not isinstance(value, bool):
        raise CatalogueError(f"{where}: expected true or false for {name}, found {value!r}")
    return value
