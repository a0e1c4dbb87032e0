"""Asks the gazetteer for the place of each quantity; without one nothing is known of places."""

import importlib
from collections.abc import Sequence
from datetime import date
from typing import cast

from extractors.records import Mention, Stated


def located(
    text: str, seen: Sequence[Stated], *, published: date | None, home: str | None, title: str
) -> Sequence[Mention | None]:
    """The place of each quantity, parallel to `seen`."""
    try:
        places = importlib.import_module("extractors.places")
    except ModuleNotFoundError:
        return [None] * len(seen)
    mentions = places.locate(text, published=published, home=home, title=title)
    return cast("Sequence[Mention | None]", places.attribute(text, mentions, seen, home=home, published=published))
