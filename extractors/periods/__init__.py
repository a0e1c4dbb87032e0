"""When: the periods a text names, and the period of each of its figures.

`find` reads time expressions into whole days, both ends included, resolved by the day of publication; `attribute`
says which of them governs each quantity. The forms are those of statistical releases, work reports and district
news; dates of congresses and holidays come from `extractors/data/periods/`.

>>> from datetime import date
>>> text = "前三季度，新增就业2000人，比上年同期多1成。"
>>> [(m.text, str(m.first), str(m.last)) for m in find(text, published=date(2025, 10, 20))]
[('前三季度', '2025-01-01', '2025-09-30'), ('上年同期', '2024-01-01', '2024-09-30')]

Not read: feasts and days of the later lunar months, ages and durations, clock times; flood and fire seasons are seen
and have no days (they differ by river and province).
"""

from extractors.periods.attribution import attribute
from extractors.periods.search import find

__all__ = ["attribute", "find"]
