"""Which place each quantity of a text is about: the narrowest one meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.places.gazetteer import gazetteer
from extractors.records import Mention, Stated
from extractors.text import sentences


def attribute(
    text: str,
    mentions: Sequence[Mention],
    stated: Sequence[Stated],
    *,
    home: str | None,
    published: date | None,
    title: str = "",
) -> tuple[Mention | None, ...]:
    """One mention a quantity, parallel to `stated`; None where nothing is known."""
    source = _source(home, published)
    bounds = list(sentences(text))
    result: list[Mention | None] = []
    for quantity in stated:
        before = [m for m in mentions if m.start < quantity.start]
        if not before:
            result.append(source)
            continue
        mention = before[-1]
        start = next((a for a, b in bounds if a <= quantity.start < b), 0)
        result.append(mention if mention.start >= start else replace(mention, basis="inherited"))
    return tuple(result)


def _source(home: str | None, published: date | None) -> Mention | None:
    place = gazetteer().resolve(home, published) if home else None
    return Mention(0, 0, "", place, "source", place.name, "home of the source") if place else None
