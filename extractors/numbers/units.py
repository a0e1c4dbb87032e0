"""Units and classifiers: what stands behind a number, read from data/units.csv.

>>> unit("亩").si_unit, round(unit("亩").si_factor or 0, 2), unit("元/人").dimension
('m2', 666.67, 'money')
>>> found = spelled("5角钱", 1)
>>> found and (found[0].name, str(found[1]), found[2])
('元', '0.1', 2)
>>> spelled("12条件", 2) is None  # the classifier begins a noun
True
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from extractors.errors import CatalogueError

TABLE = Path(__file__).parent.parent / "data" / "units.csv"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its name in an observation, its dimension, and what one of it is in a comparable unit."""

    name: str
    dimension: str
    si_unit: str | None = None
    si_factor: float | None = None


@cache
def _table() -> tuple[dict[str, Unit], dict[str, tuple[Unit, Decimal]], dict[str, int]]:
    """Units by name, units by spelling, and the length of the longest spelling by its first character."""
    units: dict[str, Unit] = {}
    written: dict[str, tuple[Unit, Decimal]] = {}
    with TABLE.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        for row in rows:
            factor = float(row["si_factor"]) if row["si_factor"] else None
            u = Unit(row["unit"], row["dimension"], row["si_unit"] or None, factor)
            if u.name in units:
                raise CatalogueError(f"{TABLE}: unit {u.name} stands twice; keep one line")
            units[u.name] = u
            for alias in (u.name, *row["aliases"].split()):
                spelling, _, times = alias.partition("*")
                written.setdefault(spelling, (u, Decimal(times or 1)))
    longest: dict[str, int] = {}
    for spelling in written:
        longest[spelling[0]] = max(longest.get(spelling[0], 0), len(spelling))
    return units, written, longest


def units() -> tuple[Unit, ...]:
    """All units of the table."""
    return tuple(_table()[0].values())


def unit(name: str) -> Unit:
    """The unit of this name; a composed one (元/人) has its numerator's dimension and no comparable magnitude."""
    known = _table()[0]
    numerator = known.get(name.partition("/")[0])
    return known.get(name) or Unit(name, numerator.dimension if numerator else "count")


def spelled(folded: str, at: int) -> tuple[Unit, Decimal, int] | None:
    """The longest unit written at `at`: unit, how many of it the spelling is (角 = 0.1 元), length."""
    _, written, longest = _table()
    for length in range(min(longest.get(folded[at : at + 1], 0), len(folded) - at), 0, -1):
        if (found := written.get(folded[at : at + length])) and not _in_word(folded, at + length):
            return *found, length
    return None


# the classifier begins a noun: 5万亿台阶, 三角洲, 12条件 ; or a grade: 千吨级, 百亿级
_BEGINS_NOUN = (
    "两:年个次级会岸地手类种项名位三者代侧边旁 台:阶 条:件 次:产数 位:数置于 支:部行撑 部:分门队位 组:织成 起:步点来 "
    "场:馆所景地 所:有谓以 面:积向对 块:状 道:路德 角:洲色落度 方:面式案向法百 "
    "天:然津文 分:之别钟类布公析配 点:位击燃 市:场值民 省:级内直 县:级域直 村:级民庄集务 "
    "镇:级区 乡:级村 人:均才民 家:庭长 级:别 种:植子业 班:子 门:诊 件:套 度:假 "
    "期:间 轮:胎 例:如 单:位独 票:据 包:括含 周:边围 年:级轻 对:象口 "
)
IN_WORD = {pair[0]: pair[2:] for pair in _BEGINS_NOUN.split()}


def _in_word(folded: str, end: int) -> bool:
    after = folded[end : end + 1]
    return after != "" and (after in IN_WORD.get(folded[end - 1], "") or (after == "级" and folded[end - 1] != "个"))
