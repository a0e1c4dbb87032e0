"""Periods that run up to the publication or on from it: 今年以来, 自2021年以来, 至今, 近三年, 这五年, 今后五年.

A start told by the third of a month counts from the month: figures are drawn up by months.
"""

from datetime import date, timedelta

from extractors.periods import days
from extractors.periods.context import Context
from extractors.periods.days import Days
from extractors.periods.numerals import COUNT, DAY, MONTH, YEAR
from extractors.periods.rule import DATED, NAMES_YEAR, SAID, WHEN, Match, rule, until, value, year_of

POINT = (
    rf"(?:{WHEN}(?P<month>{MONTH})月份?(?:(?P<day>{DAY})[日号]|[上中下]旬|底|末|初)?"
    rf"|{NAMES_YEAR}(?:(?P<year_>{YEAR})年(?!代)|(?P<said_>{SAID}))(?:年?底|年?末|年?初)?)"
)
START = r"(?:以来|至今|起|开始|到现在|到目前)"


def until_now(m: Match, context: Context) -> Days | None:
    """至今: since the year the sentence named before, else the running year."""
    if context.year and context.before:
        return until(context.before[0], context)
    return days.year(context.published.year) if context.published else None


def since_then(m: Match, context: Context) -> Days | None:
    """从那时算起: since what was named before."""
    return until(context.before[0], context) if context.before else None


def within_year(m: Match, context: Context) -> Days | None:
    """年内: of the year the title tells of where that has just ended, else the running one."""
    now, title = context.published, context.headline
    if now and title and now.month <= 3 and title[0].year == title[1].year == now.year - 1:
        return days.year(now.year - 1)
    return year_to_date(m, context)


def year_to_date(m: Match, context: Context) -> Days | None:
    return until(date(context.published.year, 1, 1), context) if context.published else None


def since(m: Match, context: Context) -> Days | None:
    """From the unit named to the publication; a start told by its third of a month is told as the month."""
    month, day = value(m, "month"), value(m, "day")
    if month is None:
        named = value(m, "year_") or (context.relative(m["said_"]) if m["said_"] else None)
        return until(date(named, 1, 1), context) if named and days.known(named) else None
    year = year_of(m, context, month)
    start = (days.day(year, month, day) if day else days.month(year, month)) if year else None
    return until(start[0], context) if start else None


def past_years(m: Match, context: Context) -> Days | None:
    """过去五年: up to March the five that closed, in December those that close, else sixty months up to publication."""
    count = value(m, "count") or 0
    if context.published is None or not 0 < count < 80:
        return None
    if context.published.month <= 3:
        return days.years(context.published.year - count, context.published.year - 1)
    if context.published.month == 12:
        return days.years(context.published.year - count + 1, context.published.year)
    return until(back(context.published, 12 * count), context)


def last_year(m: Match, context: Context) -> Days | None:
    if context.published is None:
        return None
    if context.published.month <= 3:
        return days.year(context.published.year - 1)
    return until(back(context.published, 12), context)


def past_months(m: Match, context: Context) -> Days | None:
    count = value(m, "count") or 0
    return until(back(context.published, count), context) if context.published and 0 < count < 100 else None


def past_half(m: Match, context: Context) -> Days | None:
    return until(back(context.published, 6), context) if context.published else None


def back(day: date, months: int) -> date:
    """The day after the one that lies so many months before.

    >>> back(date(2024, 3, 31), 1)
    datetime.date(2024, 3, 1)
    """
    count = day.year * 12 + day.month - 1 - months
    named = days.month(count // 12, count % 12 + 1)
    return min(named[1], named[0].replace(day=min(day.day, named[1].day))) + timedelta(days=1) if named else day


def these_years(m: Match, context: Context) -> Days | None:
    """这五年: the span of that length named before, else 过去五年."""
    for named in (context.before, context.headline):
        if named and days.years_touched(named) == (value(m, "count") or 0):
            return named
    return past_years(m, context)


def next_years(m: Match, context: Context) -> Days | None:
    """今后五年: from this year on, when said up to March; later in the year nobody can say which five."""
    count = value(m, "count") or 0
    if context.published is None or context.published.month > 3 or not 0 < count < 80:
        return None
    return days.years(context.published.year, context.published.year + count - 1)


RULES = (
    # 2021年以来 · 去年10月起 · 2018年底至今 · 今年以来
    rule("since", rf"(?:自|从)?{POINT}{START}", since, opens=DATED),
    # 自7月吹响集结号起 · 自2月启动 (but 自1月至3月 is a range)
    rule("since.from", rf"自{POINT}(?![-—~至到\d])(?:[^，。；,;\n]{{0,16}}?{START})?", since),
    # 2019年启动以来 · 去年10月建成投用以来
    rule("since.from", rf"{POINT}[^，。；,;\n\d党]{{1,14}}?以来", since, opens=DATED),
    # 2019年某某集团某某分公司帮扶工作队入驻以来
    rule(
        "since.from",
        rf"{POINT}[^，。；,;\n\d党]{{1,40}}?(?:入驻|进驻|成立|结对|帮扶|驻村|挂牌|组建)以来",
        since,
        opens=DATED,
    ),
    rule("since.from", rf"从{POINT}(?![-—~至到\d])[^，。；,;\n]{{0,16}}?{START}", since),
    rule("year_to_date", r"(?:今年)?(?:年初|开年)(?:以来|至今)", year_to_date, "deictic", opens="[今年开](?=[年初])"),
    rule("year_to_date", r"(?<![\d一二三四五六七八九十两几多半百])(?:今|本)?年内", within_year, "deictic"),
    # 2020年试种，至今已推广3000亩
    rule("since.now", r"迄今|(?<!截)至今(?![年日天晚])", until_now, "deictic", opens="[迄至](?=今)"),
    # 早在2016年……从那时算起
    rule("since.then", r"[从自](?:那时|那|此)(?:算起|开始|以来|起)|此后", since_then, "deictic"),
    rule(
        "years.past",
        rf"(?:近|最近|过去|过去的|刚刚过去的)(?P<count>{COUNT})年(?:多)?(?:以来|来|间|里)?",
        past_years,
        "deictic",
    ),
    rule("years.past", rf"(?<![\d第近])(?P<count>{COUNT})年来", past_years, "deictic", opens=DATED),
    # 五年累计完成
    rule("years.these", rf"(?<![\d第近])(?P<count>{COUNT})年(?=累计|共计|总计)", these_years, "deictic", opens=DATED),
    rule("years.these", rf"(?:这|此)(?P<count>{COUNT})年(?:间|来|里)?", these_years, "deictic"),
    rule("years.past", r"过去的?一年|一年来", last_year, "deictic"),
    rule("years.next", rf"(?:今后|未来)(?P<count>{COUNT})年", next_years, "deictic"),
    rule("months.past", r"(?:近|最近|过去)半年(?:多|以?来)?|半年来", past_half, "deictic"),
    rule("months.past", rf"(?:近|最近|过去)(?P<count>{COUNT})个月(?:以?来)?", past_months, "deictic"),
)
