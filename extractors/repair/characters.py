"""What is known of single characters: bytes in GBK, simplified forms, readings; which betray Traditional text.

>>> simplified()["鄉"], "xiāng" in readings()["鄉"]
('乡', True)
>>> PAIR_OF["區"].hex()
'855e'
"""

import unicodedata
from functools import cache
from importlib.resources import files

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿế"
READING = f"[a-zɡɑ{TONED}]{{1,6}}"  # one syllable in brackets


def _pairs() -> dict[tuple[int, int], str]:
    """All two-byte characters, the user-defined zones included as private-use characters, as CP936 maps them."""
    pairs = {}
    for lead in range(0x81, 0xFF):
        for trail in [*range(0x40, 0x7F), *range(0x80, 0xFF)]:
            char = bytes((lead, trail)).decode("gb18030", "ignore")
            if len(char) == 1:
                pairs[lead, trail] = char
    return pairs


CHAR_OF = _pairs()
PAIR_OF = {char: bytes(pair) for pair, char in CHAR_OF.items()} | {char: char.encode("gbk") for char in "·—…"}

# The bytes of the full-width stops that ASCII ones may stand for.
TWINS = {half: PAIR_OF[full] for half, full in zip(",!?;:()", "，！？；：（）", strict=True)}


@cache
def _table() -> tuple[tuple[str, str, frozenset[str]], ...]:
    source = files("extractors") / "data" / "repair" / "readings.tsv"
    lines = source.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((char, plain, frozenset(said.split())) for char, plain, said in rows)


@cache
def simplified() -> dict[str, str]:
    """Traditional character of GBK -> its simplified form, out of context."""
    return {char: plain for char, plain, _ in _table()}


@cache
def readings() -> dict[str, frozenset[str]]:
    """Traditional character of GBK -> all its readings, with tone marks."""
    return {char: said for char, _, said in _table()}


@cache
def toneless() -> dict[str, frozenset[str]]:
    """Traditional character of GBK -> all its readings without tone marks."""
    return {char: frozenset(without_tone(reading) for reading in said) for char, said in readings().items()}


@cache
def traditional_only() -> frozenset[str]:
    """Characters that no simplified text of the GB 2312 age holds: 區 but not 乾 or 著."""
    return frozenset(char for char in simplified() if not encodes(char, "gb2312"))


@cache
def simplified_only() -> frozenset[str]:
    """Characters that no Traditional text in Big5 holds: 国, 们, but not 后 or 里."""
    chars = (char for (lead, trail), char in CHAR_OF.items() if 0xB0 <= lead <= 0xF7 and trail >= 0xA1)
    return frozenset(char for char in chars if is_ideograph(char) and not encodes(char, "big5"))


def encodes(char: str, encoding: str) -> bool:
    """Whether a character has a place in this encoding."""
    return bool(char.encode(encoding, "ignore"))


def is_ideograph(char: str) -> bool:
    """Whether a character is a Chinese one of the first two Unicode blocks."""
    return "\u3400" <= char <= "\u9fff"


def is_private(char: str) -> bool:
    """Whether a character is of the private-use area, where CP936 puts pairs that stand for nothing."""
    return "\ue000" <= char <= "\uf8ff"


def spelled(reading: str) -> str:
    """A reading in one spelling: some sites write ɡ and ɑ for g and a."""
    return reading.replace("ɡ", "g").replace("ɑ", "a")


def without_tone(reading: str) -> str:
    """A reading without its tone mark.

    >>> without_tone("zhǎng")
    'zhang'
    """
    return "".join(c for c in unicodedata.normalize("NFD", spelled(reading)) if not unicodedata.combining(c))


# The characters seen annotated on mirrors. A page annotates those up to some place in this order and none behind it
# (3 % exceptions on 66 pages studied).
ANNOTATED = (
    "鄉質鎮戰網優統創轉執衛協習穩態絡醫護數獻訓監貿準區業發聯當續據結環調務農規現產設經礎關學標內責領術進達運構"
    "實應遠災請側點導個濟細權費節團認險嚴堅預風場臺級項負會報計隊動時來強陽長識愛擴測復沒擔"
    "營類專書開對過線勢萬誰寫鳥詩號庫說爭樂門車國著戶線倉銷"
)
