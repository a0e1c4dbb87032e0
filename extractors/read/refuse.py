"""What is no article, and why: each refusal has one of a few fixed reasons.

not found         the page says that it is missing, whatever its status says
challenge page    a script of a firewall that wants to see a browser
login wall        the text is for those who signed in
empty shell       a template without text: it is filled by script, or by nobody
list page         links to articles, no article
attachment only   the text is in a file that the page links to
not Chinese       sentences, but not Chinese ones
not text          a picture, a document, bytes that are no text
too short         less than a sentence
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from extractors.errors import Unreadable
from extractors.read.blocks import Block
from extractors.read.decode import Decoded
from extractors.read.tree import attribute
from extractors.read.trim import STOPS, said

SHORTEST = 20  # characters of an article; a notice of one line has more
LEAST_SENTENCES = 60  # characters; below, many headlines make a page a list
MOST_LOST = 0.03  # share of characters that may be undecodable; damaged pages have a tenth of that
MESSAGE = 120  # characters of sentences up to which a page may be nothing but a message of the server
SMALL = 400  # characters of it that are looked at
HAN = re.compile(r"[\u3400-\u9fff]")
KANA = re.compile(r"[\u3041-\u30fa]")
LEAST_CHINESE = 0.3  # of the letters; reports on brands and chemistry have 0.6
MOST_KANA = 0.1
NOT_FOUND = re.compile(
    r"(?:404|页面|网页|内容|文章|信息|地址|您访问的|您查找的|您要查看的).{0,16}"
    r"(?:不存在|未找到|找不到|没有找到|已删除|已被删除|已下线|已失效|无法访问|已过期|被移除|not found)"
    r"|404\s?not found|page not found|该(?:文章|信息|内容|稿件)(?:已|不)|(?:已被|已经)(?:发布者)?删除|无法找到该",
    re.I,
)
CHALLENGE = re.compile(
    r"安全(?:验证|狗)|人机(?:验证|识别)|请(?:完成|进行|输入).{0,6}验证|访问(?:过于频繁|被拒绝|异常)"
    r"|正在(?:验证|检查)您的浏览器|checking your browser|just a moment|enable javascript"
    r"|请(?:开启|启用|打开)\s?(?:浏览器的?)?\s?javascript|网站防火墙|云防护|web应用防火墙|captcha|滑动验证|请求已被拦截|拦截提示",
    re.I,
)
SHELL_SCRIPT = re.compile(
    r"location\s?\.\s?(?:reload|replace|href)|document\s?\.\s?cookie|eval\s?\(|__jsl|acw_sc__|\$_ts|aliyungf|slider"
    r"|safeline|fromCharCode",
    re.I,
)
LOGIN = re.compile(
    r"(?:请|需要?|须)(?:先|您)?登[录陆]|登[录陆]后(?:才能|方可|可以|即可|阅读|查看)|会员(?:专享|可见)|您(?:还没有|尚未)登[录陆]"
    r"|用户登[录陆]|仅限.{0,8}(?:查看|阅读)"
)
FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|zip|rar|ofd|ceb)(?:$|[?#])", re.I)
MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"\x1f\x8b",
    b"Rar!",
)


NO_PAGES = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/msword")


def refuse_bytes(content: bytes, content_type: str) -> None:
    """Refuse what is no web page at all. Raises Unreadable."""
    if content.startswith(MAGIC):
        raise Unreadable("attachment only", f"a file, not a page: {content_type or content[:4]!r}")
    kind = content_type.split(";", 1)[0].strip().lower()
    if kind.startswith(NO_PAGES):
        raise Unreadable("not text", f"content type {kind}")
    if not content.strip():
        raise Unreadable("empty shell", "no bytes")


def refuse_noise(decoded: Decoded) -> None:
    """Refuse bytes that are text in no encoding. Raises Unreadable."""
    if decoded.lost > MOST_LOST * len(decoded.text):
        raise Unreadable("not text", f"{decoded.lost} places of {len(decoded.text)} are no {decoded.encoding}")


def refuse_page(html: str, title: str, page: Sequence[Block], body: Sequence[Block], root: HtmlElement) -> None:
    """Refuse a page whose body, as far as one was found, is no article's. Raises Unreadable."""
    text = "\n".join(block.text for block in body)
    mass = sum(said(block) for block in body)
    everything = "\n".join(block.text for block in page)
    if mass <= MESSAGE:
        refuse_message(f"{title}\n{(text if mass else everything)[:SMALL]}")
    is_list = listing(page, body)
    if len(text) >= SHORTEST and (mass or HAN.search(text)) and not is_list:
        refuse_language(text)
        if mass or STOPS.search(text) or len(text) >= 2 * SHORTEST:
            return
    if not everything and SHELL_SCRIPT.search(html):
        raise Unreadable("challenge page", "nothing but a script that reloads the page or sets a cookie")
    if is_list:
        raise Unreadable("list page", f"{links(page)} headlines that are links, {mass} characters of sentences")
    targets = (attribute(one, "href") or attribute(one, "src") for one in root.iter("a", "embed", "iframe"))
    if attached := next((target for target in targets if FILES.search(target)), None):
        raise Unreadable("attachment only", attached[:200])
    if len(everything) < SHORTEST or ("<script" in html and not mass):
        raise Unreadable("empty shell", f"{len(everything)} characters on the page, {mass} of them in sentences")
    raise Unreadable("too short", f"{len(text)} characters: {text[:60]!r}")


def refuse_message(message: str) -> None:
    """Refuse a page that says no more than that there is nothing to read."""
    if m := NOT_FOUND.search(message):
        raise Unreadable("not found", m[0])
    if m := CHALLENGE.search(message):
        raise Unreadable("challenge page", m[0])
    if m := LOGIN.search(message):
        raise Unreadable("login wall", m[0])


def refuse_language(text: str) -> None:
    """Refuse sentences that are not Chinese: few Chinese characters among the letters, or kana between them."""
    letters = [c for c in text if c.isalpha()]
    share = sum(1 for c in letters if HAN.match(c)) / max(1, len(letters))
    kana = len(KANA.findall(text)) / max(1, len(letters))
    if share < LEAST_CHINESE or kana > MOST_KANA:
        raise Unreadable("not Chinese", f"{share:.0%} of the letters are Chinese characters, {kana:.0%} kana")


def links(page: Sequence[Block]) -> int:
    """How many lines are headlines that lead elsewhere."""
    return sum(1 for block in page if block.linked >= 10 and block.linked >= 0.5 * len(block.text))


def listing(page: Sequence[Block], body: Sequence[Block]) -> bool:
    """Whether a page lists articles: many linked headlines and hardly a sentence that is not a link."""
    mass = sum(said(block) for block in body)
    linked = sum(block.linked for block in body)
    return links(page) >= 8 and (mass < LEAST_SENTENCES or linked > 2 * mass)
