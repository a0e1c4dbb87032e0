"""Place mentions of a text, each with the code valid on the day.

>>> [(m.text, m.place.code) for m in locate("六安金寨今年造林5万亩。", published=date(2024, 1, 7), home="340000")]
[('六安金寨', '341524')]

Order: names of counties and above with what follows below them (chains), townships and villages that stand alone,
development zones, short names of townships named before, and last what points back (该区, 全市, 后者).
Ambiguous without evidence: no place, and the reason says which units bear the name.
"""

from __future__ import annotations

from datetime import date

from extractors.places import pointers
from extractors.places.below import shortened, standing_alone
from extractors.places.chains import join, place_of
from extractors.places.evidence import Scene, scene
from extractors.places.gazetteer import gazetteer
from extractors.places.spot import Hit, spot
from extractors.places.zones import zones
from extractors.records import Mention


def locate(text: str, *, published: date | None, home: str | None, title: str = "") -> tuple[Mention, ...]:
    """The mentions in order of their place in the text, without overlaps."""
    at = scene(gazetteer(), home, published)
    hits = spot(text)
    headline = spot(title) if title else []
    at.full = frozenset(
        unit.short for hit in (*hits, *headline) if hit.full for unit in at.places.by_name.get(hit.name, ())
    )
    if headline:
        named(title, headline, at)
    found = named(text, hits, at)
    found = zones(text, found, at, home)
    found += standing_alone(text, found, at)
    found.sort(key=lambda m: m.start)
    found += shortened(text, found, title)
    found.sort(key=lambda m: m.start)
    return tuple(pointers.resolve(text, found, at))


def named(text: str, hits: list[Hit], at: Scene) -> list[Mention]:
    """Counties and above, with the townships and villages behind them."""
    found: list[Mention] = []
    i = 0
    while i < len(hits):
        hit = hits[i]
        if hit.level == 0:
            found.append(Mention(hit.start, hit.end, hit.name, None, "explicit", hit.name, "no division"))
            i += 1
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
