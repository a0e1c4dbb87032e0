"""Numerals: where a text writes a number, and how much it is.

Reads Arabic, thousands, decimals, Chinese and formal digits, their mixtures with 十百千万亿, digit strings (二〇二二),
colloquial tails (三万五), neighbours (七八 = 7 to 8) and the words 余 多 来 几 inside or behind. Works on folded text
(`extractors.text.fold`), so full-width digits need no rules. What a number counts, or whether it counts at all,
is decided elsewhere.

>>> [str(amount(s)) for s in ("3亿5000万", "两千四百五", "1,286.4万", "四十五万六千")]
['350000000', '2450', '12864000.0', '456000']
>>> [(n.text, str(n.value), n.more) for n in numerals("清运20余万吨,惠及三十二户")]
[('20余万', '200000', 'gt'), ('三十二', '32', '')]
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

_SAME = ("零〇○", "一壹幺", "二两贰俩兩", "三叁仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
DIGIT = {c: value for value, chars in enumerate(_SAME) for c in chars}
SCALE = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
More = Literal["", "gt", "approx", "vague"]
MORE: dict[str, More] = {"余": "gt", "多": "gt", "来": "approx", "几": "vague", "数": "vague"}
LONGEST = 40  # characters; anything longer is a code

_D = "".join(DIGIT)
TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_S = r"(?:[十拾百佰仟万萬亿億廿卅卌]|千(?![瓦克米伏卡赫]))"  # 千瓦, 千米 and their like are units
# 1 200万元: groups of three set apart by one blank, where a unit follows; the minutes of a clock are no first group
SPACED = r"(?<![\d:.,/])(?<!\d[ -])[1-9]\d{0,2}(?: \d{3})+(?! ?\d)(?:\.\d+)?(?= ?[\u4e00-\u9fff%])"
ARABIC = rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{SPACED}|\d+(?:\.\d+)?"
# 1200.5 万元 · 1200 余户 · 3 亿 5000 万元: one blank before the scale, where a unit follows (not 2024 万达)
APART = (
    r"(?<=\d) (?=(?:(?:万|亿|万亿|千万|百万|千)[余多]?|[余多]万?)"
    r"(?:[元人户亩吨个件头只株册平立公千米辆台套次名张斤度家份处座美欧港(—~至到-]|$)(?!(?<=千)[米克])|亿 ?\d{1,4} ?万)"
    r"|(?<=亿) (?=\d{1,4} ?万)"
)
# 参拾参: the formal three as it is simplified from the traditional one; alone it is a verb
FORMAL_THREE = "(?:[參参](?=[拾佰仟萬万])|(?<=[拾佰仟零])[參参](?=[拾佰仟元圆圓整%,。;]|$))"
# 386.5亿 · 一千二百 · 3亿5000万 · 20余万 · 百余 · 数百 · 十点五
NUMERAL = re.compile(
    rf"(?:{ARABIC}|[{_D}]|{_S}|{FORMAL_THREE}|[数几](?=[十百千万亿]))"
    rf"(?:{ARABIC}|{FORMAL_THREE}|(?![两兩](?![百千万亿萬億佰仟]))[{_D}]|{_S}|点(?=[{_D}\d])|个(?=亿)|[余多来几](?=[十百千万亿])"
    rf"|(?<=[余多]) ?(?=[十百千万亿])|{APART}){{0,{LONGEST}}}"
    r"(?:余|多(?![少一次年到自]|元[化素的])|来(?=[个名户家人位件亩吨份处条台辆头只棵株斤元块])|几(?=[个名户家人位件天年岁]))?"
)
_PIECE = re.compile(
    rf"(?P<number>{ARABIC}|[{_D}]+)(?:点(?P<point>[{_D}\d]+))?|点(?P<alone>[{_D}\d]+)|(?P<scale>[十拾百佰千仟])"
)
NEIGHBOURS = re.compile(
    rf"(?<![{_D}])(?:一二|一两(?=[百千万亿])|二三|两三|三四|三五|四五|五六|六七|七八|八九)(?=[十百千万亿]|$)"
)


class Numeral(NamedTuple):
    """A number as written at [start, end). `low` and `high` are set where it names two (七八)."""

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    more: More = ""  # gt (余, 多), approx (来), vague (几, 数), or empty

    @property
    def chinese(self) -> bool:
        """No Arabic digit in it: 三十, 百余."""
        return not any("0" <= c <= "9" for c in self.text)

    @property
    def scale(self) -> int:
        """The 万, 亿 at its end, 1 if none: what a range hands to its first number (5至8万)."""
        product = 1
        for c in reversed(self.text.rstrip("余多来几")):
            if SCALE.get(c, 1) < 10**4:
                break
            product *= SCALE[c]
        return product


def _written(digits: str) -> Decimal:
    if digits[0] in DIGIT:
        return Decimal("".join(str(DIGIT[c]) for c in digits))
    return Decimal(digits.replace(",", ""))  # of any script: ٣ is 3


def _below_ten_thousand(written: str) -> Decimal | None:
    total, current, last, tail, zero = Decimal(0), None, 0, False, False
    position = 0
    while position < len(written):
        m = _PIECE.match(written, position)
        if m is None:
            return None
        if m["alone"]:  # 一百点五
            total += Decimal("0." + "".join(str(DIGIT.get(c, c)) for c in m["alone"]))
            last = 1
        elif m["scale"]:
            size = SCALE[m["scale"]]
            if last and size >= last:  # 百千, 十百
                return None
            current = current or None  # 一千零十
            total += size if current is None else current * size
            current, last = None, size
        elif m["number"] in ("零", "〇", "○") and not m["point"] and m.end() < len(written):  # 1千零5
            zero = True
        elif current is not None:  # two numbers side by side: 3,4
            return None
        else:
            current = _written(m["number"])
            tail = len(m["number"]) == 1 and current != 0 and not zero
            if m["point"]:
                if tail and last >= 100:  # 一千六点五
                    total, current = total + current * last / 10, Decimal(0)
                current += Decimal("0." + "".join(str(DIGIT.get(c, c)) for c in m["point"]))
                tail = False
        position = m.end()
    if current is None:
        return total
    return total + (current * last / 10 if tail and last >= 100 else current)


@lru_cache(maxsize=4096)
def amount(written: str) -> Decimal | None:
    """How much a numeral is, without its 余 or 多; None where its pieces make no number (百千, 三 四)."""
    if not written or len(written) > LONGEST:
        return None
    written = re.sub("[余多来几数个 ]", "", written).replace("萬", "万").replace("億", "亿")
    written = written.replace("參", "叁").replace("参", "叁")
    for short, tens in TENS.items():
        written = written.replace(short, tens)
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = written.rpartition(mark)
        if found:
            front = amount(head) if head else Decimal(1)
            if front is None:
                return None
            if not tail:
                return front * size
            if DIGIT.get(tail):  # 三万五
                return front * size + Decimal(DIGIT[tail]) * size / 10
            back = amount(tail)
            return None if back is None else front * size + back
    return _below_ten_thousand(written)


def _numeral(m: re.Match[str]) -> Numeral:
    text = m.group()
    if text.isascii():
        return Numeral(m.start(), m.end(), text, amount(text))
    more: More = next((MORE[c] for c in text if c in MORE), "")
    if pair := NEIGHBOURS.search(text):
        a, b = (amount(text[: pair.start()] + text[i] + text[pair.end() :]) for i in (pair.start(), pair.start() + 1))
        if a is not None and b is not None:
            return Numeral(m.start(), m.end(), text, None, a, b, more)
    return Numeral(m.start(), m.end(), text, amount(text), more=more)


def numeral_at(folded: str, at: int) -> Numeral | None:
    """The numeral that begins at `at`, if one does."""
    m = NUMERAL.match(folded, at)
    return _numeral(m) if m else None


def numerals(folded: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """All numerals of a folded text, in order; also those that turn out to be part of a word (一些)."""
    for m in NUMERAL.finditer(folded, start, len(folded) if end is None else end):
        yield _numeral(m)
