"""Years, halves, quarters, months and days by name: 2022年, 上半年, 前三季度, 1—9月, 10月28日至30日.

A point names the whole unit it lies in: 年末 the year, 三季度末 the quarter, 5月底 May.
"""

from extractors.periods import days
from extractors.periods.context import Context
from extractors.periods.days import Days
from extractors.periods.numerals import COUNT, DAY, MONTH, YEAR, number
from extractors.periods.rule import DASH, SAID, WHEN, Match, rule, value, whole, year_of

QUARTER = r"(?:[一二三四]|(?<![\d.])[1-4])"
# 二月二 and 九月九 are feasts of the lunar calendar
NO_FEAST = r"(?!(?<=[一二三四五六七八九十]月)[一二三四五六七八九十])"
NEXT = {"次年": 1, "翌年": 1}


def months(m: Match, context: Context) -> Days | None:
    first, last = value(m, "first"), value(m, "last")
    if first is None or last is None:
        return None
    ends = value(m, "year2")
    if m["said2"]:
        ends = context.relative(m["said2"]) if m["said2"] not in NEXT else None
    starts = year_of(m, context, first if ends is None and last < first else last)
    if starts is None:
        return None
    if ends is not None and not (m["year"] or m["said"]):
        starts = ends - (first > last)
    if m["said2"] in NEXT:
        ends = starts + 1
    return days.months(starts, first, ends if ends is not None else starts, last)


def first_months(m: Match, context: Context) -> Days | None:
    last = value(m, "count")
    year = year_of(m, context, last) if last else None
    return days.months(year, 1, year, last) if year and last else None


def year_start_to(m: Match, context: Context) -> Days | None:
    last = value(m, "last")
    year = year_of(m, context, last) if last else None
    return days.months(year, 1, year, last) if year and last else None


def month(m: Match, context: Context) -> Days | None:
    named = value(m, "month")
    year = year_of(m, context, named) if named else None
    return days.month(year, named) if year and named else None


def ten_days(m: Match, context: Context) -> Days | None:
    named = month(m, context)
    if named is None:
        return None
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, named[1].day)}[m["third"]]
    return named[0].replace(day=first), named[0].replace(day=last)


def quarter(m: Match, context: Context) -> Days | None:
    named = number(m["quarter"]) or 0
    year = year_of(m, context, 3 * named - 2)
    return days.quarter(year, named) if year else None


def first_quarter(m: Match, context: Context) -> Days | None:
    year = year_of(m, context, 1)
    return days.quarter(year, 1) if year else None


def first_quarters(m: Match, context: Context) -> Days | None:
    last = number(m["quarter"]) or 0
    year = year_of(m, context, 1)
    if year and not (m["year"] or m["said"] or context.year) and context.published and not context.future:
        # Three quarters are not over before September: in spring the words mean last year's.
        year = context.published.year - (context.published.month < 3 * last - 2)
    return days.months(year, 1, year, 3 * last) if year and 1 <= last <= 4 else None


def quarters(m: Match, context: Context) -> Days | None:
    first, last = number(m["quarter"]) or 0, number(m["last"]) or 0
    year = year_of(m, context, 3 * last - 2)
    return days.join(days.quarter(year, first), days.quarter(year, last)) if year else None


def half(m: Match, context: Context) -> Days | None:
    named = 1 if m["half"] == "上" else 2
    year = year_of(m, context, 6 * named - 5)
    return days.half(year, named) if year else None


def year(m: Match, context: Context) -> Days | None:
    return whole(value(m, "year"))


def short_year(m: Match, context: Context) -> Days | None:
    return whole(2000 + int(m["year"]))


def year_start(m: Match, context: Context) -> Days | None:
    """2016年初: told as its January."""
    named = value(m, "year")
    return days.month(named, 1) if named else None


def years(m: Match, context: Context) -> Days | None:
    first, last = value(m, "first"), value(m, "last")
    if first is None or last is None:
        return None
    return days.years(first, first // 100 * 100 + last if last < 100 else last)


def school_year(m: Match, context: Context) -> Days | None:
    """September to August."""
    named = years(m, context)
    return days.months(named[0].year, 9, named[1].year, 8) if named else None


def day(m: Match, context: Context) -> Days | None:
    month, named = value(m, "month"), value(m, "day")
    year = year_of(m, context, month) if month else None
    return days.day(year, month, named) if year and month and named else None


def day_range(m: Match, context: Context) -> Days | None:
    first, last = value(m, "month"), value(m, "month2") or value(m, "month")
    year = year_of(m, context, last) if last else None
    if not (year and first and last):
        return None
    ends = value(m, "year2") or (year if first <= last else year + 1 if m["year"] else year)
    starts = year if m["year"] or m["said"] or first <= last else year - 1
    return days.join(days.day(starts, first, value(m, "day") or 0), days.day(ends, last, value(m, "day2") or 0))


def bare_day(m: Match, context: Context) -> Days | None:
    """28日: of the month named before, else the latest such day before publication."""
    named, before = value(m, "day") or 0, context.before
    if before and (before[0].year, before[0].month) == (before[1].year, before[1].month):
        return days.day(before[0].year, before[0].month, named)
    if context.published is None:
        return None
    year, month = context.published.year, context.published.month
    if named > context.published.day and not context.future:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return days.day(year, month, named)


RULES = (
    # 2021年11月至2022年4月 · 今年1-10月份 · 1至8月 · 11月至次年4月
    rule(
        "months",
        rf"{WHEN}(?P<first>{MONTH})(?:月份?)?{DASH}(?:(?P<year2>{YEAR})年|(?P<said2>次年|翌年|{SAID}))?"
        rf"(?P<last>{MONTH})月份?(?:底|末)?(?![龄\d])",
        months,
    ),
    # 年初到11月末 · 从2023年年初至9月底
    rule("months.from_start", rf"{WHEN}(?:年初|1月初?){DASH}(?P<last>{MONTH})月份?(?:底|末)?(?!\d)", year_start_to),
    # 前10个月 · 去年头两个月
    rule("months.first", rf"{WHEN}(?<![提之以])[前头](?P<count>{COUNT})个?月(?!\d)", first_months),
    # 10月份 · 去年5月底 · 2025-03
    rule(
        "month",
        rf"{WHEN}(?P<month>{MONTH})月份?(?:当月|底|末|初|间)?{NO_FEAST}(?![\d龄球饼]|革命|(?<=一月)[还能挣可赚收也就要])",
        month,
    ),
    rule("ten_days", rf"{WHEN}(?P<month>{MONTH})月份?(?P<third>[上中下])旬", ten_days),
    # 前三季度 · 1—3季度
    rule(
        "quarters.first",
        rf"{WHEN}(?:[前头首]|(?<![\d.])[1一]{DASH})(?P<quarter>[二两三23])个?季度(?:末|底)?",
        first_quarters,
    ),
    # 一、二季度 · 2024年二至三季度
    rule("quarters", rf"{WHEN}(?P<quarter>{QUARTER})(?:{DASH}|、)(?P<last>{QUARTER})季度(?:末|底)?", quarters),
    # 一季度 · 第3季度 · 2025年首季 · 四季度末
    rule("quarter", rf"{WHEN}第?(?P<quarter>{QUARTER})季度(?:末|底)?", quarter),
    rule("quarter.first", rf"{WHEN}首个?季(?:度|末)?(?![节赛])", first_quarter),
    rule("half", rf"{WHEN}(?P<half>[上下])半年(?:度|末|底)?", half),
    # 2011年至2015年 · 2021—2025年 · 2016至18年
    rule("years", rf"(?P<first>{YEAR})年?度?(?:{DASH}|/)(?P<last>{YEAR}|\d\d(?!\d))年度?", years),
    # 2024—2025学年
    rule("years.school", rf"(?P<first>{YEAR})年?(?:{DASH}|/)(?P<last>{YEAR}|\d\d(?!\d))年?学年度?", school_year),
    # 2022年 · 二〇二二年末 · 2022年度
    rule("year", rf"(?P<year>{YEAR})年(?:度|年?底|年?末|全年)?(?!级|代|\d{{1,2}}月)", year),
    rule("year.short", r"['’‘](?P<year>[0-4]\d)年(?:度|底|末)?", short_year),
    rule("year_start", rf"(?P<year>{YEAR})年(?:年?初)", year_start),
    # 10月28日至30日 · 2023年12月29日—2024年1月1日
    rule(
        "days",
        rf"{WHEN}(?P<month>{MONTH})月(?P<day>{DAY})[日号]?{DASH}(?:(?P<year2>{YEAR})年)?(?:(?P<month2>{MONTH})月)?(?P<day2>{DAY})[日号]",
        day_range,
    ),
    rule("day", rf"{WHEN}(?P<month>{MONTH})月(?P<day>{DAY})[日号]", day),
    rule(
        "day.iso",
        rf"(?<![\d.])(?P<year>{YEAR})[-/.](?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])",
        day,
        opens=r"[12一二](?=\w{3}[-/.])",
    ),
    rule(
        "day.bare",
        r"(?<![\d.—月])(?P<day>3[01]|[12]\d|[1-9])日(?![内均前常里游用产达照处龄间])",
        bare_day,
        "deictic",
        opens=r"[1-9](?<![\d.—月].)(?=\d?日)",
    ),
)
