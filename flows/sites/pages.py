"""How the sample sites look: list pages, articles and faults, rendered with the templates of `layouts/<name>/`.

Three layouts: `cms`, a content management system of governments, with its metadata; `portal`, an old site of tables;
`media`, a newsroom's. Adding one means adding a folder with article.html, list.html and row.html.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from flows.sites.content import Site, Text

LAYOUTS = Path(__file__).parent / "layouts"

GONE = "<html><head><title>404</title></head><body><h1>页面不存在</h1></body></html>"
SHELL = (
    '<!DOCTYPE html><html><head><meta charset="$charset"><title>$site</title></head>'
    '<body><div id="app"></div><script src="/static/app.js"></script></body></html>'
)
CHALLENGE = (
    '<html><head><meta charset="utf-8"><title>正在进行安全检查</title></head><body>'
    "<noscript>请开启JavaScript并刷新该页</noscript>"
    '<script>document.cookie="check="+(7*6)+";path=/";location.reload();</script></body></html>'
)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    content_type: str
    body: bytes
    dropped: bool = False  # the connection ends before the body does


NOT_FOUND = Reply(404, "text/html; charset=utf-8", "<h1>页面不存在</h1>".encode())


def list_path(site: Site, page: int) -> str:
    return f"/{site.channel}/index{f'_{page}' if page else ''}.html"


def article_path(site: Site, text: Text) -> str:
    day = text.published
    return f"/{text.folder or site.channel}/{day:%Y%m}/t{day:%Y%m%d}_{text.slug}.html"


def replies(site: Site) -> Callable[[str], Reply]:
    """What the site answers to a path."""
    found = {list_path(site, page): html(site, list_page(site, page)) for page in range(list_pages(site))}
    found["/"] = html(site, list_page(site, 0))
    for text in site.texts:
        found[article_path(site, text)] = article(site, text)
    if site.robots:
        found["/robots.txt"] = Reply(200, "text/plain; charset=utf-8", site.robots.strip().encode() + b"\n")
    return lambda path: found.get(path, NOT_FOUND)


def html(site: Site, text: str, status: int = 200, dropped: bool = False) -> Reply:
    # The header tells no charset, as most of these servers: the page has to.
    return Reply(status, "text/html", text.encode(site.encoding), dropped)


def article(site: Site, text: Text) -> Reply:
    match text.fault:
        case "missing":
            return html(site, GONE, 404)
        case "shell":
            return html(site, Template(SHELL).substitute(common(site)))
        case "challenge":
            return Reply(200, "text/html; charset=utf-8", CHALLENGE.encode())
        case "cut":
            whole = article_page(site, text)
            return html(site, whole[: whole.index(escape(text.paragraphs[len(text.paragraphs) // 2])) + 10])
        case fault:
            return html(site, article_page(site, text), dropped=fault == "dropped")


def article_page(site: Site, text: Text) -> str:
    others = [other for other in site.texts if other is not text][:3]
    return template(site, "article").substitute(
        common(site),
        title=escape(text.title),
        published=f"{text.published:%Y-%m-%d %H:%M}",
        outlet=escape(text.outlet or site.title),
        byline=f"作者：{escape(text.author)}" if text.author else "",
        body="\n".join(f"<p>　　{escape(paragraph)}</p>" for paragraph in text.paragraphs),
        related="\n".join(f'<li><a href="{article_path(site, o)}">{escape(o.title)}</a></li>' for o in others),
    )


def list_pages(site: Site) -> int:
    return max(1, -(-len(site.texts) // site.per_page))


def list_page(site: Site, page: int) -> str:
    row = template(site, "row")
    listed = site.texts[page * site.per_page : (page + 1) * site.per_page]
    rows = [
        row.substitute(href=article_path(site, t), title=escape(t.title), day=f"{t.published:%Y-%m-%d}") for t in listed
    ]
    return template(site, "list").substitute(common(site), rows="\n".join(rows), pager=pager(site, page))


def pager(site: Site, page: int) -> str:
    """Links to the pages before and after, or the script that writes them in a browser."""
    if site.paging == "script":
        return f'<script type="text/javascript">createPageHTML({list_pages(site)}, {page}, "index", "html");</script>'
    words = [f"第{page + 1}页/共{list_pages(site)}页"]
    if page:
        words.append(f'<a href="{list_path(site, page - 1)}">上一页</a>')
    if page + 1 < list_pages(site):
        words.append(f'<a href="{list_path(site, page + 1)}">下一页</a>')
    return "　".join(words)


def common(site: Site) -> dict[str, str]:
    return {"site": escape(site.title), "charset": site.declared, "list": list_path(site, 0)}


@cache
def layout(name: str, part: str) -> Template:
    return Template((LAYOUTS / name / f"{part}.html").read_text(encoding="utf-8"))


def template(site: Site, part: str) -> Template:
    return layout(site.layout, part)
