"""Pages that no editor wrote: a seeded generator of broken, hostile and huge variants of a plain article.

`mutants(count, seed)` gives the same pages on every machine. Each kind of damage is a function of (random, html).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

SENTENCES = (
    "上半年，示例区完成地区生产总值80.5亿元，同比增长6.2%。",
    "全区新增规模以上工业企业12户，实现利润3.4亿元。",
    "截至6月底，夏粮播种面积42.1万亩，收割过半。",
    "区农业农村局负责人表示，将继续推进高标准农田建设。",
    "居民人均可支配收入18,205元，其中工资性收入占五成以上。",
)
TAGS = ("div", "span", "b", "font", "p", "table><tr><td", "ul><li", "a href=x", "section", "blockquote", "center")
MEGABYTE = 1_000_000
Mutation = Callable[[random.Random, str], bytes]


def article(rng: random.Random) -> str:
    """A plain page with head, body and tail."""
    body = "".join(
        f"<p>　　{''.join(rng.choices(SENTENCES, k=rng.randint(1, 4)))}</p>" for _ in range(rng.randint(3, 12))
    )
    links = "".join(
        f'<li><a href="/xw/t202406{n:02}_{n}.html">示例区召开第{n}次工作会议</a></li>' for n in range(1, 15)
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>示例区上半年经济运行平稳_示例区人民政府</title></head>'
        "<body>"
        f'<ul class="nav">{links}</ul><h1>示例区上半年经济运行平稳</h1><p>发布时间：2024-07-15 09:30 来源：示例日报</p>'
        f'<div id="{rng.choice(("zoom", "x", "content"))}">{body}<p>（记者 王小明）</p></div><p>责任编辑：李四</p>'
        "<div>版权所有：示例区人民政府</div></body></html>"
    )


def truncated(rng: random.Random, html: str) -> bytes:
    body = html.encode()
    return body[: rng.randrange(len(body))]


def nested(rng: random.Random, html: str) -> bytes:
    tag, depth = rng.choice(TAGS), rng.choice((300, 2_000, 5_000))
    close = f"</{tag.split('>')[0].split()[0]}>" * depth if rng.random() < 0.5 else ""
    return html.replace("<p>", f"<{tag}>" * depth + "<p>", 1).replace("</body>", close + "</body>").encode()


def noise(rng: random.Random, html: str) -> bytes:
    return rng.randbytes(rng.choice((0, 1, 50, 5_000, 200_000)))


def flipped(rng: random.Random, html: str) -> bytes:
    body = bytearray(html.encode())
    for _ in range(rng.randint(1, 400)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    return bytes(body)


def huge(rng: random.Random, html: str) -> bytes:
    fill = rng.choice(
        (
            "<p>" + SENTENCES[0] + "</p>",
            "<td>1</td>",
            SENTENCES[1],
            "<a href='/t20240101_1.html'>示例区召开工作会议</a>",
            "<!-- x -->",
            "9",
            " ",
            "<script>var x;</script>",
            "<div>",
            "&nbsp;",
        )
    )
    size = rng.choice((1, 1, 1, 5, 20)) * MEGABYTE
    return html.replace("</p>", "</p>" + fill * (size // len(fill.encode())), 1).encode()


def charset(rng: random.Random, html: str) -> bytes:
    said = rng.choice(
        ("gb2312", "gbk", "big5", "utf-8", "utf-16", "iso-8859-1", "no-such", "hz", "utf-7", "base64", "idna")
    )
    used = rng.choice(("utf-8", "gb18030", "utf-16", "big5", "utf-8-sig"))
    return html.replace("utf-8", said, 1).encode(used, "replace")


def attributes(rng: random.Random, html: str) -> bytes:
    value = rng.choice(
        (
            "'\"><" * 500,
            "x" * MEGABYTE,
            "\x00\x01\x02" * 99,
            "display:none" * 9_999,
            "javascript:" + "(" * 99_999,
            "\ud7ff" * 9,
        )
    )
    name = rng.choice(("class", "id", "style", "href", "onclick", "colspan", "xmlns:x", "\x00", "charset", "content"))
    return html.replace("<p", f'<p {name}="{value}"', rng.randint(1, 5)).encode("utf-8", "replace")


def nulls(rng: random.Random, html: str) -> bytes:
    return "".join(c + "\x00" * (rng.random() < 0.2) for c in html).encode()


def unclosed(rng: random.Random, html: str) -> bytes:
    opening = rng.choice(
        ("<!--", "<script>", "<style>", "<title>", "<textarea>", "<![CDATA[", "<?php", "<a href='", "<svg>")
    )
    at = rng.randrange(len(html))
    return (html[:at] + opening + html[at:]).encode()


def floods(rng: random.Random, html: str) -> bytes:
    unit = rng.choice(
        (
            " \n",
            "\u3000",
            "（",
            "记者 ",
            "来源：",
            "2024-",
            "1 ",
            "[1] ",
            "首页>",
            "编辑 ",
            "、",
            "·",
            "编辑：",
            "首页 > ",
            "<br>",
            "&#x4e00;",
        )
    )
    line = unit * rng.choice((100, 5_000, 200_000))
    where = rng.choice(("</h1>", "<h1>", "<title>", "　　", "（记者"))
    return html.replace(where, where + line, 1).encode()


def tables(rng: random.Random, html: str) -> bytes:
    rows = rng.choice((3, 2_000))
    row = "<tr>" + "<td colspan=999999999 rowspan=-1>指标" * rng.choice((2, 40)) + "</tr>"
    return html.replace("</p>", "</p><table>" * rng.choice((1, 30)) + row * rows, 1).encode()


def repeats(rng: random.Random, html: str) -> bytes:
    """The same thing over and over, where looking back at each would take the square of the time."""
    count = rng.choice((50, 5_000, 30_000))
    wide = f'<div class="{"title " * (100_000 // count)}">'
    unit = rng.choice(
        (
            SENTENCES[0] + "<br>",
            "<h1>示例区上半年经济运行平稳</h1>",
            "<p>责任编辑：李四</p><p>" + SENTENCES[1] + "</p>",
            "<div><p>" + SENTENCES[2] + "</p></div><p>相关阅读</p>",
            wide + SENTENCES[3] + "</div>",
            "<p><a href='/xw/t20240101_1.html'>下一页</a></p>",
            "<span onclick=\"go('a_2.html')\">下一页</span>",
        )
    )
    return html.replace("</p>", "</p>" + unit * count, 1).encode()


def markup(rng: random.Random, html: str) -> bytes:
    """Tags in any order."""
    parts = [
        f"<{'/' * (rng.random() < 0.5)}{rng.choice(TAGS)}>" if rng.random() < 0.7 else rng.choice(SENTENCES)
        for _ in range(3_000)
    ]
    return "".join(parts).encode()


MUTATIONS: tuple[Mutation, ...] = (
    truncated, nested, noise, flipped, charset, attributes, nulls, unclosed, floods, tables, repeats, markup, huge,
)  # fmt: skip


def mutants(count: int, seed: int = 20240715) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of `count` pages, all kinds in turn; a huge one in every sixteen rounds."""
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        kind = MUTATIONS[number % len(MUTATIONS)]
        if kind is huge and number // len(MUTATIONS) % 16:
            kind = rng.choice(MUTATIONS[:-1])
        yield f"{number:04} {kind.__name__}", kind(rng, article(rng))
