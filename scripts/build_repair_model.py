"""Write extractors/data/repair/model.tsv: how likely a character is behind two others, from a dictionary alone.

    pip install jieba && python scripts/build_repair_model.py [path/to/dict.txt]

No running text goes in. A dictionary with word counts says how characters follow each other within words; between two
words any end meets any beginning. Stops and numbers, which no dictionary counts, have the rough shares given below.
Names of districts, townships and indicators were tried as further words: the repair became no better.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from extractors.repair.model import STEP, ZERO, character_class  # noqa: E402  (the repository itself is not installed)

TARGET = ROOT / "extractors" / "data" / "repair" / "model.tsv"
HEADER = """\
# Character model of simplified Chinese. One line a character: it, three levels (share, ends a word, begins a word),
# its followers within words, their levels, the levels of "the word ends behind both"; one line a pair within words:
# the pair, its followers, their levels. A level is one printable character: -ln(probability) / {step} above {zero!r}.
# Provenance: word counts of jieba {jieba} (dict.txt, MIT licence, (c) 2013 Sun Junyi); shares of stops set by hand.
# Rebuild: python scripts/build_repair_model.py
"""

PAIRS, TRIPLES = 5, 10  # rarer ones are left out

# Shares of characters in news prose that the dictionary does not tell, by rough count: 的 is the most frequent
# character at three to four in a hundred, a stop comes every ten characters, digits (class 0) are about as frequent.
SHARES = {
    "的": 0.034, "，": 0.055, "。": 0.025, "、": 0.014, "“": 0.005, "”": 0.005, "；": 0.004, "：": 0.004,
    "！": 0.0005, "？": 0.0007, "《": 0.002, "》": 0.002, "（": 0.004, "）": 0.004, "·": 0.0005, "—": 0.001,
    "0": 0.03, "A": 0.002, "a": 0.002, ".": 0.001, "%": 0.0005, "-": 0.0005, "…": 0.0003, "‘": 0.0003, "’": 0.0003,
}  # fmt: skip
# What stands together as often as the parts of a word: shares of the first character's occurrences.
TOGETHER = {
    "0": {"0": 0.5, "年": 0.05, "月": 0.05, "日": 0.04, "万": 0.04, "亿": 0.02, "%": 0.05, ".": 0.05, "个": 0.02}
    | {"元": 0.01, "名": 0.01, "人": 0.02, "多": 0.02, "余": 0.01, "岁": 0.005, "时": 0.005, "米": 0.005, "亩": 0.005},
    ".": {"0": 0.9},
    "。": {"”": 0.1, "“": 0.02},
    "！": {"”": 0.3, "！": 0.03},
    "？": {"”": 0.2, "！": 0.02, "？": 0.01},
    "：": {"“": 0.4},
    "，": {"“": 0.01, "0": 0.02},
    "”": {"，": 0.2, "的": 0.1, "、": 0.08, "“": 0.06, "。": 0.1},
    "》": {"，": 0.1, "《": 0.1, "、": 0.1},
    "—": {"—": 0.7},
    "…": {"…": 0.5},
    "A": {"A": 0.6},
    "a": {"a": 0.85},
}


def dictionary(path: Path) -> Iterator[tuple[str, int]]:
    """Words and counts of jieba's dictionary; digits and letters as classes."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, _ = line.rsplit(" ", 2)
        yield "".join(map(character_class, word)), int(count)


class Counts:
    """How often characters occur, begin and end words, and follow each other within them."""

    def __init__(self) -> None:
        self.single: Counter[str] = Counter()
        self.begins: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.pair: Counter[str] = Counter()
        self.pair_ends: Counter[str] = Counter()
        self.triple: Counter[str] = Counter()

    def add(self, word: str, count: int) -> None:
        """Count a word."""
        self.begins[word[0]] += count
        self.ends[word[-1]] += count
        self.pair_ends[word[-2:]] += count
        for i, char in enumerate(word):
            self.single[char] += count
            if i:
                self.pair[word[i - 1 : i + 1]] += count
            if i > 1:
                self.triple[word[i - 2 : i + 1]] += count

    def set_shares(self) -> None:
        """Give stops, digits and what stands with them the shares that no dictionary tells."""
        for char in SHARES:
            for counter in (self.single, self.begins, self.ends):
                counter.pop(char, None)
        total = sum(self.single.values()) / (1 - sum(SHARES.values()))
        for char, share in SHARES.items():
            count = round(total * share)
            together = TOGETHER.get(char, {})
            self.single[char] = self.begins[char] = count
            self.ends[char] = round(count * (1 - sum(together.values())))
            for follower, part in together.items():
                self.pair[char + follower] = self.pair_ends[char + follower] = round(count * part)


def level(part: float, whole: float) -> str:
    """A probability as one printable character."""
    if part <= 0 or whole <= 0:
        return "~"
    return chr(min(ord("~"), ord(ZERO) + round(-math.log(min(1.0, part / whole)) / STEP)))


def lines(counts: Counts) -> Iterator[str]:
    """The lines of the file."""
    total, words = sum(counts.single.values()), sum(counts.begins.values())
    followers: defaultdict[str, list[str]] = defaultdict(list)
    for pair, count in sorted(counts.pair.items(), key=lambda item: (-item[1], item[0])):
        if count > PAIRS:
            followers[pair[0]].append(pair[1])
    for char, count in sorted(counts.single.items(), key=lambda item: (-item[1], item[0])):
        next_ones = "".join(followers[char])
        inner = "".join(level(counts.pair[char + c], count) for c in next_ones)
        ends = "".join(level(counts.pair_ends[char + c], counts.pair[char + c]) for c in next_ones)
        own = level(count, total) + level(counts.ends[char], count) + level(counts.begins[char], words)
        yield f"{char}\t{own}\t{next_ones}\t{inner}\t{ends}"
    thirds: defaultdict[str, list[str]] = defaultdict(list)
    for triple, count in sorted(counts.triple.items(), key=lambda item: (-item[1], item[0])):
        if count > TRIPLES:
            thirds[triple[:2]].append(triple[2])
    for pair, chars in sorted(thirds.items()):
        yield f"{pair}\t{''.join(chars)}\t{''.join(level(counts.triple[pair + c], counts.pair[pair]) for c in chars)}"


def main() -> None:
    if len(sys.argv) > 1:
        path = Path(sys.argv[1])
    elif (spec := find_spec("jieba")) and spec.origin:
        path = Path(spec.origin).with_name("dict.txt")
    else:
        sys.exit(__doc__)
    counts = Counts()
    for word, count in dictionary(path):
        counts.add(word, count)
    counts.set_shares()
    with TARGET.open("w", encoding="utf-8") as file:
        file.write(HEADER.format(jieba="0.42.1", step=STEP, zero=ZERO))
        file.writelines(line + "\n" for line in lines(counts))
    print(f"{TARGET}: {len(counts.single)} characters, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
