"""Articles that a page keeps in the data of its script, for the script to show: taken out as a plain page.

Only asked where the page itself shows no article. The longest Chinese string under a key that names a body counts, or
the sentences under one key that follow each other as its pieces, with the title and the source that stand nearest.

>>> html = '<script>var page = {"title": "夏粮丰收", "content": "<p>' + "全区小麦收割过半。" * 9 + '<\\\\/p>"}</script>'
>>> island(html)[:56]
'<title>夏粮丰收</title><h1>夏粮丰收</h1><div id="island"><p>全区小麦'
>>> island('<script>[{t: "全区小麦收割过半，进度快于去年。"}, {t: "预计本周末全部完成收割任务，颗粒归仓。"}]</script>')
'<div id="island"><p>全区小麦收割过半，进度快于去年。</p><p>预计本周末全部完成收割任务，颗粒归仓。</p></div>'

Not read: data that the script has yet to fetch.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape


def under(names: str) -> re.Pattern[str]:
    """The pattern of a key of these names with its colon, as JSON or as a script writes it; a string must follow."""
    return re.compile(rf"""(?<![\w$.])["']?(?P<key>{names})["']?\s{{0,9}}:\s{{0,9}}(?=["'])""")


BODY = under(
    "content|contents|contentHtml|content_html|articleContent|article_content|newsContent|detailContent|docContent"
    "|body|text|html|detail"
)
TITLE = under("title|newsTitle|articleTitle|docTitle")
SOURCE = under("source|sourceName|docSource|copyfrom|origin|mediaName")
ANY = under(r"[A-Za-z_]\w{0,30}")
DIGESTS = re.compile(
    "title|summary|desc|abstract|intro|digest|keyword|comment|reply|remark|tip|alert|msg|message|label", re.I
)
STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"' r"|'(?:[^'\\]++|\\.)*+'", re.S)
ESCAPED = re.compile(r'\\(.)|"', re.S)
HAN = re.compile(r"[\u3400-\u9fff]")
LEAST = 30  # Chinese characters of a body
PIECE = 8  # Chinese characters of a piece of it
FINISHED = re.compile(r"[。！？”；：]\s{0,9}$")
NEAR = 20_000  # characters between a title and its body
MOST = 400  # strings that are looked at


def island(html: str) -> str | None:
    """The article in a page's data as a page of its own, its body in `#island`; None if there is none."""
    best = max(strings(html, BODY), key=lambda one: len(HAN.findall(one[1])), default=(0, ""))
    joined = pieces(html)
    at, body = joined if len(HAN.findall(joined[1])) > len(HAN.findall(best[1])) else best
    if len(HAN.findall(body)) < LEAST or "。" not in body:
        return None
    title, source = nearest(html, TITLE, at), nearest(html, SOURCE, at)
    head = f"<title>{escape(title)}</title><h1>{escape(title)}</h1>" if title else ""
    head += f"<p>来源：{escape(source)}</p>" if source else ""
    return f'{head}<div id="island">{body}</div>'


def pieces(html: str) -> tuple[int, str]:
    """Where the longest run of sentences under one key begins, and they as paragraphs.

    Between the texts of a list of articles stand their titles: no run goes on over one.
    """
    runs: defaultdict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    titles = 0
    for at, key, value in named_strings(html):
        titles += bool(TITLE.match(html, at))
        if not DIGESTS.search(key) and len(HAN.findall(value)) >= PIECE and FINISHED.search(value):
            runs[key, titles].append((at, value))
    longest = max(runs.values(), key=lambda run: sum(len(HAN.findall(value)) for _, value in run), default=[])
    if len(longest) < 2:
        return 0, ""
    return longest[0][0], "".join(f"<p>{escape(value)}</p>" for _, value in longest)


def named_strings(html: str) -> Iterator[tuple[int, str, str]]:
    """Places, keys and values of the strings in the data of a page, as far as they are sound."""
    for number, m in enumerate(ANY.finditer(html)):
        if number >= 10 * MOST:
            return
        if (value := string_at(html, m.end())) is not None:
            yield m.start(), m["key"], value


def strings(html: str, key: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Places and values of the strings under a key, as far as they are sound."""
    for number, m in enumerate(key.finditer(html)):
        if number >= MOST:
            return
        if (value := string_at(html, m.end())) is not None:
            yield m.start(), value


def string_at(html: str, at: int) -> str | None:
    """The value of the quoted string that begins at a place; None if it is not sound."""
    quoted = STRING.match(html, at)
    if not quoted:
        return None
    written = quoted[0]
    if written[0] == "'":  # a script's: "\'" is no escape of JSON, and a bare quotation mark needs one
        inner = ESCAPED.sub(lambda m: "'" if m[1] == "'" else '\\"' if m[0] == '"' else m[0], written[1:-1])
        written = f'"{inner}"'
    try:
        value = json.loads(written, strict=False)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def nearest(html: str, key: re.Pattern[str], at: int) -> str:
    """The string under a key that stands nearest before a place, else the first after it; empty if none is near."""
    found = [(where, value) for where, value in strings(html, key) if abs(where - at) <= NEAR and value]
    before = [value for where, value in found if where < at]
    return (before[-1] if before else found[0][1] if found else "").strip()
