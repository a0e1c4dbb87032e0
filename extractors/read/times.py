"""When an article was published, in Asia/Shanghai, and how that is known.

Wrong dates stand on every page: in related items, advertisements, copyright lines; and the day a document was signed
(成文日期) is not the day it was published. So the order is: WeChat's own variable, a labelled date, the first date
between title and body, the site's meta elements, the URL, the first lines of the body. Nothing is guessed beyond.

>>> str(dated("发布时间：２０２４－０５－１３ 08:49"))
'2024-05-13 08:49:00+08:00'
>>> dated("2024年13月40日") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from extractors.records import PublishedBasis
from extractors.text import fold
from extractors.urls import date_in

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time since 1991
OLDEST = 1994  # the web came to China
DATE = re.compile(
    r"(?<!\d)(?P<year>19\d\d|20\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)日?"
    r"(?:[T\s,|]{0,6}(?:星期.|周.)?\s{0,3}(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})(?:[:分](?P<second>\d{2}))?)?"
)
PARTS = ("year", "month", "day", "hour", "minute", "second")
ZONE = re.compile(r"(?:\.\d{1,6})?\s?(?P<zone>Z|[+-]\d{2}:?\d{2})")
LABEL = re.compile(
    r"(?:(?:发布|发表|发稿|刊发|上传|公布|上网|更新|编辑|添加|录入|信息|文章)\s?(?:时间|日期|于)|^\s?(?:时\s?间|日\s?期))\s?[:：】]?\s{0,4}(?=(?:19|20)\d\d)"
)
OTHER_LABEL = re.compile(r"(?:今天是|今日|成文|印发|签发|生效|实施|失效|截止|有效)\s?(?:时间|日期)?\s?[:：]?\s{0,4}$")
WECHAT_WORDS = ("var ct", "createTime", "oriCreateTime", "publish_time")
WECHAT = re.compile(r"""\b(?:var\s+ct|createTime|oriCreateTime|publish_time)\s*=\s*["'](\d{10})["']""")
METAS = (
    "pubdate", "publishdate", "publish_date", "firstpublishedtime", "article:published_time", "og:published_time",
    "og:release_date", "datepublished", "date", "apub:time", "weibo:article:create_at", "publishtime", "pubtime",
    "releasedate", "og:time", "creationdate",
)  # fmt: skip
LINKED_WORDS = (
    "datePublished", "pubDate", "pubTime", "publishTime", "publishDate", "publish_time", "publish_date", "releaseTime",
)  # fmt: skip
LINKED_DATA = re.compile(
    rf"""\b(?:{"|".join(LINKED_WORDS)})["']?"""
    r"""\s{0,9}[:=]\s{0,9}["']([^"'<>]{8,40})["']"""
)


def published(
    html: str,
    head: Sequence[str],
    named: Mapping[str, str],
    url: str,
    body: Sequence[str],
    now: datetime,
) -> tuple[datetime | None, PublishedBasis | None]:
    """The instant and its basis. `head`: the lines from title to body; `named`: the meta elements; `now`: a later
    date than that (and a day) is none.
    """

    def fits(found: datetime | None) -> bool:
        return found is not None and found.year >= OLDEST and found <= now + timedelta(days=1)

    if (m := named_by(html, WECHAT_WORDS, WECHAT)) and fits(instant := datetime.fromtimestamp(int(m[1]), SHANGHAI)):
        return instant, "meta"
    for line in head:
        if (m := LABEL.search(folded := fold(line))) and fits(instant_or := dated(folded[m.end() :])):
            return instant_or, "text"
    if first := next(filter(fits, dates(head)), None):
        return first, "text"
    said = [named[name] for name in METAS if named.get(name)]
    if m := named_by(html, LINKED_WORDS, LINKED_DATA):
        said.append(m[1])
    if first := next(filter(fits, dates(said)), None):
        return first, "meta"
    if (day := date_in(url)) and fits(first := datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)):
        return first, "url"
    if first := next(filter(fits, dates(body)), None):
        return first, "text"
    return None, None


def named_by(html: str, words: Sequence[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match in a page that has one of these words; most have none, and a plain search is ten times faster."""
    return pattern.search(html) if any(word in html for word in words) else None


def dates(lines: Iterable[str]) -> Iterable[datetime]:
    """The first date of each line that has one."""
    return (found for line in lines if (found := dated(line)))


def dated(text: str) -> datetime | None:
    """The first date in a text that is not labelled as something else; midnight where no time of day is said."""
    text = fold(text)
    for m in DATE.finditer(text):
        if OTHER_LABEL.search(text[max(0, m.start() - 12) : m.start()]):
            continue
        year, month, day, hour, minute, second = (int(m[name] or 0) for name in PARTS)
        try:
            found = datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
        except ValueError:
            continue
        if m["hour"] and (zone := ZONE.match(text, m.end())) and zone["zone"] not in ("+0800", "+08:00"):
            found = moved(found, zone["zone"])
        return found
    return None


def moved(found: datetime, zone: str) -> datetime:
    """The same clock reading, but in that zone, told in Shanghai's time."""
    hours, minutes = (0, 0) if zone == "Z" else (int(zone[1:3]), int(zone[-2:]))
    away = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    return (found.replace(tzinfo=UTC) - away).astimezone(SHANGHAI)
