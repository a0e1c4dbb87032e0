"""Views of a text that keep its offsets: folded characters, sentences, clauses.

>>> fold("３．５万亩，占４２％")
'3.5万亩,占42%'
>>> [text[a:b] for text in ["甲。乙；丙"] for a, b in sentences(text)]
['甲。', '乙；', '丙']
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# Full-width ASCII stands 0xFEE0 above ASCII; the ideographic space and a few look-alikes are added by hand.
FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x2236: ":",  # ∶
    0xFE30: ":",  # ︰
    0xFE55: ":",  # ﹕
    0x2013: "-",
    0x2212: "-",
    0xFE6A: "%",  # ﹪
}
# A stop ends a sentence together with the closing quotes and brackets behind it.
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)]*|[。！？!?；;]+")
CLAUSE = re.compile(r"[^，,。！？!?；;：:\n]+[，,。！？!?；;：:]*")


_FOLDED = {chr(code): chr(into) if isinstance(into, int) else into for code, into in FOLDED.items()}


@lru_cache(maxsize=16)  # the steps that read a text fold it one after the other
def fold(text: str) -> str:
    """The text with full-width letters, digits and stops as ASCII: same length, same offsets."""
    for character in _FOLDED.keys() & set(text):  # a few of them, each replaced in one sweep
        text = text.replace(character, _FOLDED[character])
    return text


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences, in order; line breaks belong to none."""
    return (m.span() for m in SENTENCE.finditer(text))


def clauses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the clauses within [start, end), each with the stop that ends it."""
    return (m.span() for m in CLAUSE.finditer(text, start, len(text) if end is None else end))
