"""Townships and villages of a county, read when asked for: one zip a province, one member a county.

>>> names = below("340405")
>>> names.towns["山王镇"].nbs, names.towns["山王镇"].mca  # the two code systems differ
('340405121', '340405100')
>>> names.villages()["林场村"]
(('340405121209', '340405121'),)

Names of all years known (2014-2025) are kept together: a county seldom gives an old name to another town.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractors.places.gazetteer import FOLDER

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

    def villages(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Village name to (village code, town code), latest first."""
        return _villages(self.county)


def short_name(name: str) -> str:
    """朱马店镇 → 朱马店, 李冲回族乡 → 李冲; one character alone is no short name.

    >>> short_name("朱马店镇"), short_name("李冲回族乡"), short_name("新镇")
    ('朱马店', '李冲', '新镇')
    """
    bare = PEOPLE.sub("", re.sub(r"(?:街道|[镇乡])$|苏木$", "", name))
    return bare if len(bare) > 1 else name


@cache
def _province(number: str) -> dict[str, dict[str, Town]]:
    """All townships of a province by county: 10 ms for a large one."""
    path = FOLDER / f"{number}.zip"
    counties: dict[str, dict[str, Town]] = defaultdict(dict)
    if not path.is_file():
        return counties
    with path.open("rb") as file, zipfile.ZipFile(file) as source:
        rows = csv.reader(io.StringIO(source.read("towns.csv").decode()))
        next(rows)
        for county, system, code, name, _start, _start_is, end, *_rest in rows:
            known = counties[county].get(name) or Town(name, county)
            nbs, mca = known.nbs, known.mca
            if system == "NBS":
                nbs = code if nbs is None or not end else nbs
            else:
                mca = code if mca is None or not end else mca
            counties[county][name] = Town(name, county, nbs, mca)
    return counties


@lru_cache(maxsize=512)
def below(county: str) -> Below:
    """The towns of a county (or of a prefecture without counties); empty where none are known."""
    official = _province(county[:2]).get(county, {})
    everyday = {
        PEOPLE.sub("", name): town for name, town in official.items() if "族" in name
    }  # 石场乡 for 石场苗族彝族乡
    return Below(county, everyday | official, {short_name(town.name): town for town in official.values()})


@lru_cache(maxsize=256)
def _villages(county: str) -> dict[str, tuple[tuple[str, str], ...]]:
    path = FOLDER / f"{county[:2]}.zip"
    found: dict[str, dict[str, str]] = defaultdict(dict)
    if not path.is_file():
        return {}
    with path.open("rb") as file, zipfile.ZipFile(file) as source:
        try:
            text = source.read(f"{county}.txt").decode()
        except KeyError:
            return {}
    for line in text.splitlines():
        number, *entries = line.split(" ")
        town, count = county + number, -1
        for entry in entries:
            if entry[3:4] == ":":
                count, entry = int(entry[:3]) - 1, entry[4:]
            count += 1
            name, _, seen = entry.partition("~")
            code = f"{town}{count:03d}"
            found[name][code] = seen or "07"
    latest = {name: sorted(codes.items(), key=lambda item: item[1][1], reverse=True) for name, codes in found.items()}
    return {name: tuple((code, code[:9]) for code, _ in codes) for name, codes in latest.items()}
