"""The pages of a small government site: home page, columns, articles."""

from datetime import UTC, datetime

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TITLE = "淮南市八公山区人民政府"
HEAD = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
TEXT = "今年以来，全区上下抓实抓细各项工作，秋粮收购、道路改造、老旧小区整治有序推进，群众满意度不断提高。" * 6


def article(title: str, day: str = "2026-11-20") -> str:
    return (
        f"{HEAD.replace(TITLE, title)}<h1>{title}</h1><div>发布时间：{day} 来源：八公山区融媒体中心</div>"
        f"<div id='zoom'><p>{TEXT}</p><p>{TEXT[:120]}</p></div></body></html>"
    )


def rows(column: str, count: int = 12, day: str = "2026-11-{:02}", first: int = 100) -> str:
    return "".join(
        f"<li><a href='/{column}/202611/t202611{n + 1:02}_{first + n}.html'>{column}全区第{n}个乡村项目开工建设</a>"
        f"<span>{day.format(n + 1)}</span></li>"
        for n in range(count)
    )


MENU = (
    "<a href='/'>首页</a><a href='/xw/bgs/'>八公山要闻</a><a href='/xw/zj/'>镇街动态</a>"
    "<a href='/xw/gwy/'>国务院要闻</a><a href='/zw/gg/'>通知公告</a><a href='/sp/'>视频新闻</a>"
    "<a href='/xw/all/'>要闻动态</a><a href='/xw/none/'>今日要闻</a>"
    "<a href='http://www.elsewhere.gov.cn/xw/'>市区要闻</a>"
)
