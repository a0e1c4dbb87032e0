"""Plan periods, the time since a congress, holidays and farming seasons: “十四五”末, 党的十八大以来, 国庆假期, 三夏.

Dates come from `extractors/data/periods/`; a holiday outside its table has no days.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from extractors.lexicon import any_of
from extractors.periods import days
from extractors.periods.context import SOON, Context
from extractors.periods.days import Days
from extractors.periods.numerals import COUNT, YEAR, number
from extractors.periods.rule import (
    NAMES_YEAR,
    OPENS_YEAR,
    SAID,
    WHEN,
    Match,
    named_year,
    nothing,
    rule,
    until,
    whole,
    year_of,
)

# 六五 began in 1981; the earlier plans did not follow one another without gaps
SIXTH_PLAN_STARTS = 1981


def rows(name: str) -> Iterator[dict[str, str]]:
    text = files("extractors").joinpath("data", "periods", name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


@cache
def beginnings() -> dict[str, date]:
    return {row["name"]: date.fromisoformat(row["day"]) for row in rows("beginnings.csv")}


@cache
def holidays() -> dict[tuple[str, int], Days]:
    return {
        (row["name"], int(row["year"])): (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in rows("holidays.csv")
    }


HOLIDAY = {
    "元旦": "元旦", "春节": "春节", "清明": "清明", "清明节": "清明", "五一": "劳动节", "劳动节": "劳动节",
    "端午": "端午", "端午节": "端午", "中秋": "中秋", "中秋节": "中秋",
    "国庆": "国庆", "国庆节": "国庆", "十一": "国庆",
}  # fmt: skip
# 三夏 (harvest, sowing and tending of early summer) as the ministry of agriculture counts it: late May to mid June
SEASONS = {"三夏": ((5, 21), (6, 20))}


def plan(m: Match, context: Context) -> Days | None:
    ordinal = number(m["plan"] or m["plan2"]) or 0
    if not 6 <= ordinal <= 20:
        return None
    first = SIXTH_PLAN_STARTS + 5 * (ordinal - 6)
    part = m["part"] or ""
    if part.endswith(("以来", "至今")):
        return until(date(first, 1, 1), context)
    if "末" in part or "收官" in part:
        return days.year(first + 4)
    if "初" in part or "开局" in part:
        return days.year(first)
    if m["count"]:
        count = number(m["count"]) or 0
        return days.years(first, first + count - 1) if 1 <= count <= 5 else None
    return days.years(first, first + 4)


def since_beginning(m: Match, context: Context) -> Days | None:
    return until(beginnings().get(m["name"]), context)


def holiday(m: Match, context: Context) -> Days | None:
    """The holiday of the year named, else the latest that has begun or soon will; its 首日 alone."""
    found = holiday_of(HOLIDAY[m["name"]], m, context)
    return (found[0], found[0]) if found and m["day"] else found


def holiday_of(name: str, m: Match, context: Context) -> Days | None:
    if m["year"] or m["said"]:
        named = named_year(m, context)
        return holidays().get((name, named)) if named else None
    if context.published is None:
        return None
    for year in (context.published.year, context.published.year - 1):
        found = holidays().get((name, year))
        if found and (context.future or (found[0] - context.published).days <= 31 * SOON):
            return found
    return None


def season(m: Match, context: Context) -> Days | None:
    (first_month, first), (last_month, last) = SEASONS[m["name"]]
    named = year_of(m, context, first_month)
    return days.join(days.day(named, first_month, first), days.day(named, last_month, last)) if named else None


def season_year(m: Match, context: Context) -> Days | None:
    return whole(named_year(m, context))


OPEN, CLOSE = "[“\"「『']?", "[”\"」』']?"
NAMED = any_of(HOLIDAY)

RULES = (
    # “十四五”期间 · “十四五”末 · “十四五”前三年 · 第十四个五年规划期间; not “十四五”规划纲要
    rule(
        "plan",
        rf"(?:{OPEN}(?P<plan>十[一二三四五六]|(?<=[“\"「『])[六七八九十](?!五五))五{CLOSE}|第(?P<plan2>十[一二三四五六]?|[六七八九])个五年)"
        rf"(?:(?P<part>(?:规划|计划)?(?:时期|期间|期末|末期|末|(?:开局|实施|开局之年)?(?:以来|至今)|初期|初|前(?P<count>{COUNT})年))"
        rf"|(?!{CLOSE}(?:规划|计划|纲要|开局|收官|发展|重大|重点|国家|五年|建议|蓝图|良好)))",
        plan,
        opens="[“\"「『'十第六七八九](?=[十六七八九五一二三四])",
    ),
    # 党的十八大以来 · 改革开放以来 · 新中国成立以来
    rule(
        "since.beginning",
        rf"(?P<name>{any_of(beginnings())})(?:召开)?(?:以来|至今)",
        since_beginning,
    ),
    # 国庆假期 · 2023年春节期间 · “五一”小长假
    rule(
        "holiday",
        rf"{WHEN}{OPEN}(?P<name>{NAMED}){CLOSE}、?{OPEN}(?:中秋|国庆|端午)?节?{CLOSE}(?:双节)?"
        r"(?=小长假|长假|假|黄金周|期间|首日|第一天|旅游|出游|文旅|档期|[3578三五七八]天)(?:小长假|长假|假期|假日|黄金周)?(?:[3578三五七八]天)?(?:假期|长假)?(?:期间)?(?:开启|的)?(?P<day>首日|第一天)?",
        holiday,
        opens=rf"{OPENS_YEAR}|[元春清五劳端中国十](?=[{''.join(HOLIDAY)}])|[“\"「『'](?=[元春清五劳端中国十])",
    ),
    rule(
        "season",
        rf"{WHEN}{OPEN}(?P<name>三夏){CLOSE}(?:大忙)?(?:期间|时节|生产)?",
        season,
        opens=rf"{OPENS_YEAR}|[“\"「『'三](?=[三夏])",
    ),
    # 今年三秋: no days of its own, but a year
    rule(
        "season.year",
        rf"{NAMES_YEAR}(?:(?P<year>{YEAR})年的?|(?P<said>{SAID})的?){OPEN}(?:三秋|双抢|主?汛期|防汛期|防火期|旱季){CLOSE}(?:期间|以来)?",
        season_year,
        opens=OPENS_YEAR,
    ),
    # no calendar holds these: they differ by river, crop and year
    rule(
        "season.unfixed",
        rf"{OPEN}(?:三秋|双抢|主?汛期|防汛期|防火期|旱季){CLOSE}(?:期间|以来)?",
        nothing,
        opens="[“\"「『'三双主汛防旱](?=[三双主汛防旱秋抢洪火季期])",
    ),
)
