"""The catalogue: reads the entries, compiles their names, finds the one a measure means.

An entry is meant when all words of one of its aliases stand in the measure, in any order, and nothing in it speaks
against: a word of `without`, a concept-changing word that the alias does not hold, a unit of another dimension, a word
that nothing explains, neither the tables nor what stands in the entry's own names and examples.
Of several the one that explains most wins, if it accounts for what the others explain; else there is no answer.
Where no alias stands whole in the measure, its other words may stand in the sentence (危房 in 拆除危房和圈舍), but then
nothing in the measure may be left unexplained. Wrong is worse than nothing.

>>> found = catalogue().find
>>> found("规上工业增加值", unit="%", kind="change_rate")
'industry_value_added_above_scale'
>>> found("GDP增速", unit="百分点", kind="change_abs")  # the change of a growth rate is no change of the thing
'gdp_growth'
>>> found("粮食", unit="吨", kind="level") is None
True
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from extractors.errors import CatalogueError
from extractors.indicators.entry import Entry, read_dimensions, read_file
from extractors.indicators.names import SHARES, Candidate, Groups, Name, decide, groups, meant
from extractors.indicators.reading import Lexicon, Reading
from extractors.indicators.words import read_table
from extractors.records import short_hash

DATA = Path(__file__).parent.parent / "data" / "indicators"
LEXICON = DATA / "lexicon"
LONGEST = 200  # characters of a measure; a longer one is no name of anything
WIDEST = 400  # characters of the context that are looked at
TIMES = frozenset({"年", "月", "日", "天", "周", "季", "季度", "小时", "次"})  # of a year or a day: still the same flow
FACETS = {
    "growth": ("增速", "growth rate"),
    "completion": ("目标完成率", "share of the target achieved"),
    "new": ("（新增）", "new in the period"),
}
RATES = frozenset({"growth", "completion"})  # facets that are percentages; the others are of the entry's own dimension


class Catalogue:
    """The indicators, and the way from a measure to its indicator. Immutable; one instance serves all threads."""

    def __init__(self, entries: Iterable[Entry], own: str = "") -> None:
        self.own = own  # hash of the user's entries; empty where there are none
        base = tuple(entries)
        self.entries: tuple[Entry, ...] = (*base, *(derived for entry in base for derived in derive(entry)))
        self._by_id = {entry.id: entry for entry in self.entries}
        if len(self._by_id) < len(self.entries):
            raise CatalogueError("an id stands twice; a derived one ends in _growth, _completion or _new")
        self.dimensions = read_dimensions(LEXICON / "dimensions.toml")
        self._of_unit = {unit: name for name, row in self.dimensions.items() for unit in row.units}
        self._lexicon = Lexicon(LEXICON)
        sorts = read_table(LEXICON / "classifiers.toml")
        self._sort_of_unit = {unit: sort for sort, units in sorts.items() for unit in units}
        self._sorts = {e.id: {self._sort_of_unit.get(unit) for unit in counted(e)} for e in base}
        self._names = tuple(name for entry in base for name in self._compiled(entry))
        refuse_shared(self._names)
        self._index: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for group, words in enumerate(name.inside):
                for word in words:
                    self._index[word].append((number, group))
        around = {word for name in self._names for group in name.around for word in group}
        told = {word for name in self._names for word in name.without | name.allows}
        taught = {*self._index, *around, *told}
        self._lexicon.learn(taught)
        shown = self._shown(base)
        self._names = tuple(replace(name, shown=shown[name.entry.id]) for name in self._names)
        self._lexicon.learn(taught.union(*shown.values()))
        self._around = lru_cache(maxsize=256)(self._words_of)  # the figures of a sentence share it
        # the measures of bulletins come again and again
        self._normal = lru_cache(maxsize=4096)(self._lexicon.normal)
        self._reading = lru_cache(maxsize=4096)(self._lexicon.read)
        self._held = lru_cache(maxsize=4096)(self._groups_in)
        self._meant = lru_cache(maxsize=4096)(self._whole)

    def get(self, indicator: str) -> Entry | None:
        """The entry of that id."""
        return self._by_id.get(indicator)

    def find(
        self, measure: str, *, unit: str, kind: str, per: str | None = None, context: str = "", beyond: str = ""
    ) -> str | None:
        """The id of the indicator that a measure means, or None.

        `unit` is canonical (元, %, 人 ...), `kind` one of records.Kind, `per` the denominator (人, 亩), `context` the
        words around (sentence, title): they hold what a bare measure leaves out. `beyond` is told around them: a word
        an entry awaits (`@`) may stand there too (其中，农业产值3亿元；林业产值1亿元).
        """
        unit, _, below = (unit, "", "") if unit.startswith("/") else unit.partition("/")  # /10万 is a rate itself
        pers = [p + "均" for p in (per or below).split("·") if p and p not in TIMES]
        text = self._normal(measure[: LONGEST + 1]) + "".join(pers)
        if not text or len(text) > LONGEST or any(p not in self._lexicon.modifiers for p in pers):
            return None

        def around() -> frozenset[str]:
            return self._around(context[:WIDEST])

        candidates, whole = self._meant(text, unit, kind)
        if candidates:
            far = around() | self._around(beyond[:WIDEST])
            whole = decide(one for one, awaited in candidates if not awaited or told(awaited, far))
        found = whole or decide(self._partly(text, unit, kind, around()))
        return None if found and "非" in text and not self._denies(found) else found

    def _denies(self, indicator: str) -> bool:
        """Whether an indicator has 非 in a name of its own (非税收入): any other is denied by it (非国有投资)."""
        entry = self._by_id[indicator]
        entry = self._by_id[entry.derived_from] if entry.derived_from else entry
        return any("非" in word for word in (*entry.aliases, *entry.allows))

    def _words_of(self, context: str) -> frozenset[str]:
        return self._lexicon.words(self._lexicon.normal(context))

    def _whole(self, text: str, unit: str, kind: str) -> tuple[tuple[tuple[Candidate, Groups], ...], str | None]:
        """The entries one of whose names stands whole in the measure, each with what must still stand around it.

        Where none of them awaits anything the answer in their place.
        """
        reading = self._reading(text)
        found = tuple(self._candidates(reading, self._named(text, frozenset()), unit, kind))
        return (found, None) if any(awaited for _, awaited in found) else ((), decide(one for one, _ in found))

    def _partly(self, text: str, unit: str, kind: str, around: frozenset[str]) -> Iterator[Candidate]:
        """The entries that the measure may mean with words of the context in place of some."""
        reading = self._reading(text)
        generic = reading.of(self._lexicon.generic)
        names = (name for name in self._named(text, around) if name.without.isdisjoint(around))
        for one, awaited in self._candidates(reading, names, unit, kind):
            if (
                not one.alone
                or (one.covered & ~generic).bit_count() < 2
                or reading.unexplained(one.known, self._lexicon.places)
            ):
                continue
            if told(awaited, around):
                yield one

    def _candidates(
        self, reading: Reading, names: Iterable[Name], unit: str, kind: str
    ) -> Iterator[tuple[Candidate, Groups]]:
        """The entries of these names that the measure may mean, with the groups that must stand around it."""
        of_unit, sort = self._of_unit.get(unit, "count"), self._sort_of_unit.get(unit)
        for name in names:
            entry = name.entry
            if sort and sort not in self._sorts[entry.id]:
                continue
            indicator = meant(entry, self.dimensions[entry.dimension], unit, of_unit, kind, reading)
            covered = name.stands_in(reading) if indicator else None
            if indicator and covered is not None:
                known = name.accounted(reading) | reading.neutral
                exact, alone = of_unit == entry.dimension, name.alone(reading, self._lexicon.places)
                yield Candidate(indicator, covered, known, len(name.around), exact, alone), name.awaited(reading)

    def _named(self, text: str, around: frozenset[str]) -> Iterator[Name]:
        """The names all of whose groups stand in the measure, or some of them among the words around."""
        return (name for name, missing in self._held(text) if told(missing, around))

    def _groups_in(self, text: str) -> tuple[tuple[Name, Groups], ...]:
        """The names that have a group in the measure, each with the groups that are not there."""
        seen: dict[int, set[int]] = defaultdict(set)
        for word in self._reading(text).found:
            for number, group in self._index.get(word, ()):
                seen[number].add(group)
        return tuple(
            (name, tuple(words for group, words in enumerate(name.inside) if group not in there))
            for name, there in ((self._names[number], there) for number, there in seen.items())
        )

    def _shown(self, entries: Iterable[Entry]) -> dict[str, frozenset[str]]:
        """Of each entry the words of all its names and those that stand beside them in its examples.

        They may stand in a measure of it without being unknown; what changes a concept changes it all the same.
        """
        names: dict[str, list[Name]] = defaultdict(list)
        for name in self._names:
            names[name.entry.id].append(name)
        shown = {}
        for entry in entries:
            own = frozenset().union(*(name.words | name.allows for name in names[entry.id]))
            readings = (self._lexicon.read(self._lexicon.normal(example.measure)) for example in entry.examples)
            beside = own.union(*(reading.rest(reading.of(own) | reading.novel) for reading in readings))
            shown[entry.id] = beside.difference(self._lexicon.places)  # 青山县 stays a name
        return shown

    def _compiled(self, entry: Entry) -> Iterator[Name]:
        normals = self._lexicon.normals
        without = normals(entry.without)
        shares = SHARES if entry.dimension == "share" else ()
        allows = normals((*entry.allows, *shares, *(per + "均" for per in entry.per)))
        for alias in entry.aliases:
            inside, around = groups(alias, normals)
            if not all((inside, *inside, *around)):
                raise CatalogueError(f"{entry.id}: {alias!r} has no word that must stand in the measure itself")
            yield Name(entry, inside, around, without, allows, frozenset().union(*inside), frozenset())


def counted(entry: Entry) -> frozenset[str]:
    """The units that an entry is said to have."""
    return frozenset(entry.units).union(example.unit for example in entry.examples)


def told(groups: Groups, around: frozenset[str]) -> bool:
    """Whether a word of each group stands in the words around."""
    for group in groups:  # noqa: SIM110 asked ten times a figure, a generator costs more than the question
        if around.isdisjoint(group):
            return False
    return True


def refuse_shared(names: Iterable[Name]) -> None:
    """Two entries may share a name only if their dimensions tell them apart."""
    owners: dict[tuple[object, str], Entry] = {}
    for name in names:
        key = (frozenset(frozenset(group) for group in (*name.inside, *name.around)), name.entry.dimension)
        other = owners.setdefault(key, name.entry)
        if other.id != name.entry.id:
            words = " ".join("|".join(group) for group in name.inside)
            raise CatalogueError(
                f"{other.id} and {name.entry.id}: expected names of their own, both are named {words!r}"
            )


def derive(entry: Entry) -> list[Entry]:
    """The derived indicators of an entry: its growth rate, the completion of its target, what is new of it."""
    if unknown := set(entry.facets) - set(FACETS):
        raise CatalogueError(f"{entry.id}: expected facets of {', '.join(FACETS)}, found {', '.join(sorted(unknown))}")
    return [_derived(entry, facet) for facet in entry.facets]


def _derived(entry: Entry, facet: str) -> Entry:
    named = replace(
        entry,
        id=f"{entry.id}_{facet}",
        zh=entry.zh + FACETS[facet][0],
        en=f"{entry.en}: {FACETS[facet][1]}",
        examples=(),
        counter=(),
        facets=(),
        derived_from=entry.id,
    )
    if facet in RATES:
        return replace(named, dimension="share", aspect=None, sum=False, average=False, per_capita=False)
    return replace(named, aspect="flow")


def load(folders: Sequence[Path] = ()) -> list[Entry]:
    """The built-in entries, then those of the folders, a later one of the same id in place of an earlier."""
    dimensions = read_dimensions(LEXICON / "dimensions.toml")
    entries: dict[str, Entry] = {}
    for folder in (DATA, *folders):
        if not folder.is_dir():
            raise CatalogueError(f"{folder}: expected a folder of indicator files (*.toml)")
        here: set[str] = set()
        for path in sorted(folder.glob("*.toml")):
            for entry in read_file(path, dimensions):
                if entry.id in here:
                    raise CatalogueError(f"{path.name}: {entry.id} stands twice in {folder.name}")
                here.add(entry.id)
                entries[entry.id] = entry
    return list(entries.values())


@lru_cache(maxsize=8)
def _catalogue(folders: tuple[Path, ...]) -> Catalogue:
    return Catalogue(load(folders), own_hash(folders))


def own_hash(folders: Sequence[Path]) -> str:
    """Tells the user's entries from others: a new one changes what the same text says."""
    files = [file for folder in folders for file in sorted(folder.glob("*.toml"))]
    return short_hash(*(file.read_text(encoding="utf-8") for file in files)) if files else ""


def catalogue(folders: Sequence[Path] = ()) -> Catalogue:
    """The built-in catalogue with the user's folders on top; read once. Raises CatalogueError."""
    return _catalogue(tuple(folders))
