"""Dates set with spaces (2022 年 11 月 3 日, 1 — 9 月) read as if they had none.

>>> squeezed("2022 年 1 — 9 月，清运 5000 吨")[0]
'2022年1—9月，清运 5000 吨'
"""

import re

SET_APART = re.compile(r"(?<=\d)[ \t]+(?=[年月日号季旬—~\-至到个])|(?<=[年月至到—~\-前第])[ \t]+(?=[\d—~\-])")


def squeezed(text: str) -> tuple[str, list[int] | None]:
    """The text without the spaces inside dates, and where each of its characters stood; None where nothing moved."""
    if (" " not in text and "\t" not in text) or not SET_APART.search(text):
        return text, None
    pieces: list[str] = []
    stood: list[int] = []
    read = 0
    for gap in SET_APART.finditer(text):
        pieces.append(text[read : gap.start()])
        stood.extend(range(read, gap.start()))
        read = gap.end()
    pieces.append(text[read:])
    stood.extend(range(read, len(text)))
    return "".join(pieces), stood
