"""Which unit a name means: by the day, what stands before it, the home of the source, what was named already.

The order of evidence: the parent written before it; the home district and its neighbours; places named before; being
the only one in the country. Without evidence there is no unit, and the reason says which ones were possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from extractors.places.divisions import Division
from extractors.places.gazetteer import LATEST, Gazetteer
from extractors.records import Place

GENERIC = frozenset(
    {"城区", "郊区", "矿区", "市区", "新区", "市郊区", "城郊区"}
)  # a unit's full name and a word as well
GRACE = timedelta(days=400)  # a name lives on after its unit was ended on paper


@dataclass(slots=True)
class Scene:
    """What is known while a text is read: the day, the home and its ancestors, the units named so far (latest last)."""

    places: Gazetteer
    day: date | None
    home: Division | None
    above: tuple[Division, ...] = ()  # province .. home
    named: list[Division] = field(default_factory=list)
    full: frozenset[str] = frozenset()  # short names of the units that title or text name in full
    areas: dict[str, object] = field(default_factory=dict)  # what `area_of` has made
    made: dict[tuple[str, date], Place] = field(default_factory=dict)
    borne: dict[tuple[str, bool], tuple[list[Division], str]] = field(default_factory=dict)  # what `bearers` found
    near: dict[str, int] = field(default_factory=dict)  # what `nearness` found

    @property
    def when(self) -> date:
        return self.day or LATEST

    def place(self, unit: Division) -> Place:
        key = (unit.code, unit.valid_from)
        if key not in self.made:
            self.made[key] = self.places.place(unit, self.day)
        return self.made[key]


def scene(places: Gazetteer, home: str | None, day: date | None) -> Scene:
    unit = places.unit(home, day) if home else None
    return Scene(places, day, unit, places.ancestors(unit, day) if unit else ())


def bearers(names: Iterable[Division], at: Scene) -> tuple[list[Division], str]:
    """The units of a name on the day; else those ended lately; else the one that goes on under another name."""
    units = tuple(names)
    valid = [u for u in units if u.valid(at.when)]
    if valid:
        return list({u.code: u for u in valid}.values()), ""
    late = [u for u in units if u.valid_to and u.valid_from <= at.when < u.valid_to + GRACE]
    if late:
        return late, f"ended {late[-1].valid_to}, still in use"
    heirs = {u.code: u for unit in units if (u := continued(unit, at)) is not None}
    return list(heirs.values()), "former name" if heirs else "no unit bears this name on the day"


def continued(unit: Division, at: Scene) -> Division | None:
    """The unit that took over this one whole and alone (renamed, or county made city): not a merger."""
    for _ in range(8):
        if unit.valid(at.when):
            return unit
        if at.when < unit.valid_from:
            return None
        whole = [m for m in unit.successors if m.kind == "replace"]
        if len(whole) != 1 or len(unit.successors) != 1:
            return None
        heirs = [u for u in at.places.history(whole[0].code) if u.valid_from == whole[0].day]
        if not heirs or len([m for m in heirs[0].predecessors if m.kind == "replace"]) != 1:
            return None
        unit = heirs[0]
    return None


def called(name: str, full: bool, at: Scene) -> tuple[list[Division], str]:
    """The `bearers` of a full or short name, remembered."""
    key = (name, full)
    if key not in at.borne:
        at.borne[key] = bearers((at.places.by_name if full else at.places.by_short).get(name, ()), at)
    return at.borne[key]


def nearness(unit: Division, at: Scene) -> int:
    """0 the home itself, 1 in it, 2 above it, 3 in its prefecture, 4 in its province, 9 elsewhere."""
    found = at.near.get(unit.code)
    if found is None:
        found = at.near[unit.code] = _nearness(unit, at)
    return found


def _nearness(unit: Division, at: Scene) -> int:
    home = at.home
    if home is None:
        return 9
    if unit.code == home.code:
        return 0
    if at.places.within(unit, home.code):
        return 1
    if any(unit.code == above.code for above in at.above):
        return 2
    if home.level == 3 and unit.parent == home.parent and not (home.parent or "").endswith("0000"):
        return 3
    return 4 if unit.code[:2] == home.code[:2] else 9


def choose(units: Sequence[Division], at: Scene) -> tuple[Division | None, str]:
    """The unit meant, with the evidence that chose it, or None and why."""
    if not units:
        return None, "no unit bears this name on the day"
    near = {unit.code: nearness(unit, at) for unit in units}
    best = min(near.values())
    closest = [unit for unit in units if near[unit.code] == best]
    if best < 9 and len(closest) == 1:
        return closest[0], "home" if len(units) > 1 else ""
    if best < 9:
        units = closest
    top = [unit for unit in units if unit.level == min(u.level for u in units)]
    for known in reversed(at.named):
        inside = [unit for unit in units if at.places.within(unit, known.code)]
        if len(inside) == 1:
            return inside[0], f"named with {known.name}"
    if len(units) == 1:
        return units[0], ""
    if len(top) == 1 and top[0].level < 3:
        return top[0], "the higher unit"
    paths = sorted(unit.path for unit in units)
    return None, "ambiguous: " + ", ".join(paths[:4]) + (" ..." if len(paths) > 4 else "")
