"""Stops that a mirror doubled: a comma was put before most of them.

Which stop stood there is certain, it is the second one; whether it was full-width or ASCII in the page is left alone.

>>> [(edit.start, edit.end, edit.new) for edit in doubled("運動會,,布置“夏夜集市”,、舞臺")]
[(3, 5, ','), (13, 15, '、')]
"""

from collections.abc import Iterator

from extractors.repair.draft import Edit
from extractors.repair.evidence import DOUBLED


def doubled(text: str) -> Iterator[Edit]:
    """Of each pair keep the second stop."""
    done = 0
    for m in DOUBLED.finditer(text):
        if m.start() >= done:
            done = m.end() + 1
            yield Edit(m.start(), done, text[m.end()], "exact", "doubled-stop")
