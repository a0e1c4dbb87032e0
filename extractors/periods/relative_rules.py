"""Periods told from the day of publication or from what was named before: 去年, 截至目前, 本月, 昨日, 当月, 同一时点.

Three kinds fix no days, by what they do to the figures behind them (see `attribution.py`): `undated` (近年来) takes
their period away, `recurring` (每年) that of its own clause, `narrative` (日前) leaves them alone.
"""

from datetime import timedelta

from extractors.periods import days
from extractors.periods.context import SHIFT, Context
from extractors.periods.days import Days
from extractors.periods.numerals import number
from extractors.periods.rule import Match, nothing, rule, whole

WEEKDAY = {letter: place for place, letter in enumerate("一二三四五六日")} | {"天": 6}
DAY_SHIFT = {"今日": 0, "今天": 0, "昨日": -1, "昨天": -1, "昨": -1, "前天": -2, "前日": -2, "明天": 1, "明日": 1}
MONTH_SHIFT = {"本": 0, "这个": 0, "上": -1, "上个": -1, "下": 1, "下个": 1}


def year(m: Match, context: Context) -> Days | None:
    """去年, 今年; after 截至7月底 in the same sentence 今年 ends there."""
    named = whole(context.relative(m["said"]))
    if named and context.as_of and m["said"] == "今年" and named[0] <= context.as_of[0] <= named[1]:
        return named[0], context.as_of[1]
    return named


def whole_year(m: Match, context: Context) -> Days | None:
    """全年, 年底: of the year of the title or named before, else the one that is closed or closing."""
    for named in (context.headline, context.before):
        old = named and context.published and named[1].year < context.published.year - 1 and context.year is None
        if (
            named
            and days.years_touched(named) == 1
            and (named[1] - named[0]).days > 31
            and not context.future
            and not old
        ):
            return days.year(named[1].year)
    return whole(context.closed_year())


def this_year(m: Match, context: Context) -> Days | None:
    return whole(context.published.year) if context.published else None


def years_ago(m: Match, context: Context) -> Days | None:
    """两年前: counted back from the publication."""
    return days.year(context.published.year - (number(m["ago"]) or 0)) if context.published else None


def last_and_this(m: Match, context: Context) -> Days | None:
    return days.years(context.published.year - 1, context.published.year) if context.published else None


def month(m: Match, context: Context) -> Days | None:
    if context.published is None:
        return None
    count = context.published.year * 12 + context.published.month - 1 + MONTH_SHIFT[m["which"]]
    return days.month(count // 12, count % 12 + 1)


def quarter(m: Match, context: Context) -> Days | None:
    if context.published is None:
        return None
    count = context.published.year * 4 + (context.published.month - 1) // 3 + MONTH_SHIFT[m["which"]]
    return days.quarter(count // 4, count % 4 + 1)


def same_month(m: Match, context: Context) -> Days | None:
    """当月: the month named before or in the title."""
    for named in (context.before, context.headline):
        if named and named[0].replace(day=1) == named[1].replace(day=1):
            return days.month(named[1].year, named[1].month)
    return days.month(context.before[1].year, context.before[1].month) if context.before else None


def same_day(m: Match, context: Context) -> Days | None:
    return (context.last_day, context.last_day) if context.last_day else None


def same_year(m: Match, context: Context) -> Days | None:
    return whole(context.relative("当年")) if context.before or context.headline else None


def same_time(m: Match, context: Context) -> Days | None:
    return context.before


def same_point(m: Match, context: Context) -> Days | None:
    """同一时点: where the period named before ends, told as its month; a whole year stays the year."""
    named = context.before
    if named is None or (named[1] - named[0]).days < 31 or named in (days.year(named[1].year), None):
        return named
    return days.month(named[1].year, named[1].month)


def same_period(m: Match, context: Context) -> Days | None:
    """上年同期: the months named before, a year earlier; holidays and odd days do not come back on the day."""
    if not m["said"] or context.before is None:
        return None
    (first, last), shift = context.before, SHIFT[m["said"]]
    whole = days.months(first.year, first.month, last.year, last.month) == context.before
    return days.months(first.year + shift, first.month, last.year + shift, last.month) if whole else None


def day(m: Match, context: Context) -> Days | None:
    named = context.published + timedelta(days=DAY_SHIFT[m["which"]]) if context.published else None
    return (named, named) if named else None


def weekday(m: Match, context: Context) -> Days | None:
    if context.published is None:
        return None
    monday = context.published - timedelta(days=context.published.weekday() + 7 * (m["which"] == "上"))
    if not m["day"]:
        return monday, monday + timedelta(days=6)
    return (named := monday + timedelta(days=WEEKDAY[m["day"]])), named


RULES = (
    rule(
        "year.said",
        r"(?P<said>今年|本年度?|去年|上一年度?|(?<!以)上年度?|前年|(?<![写说表证])明年(?!内)|(?<![未近年本])来年(?![均产])"
        r"|后年(?=[，,将底要]))(?:全年|年?底|年?末|年?度)?(?!基数|同期|结转|结余|旧存|未结)",
        year,
        "deictic",
        opens="[今本去上前明来后](?=[年一])",
    ),
    # 三年前; not 前三年前后, 近三年前, 2019年前
    rule(
        "year.said",
        r"(?<![前近每满第〇零\d.一二三四五六七八九十])(?P<ago>[两二三四五六七八九十])年(?:之|以)?前(?![后三景往来期])",
        years_ago,
        "deictic",
    ),
    # 去冬今春: both years, as the seasons have no days
    rule("years.said", r"去年?冬(?:[至到、]|以?来)?今年?春", last_and_this, "deictic"),
    rule("year.said", r"(?P<said>今|去)[冬春夏秋](?!歌|天里)", year, "deictic"),
    rule("year.same", r"(?:当年|同年|该年|这一年)(?![轻])", same_year, "deictic"),
    rule(
        "year.whole",
        r"(?<![\d一二三四五六七八九〇十今去明前后])(?:全年|年底|年末|年终)(?!目标|任务|计划|预算|预期)",
        whole_year,
        "deictic",
        opens="[全年](?=[年底末终])",
    ),
    rule(
        "present",
        r"截至(?:目前|发稿|记者发稿|现在)|截止(?:到)?目前|到目前(?:为止)?|(?<!项)目前(?!期)|眼下|如今|当前|时下|至此"
        r"|(?<![实体呈表出再重发])现[有存已在]",
        this_year,
        "deictic",
        opens="[截到目眼如当时至现](?=[至止目前下今此有存已在])",
    ),
    # “送书下乡”实施以来: nobody says since when; what is told stands now
    rule("present", r"(?:实施|开展|启动|推行|推广|成立|创建|建成|投用|运行|运营|开业|试点)以来", this_year, "deictic"),
    rule("month.said", r"(?P<which>本|这个|上个?|下个?)月(?:份|底|末|初)?", month, "deictic"),
    rule("quarter.said", r"(?P<which>本|这个|上个?|下个?)季度(?:末|底)?", quarter, "deictic"),
    rule("month.same", r"(?:当|该|同)月|本月当月", same_month, "deictic"),
    rule(
        "day.said",
        r"(?P<which>(?<!至)今日|今天(?!的)|昨日|昨天|前天|(?<![此之以目])前日(?!增)|明天|(?<!光)明日)",
        day,
        "deictic",
        opens="[今昨前明](?=[日天])",
    ),
    rule("day.same", r"当[天日晚]|同[日天](?!常)|这一[天日夜晚]", same_day, "deictic"),
    rule("week", r"(?P<which>本|上|这)(?:周|星期)(?P<day>[一二三四五六日天])?(?!年|期|边|围)", weekday, "deictic"),
    rule("same_point", r"同一?时[点间]", same_point, "deictic"),
    rule(
        "same",
        r"同一时期|(?<![比较与和同年史])同期|这一?期间|这一时期|此期间|其间",
        same_time,
        "deictic",
        opens="[同这此其](?=[一期间])",
    ),
    # the comparison's own year, named by its relation only
    rule(
        "same_period",
        r"(?P<said>去年|上年|上一年|前年)同期|(?<=[比较与和同])同期|往年同期",
        same_period,
        "deictic",
        opens="[去上前同往](?=[年一期])",
    ),
    rule(
        "undated",
        r"近年(?:以?来)?|近几年(?:以?来)?|这些年来?|这几年来?|多年以?来|历年以?来|长期以来|一直以来"
        r"|[2-9二两三四五六七八九十]年下来",
        nothing,
        opens="[近这多历长一2-9二两三四五六七八九十](?=[年几些直期])",
    ),
    rule("recurring", r"每年|常年(?!同期|平均|值)", nothing),
    rule(
        "narrative",
        r"往年|历年|历史上|近日|日前|近期|不久前|前不久|连日来|这几天|前些天|最近(?![\d一二两三四五六七八九十])",
        nothing,
    ),
)
