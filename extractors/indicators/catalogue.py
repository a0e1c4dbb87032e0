"""The catalogue: reads the entries, compiles their names, finds the one a measure means.

An entry is meant when all words of one of its aliases stand in the measure, in any order, and nothing in it speaks
against: a word of `without`, a concept-changing word that the alias does not hold, a unit of another dimension.
Of several the one whose alias explains most of the measure wins; where none explains what the others do, there is no
answer. Wrong is worse than nothing.

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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from extractors.errors import CatalogueError
from extractors.indicators.entry import Dimension, Entry, read_dimensions, read_file
from extractors.indicators.words import Synonyms, Vocabulary, read_synonyms, read_table

DATA = Path(__file__).parent.parent / "data" / "indicators"
LONGEST = 200  # characters of a measure; a longer one is no name of anything
TIMES = frozenset(["年", "月", "日", "天", "周", "季", "季度", "小时", "次"])  # 每年: still the same flow
POINTS = frozenset({"百分点", "个百分点"})
PERCENT = frozenset({"%", "‰", "成"})


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of an entry: one word of each group must stand in the measure; `context` groups may stand around it."""

    entry: Entry
    groups: tuple[tuple[str, ...], ...]
    context: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry whose alias stands in the measure, the characters that explains (as bits) and the id it would give."""

    entry: Entry
    covered: int
    known: int  # the same with the words that change nothing for it
    around: int  # words of the context that had to stand there
    id: str | None

    def joined(self, other: Candidate | None) -> Candidate:
        """The two names of one entry as one."""
        if other is None:
            return self
        return replace(
            self,
            covered=self.covered | other.covered,
            known=self.known | other.known,
            around=max(self.around, other.around),
        )

    def weight(self) -> tuple[int, int]:
        """How much it explains."""
        return self.covered.bit_count(), self.around


class Catalogue:
    """The indicators, and the way from a measure to its indicator. Immutable; one instance serves all threads."""

    def __init__(self, entries: Iterable[Entry], lexicon: Path = DATA / "lexicon") -> None:
        self.dimensions = read_dimensions(lexicon / "dimensions.toml")
        self._facets = read_table(lexicon / "facets.toml")
        self._synonyms = Synonyms(read_synonyms(lexicon / "synonyms.toml"))
        words = {
            name: frozenset(self._normal_all(w for row in read_table(lexicon / f"{name}.toml").values() for w in row))
            for name in ("modifiers", "neutral", "places")
        }
        self._modifiers, self._neutral, self._places = words["modifiers"], words["neutral"], words["places"]
        self._growth = frozenset(self._normal_all(self._facets["growth"]))
        self._completion = frozenset(self._normal_all(self._facets["completion"]))
        base = tuple(entries)
        self.entries: tuple[Entry, ...] = (*base, *(derived for e in base for derived in derive(e)))
        self._by_id = {entry.id: entry for entry in self.entries}
        if len(self._by_id) < len(self.entries):
            raise CatalogueError(f"an id stands twice among {sorted(entry.id for entry in self.entries)}")
        self._without = {entry.id: frozenset(self._normal_all(entry.without)) for entry in base}
        self._allows = {
            entry.id: frozenset(self._normal_all([*entry.allows, *(per + "均" for per in entry.per)])) for entry in base
        }
        self._aliases = tuple(self._alias(entry, name) for entry in base for name in entry.aliases)
        self._refuse_shared_names()
        self._index: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, alias in enumerate(self._aliases):
            for group, words_of_group in enumerate(alias.groups):
                for word in words_of_group:
                    self._index[word].append((number, group))
        around = {word for alias in self._aliases for group in alias.context for word in group}
        self._vocabulary = Vocabulary(
            {
                *self._index,
                *self._modifiers,
                *self._neutral,
                *self._growth,
                *self._completion,
                *around,
                *(w for ws in self._without.values() for w in ws),
                *(w for ws in self._allows.values() for w in ws),
            }
        )
        self._context_vocabulary = Vocabulary(around)
        self._dimension_of = {unit: name for name, row in self.dimensions.items() for unit in row.units}

    def get(self, indicator: str) -> Entry | None:
        """The entry of that id."""
        return self._by_id.get(indicator)

    def find(self, measure: str, *, unit: str, kind: str, per: str | None = None, context: str = "") -> str | None:
        """The id of the indicator that a measure means, or None.

        `unit` is canonical (元, %, 人 ...), `kind` one of records.Kind, `per` the denominator (人, 亩), `context`
        the words around: sentence and title, which decide between courts and prosecutors where the measure is bare.
        """
        unit, _, below = unit.partition("/")
        pers = [p for p in (per or below).split("·") if p and p not in TIMES]
        text = self._synonyms.normal(measure) + "".join(p + "均" for p in pers)
        if not text or len(text) > LONGEST or any(p + "均" not in self._modifiers for p in pers):
            return None
        found: dict[str, list[int]] = defaultdict(list)  # word -> its occurrences as bits
        for start, end, word in self._vocabulary.occurrences(text):
            found[word].append((1 << end) - (1 << start))
        named = [c for a in self._named(found) if (c := self._candidate(a, found, text, unit, kind, context))]
        return decide(named)

    def _named(self, found: Mapping[str, list[int]]) -> list[Alias]:
        """The aliases all of whose groups stand in the measure."""
        groups: dict[int, set[int]] = defaultdict(set)
        for word in found:
            for number, group in self._index.get(word, ()):
                groups[number].add(group)
        return [
            self._aliases[number] for number, seen in groups.items() if len(seen) == len(self._aliases[number].groups)
        ]

    def _candidate(
        self, alias: Alias, found: Mapping[str, list[int]], text: str, unit: str, kind: str, context: str
    ) -> Candidate | None:
        """The alias as a candidate, unless the measure says something else as well."""
        entry = alias.entry
        if not self._without[entry.id].isdisjoint(found) or not self._stands_in(alias.context, found, context):
            return None
        covered = 0
        for group in alias.groups:
            covered |= union(bits for word in group for bits in found.get(word, ()))
        known = covered
        for word, spans in found.items():
            if word in self._neutral or word in self._allows[entry.id]:
                known |= union(spans)
        for word, spans in found.items():
            if word in self._modifiers and any(bits & ~known for bits in spans):
                return None
        if entry.strict and self._unexplained(
            text, known | union(b for w in self._growth | self._completion for b in found.get(w, ()))
        ):
            return None
        return Candidate(entry, covered, known, len(alias.context), self._sense(entry, unit, kind, found))

    def _stands_in(self, groups: Sequence[Sequence[str]], found: Mapping[str, list[int]], context: str) -> bool:
        if not groups:
            return True
        around = {word for _, _, word in self._context_vocabulary.occurrences(self._synonyms.normal(context))}
        return all(any(word in found or word in around for word in group) for group in groups)

    def _unexplained(self, text: str, known: int) -> bool:
        """Whether words are left over that are neither known nor the name of a place."""
        rest = "".join(c if not known >> i & 1 else " " for i, c in enumerate(text)).split()
        return any(not part.endswith(tuple(self._places)) for part in rest)

    def _sense(self, entry: Entry, unit: str, kind: str, found: Mapping[str, list[int]]) -> str | None:
        """The id for a quantity of this unit and kind: the entry's own, that of a derived indicator, or None."""
        fits = unit in entry.units or self._dimension_of.get(unit, "count") in fitting(entry.dimension)
        grows = not self._growth.isdisjoint(found)
        rate = entry.dimension == "share"
        growth = f"{entry.id}_growth" if "growth" in entry.facets else None
        match kind:
            case "level":
                return entry.id if fits else None
            case "change_rate":
                return entry.id
            case "share" if unit in PERCENT and (rate or grows):
                return entry.id
            case "share" if unit in PERCENT and not self._completion.isdisjoint(found):
                return f"{entry.id}_completion" if "completion" in entry.facets else None
            case "share":
                return entry.id if fits and entry.dimension == "ratio" else None
            case "change_abs" if unit in POINTS:
                return entry.id if rate else growth
            case "change_abs":
                return entry.id if fits else None
            case "rank":
                return growth if grows and not rate else entry.id
            case _:
                return None

    def _normal_all(self, words: Iterable[str]) -> list[str]:
        return [self._synonyms.normal(word) for word in words]

    def _alias(self, entry: Entry, name: str) -> Alias:
        groups = [tuple(self._normal_all(group.removeprefix("@").split("|"))) for group in name.split()]
        around = [group.startswith("@") for group in name.split()]
        return Alias(
            entry,
            tuple(g for g, a in zip(groups, around, strict=True) if not a),
            tuple(g for g, a in zip(groups, around, strict=True) if a),
        )

    def _refuse_shared_names(self) -> None:
        """Two entries may share a name only if their dimensions tell them apart."""
        names: dict[tuple[object, str], Entry] = {}
        for alias in self._aliases:
            key = (frozenset(frozenset(group) for group in (*alias.groups, *alias.context)), alias.entry.dimension)
            other = names.setdefault(key, alias.entry)
            if other.id != alias.entry.id:
                words = " ".join("|".join(group) for group in alias.groups)
                raise CatalogueError(
                    f"{other.id} and {alias.entry.id}: both are named {words!r} and of dimension "
                    f"{other.dimension}; expected a name each"
                )


def union(spans: Iterable[int]) -> int:
    """All the characters of these spans."""
    bits = 0
    for span in spans:
        bits |= span
    return bits


def fitting(dimension: str) -> frozenset[str]:
    """Dimensions of units that an indicator of this dimension may have: firms are counted as 家 or 户."""
    return frozenset({dimension} | {"count": {"household"}, "person_times": {"person"}}.get(dimension, set()))


def decide(named: Sequence[Candidate]) -> str | None:
    """The id of the candidate that accounts for what every other one explains; None if there is no such one."""
    merged: dict[str, Candidate] = {}
    for c in named:
        if c.id:
            merged[c.entry.id] = c.joined(merged.get(c.entry.id))
    fits = list(merged.values())
    broad = [c for c in fits if not any(other.covered & ~c.known for other in fits)]
    if not broad:
        return None
    best = max(broad, key=Candidate.weight)
    rivals = {c.entry.id for c in broad if c.weight() == best.weight()}
    return best.id if len(rivals) == 1 else None


def derive(entry: Entry) -> list[Entry]:
    """The derived indicators of an entry: its growth rate as a thing of its own, the completion of its target."""
    said = {"growth": ("增速", "growth rate"), "completion": ("目标完成率", "share of the target achieved")}
    if unknown := set(entry.facets) - set(said):
        raise CatalogueError(f"{entry.id}: expected facets of {', '.join(said)}, found {', '.join(sorted(unknown))}")
    return [
        replace(
            entry,
            id=f"{entry.id}_{facet}",
            zh=entry.zh + said[facet][0],
            en=f"{entry.en}: {said[facet][1]}",
            dimension="share",
            aspect=None,
            examples=(),
            counter=(),
            sum=False,
            average=False,
            per_capita=False,
            facets=(),
            derived_from=entry.id,
        )
        for facet in entry.facets
    ]


def load(folders: Sequence[Path] = ()) -> list[Entry]:
    """The built-in entries, then those of the folders, a later one of the same id in place of an earlier."""
    dimensions: dict[str, Dimension] = read_dimensions(DATA / "lexicon" / "dimensions.toml")
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
    return Catalogue(load(folders))


def catalogue(folders: Sequence[Path] = ()) -> Catalogue:
    """The built-in catalogue with the user's folders on top; read once. Raises CatalogueError."""
    return _catalogue(tuple(folders))
