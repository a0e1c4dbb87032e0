"""Amounts as a Chinese newspaper would write them: 56.8亿元, >5,000吨, 3,620人, 3–5个.

The warehouse keeps one unit for each dimension (kg, person ...), so that figures can be compared; people are shown the
units they know. What programs read (--json, --csv, SQL) has the warehouse's.

>>> amount({"value": 5_000_000.0, "unit": "kg", "bound": "gt"}), amount({"value": 3620, "unit": "person"})
('>5,000吨', '3,620人')
>>> amount({"value": None, "low": 3, "high": 5, "unit": "个", "per": "户"})
'3–5个/户'
>>> amount({"value": 5.0, "per_capita": 64_915.97, "unit": "元"}, "per_capita")
'6.492万元/人'
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flows.cli.terminal import harmless

if TYPE_CHECKING:
    from warehouse.records import Cell

    Record = Mapping[str, Cell]

SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
PER = {"per_capita": "/人", "per_km2": "/km²"}
STEPS = ((1e8, "亿"), (1e4, "万"))
# The units of the warehouse by what they are written as from a size on, the largest first.
WRITTEN = {
    "person": ((1, "人"),),
    "kg": ((1000, "吨"), (1, "公斤")),
    "m": ((1000, "公里"), (1, "米")),
    "m2": ((1, "平方米"),),
    "m3": ((1, "立方米"),),
    "kW": ((1, "千瓦"),),
    "kWh": ((1, "千瓦时"),),
    "s": ((86_400, "天"), (3600, "小时"), (60, "分钟"), (1, "秒")),
}


def amount(row: "Record", measured: str = "value") -> str:
    """The value of a row with its unit; what is `measured` may also be per head or per square kilometre."""
    unit = str(row["unit"] or "")
    if measured != "value":
        return "?" if row[measured] is None else f"{told(unit, row[measured], digits=4)}{PER[measured]}"
    per = harmless(f"/{row['per']}") if row.get("per") else ""
    if row["value"] is None:
        return told(unit, row["low"], row["high"]) + per if row.get("low") is not None else ""
    return f"{SIGNS.get(str(row.get('bound')), '')}{told(unit, row['value'])}{per}"


def told(unit: str, *values: object, digits: int = 6) -> str:
    """Values in the unit that suits the largest of them, from the first to the last."""
    largest = max((abs(value) for value in values if isinstance(value, int | float)), default=0.0)
    sizes = WRITTEN.get(unit, ((1, unit),))
    size, name = next((step for step in sizes if largest >= step[0]), sizes[-1])
    numbers = [value / size if isinstance(value, int | float) else value for value in values]
    return "–".join(scaled(number, digits) for number in numbers) + harmless(name)


def scaled(value: object, digits: int = 6) -> str:
    """
    >>> scaled(5_680_000_000.0), scaled(5000), scaled(12.5), scaled(None), scaled(64_915.97, 4)
    ('56.8亿', '5,000', '12.5', '?', '6.492万')
    """
    if not isinstance(value, int | float):
        return "?"
    for step, name in STEPS:
        if abs(value) >= step:
            return f"{value / step:,.{digits}g}{name}"
    return f"{value:,.{digits}g}"
