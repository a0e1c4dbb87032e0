"""Who wrote an article (记者, 通讯员, 作者, 文/, a final name in brackets) and which outlet it is from (来源).

A word counts as a name if it begins with a surname and has the length of one, or joins parts by a dot as Uyghur,
Mongolian and foreign names do. Editors (责任编辑) and photographers (摄) are not authors.

>>> authors(["示例日报8月1日电（记者 王小明 通讯员 李四）全区夏粮丰收。"], [])
('王小明', '李四')
>>> authors(["记者在现场看到，收割机往来穿梭。"], []), outlet(["2024-05-13 来源：示例日报 作者：王小明"])
((), '示例日报')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.read.tables import words as table

SURNAMES = table("surnames.txt")
NOT_NAMES = table("not_names.txt")
# 记者 · 作者： · 文/ ; what follows up to the next of them are the names
ROLE = re.compile(
    r"(?:(?:特约|实习|见习)?(?:记者|通讯员|特派员|撰稿人|评论员)|实习生|作者|撰文|撰稿|执笔|供稿|文字|文图|图文|图/文|文/图"
    r"|文(?=\s?[:：/丨︱|]))\s?[:：/|丨︱]?[\s　]{0,4}"
)
DOT = re.compile("[·•∙]")  # between the parts of a Uyghur, Mongolian or foreign name
SEPARATOR = r"[\s　、，,/／&和及；;]"
NAMES = re.compile(rf"[\u4e00-\u9fff·•∙]{{1,12}}(?:{SEPARATOR}{{1,4}}[\u4e00-\u9fff·•∙]{{1,12}}){{0,8}}")
BRACKETED = re.compile(r"[（(【\[](?P<inside>[^（()）【】\[\]]{2,80})[)）】\]]")
# 电（王小明） · 讯 (王小明 李四)
WIRED = re.compile(r"[电讯][\s　]?[（(](?P<names>[^（()）]{2,40})[)）]")
# a line that signs a photograph, not the article: 记者 王小明 摄
PICTURED = re.compile(r"^(?!.{0,60}/\s?文).*(?:。|摄|摄影|(?<!文)(?<!文/)图)[）)】]?$")
FINAL = re.compile(r"[（(](?P<names>[\u4e00-\u9fff·\s　、，,]{2,30}?)(?:[\s　]{1,3}[\u4e00-\u9fff]{2,6}报道)?[)）]\s*$")
ENDS = re.compile(r"(?:报道|报导|摄影报道|文|编写|整理|撰写|供稿|发自.{0,8}|图文)$")
SOURCE = re.compile(r"(?:来源|稿源|出处|来自)\s?[:：】丨|]\s{0,4}(?P<outlet>[^\s　|丨：:，。;；]{2,40})")
OUTLET_ENDS = re.compile(
    r"(?:作者|记者|编辑|责任编辑|责编|发布时间|发布日期|时间|日期|字体|字号|浏览|点击|阅读|访问|分享|打印|评论|查看|发表"
    r"|\d{4}[-/.年]|举报|选稿|【|\[|<).*$"
)
# an outlet that stands beside the date without a label: 示例日报 2024-05-13
DAY = re.compile(
    r"(?:(?:19|20)\d\d\s?[-/.年]\s?)?(?<![\d.])[01]?\d\s?[-/.月]\s?[0-3]?\d(?![\d.])日?(?:\s{1,6}\d{1,2}:\d\d(?::\d\d)?)?"
)
STEPS = re.compile("[>＞»]")  # a breadcrumb names columns
PAPER = re.compile(
    r"(?!(?:信息|新闻|政策|权威|数据|首次|定时|统一|正式|最新|集中|公开|文章|内容|编辑|原创|重新|今日|要闻|热点|互联|政务)"
    r"(?:发布|头条|网|在线)$)"
    r"[\u4e00-\u9fff]{2,12}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|新报|[区县市州旗]报|青年报|新闻网|日报网|广播网|在线|头条|发布|客户端|新媒体"
    r"|融媒|融媒体|融媒体中心|传媒中心|新闻中心|电视台|广播电视台|广播电台|通讯社|报社|新闻社|(?<!官)网)"
)
NO_OUTLET = frozenset(
    re.findall(
        r"\w+",
        "网络 互联网 网络整理 转载 转载文章 原创 本站 本站原创 本网 未知 其他 综合 佚名 admin 管理员",
    )
)
SOURCE_METAS = ("contentsource", "source", "mediaid", "js_name")  # js_name: the account, on WeChat's pages
LONGEST_OUTLET = 40
LONGEST_SIGNATURE = 80
# 作者王小明系某所研究员
AFTER_NAME = re.compile(r"^(?P<name>.{2,4}?)(?:系|为|是|单位|来源|现为|现任|发自).*$")


def authors(body: Sequence[str], head: Sequence[str]) -> tuple[str, ...]:
    """The authors, in the order in which they sign. `head`: lines between title and body, and those below it."""
    for found in (signatures(head), brackets(body), lines(body), finals(body)):
        if signers := tuple(dict.fromkeys(found)):
            return signers
    return ()


def signatures(head: Sequence[str]) -> Iterator[str]:
    """作者：王小明 in the lines around the body."""
    for line in head:
        if len(line) <= 2 * LONGEST_SIGNATURE:
            yield from signed(line)[0]


def signed(text: str) -> tuple[list[str], int]:
    """Names that follow a role (记者 王小明、李四 通讯员 赵五), and where the last of them ends, or 0."""
    found: list[str] = []
    end = 0
    roles = list(ROLE.finditer(text))
    for role, after in zip(roles, [*roles[1:], None], strict=False):
        m = NAMES.match(text, role.end(), after.start() if after else len(text))
        if m and (these := names(m[0])):
            found += these
            end = m.end()
    return found, end


def brackets(body: Sequence[str]) -> Iterator[str]:
    """（记者 王小明 通讯员 李四） and 电（王小明） in the first and the last paragraphs."""
    for line in (*body[:3], *body[-3:]):
        for m in BRACKETED.finditer(line):
            if not m["inside"].rstrip().endswith(("摄", "摄影", "图")):
                yield from signed(m["inside"])[0]
        for m in WIRED.finditer(line):
            yield from names(m["names"], whole=True)


def lines(body: Sequence[str]) -> Iterator[str]:
    """本报记者 王小明 报道, where a whole line or the head of the first paragraph says no more than that."""
    for line in (*body[:3], *body[-4:]):
        if len(line) <= LONGEST_SIGNATURE and not PICTURED.search(line):
            found, end = signed(line)
            if found and len(ENDS.sub("", line[end:].strip(" ）)】"))) <= 4:
                yield from found


def finals(body: Sequence[str]) -> Iterator[str]:
    """（王小明） at the very end."""
    for line in body[-2:]:
        if m := FINAL.search(line):
            yield from names(m["names"], whole=True)


def names(text: str, *, whole: bool = False) -> list[str]:
    """The names a text begins with; with `whole` none unless all of it is names.

    >>> names("王 明、欧阳小红报道"), names("王小明、区农业局", whole=True)
    (['王明', '欧阳小红'], [])
    """
    found: list[str] = []
    tokens = [word for word in re.split(rf"{SEPARATOR}+", text.strip()) if word]
    at = 0
    while at < len(tokens):
        word, at = tokens[at], at + 1
        if len(word) == 1 and at < len(tokens) and len(tokens[at]) == 1:  # 王　明
            word, at = word + tokens[at], at + 1
        if not is_name(word):
            word = ENDS.sub("", word)
            word = m["name"] if (m := AFTER_NAME.match(word)) and is_name(m["name"]) else word
        if is_name(word):
            found.append(word)
        elif whole:
            return []
        else:
            break
    return found


def is_name(word: str) -> bool:
    """Whether a word looks like a person's name.

    >>> is_name("俞同江"), is_name("欧阳同江"), is_name("方便"), is_name("示例报"), is_name("俞12")
    (True, True, False, False, False)
    """
    parts = DOT.split(word)
    if not all(part.isalpha() for part in parts):
        return False
    if len(parts) > 1:
        return 4 <= len(word) <= 12
    if word in NOT_NAMES or word[:2] in NOT_NAMES:
        return False
    if len(word) in (3, 4) and word[:2] in SURNAMES:
        return True
    return 2 <= len(word) <= 3 and word[0] in SURNAMES and word[-1] not in "报网社台局委县市区镇乡村厅办处院站"


def outlet(head: Sequence[str], named: Mapping[str, str] | None = None) -> str | None:
    """The outlet a page names as its source, or beside its date, in a line around the body; else in a meta element."""
    said = [m["outlet"] for line in head if (m := SOURCE.search(line))]
    if not said:
        dated = (DAY.sub(" ", line) for line in head if DAY.search(line) and not STEPS.search(line))
        said = [word for line in dated for word in line.split() if PAPER.fullmatch(word)]
    said += [named[name] for name in SOURCE_METAS if named and 2 <= len(named.get(name, "")) <= LONGEST_OUTLET]
    for one in said:
        name = OUTLET_ENDS.sub("", one).strip(" \u3000\u00a0)）】]—-|")
        if len(name) >= 2 and name not in NO_OUTLET:
            return name
    return None
