"""Traditional to simplified: OpenCC's t2s, and what it leaves alone because Taiwan writes it otherwise.

>>> convert("隨著鄉村發展，陜西省著名的乾隆年間書院")
'随着乡村发展，陕西省著名的乾隆年间书院'
"""

import re
from collections.abc import Iterator
from functools import cache

import opencc

from extractors.repair.draft import Edit

# 著 is 着 except where it means fame, writing or settling.
PARTICLE = re.compile(r"(?<![名原論论編编顯显卓昭彰土巨專专拙遺遗譯译合所])著(?![名作述書书稱称錄录者有])")
# One-to-one converters write these for 陕 and 琅; as Traditional characters they are others, and t2s leaves them.
MIRRORS = str.maketrans("陜瑯", "陕琅")
SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _opencc() -> "opencc.OpenCC":
    return opencc.OpenCC("t2s")


def convert(text: str) -> str:
    """The text in simplified characters. Half characters (lone surrogates) come back as U+FFFD."""
    whole = SURROGATE.sub("\ufffd", text)
    converted: str = _opencc().convert(PARTICLE.sub("着", whole))
    return converted.translate(MIRRORS)


def traditional(text: str) -> Iterator[Edit]:
    """An edit for every character that the conversion changes."""
    start = 0
    for line, plain in zip(text.split("\n"), convert(text).split("\n"), strict=True):
        if len(line) == len(plain):
            for i, (old, new) in enumerate(zip(line, plain, strict=True), start):
                if old != new and not SURROGATE.match(old):
                    yield Edit(i, i + 1, new, "exact", "traditional")
        else:
            yield _middle(line, plain, start)
        start += len(line) + 1


def _middle(line: str, plain: str, start: int) -> Edit:
    """One edit from the first to the last difference, at least a character long on both sides."""
    shortest = min(len(line), len(plain)) - 1
    head = 0
    while head < shortest and line[head] == plain[head]:
        head += 1
    tail = 0
    while tail < shortest - head and line[-1 - tail] == plain[-1 - tail]:
        tail += 1
    return Edit(start + head, start + len(line) - tail, plain[head : len(plain) - tail], "exact", "traditional")
