"""What people may call an indicator: its Chinese name, its plain aliases, and other spellings of the name.

>>> from extractors.indicators import catalogue
>>> names = called(catalogue())
>>> "生产总值" in names["gdp"], "GDP" in names["gdp"], names["retail_sales"][0]
(True, True, '社会消费品零售总额')

Not here: aliases of several words in any order, and indicators derived from others, which share the others' names.
"""

from __future__ import annotations

from extractors.indicators.catalogue import LEXICON, Catalogue
from extractors.indicators.words import read_table

COMPOUND = frozenset(" |@")  # marks of an alias that is no name but words to be found


def called(known: Catalogue) -> dict[str, tuple[str, ...]]:
    """The names of each indicator that is not derived, the official one first."""
    spellings = read_table(LEXICON / "synonyms.toml")
    return {
        entry.id: tuple(
            dict.fromkeys(
                (
                    entry.zh,
                    *(alias for alias in entry.aliases if COMPOUND.isdisjoint(alias)),
                    *spellings.get(entry.zh, ()),
                )
            )
        )
        for entry in known.entries
        if entry.derived_from is None
    }
