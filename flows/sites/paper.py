"""A sample newspaper with an issue for any day that is asked for: what a backfill by days reads.

It appears on every day but Sunday. An issue has two pages (版) and three articles, made from the table below with
figures that follow from the day alone, so that the same day says the same however often it is asked for. The district
is real, the paper and all it says are invented.

>>> [story.title for story in STORIES if story.page == 2]
['环卫作业情况', '就业服务进社区']
>>> STORIES[1].told(date(2026, 1, 12))[0]
'1月12日，全县清运垃圾326吨，出动保洁人员304人次。'
>>> reply("/html/2026-01/11/node_1.htm").status  # a Sunday
404
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from extractors.records import Source
from flows.sites.pages import GONE, Reply, layout

NAME = "凤台县样报"
HOME = "340421"
TEMPLATE = "/html/{yyyy}-{mm}/{dd}/node_1.htm"
PATH = re.compile(r"/html/(\d{4})-(\d\d)/(\d\d)/(node|content)_(\d)\.htm", re.ASCII)
PAGES = {1: "要闻", 2: "民生"}
SUNDAY = 6
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Story:
    """What every issue says, with its own figures: `{name}` is a row of FIGURES."""

    page: int
    title: str
    paragraphs: tuple[str, ...]

    def told(self, day: date) -> list[str]:
        figures = {name: first + (day.toordinal() * step) % span for name, (first, step, span) in FIGURES.items()}
        of_year = day.timetuple().tm_yday
        dated = {"month": day.month, "day": day.day, "roads": f"{of_year * 0.4:.1f}", "toilets": 40 * of_year + 7}
        return [paragraph.format(**figures, **dated) for paragraph in self.paragraphs]


# name: first value, step from day to day, span within which it stays
FIGURES = {
    "rubbish": (300, 37, 90),
    "staff": (260, 13, 60),
    "fairs": (1, 1, 3),
    "offered": (200, 53, 300),
    "jobs": (20, 17, 40),
}
STORIES = (
    Story(
        1,
        "农村公路建设与改厕工作进展",
        (
            "截至{month}月{day}日，全县今年以来新建农村公路{roads}公里，完成农村改厕{toilets}户。",
            "交通部门表示，将抓住晴好天气加快施工，并同步做好安全防护和群众出行引导。",
        ),
    ),
    Story(
        2,
        "环卫作业情况",
        (
            "{month}月{day}日，全县清运垃圾{rubbish}吨，出动保洁人员{staff}人次。",
            "城管部门提醒广大居民按时定点投放，共同维护整洁有序的人居环境。",
        ),
    ),
    Story(
        2,
        "就业服务进社区",
        (
            "{month}月{day}日，县人力资源部门举办招聘会{fairs}场，提供就业岗位{offered}个，当天城镇新增就业{jobs}人。",
            "工作人员现场解答政策咨询，并为有需要的求职者登记培训意愿。",
        ),
    ),
)


def source(base: str) -> Source:
    """The paper, served at this address, as a source: local addresses allowed, no waiting between requests."""
    return Source("demo-paper", NAME, HOME, "epaper", base + TEMPLATE, interval_s=0, local=True)


def reply(path: str) -> Reply:
    """The page of an issue or an article; not found on Sundays, on days that do not exist, and elsewhere."""
    m = PATH.fullmatch(path)
    try:
        day = date(int(m[1]), int(m[2]), int(m[3])) if m else None
    except ValueError:
        day = None
    number = int(m[5]) if m else 0
    if m is None or day is None or day.weekday() == SUNDAY:
        return html(GONE, 404)
    if m[4] == "node" and number in PAGES:
        return html(page(day, number))
    if m[4] == "content" and 1 <= number <= len(STORIES):
        return html(article(day, number))
    return html(GONE, 404)


def html(text: str, status: int = 200) -> Reply:
    return Reply(status, "text/html; charset=utf-8", text.encode())


def page(day: date, number: int) -> str:
    """A page (版) of the issue: links to the others, and its articles twice, as areas of its picture and as a list."""
    row = layout("paper", "row")
    here = [(place, story) for place, story in enumerate(STORIES, 1) if story.page == number]
    return layout("paper", "list").substitute(
        paper=NAME,
        number=number,
        day_text=in_words(day),
        before=elsewhere(day, -1),
        after=elsewhere(day, 1),
        pages="\n".join(row.substitute(href=f"node_{n}.htm", title=f"第{n}版：{name}") for n, name in PAGES.items()),
        areas="\n".join(f'<area shape="rect" coords="0,0,9,9" href="content_{place}.htm">' for place, _ in here),
        rows="\n".join(row.substitute(href=f"content_{place}.htm", title=escape(story.title)) for place, story in here),
    )


def article(day: date, place: int) -> str:
    story = STORIES[place - 1]
    return layout("paper", "article").substitute(
        paper=NAME,
        number=story.page,
        page=PAGES[story.page],
        day_text=in_words(day),
        published=day.isoformat(),
        title=escape(story.title),
        body="\n".join(f"<p>　　{escape(paragraph)}</p>" for paragraph in story.told(day)),
    )


def in_words(day: date) -> str:
    return f"{day.year}年{day:%m}月{day:%d}日 星期{WEEKDAYS[day.weekday()]}"


def elsewhere(day: date, step: int) -> str:
    """The issue before or after, as its calendar links it."""
    there = day + timedelta(days=step)
    if there.weekday() == SUNDAY:
        there += timedelta(days=step)
    return f"../../{there:%Y-%m}/{there:%d}/node_1.htm"
