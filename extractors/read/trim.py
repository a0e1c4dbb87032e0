"""Lines around the body that templates put there: dropped by named rules, each with the kind of line it knows.

Trafilatura and most containers keep too much, and 84 % of the surplus stands after the body. A tail line ends the
article once enough of it has been read; a head line (breadcrumb, repeated title, date and source) begins it.

>>> tail_rule("责任编辑：张三"), tail_rule("相关阅读"), tail_rule("编辑部里灯火通明，大家都在加班。")
('editor', 'related', None)
>>> head_rule("2024-05-13 08:49 来源：示例日报", "")
'dateline'

Not done: rules for a place in the page ("the third list"), because the next redesign moves it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from extractors.errors import CatalogueError
from extractors.read.blocks import Block
from extractors.read.tables import rows

ENOUGH = 60  # characters of sentences that must stand before a tail line may end the article
LONGEST_TAIL = 120  # a longer line is a paragraph, whatever it begins with
LONGEST_HEAD = 100
LONGEST_SIGNATURE = 36
LONGEST_LABEL = 24
LABELS = frozenset({"related", "share", "comments", "pages"})  # rules for labels: no sentence, no row of a table
ENDS = frozenset({"editor", "comments", "notice"})  # rules that end an article even between its own paragraphs
LATE = frozenset({"title", "dateline"})  # rules of the head that may stand below a summary
ALWAYS = frozenset({"notice", "share", "comments"})  # rules whose lines are no article's even where none has begun
FIGURE = re.compile(r"\d")
READERS = re.compile(r"评论|点赞|跟贴|留言|阅读|浏览|收藏|分享")
# what follows the time of a meeting, which is no time of publication: 时间：… 地点：…
EVENT = re.compile(r"(?:[\u4e00-\u9fff]{2})?(?:地点|地址|对象|主题|议题|议程|人员|范围|内容)\s?[:：]")
MARKS = re.compile(r"[\W_]+")
STOPS = re.compile(r"[。！？!?；;]")

# lines no list of words can tell: name of the rule -> pattern, matched at the start of a line freed of brackets
HEAD_PATTERNS = {
    # 2024-05-13 08:49 来源：...
    "dateline": r"[^。]{0,40}?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?"
    r"(?:[\s　]|$|\d{1,2}:|[星周来作浏编字点发责【\[|(（])",
    # 首页 > 新闻中心 > 正文
    "breadcrumb": r"首页\s?[>＞›»/-]|[^。]{1,30}[>＞»][^。]{0,30}正文$",
}
TAIL_PATTERNS = {
    # 示例日报网版权作品，未经授权不得转载
    "notice": r"[^。，]{2,16}版权作品[\s　，,。]{0,3}(?:未经|请勿|严禁|不得|禁止)",
    # —END— · （完）
    "end": r"[-—–=·\s]{0,9}(?:THE\s)?END[-—–=·\s]{0,9}$",
    # 编辑 王小明
    "editor": r"(?:责任编辑|责编|编辑|校对|[初复终]审)[\s　]*[/|丨]?[\s　]{1,4}[\u4e00-\u9fff]{2,4}(?:[\s　]|$)",
    # 【1】【2】【3】 · 共 3 页
    "pages": r"(?:\d{1,2}[\]】)）][\s　]*[\[【(（]?){2,12}$|1[\s　]+2(?:[\s　]+\d{1,2}){0,12}(?:[\s　]*下一?页)?$"
    r"|共\s?\d{1,4}\s?页",
    # 附件：1. ... .docx
    "attachment": r"附件\s?\d{0,2}[:：]?[^。]{0,60}\.(?:docx?|xlsx?|pdf|zip|rar|wps|et)\b",
}
# A tail line ends the article if at most this share of what was read already follows it; else it goes alone.
AFTER = {
    "editor": 1.0,
    "comments": 1.0,
    "notice": 0.5,
    "end": 0.3,
    "related": 0.5,
    "share": 0.3,
    "source": 0.15,
    "attachment": 0.1,
    "pages": 0.0,
}
# 发 布 机 构： · 标　　题：
SPREAD = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000\u00a0]{1,8}(?=[\u4e00-\u9fff][\u4e00-\u9fff \u3000\u00a0]{0,12}[:：])"
)
BRACKETS = " \t\u3000\u00a0【[（(〔<《>＞>|丨·•▲△▼▽■□◆◇★☆※●○→➤-—*#【"


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The blocks that are the article, and for each dropped line the rule that dropped it."""

    blocks: tuple[Block, ...]
    dropped: tuple[tuple[str, str], ...] = ()


def tail_rule(line: str) -> str | None:
    """The rule by which a line ends the article, or None."""
    bare = line.lstrip(BRACKETS)
    if len(line) > LONGEST_TAIL or not bare:
        return None
    found = (name for name, pattern in rules("tail") if pattern.match(bare))
    return next((name for name in found if not (name in LABELS and (is_sentence(line) or "\t" in line))), None)


def head_rule(line: str, title: str) -> str | None:
    """The rule by which a line still belongs to the head, or None."""
    if len(line) > LONGEST_HEAD:
        return None
    key = letters(line)
    if key and key == letters(title):
        return "title"
    bare = SPREAD.sub("", line.lstrip(BRACKETS)[:LONGEST_LABEL]) + line.lstrip(BRACKETS)[LONGEST_LABEL:]
    if is_sentence(line):
        return None
    return next((name for name, pattern in rules("head") if pattern.match(bare) and fits(name, bare)), None)


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does and is longer than a label or has a figure that is no count of readers.

    >>> is_sentence("相关推荐岗位420个。"), is_sentence("已有3条评论。"), is_sentence("文明上网，理性发言。")
    (True, False, False)
    """
    if not line.endswith(("。", "！", "？", "；")):
        return False
    return len(line) > LONGEST_LABEL or (FIGURE.search(line) is not None and not READERS.search(line))


@cache
def rules(place: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules of a place (head, tail) in order: those of patterns, then those of `extractors/data/lines.csv`."""
    patterns = HEAD_PATTERNS if place == "head" else TAIL_PATTERNS
    found = [(name, re.compile(pattern)) for name, pattern in patterns.items()]
    words: dict[str, list[str]] = {}
    for number, row in rows("lines.csv"):
        if len(row) != 3 or row[0] not in ("head", "tail") or (row[0] == "tail" and row[1] not in AFTER):
            raise CatalogueError(f"lines.csv:{number}: expected head|tail,rule,beginning, found {','.join(row)!r}")
        if row[0] == place:
            words.setdefault(row[1], []).append(beginning(row[2]))
    found += [(name, re.compile("|".join(every), re.I)) for name, every in words.items()]
    return tuple(found)


def beginning(words: str) -> str:
    """The pattern of a beginning as the table writes it.

    >>> bool(re.match(beginning("编辑："), "编辑 :王小明")), bool(re.match(beginning("编辑："), "编辑部"))
    (True, False)
    """
    ends = {"：": r"[\s　]?[:：丨|｜︱]", "$": r"[\s　】\])）]*(?:$|[|｜丨])", " ": r"[\s　]"}
    end = ends.get(words[-1:], "")
    plain = words[:-1] if end else words
    return r"[^。]{0,12}".join(re.escape(part) for part in plain.split("*")) + end


def fits(rule: str, line: str) -> bool:
    """A signature (记者：...) is short and no sentence: interviews begin so, too."""
    return rule != "signature" or (len(line) <= LONGEST_SIGNATURE and not re.search("[。，？！]", line))


def letters(text: str) -> str:
    """Letters and digits alone, for comparing lines that templates decorate.

    >>> letters("“一图”读懂 | 年报") == letters("一图读懂年报")
    True
    """
    return MARKS.sub("", text).lower()


def said(block: Block) -> int:
    """Characters of a block that count as sentences: not links, not labels."""
    size = len(block.text)
    if 2 * block.linked > size or not ("\t" in block.text or size >= 40 or STOPS.search(block.text)):
        return 0
    return size - block.linked


def trim(body: Sequence[Block], title: str) -> Trimmed:
    """The body without head and tail lines, and without lines that are nothing but links."""
    dropped: list[tuple[str, str]] = []
    whole = sum(said(block) for block in body)
    start = mass = passed = 0
    for at, block in enumerate(body):
        rule = head_rule(block.text, title)
        if rule == "label" and at + 1 < len(body) and EVENT.match(body[at + 1].text.lstrip(BRACKETS)):
            break
        if rule and (not mass or (rule in LATE and whole - passed > mass)):
            dropped += [("before " + rule, one.text) for one in body[start:at]] + [(rule, block.text)]
            start = at + 1
        elif said(block) and (mass := mass + said(block)) > ENOUGH:
            break
        passed += said(block)
    rest = sum(said(block) for block in body[start:])
    tellers = [at for at, block in enumerate(body) if said(block) and not tail_rule(block.text)]
    homes = {home(body[at]): at for at in tellers}
    over = max(tellers, default=0)  # where its sentences end
    plain = max((at for at in tellers if not (at and is_links(body[at - 1]))), default=0)  # but for a feed's summaries
    kept: list[Block] = []
    mass = last = 0  # last: where the elements that its paragraphs stand in say their last sentence
    for at in range(start, len(body)):
        block = body[at]
        rule = tail_rule(block.text)
        if rule and (mass >= ENOUGH or (mass and at > over)):
            goes_on = rule not in ENDS and last > at
            if (rest - mass <= AFTER[rule] * mass and not goes_on) or (rule == "related" and at > plain):
                dropped += [(rule, one.text) for one in body[at:]]
                break
            dropped.append((rule, block.text))
        elif is_links(block) or rule in ALWAYS:
            dropped.append((rule or "links", block.text))
        else:
            kept.append(block)
            last = max(last, homes.get(home(block), 0) if said(block) else 0)
        mass += said(block)
    return Trimmed(tuple(once(kept)), tuple(dropped))


def once(kept: list[Block]) -> list[Block]:
    """Half of a body that a template shows twice, once for screens and once for telephones; else all of it."""
    half, odd = divmod(len(kept), 2)
    twice = half > 1 and not odd and [one.text for one in kept[:half]] == [one.text for one in kept[half:]]
    return kept[:half] if twice else kept


def home(block: Block) -> HtmlElement:
    """The element whose lines a paragraph and its neighbours are: the parent of a `<p>`, a `<div>` of bare lines."""
    parent = block.element.getparent()
    return block.element if parent is None or block.tag in ("div", "td", "article", "section", "font") else parent


def is_links(block: Block) -> bool:
    """Whether a line is links and nothing else: an entry of a list of other articles, an advertisement."""
    return block.linked >= 0.8 * len(block.text) > 0 and not block.text.endswith(("。", "；"))
