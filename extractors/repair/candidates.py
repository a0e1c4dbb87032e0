"""Which characters a single byte, or a byte and a reading, can belong to.

>>> starting_with(0xA1)[:3]
('。', '、', '“')
>>> sorted(annotated(0xD3, "xùn"))
[('訊', 3.0), ('訓', 0.0)]
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from extractors.repair.characters import ANNOTATED, CHAR_OF, PAIR_OF, is_private, readings, simplified_only
from extractors.repair.model import RARE, character_model

# Full-width forms that news text does not use.
ODD = frozenset("＂＃＄＆＇＊＋－／＜＝＞＠［＼］＾＿｀｛｜｝￣０１２３４５６７８９") | {
    chr(start + i) for start in (0xFF21, 0xFF41) for i in range(26)
}
UNLISTED = 3.0  # what it costs that a character is annotated which mirrors usually do not annotate


@cache
def starting_with(lead: int) -> tuple[str, ...]:
    """Living characters of Traditional text with this lead byte, the most frequent first."""
    return _living(char for (a, _), char in CHAR_OF.items() if a == lead)


@cache
def ending_with(trail: int) -> tuple[str, ...]:
    """Living characters of Traditional text with this trail byte, the most frequent first."""
    return _living(char for (_, b), char in CHAR_OF.items() if b == trail)


@lru_cache(4096)
def annotated(lead: int, reading: str) -> tuple[tuple[str, float], ...]:
    """Characters with this lead byte and reading that a mirror may have annotated, and what that costs."""
    chars = (char for char, said in readings().items() if PAIR_OF[char][0] == lead and reading in said)
    return tuple((char, 0.0 if char in ANNOTATED else UNLISTED) for char in chars)


def ambiguous(char: str, reading: str) -> bool:
    """Whether a reading behind a character may be of another one, whose lost half began with this one's last byte.

    >>> ambiguous("輸", "shù"), ambiguous("數", "shù")  # 輸得: 94B5 is 數
    (True, False)
    """
    return char not in ANNOTATED and any(not cost for _, cost in annotated(PAIR_OF[char][1], reading))


@cache
def before_zone(lead: int) -> tuple[str, ...]:
    """Living characters with this lead byte whose trail byte leads into the user-defined zones of GBK."""
    return tuple(c for c in starting_with(lead) if zone(PAIR_OF[c][1]))


def behind_zone(trail: int, head: str) -> tuple[str, ...]:
    """Living characters with this trail byte whose lead byte made a pair of the zones with the last one of `head`."""
    return _in_zone(trail, zone(PAIR_OF[head][1]))


@cache
def _in_zone(trail: int, bytes_: range) -> tuple[str, ...]:
    return tuple(c for c in ending_with(trail) if PAIR_OF[c][0] in bytes_)


def zone(lead: int) -> range:
    """The trail bytes that make a pair of the user-defined zones with this lead byte; some sites take those out.

    >>> zone(0xAB), zone(0xA2), zone(0xB0)
    (range(161, 255), range(64, 161), range(0, 0))
    """
    if 0xAA <= lead <= 0xAF or 0xF8 <= lead <= 0xFE:
        return range(0xA1, 0xFF)
    return range(0x40, 0xA1) if 0xA1 <= lead <= 0xA7 else range(0)


def _living(chars: Iterable[str]) -> tuple[str, ...]:
    rarity = character_model().rarity
    known = (c for c in chars if not (c in simplified_only() or c in ODD or is_private(c)))
    return tuple(sorted((c for c in known if rarity(c) < RARE and c != "\u3000"), key=rarity))
