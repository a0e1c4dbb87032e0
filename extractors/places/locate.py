"""Place mentions of a text, each with the code valid on the day.

>>> [(m.text, m.place.code) for m in locate("六安金寨的春茶采了3万斤。", published=date(2024, 1, 7), home="340000")]
[('六安金寨', '341524')]

Order: names of counties and above with what follows below them (chains), townships and villages that stand alone,
development zones, short names of townships named before, and last what points back (该区, 全市, 后者).
Ambiguous without evidence: no place, and the reason says which units bear the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractors.places import pointers
from extractors.places.below import counted, shortened, standing_alone
from extractors.places.chains import join, place_of
from extractors.places.divisions import Division
from extractors.places.evidence import Scene, scene
from extractors.places.gazetteer import gazetteer
from extractors.places.shorts import stands_free
from extractors.places.spot import Hit, spot
from extractors.places.unnamed import unnamed
from extractors.places.words import NATION
from extractors.places.zones import zones
from extractors.records import Mention


def locate(text: str, *, published: date | None, home: str | None, title: str = "") -> tuple[Mention, ...]:
    """The mentions in order of their place in the text, without overlaps."""
    at = scene(gazetteer(), home, published)
    hits, heads = spot(text), spot(title) if title else []
    at.full = _named_in_full((*hits, *heads), at)
    headline = explicit(title, heads, at, text, home) if title else []
    found = explicit(text, hits, at, title, home)
    found += shortened(text, found, (*headline, *found))
    found.sort(key=lambda m: m.start)
    return tuple(pointers.resolve(text, found, at, headline))


def in_title(title: str, text: str, mentions: Sequence[Mention], at: Scene, home: str | None) -> list[Mention]:
    """What the title names, with the short names of townships that the text names in full."""
    at.full = frozenset(unit.short for m in mentions if (unit := _unit(m, at)) is not None)
    found = explicit(title, spot(title), at, text, home)
    return sorted([*found, *shortened(title, found, (*mentions, *found))], key=lambda m: m.start)


def explicit(text: str, hits: Sequence[Hit], at: Scene, other: str, home: str | None) -> list[Mention]:
    """All names, in order; `other` is the title of a text or the text of a title, where a name may stand again."""
    found = zones(text, named(text, hits, at), at, home)
    found = sorted([*found, *standing_alone(text, found, at)], key=lambda m: m.start)
    found = sorted([*found, *counted(text, found, at)], key=lambda m: m.start)
    return merged(found, unnamed(text, found, at, other))


def _named_in_full(hits: Sequence[Hit], at: Scene) -> frozenset[str]:
    """Short names of the units that title or text name in full."""
    full = {hit.name for hit in hits if hit.full}
    return frozenset(unit.short for name in full for unit in at.places.by_name.get(name, ()))


def _unit(mention: Mention, at: Scene) -> Division | None:
    return at.places.at(mention.place.code, at.day) if mention.place and mention.place.code else None


def merged(found: list[Mention], more: list[Mention]) -> list[Mention]:
    """Both in order; a longer mention takes the place of the one that it begins with."""
    longer = {m.start for m in more}
    return sorted([*(m for m in found if m.start not in longer), *more], key=lambda m: m.start)


def named(text: str, hits: Sequence[Hit], at: Scene) -> list[Mention]:
    """Counties and above, with the townships and villages behind them."""
    found: list[Mention] = []
    i = 0
    while i < len(hits):
        hit = hits[i]
        if hit.level == 0:
            i += 1
            if len(hit.name) > 2 or hit.name in NATION or stands_free(text, hit.start, hit.end):  # not 江|苏中|亚
                found.append(Mention(hit.start, hit.end, hit.name, None, "explicit", hit.name, "no division"))
            continue
        chain, count = join(text, hits, i, at)
        i += count
        while i < len(hits) and hits[i].start < chain.end:
            i += 1
        if chain.unit is None and chain.reason.startswith("no place"):
            continue
        if chain.unit is not None:
            at.named.append(chain.unit)
        words = text[chain.start : chain.end]
        found.append(Mention(chain.start, chain.end, words, place_of(chain, at), "explicit", chain.last, chain.reason))
    return found
