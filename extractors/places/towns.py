"""Townships and villages of a county, read when asked for: one zip a province, one member a county.

>>> names = below("340405")
>>> names.towns["山王镇"].nbs, names.towns["山王镇"].mca  # the two code systems differ
('340405121', '340405100')
>>> names.village("林场村")
(('340405121209', '340405121'),)

Names of all years known (2014-2025) are kept together: a county seldom gives an old name to another town.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

from extractors.places.divisions import FOLDER

ALWAYS = "07"  # seen in the first and the last of the eight snapshots
PEOPLE = re.compile(
    r"(?:苗|回|藏|彝|壮|侗|瑶|满|畲|土家|布依|蒙古|朝鲜|哈尼|傣|黎|傈僳|佤|拉祜|水|东乡|纳西|羌|仡佬|锡伯|达斡尔|鄂温克)族"
)


@dataclass(frozen=True, slots=True)
class Town:
    """A township: its name and, where known, its latest code in the statistical (NBS) and ministry (MCA) systems."""

    name: str
    county: str
    nbs: str | None = None
    mca: str | None = None


@dataclass(frozen=True, slots=True)
class Below:
    """What lies below one county code: towns by name, by short name (朱马店), villages on demand."""

    county: str
    towns: dict[str, Town] = field(default_factory=dict)
    short: dict[str, Town] = field(default_factory=dict)

    def village(self, name: str) -> tuple[tuple[str, str], ...]:
        """(village code, town code) of each village of this name, the ones seen last first."""
        return _village(self.county, name)


def short_name(name: str) -> str:
    """朱马店镇 → 朱马店, 李冲回族乡 → 李冲; one character alone is no short name.

    >>> short_name("朱马店镇"), short_name("李冲回族乡"), short_name("新镇")
    ('朱马店', '李冲', '新镇')
    """
    bare = PEOPLE.sub("", re.sub(r"(?:街道|[镇乡])$|苏木$", "", name))
    return bare if len(bare) > 1 else name


@cache
def _zip(province: str) -> zipfile.ZipFile | None:
    """The file of a province, whole in memory (0.3 MB): safe to use in threads and after a fork."""
    path = FOLDER / f"{province}.zip"
    return zipfile.ZipFile(io.BytesIO(path.read_bytes())) if path.is_file() else None


@lru_cache(maxsize=4096)
def _texts(county: str) -> tuple[str, str]:
    """The townships and the villages of a county as they stand in the file."""
    source = _zip(county[:2])
    name = f"{county}.txt"
    if source is None or name not in source.NameToInfo:
        return "", ""
    towns, _, villages = source.read(name).decode().partition("\n\n")
    return towns, villages


@dataclass(frozen=True, slots=True)
class Township:
    """One township in one code system, as the sources have it; a bound that no source gives is None.

    Precision of a bound: year (some day of it), snapshot (between two yearly lists), or empty.
    """

    system: str  # NBS or MCA
    code: str
    name: str
    county: str
    valid_from: date | None
    from_precision: str
    valid_to: date | None
    to_precision: str
    successors: tuple[str, ...]  # "340405101@2016:replace"


def townships(county: str) -> tuple[Township, ...]:
    """Every township known under a county code, with its history in both code systems.

    >>> [(t.system, t.code, t.valid_to.year) for t in townships("340405") if t.name == "李冲回族乡"]
    [('NBS', '340405200', 2017)]
    """
    rows = (line.split(",") for line in _texts(county)[0].split("\n")[1:])
    return tuple(
        Township(system, code, name, county, _day(first), first_is, _day(end), end_is, _moves(after))
        for system, code, name, first, first_is, end, end_is, after in rows
    )


def _moves(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=4096)
def below(county: str) -> Below:
    """The towns of a county (or of a prefecture without counties); empty where none are known."""
    official: dict[str, Town] = {}
    for line in _texts(county)[0].split("\n")[1:]:
        system, code, name, _, _, ended, *_ = line.split(",")
        known = official.get(name) or Town(name, county)
        if system == "NBS" and (known.nbs is None or not ended):
            known = replace(known, nbs=code)
        elif system == "MCA" and (known.mca is None or not ended):
            known = replace(known, mca=code)
        official[name] = known
    everyday = {PEOPLE.sub("", name): town for name, town in official.items() if "族" in name}  # 石场乡, 石场苗族彝族乡
    return Below(county, everyday | official, {short_name(town.name): town for town in official.values()})


@lru_cache(maxsize=1 << 16)
def _village(county: str, name: str) -> tuple[tuple[str, str], ...]:
    if name not in _texts(county)[1]:  # most words in 村 are no names: spare reading the county
        return ()
    return _villages(county).get(name, ())


@lru_cache(maxsize=512)
def _villages(county: str) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in _texts(county)[1].splitlines():
        number, *entries = line.split(" ")
        town, count = county + number, -1
        for entry in entries:
            if entry[3:4] == ":":
                count, entry = int(entry[:3]) - 1, entry[4:]
            count += 1
            name, _, seen = entry.partition("~")
            found[name][f"{town}{count:03d}"] = seen or ALWAYS
    latest = {name: sorted(codes, key=lambda code: codes[code][1], reverse=True) for name, codes in found.items()}
    return {name: tuple((code, code[:9]) for code in codes) for name, codes in latest.items()}
