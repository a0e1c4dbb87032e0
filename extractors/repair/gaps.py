"""Where a mirror dropped digits without a mark: a month without its year, a day of three digits, a lone per cent sign.

Nothing can be put back; the place is marked as lost, so that nobody reads a number there. Looked for on mirrors only.

>>> [(edit.new, edit.certainty) for edit in dropped("年6月至年8月，125日达％")]
[('年6月', 'lost'), ('年8月', 'lost'), ('125日', 'lost'), ('达％', 'lost')]
>>> list(dropped("今年6月至次年8月，25日占5%，月底达百分之五"))
[]
"""

import re
from collections.abc import Iterator

from extractors.repair.draft import Edit

DIGIT = r"[0-9０-９]"
BEFORE = r"(?:^|(?<=[，,。、；;：:（(“《至到从自于在截\s]))"  # what stands before a date, and is no part of one

GAPS = (
    # 年6月 · 2023年6月 stays
    rf"{BEFORE}年{DIGIT}{{1,2}}月",
    # 月8日 · 6月8日 stays
    rf"{BEFORE}月{DIGIT}{{1,2}}日",
    # 125日 · 47日 · 13月: two dates run together, or a dash lost
    rf"(?<!{DIGIT})(?:{DIGIT}{{3,}}|[4-9４-９]{DIGIT}|[3３][2-9２-９])日",
    rf"(?<!{DIGIT})(?:{DIGIT}{{3,}}|[2-9２-９]{DIGIT}|[1１][3-9３-９])月",
    # 达% · 5% and 百分之几 stay
    r"(?<=[㐀-鿿])(?<![一二三四五六七八九十百零〇点几数])[%％]",
)
GAP = re.compile("|".join(GAPS), re.MULTILINE)


def dropped(text: str) -> Iterator[Edit]:
    """A mark on every number that cannot be one; the text stays."""
    for m in GAP.finditer(text):
        start = m.start() - (m[0] in "%％")
        yield Edit(start, m.end(), text[start : m.end()], "lost", "dropped-digits")
