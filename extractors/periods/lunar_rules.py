"""Days told by the lunar calendar: 正月初三, 大年初一至初六, 除夕.

The first days of the lunar years stand in data/periods/new_years.csv; of the first month the days up to the fifteenth
are read, which news tell of. Feasts of other months (九月九) are not read.
"""

from datetime import date, timedelta
from functools import cache

from extractors.periods.context import Context
from extractors.periods.days import Days
from extractors.periods.era_rules import rows
from extractors.periods.numerals import number
from extractors.periods.rule import DASH, OPENS_YEAR, WHEN, Match, named_year, rule

SOON = 45  # days from publication to a new year that is spoken of as this one


@cache
def new_years() -> dict[int, date]:
    return {int(row["year"]): date.fromisoformat(row["day"]) for row in rows("new_years.csv")}


def new_year(m: Match, context: Context) -> date | None:
    """The new year of the year named, else the latest that has begun or will soon."""
    if m["year"] or m["said"]:
        named = named_year(m, context)
        return new_years().get(named) if named else None
    if context.published is None:
        return None
    for year in (context.published.year, context.published.year - 1):
        found = new_years().get(year)
        if found and (found - context.published).days <= (SOON if context.future else 0):
            return found
    return None


def lunar_day(m: Match, context: Context) -> Days | None:
    first = new_year(m, context)
    if first is None:
        return None
    told = number(m["day"]) if m["day"] else 0  # 除夕 is the day before
    day = first + timedelta(days=(told or 0) - 1)
    return day, day


def lunar_days(m: Match, context: Context) -> Days | None:
    first = new_year(m, context)
    one, other = (number(m["first"]) if m["first"] else 0), number(m["last"])
    if first is None or one is None or other is None or other <= one:
        return None
    return first + timedelta(days=one - 1), first + timedelta(days=other - 1)


OPENS = f"{OPENS_YEAR}|[农正大除](?=[历月年夕])"
EVE = r"(?:除夕|大年三十)(?:当天|当日|夜)?"
MONTH = r"(?:(?:农历)?正月|大年)"

RULES = (
    # 大年初一至初六 · 除夕到正月初六
    rule(
        "days.lunar",
        rf"{WHEN}(?:{MONTH}初(?P<first>[一二三四五六七八九十])|{EVE}){DASH}{MONTH}?初(?P<last>[二三四五六七八九十])(?![中一二三])",
        lunar_days,
        opens=OPENS,
    ),
    # 正月初三 · 大年初一 · 正月十五 · 除夕
    rule(
        "day.lunar",
        rf"{WHEN}(?:{MONTH}初?(?P<day>(?<=初)[一二三四五六七八九十]|(?<=月)十[一二三四五])|{EVE})(?:当天|当日)?",
        lunar_day,
        opens=OPENS,
    ),
)
