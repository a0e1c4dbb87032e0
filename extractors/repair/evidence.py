"""Is a page damaged, and how? One decision for all parts of a page, from counts that clean text does not reach.

A mirror annotates per page a set of characters, each of them nearly always; doubles most stops; and converts a
mainland text one to one, so that 後, 裡 or 於 do not occur in it. Text written in Traditional has those, and where it
teaches readings in brackets, the same characters stand elsewhere without.

>>> diagnose(["河東區(qū)擴大鄉(xiāng)鎮(zhèn)醫(yī)療網(wǎng)絡(luò),,聯(lián)通數(shù)據(jù)。"]).bracketed
True
>>> diagnose(["“發”（fā）是简化字“发”的繁体"]).bracketed
False
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.repair.characters import (
    ANNOTATED,
    READING,
    TONED,
    is_ideograph,
    readings,
    simplified_only,
    spelled,
    toneless,
    traditional_only,
)

# 區(qū) · 區(qu)
ANNOTATION = re.compile(rf"([㐀-鿿])[(（]({READING})[)）]")
# 河?xùn)|  is what is left of 河東 where the brackets went between its bytes
BROKEN = re.compile(rf"[?\ufffd][(（]?(?=[a-zɡɑ]{{0,5}}[{TONED}])({READING})[)）]")
# 水清了?！彼f
MARKED = re.compile(r"[?\ufffd][！？，。；]")
STOP = re.compile(r"[，,。、；;！!？?]")
# 運動會,,場地 · 集市”,、舞臺
DOUBLED = re.compile(r"[,，](?<=[^\s,，].)(?=[，,。、；;！!？?])")

# What a one-to-one converter never writes, and what it leaves although Traditional text has another character there.
WRITTEN = frozenset("後裡裏於並製範鬥願遊餘採佔麼幹係誌徵築繫傑夥捲紮鬆髮")
LEFT = frozenset("后么并愿筑杰范志占")
KANA = frozenset(map(chr, range(0x3041, 0x3100)))  # Japanese has Traditional characters too

ALWAYS = 0.8  # a page annotates a character in at least this share of its occurrences
FEW_CHARACTERS = 400  # up to here one annotated character is evidence enough
TAUGHT = 10  # an author who explains readings does so for fewer characters than this


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a page suffers from."""

    traditional: bool = False  # to be converted
    mirror: bool = False  # mainland text converted one to one
    bracketed: bool = False
    toneless: bool = False
    doubled: bool = False
    marked: bool = False  # marks stand before stops: perhaps the page is misaligned nearly everywhere


def diagnose(parts: Sequence[str]) -> Diagnosis:
    """The one decision for these texts, which are parts of one page."""
    signs = Signs.of("\n".join(parts))
    bracketed, without_tones = signs.bracketed(), signs.toneless()
    traditional = signs.traditional() or bracketed or without_tones
    mirror = bracketed or without_tones or (traditional and signs.left >= 2 and signs.left >= 4 * signs.written)
    return Diagnosis(traditional, mirror, bracketed, without_tones, signs.doubled(mirror), signs.marked >= 2)


@dataclass(frozen=True, slots=True)
class Signs:
    """What was counted in the text of a page."""

    text: str
    toned: Counter[str]  # character -> how often one of its readings stands behind it in brackets
    plain: Counter[str]  # the same for readings without tone marks
    others: int  # brackets that hold no reading of the character before them
    broken: int
    marked: int  # marks of decoders right before a full-width stop
    ideographs: int
    traditional_only: int
    simplified_only: int
    kana: int
    written: int
    left: int

    @classmethod
    def of(cls, text: str) -> "Signs":
        toned: Counter[str] = Counter()
        plain: Counter[str] = Counter()
        others = 0
        for char, reading in ANNOTATION.findall(text):
            if spelled(reading) in readings().get(char, ()):
                toned[char] += 1
            elif reading in toneless().get(char, ()):
                plain[char] += 1
            else:
                others += 1
        kinds = traditional_only(), simplified_only(), KANA, WRITTEN, LEFT
        counts = (sum(map(kind.__contains__, text)) for kind in kinds)
        broken, marked = len(BROKEN.findall(text)), len(MARKED.findall(text))
        return cls(text, toned, plain, others, broken, marked, sum(map(is_ideograph, text)), *counts)

    def traditional(self) -> bool:
        """Whether the text is in Traditional characters rather than one that holds a few of them, as names do."""
        if 4 * self.kana > self.ideographs:
            return False
        few = 0.05 * self.ideographs
        return self.traditional_only >= max(2, few, 2 * self.simplified_only)

    def bracketed(self) -> bool:
        """Whether a mirror put readings in brackets, not an author who teaches them."""
        if self.broken >= 2:
            return True
        steady = self._always(self.toned)
        author = self.written > self.left and sum(self.toned.values()) < TAUGHT and not self.broken
        if author or self.traditional_only <= self.simplified_only or 2 * len(steady) < len(self.toned):
            return False
        if self._passed_over(steady) > len(steady) + self.broken:
            return False
        lonely = len(self.text) < FEW_CHARACTERS and not self.others
        return len(steady) + self.broken >= 2 or (len(steady) == 1 and lonely)

    def toneless(self) -> bool:
        """Whether a mirror put readings without tone marks behind characters."""
        return len(self._always(self.plain)) >= 3 and self.traditional_only > self.simplified_only

    def doubled(self, mirror: bool) -> bool:
        """Whether stops are doubled by habit: on a mirror any, elsewhere a quarter of all stops and three at least."""
        doubled = len(DOUBLED.findall(self.text))
        return doubled > 0 and (mirror or (doubled >= 3 and 4 * doubled >= len(STOP.findall(self.text))))

    def _always(self, said: Counter[str]) -> list[str]:
        """The characters that are annotated (nearly) wherever they stand."""
        return [char for char, times in said.items() if times >= ALWAYS * self.text.count(char)]

    def _passed_over(self, steady: Sequence[str]) -> int:
        """How many characters are never annotated, though mirrors annotate them before the last of these."""
        last = max((ANNOTATED.find(char) for char in steady), default=-1)
        return sum(char not in self.toned and char in self.text for char in ANNOTATED[:last])


@cache
def _betraying() -> re.Pattern[str]:
    """One class of all characters that clean simplified text does not have: one class is what a search does fast."""
    return re.compile(f"[{''.join(traditional_only())}À-ÖØ-öø-ÿ\x80-\x9f\ue000-\uf8ff\ufffd锟銆锛鐨鍦鏄鍥]")


def suspicious(parts: Iterable[str]) -> bool:
    """Whether any of these texts is worth a diagnosis; clean simplified text hardly ever is."""
    betraying = _betraying().search
    return any(betraying(part) or DOUBLED.search(part) for part in parts)
