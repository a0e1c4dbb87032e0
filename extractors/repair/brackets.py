"""Readings in brackets behind the characters they belong to: 區(qū)域, 區(qu) 域.

Only a bracket that holds a reading of the very character before it is taken away: CEO(首席执行官), 拼音(pīnyīn) and
(记者 赵一) stay. Brackets that went between the bytes of a character are undone in `runs`.

>>> [edit.new for edit in toned("八公山區(qū)域(yù)")]
['區']
>>> [edit.end for edit in without_tones("社會(hui) 變遷")]
[8]
"""

import re
from collections.abc import Iterator

from extractors.repair.candidates import ambiguous
from extractors.repair.characters import CHAR_OF, PAIR_OF, READING, TWINS, readings, spelled, toneless
from extractors.repair.draft import Edit
from extractors.repair.evidence import ANNOTATION

# The sites that write readings without tones put a space behind the bracket.
WITHOUT_TONES = re.compile(rf"([㐀-鿿])[(（]({READING})[)）] ?")


# ，F(xiàn) : A3AC 46 holds AC46, which is 現
LETTER = re.compile(rf"([^\x00-\x7f]|[,!?;:()])([@-~])[(（]({READING})[)）]")


def toned(text: str) -> Iterator[Edit]:
    """Take away readings with tone marks."""
    for m in ANNOTATION.finditer(text):
        reading = spelled(m[2])
        if reading in readings().get(m[1], ()) and not ambiguous(m[1], reading):
            yield Edit(m.start(), m.end(), m[1], "exact", "bracket-pinyin")


def of_letters(text: str) -> Iterator[Edit]:
    """Take away readings behind letters that were taken for the trail byte of a character."""
    for m in LETTER.finditer(text):
        lead = (PAIR_OF.get(m[1]) or TWINS.get(m[1]) or b"\0\0")[1]
        if spelled(m[3]) in readings().get(CHAR_OF.get((lead, ord(m[2])), ""), ()):
            yield Edit(m.start(2), m.end(), m[2], "exact", "bracket-pinyin")


def without_tones(text: str) -> Iterator[Edit]:
    """Take away readings without tone marks and the space behind them."""
    for m in WITHOUT_TONES.finditer(text):
        if spelled(m[2]) in toneless().get(m[1], ()):
            yield Edit(m.start(), m.end(), m[1], "exact", "toneless-pinyin")
