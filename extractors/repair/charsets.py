"""Pages read in the wrong encoding, undone line by line; and what no reading brings back.

>>> [edit.new for edit in misread("ÐÂÏç³Ç2023Äê")]
['新乡城2023年']
>>> [edit.new for edit in misread("æ–°ä¹¡åŸŽ")]
['新乡城']
>>> [(edit.new, edit.certainty) for edit in misread("鏂颁埂鍩庡尯")]
[('新乡城区', 'exact')]
>>> list(misread("Café Zürich, 新乡"))
[]

UTF-8 read as GBK loses a byte at every odd place. A line that does not come back whole counts as lost altogether,
because a missing 万 or 亿 changes a number. Encodings read wrongly twice over are not undone.
"""

import re
from collections.abc import Iterator

from extractors.repair.characters import is_ideograph
from extractors.repair.draft import Edit
from extractors.repair.model import RARE, character_model

# Windows-1252 has letters and quotation marks where Latin-1 has control characters.
WINDOWS = {bytes((b,)).decode("cp1252"): b for b in range(0x80, 0xA0) if bytes((b,)).decode("cp1252", "ignore")}
HIGH = re.compile(rf"[\x80-\xff{''.join(map(re.escape, WINDOWS))}]")
# How the lead bytes of the most frequent UTF-8 characters read as GBK: 、。 ，； 的 在 是 国 中
UTF8_READ_AS_GBK = frozenset("銆锛鐨鍦鏄鍥涓")
MOSTLY = 0.8
FEW = 4  # characters of Latin-1 in a row of Chinese bytes; beside other such lines half of it is enough
STOPS = frozenset("，。、；：！？“”‘’《》〈〉（）【】〔〕「」『』—…·％～　")
HOLES = 0.3  # share of what may be missing of a line
KEPT = 0.6  # share of characters that must come back from UTF-8 read as GBK

REPLACED = re.compile(r"(?:锟斤拷)+|\ufffd+")


def misread(text: str) -> Iterator[Edit]:
    """An edit for every line that makes sense in another encoding only."""
    few = FEW
    lines = text.split("\n")
    if any(_latin(line, 0, FEW) for line in lines):
        few = FEW // 2
    start = 0
    for line in lines:
        if not line.isascii():
            yield from _latin(line, start, few) or _gbk(line, start)
        start += len(line) + 1


def replaced(text: str) -> Iterator[Edit]:
    """Replacement characters, and what becomes of them when they are read as GBK: something is lost there."""
    for m in REPLACED.finditer(text):
        new = m[0] if m[0][0] == "\ufffd" else "\ufffd"
        yield Edit(m.start(), m.end(), new, "lost", "replacement")


def _latin(line: str, start: int, few: int) -> list[Edit]:
    """Bytes of GBK or UTF-8 that were read as Latin-1 or Windows-1252, one character a byte."""
    high = len(HIGH.findall(line))
    if high < few or high < MOSTLY * sum(char > "\x7f" for char in line):
        return []
    data = b"".join(_one_byte(char) for char in line)
    for encoding, rule in (("utf-8", "utf8-as-latin1"), ("gb18030", "gbk-as-latin1")):
        new = re.sub("\ufffd+", "\ufffd", data.decode(encoding, "replace"))
        if new.count("\ufffd") <= HOLES * high / 2 and is_chinese(new):
            return [Edit(start, start + len(line), new, "lost" if "\ufffd" in new else "exact", rule)]
    return []


def _one_byte(char: str) -> bytes:
    code = WINDOWS.get(char, ord(char))
    return bytes((code,)) if code < 0x100 else b"\xff"


def _gbk(line: str, start: int) -> list[Edit]:
    """Bytes of UTF-8 that were read as GBK, two a character."""
    if not any(char in UTF8_READ_AS_GBK or char >= "\u9300" for char in line):
        return []
    data = b"".join(_two_bytes(char) for char in line)
    new = re.sub("\ufffd+[?]*", "\ufffd", data.decode("utf-8", "replace"))
    ideographs = sum(map(is_ideograph, new))
    if ideographs < 2 or not is_chinese(new) or ideographs < KEPT * sum(map(is_ideograph, line)) / 1.5:
        return []
    return [Edit(start, start + len(line), new, "lost" if "\ufffd" in new else "exact", "utf8-as-gbk")]


def _two_bytes(char: str) -> bytes:
    data = char.encode("gb18030", "replace")
    return data if len(data) <= 2 and char != "\ufffd" else b"\xff"


def is_chinese(text: str) -> bool:
    """Whether what is not ASCII in a text is mostly living Chinese with its stops."""
    rarity = character_model().rarity
    foreign = [char for char in text if char > "\x7f" and char != "\ufffd"]
    living = sum(rarity(char) < RARE if is_ideograph(char) else char in STOPS for char in foreign)
    return living >= MOSTLY * len(foreign) > 0
