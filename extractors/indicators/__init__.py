"""The indicator catalogue: what districts can be compared by, and which words in a text mean it.

One entry an indicator, kept as data in `extractors/data/indicators/*.toml`, a file per topic. Definitions follow the
terms of Chinese official statistics (the source is named where there is one); the words are those of statistical
bulletins, government work reports and district news. A user's own folder adds entries or replaces them by id.

>>> known = catalogue()
>>> known.find("全县社零总额", unit="元", kind="level")
'retail_sales'
>>> known.find("限额以上社会消费品零售总额", unit="元", kind="level")  # a part of it is another concept
'retail_sales_above_quota'
>>> known.find("乡村特色社会消费品零售总额", unit="元", kind="level") is None
True

Not read here: numbers, periods, places, and whether a figure is planned. A measure is given as words, with its unit.
"""

from extractors.indicators.catalogue import Catalogue, catalogue
from extractors.indicators.entry import Entry
from extractors.indicators.names import fitting

__all__ = ["Catalogue", "Entry", "catalogue", "fitting"]
