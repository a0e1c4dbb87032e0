"""The administrative divisions of China as they were on any day since 1980: provinces, prefectures, counties.

>>> places = gazetteer()
>>> places.resolve("340405", date(2024, 7, 12)).path
'安徽省/淮南市/八公山区'
>>> places.resolve("安徽省/六安市/寿县", date(2014, 5, 1)).code, places.resolve("340422", date(2014, 5, 1)).code
('341521', '341521')
>>> places.resolve("浙江省/温州市/温州经济技术开发区", date(2018, 1, 2)).path
'浙江省/温州市'

Townships and villages are read a province and a county at a time, when asked for (`extractors.places.towns`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from extractors.places.divisions import Division, Move, divisions, full_names
from extractors.places.words import LISTS
from extractors.records import Place

LATEST = date.max  # "as it is now": the day that is asked for when an article has none


class Gazetteer:
    """All divisions, by code and by name."""

    def __init__(self, read: Iterable[Division]) -> None:
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        for unit in read:
            self._by_code[unit.code].append(unit)
        for units in self._by_code.values():
            units.sort(key=lambda unit: unit.valid_from)
        self._link()
        self.by_name: dict[str, tuple[Division, ...]] = _index(self, full=True)
        self.by_short: dict[str, tuple[Division, ...]] = _index(self, full=False)

    def divisions(self) -> Iterator[Division]:
        """Every interval of every unit, in the order of codes and days."""
        for units in self._by_code.values():
            yield from units

    def history(self, code: str) -> tuple[Division, ...]:
        return tuple(self._by_code.get(code, ()))

    def at(self, code: str | None, day: date | None) -> Division | None:
        """The unit that bears this code on this day; of two that overlap within a year, the later one."""
        if code is None:
            return None
        valid = [unit for unit in self._by_code.get(code, ()) if unit.valid(day or LATEST)]
        return valid[-1] if valid else None

    def ancestors(self, unit: Division, day: date | None) -> tuple[Division, ...]:
        """From the province down to the unit itself."""
        above = self.at(unit.parent, day) or self._nearest(unit.parent, day)
        return (*(self.ancestors(above, day) if above else ()), unit)

    def _nearest(self, code: str | None, day: date | None) -> Division | None:
        units = self._by_code.get(code or "", ())
        return min(units, key=lambda unit: abs((unit.valid_from - (day or LATEST)).days), default=None)

    def place(self, unit: Division, day: date | None) -> Place:
        path = "/".join(above.name for above in self.ancestors(unit, day))
        return Place(name=unit.name, path=path, level=unit.level, code=unit.code)

    def children(self, code: str, day: date | None) -> tuple[Division, ...]:
        return tuple(unit for unit in self._children.get(code, ()) if unit.valid(day or LATEST))

    def resolve(self, home: str, day: date | None) -> Place | None:
        """The place a code or path stands for on this day; of a path the deepest known ancestor."""
        unit = self.unit(home, day)
        return self.place(unit, day) if unit else None

    def unit(self, home: str, day: date | None) -> Division | None:
        """As `resolve`, the division itself."""
        home = home.strip().strip("/")
        if home.isascii() and home.isdigit():
            return self._by_number(home[:6], day) if len(home) >= 6 else None
        found: Division | None = None
        for name in home.split("/"):
            below = [u for u in self.by_name.get(name, ()) if found is None or self.within(u, found.code)]
            heirs = {u for u in below if u.valid(day or LATEST)} or {
                u for b in below if (u := self.on(b, day)) is not None
            }
            top = [u for u in heirs if u.level == min(h.level for h in heirs)]
            if len(top) != 1:
                break
            found = top[0]
        return found

    def within(self, unit: Division, code: str) -> bool:
        """Whether the unit lies in the division of this code (or is it)."""
        return unit.code == code or unit.parent == code or (code.endswith("0000") and unit.code[:2] == code[:2])

    def on(self, unit: Division, day: date | None) -> Division | None:
        """The unit itself if valid on the day, else the only one that it came from or went over into."""
        seen: set[tuple[str, date]] = set()
        when = day or LATEST
        while not unit.valid(when):
            if (unit.code, unit.valid_from) in seen:
                return None
            seen.add((unit.code, unit.valid_from))
            moves = unit.predecessors if when < unit.valid_from else unit.successors
            whole = [m for m in moves if m.kind == "replace"]
            same = [
                m for m in whole if any(u.short == unit.short for u in self._by_code[m.code] if u.valid_from == m.day)
            ]
            if len(whole) > 1 and len(same) == 1:
                whole = same
            if len(whole) != 1:
                return None
            unit = next(u for u in self._by_code[whole[0].code] if u.valid_from == whole[0].day)
        return unit

    def _by_number(self, code: str, day: date | None) -> Division | None:
        unit = self.at(code, day)
        if unit is None:
            heirs = {u for known in self._by_code.get(code, ()) if (u := self.on(known, day)) is not None}
            unit = heirs.pop() if len(heirs) == 1 else None
        above = {"00": code[:2] + "0000"}.get(code[4:], code[:4] + "00")
        return unit or (self._by_number(above, day) if above != code else None)

    def _link(self) -> None:
        """Successors get the day of the interval they lead to; predecessors mirror them."""
        before: dict[tuple[str, date], list[Move]] = defaultdict(list)
        for units in self._by_code.values():
            for i, unit in enumerate(units):
                moves = tuple(self._dated(unit, move) for move in unit.successors if self._by_code.get(move.code))
                units[i] = replace(unit, successors=moves)
                for move in moves:
                    before[move.code, move.day].append(Move(unit.code, unit.valid_from, move.kind))
        self._children: dict[str, list[Division]] = defaultdict(list)
        for units in self._by_code.values():
            for i, unit in enumerate(units):
                last = unit.valid_to.fromordinal(unit.valid_to.toordinal() - 1) if unit.valid_to else None
                path = "/".join(above.name for above in self.ancestors(unit, last))
                came = tuple(before[unit.code, unit.valid_from])
                units[i] = replace(unit, predecessors=came, path=path)
                self._children[unit.parent or ""].append(units[i])

    def _dated(self, unit: Division, move: Move) -> Move:
        """The interval of the successor that begins with the move, or runs at that time."""
        units = [u for u in self._by_code[move.code] if (u.code, u.valid_from) != (unit.code, unit.valid_from)]
        end = unit.valid_to if move.kind != "territory" and unit.valid_to else move.day
        target = min(
            units or self._by_code[move.code],
            key=lambda u: (not u.valid(end), abs((u.valid_from - end).days)),
        )
        return Move(move.code, target.valid_from, move.kind)


def _index(places: Gazetteer, *, full: bool) -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for unit in places.divisions():
        for name in full_names(unit) if full else (unit.short,):
            if full or (len(name) > 1 and name != unit.name):
                found[name].append(unit)
    for alias in () if full else LISTS["aliases"]:
        name, _, code = alias.partition("=")
        found[name] += places.history(code)
    return {name: tuple(units) for name, units in found.items()}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, read once a process (0.2 s)."""
    return Gazetteer(divisions())
