"""Places: what a name stands for on a day, where a text names places, and which one a figure is about."""

from extractors.places.attribute import attribute
from extractors.places.divisions import Division, Move
from extractors.places.gazetteer import Gazetteer, gazetteer
from extractors.places.locate import locate

__all__ = ["Division", "Gazetteer", "Move", "attribute", "gazetteer", "locate"]
