"""The share of other projects' own test cases that our number and quantity reading gets right, file by file.

    python -m benchmarks.bench_suites [--misses N]

Reads `../shared/suites` beside the repository where it exists (Recognizers-Text, Duckling, cn2an, JioNLP). Those suites
test general number reading: a bare numeral is an answer there and a word here, so the shapes are asked without the judgement
that follows them in `read`. Cases that hold another convention are left out, counted and named by `LEFT_OUT`.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import opencc

from extractors.numbers.quantities import START, read
from extractors.numbers.reading import Reading
from extractors.numbers.shapes import SHAPES
from extractors.text import fold

_ABOVE = Path(__file__).resolve().parents
SUITES = next((p / "shared" / "suites" for p in _ABOVE if (p / "shared" / "suites").is_dir()), _ABOVE[2] / "shared")
SIMPLE = opencc.OpenCC("t2s")
SIGN = re.compile(r"(?:负|-)\s?$")
# How their units are called here, and how many of ours one of theirs is
UNITS = {
    "Gram": ("克", 1),
    "Metre": ("米", 1),
    "Meter": ("米", 1),
    "Kilometre": ("公里", 1),
    "Kilometer": ("公里", 1),
    "Centimetre": ("厘米", 1),
    "Centimeter": ("厘米", 1),
    "Kilogram": ("公斤", 1),
    "Ton": ("吨", 1),
    "Jin": ("斤", 1),
    "Liang": ("两", 1),
    "Microgram": ("微克", 1),
    "Kilowatt": ("千瓦", 1),
    "Hertz": ("赫兹", 1),
    "Kilocalorie": ("千卡", 1),
    "Foot": ("英尺", 1),
    "Inch": ("英寸", 1),
    "Mile": ("英里", 1),
    "Dollar": ("元", 1),
    "CNY": ("元", 1),
    "HKD": ("港元", 1),
    "Chinese yuan": ("元", 1),
    "United States dollar": ("美元", 1),
    "Japanese yen": ("日元", 1),
    "Euro": ("欧元", 1),
    "Hong Kong dollar": ("港元", 1),
    "New Taiwan dollar": ("新台币", 1),
    "Swiss franc": ("瑞士法郎", 1),
    "%": ("%", 1),
}
# A convention that differs: name, pattern of the input. One that matches leaves the case out.
LEFT_OUT = (
    ("a word for a thing, no number (一位, 一塊)", r"一[塊块位些本听把把双雙]|五角大楼|这是|拾到"),
    ("a pair counted as two", r"[一五][雙对]"),
    (
        "letters that multiply (15k, 3M, 2E0)",
        r"\d\s?[kKMGTBmEewWｋＫｍＭＧＴＢ](?![a-zA-Z])|百分之.*[kKＫ]|\d[eE]-?\d|\^",
    ),
    (
        "blanks inside a number",
        r"[\d零一二三四五六七八九十百千万亿点分之成負负壹贰]\s+[\d点零一二三四五六七八九十百千万亿分之成折壹个]",
    ),
    ("powers, dozens and mixed numbers", r"又|打(?!折|对折)|個九|个九|[个個]半$|米[九八七]|份一|兆"),
    ("Cantonese and foreign coins and bits", r"毫|蚊|仙|先令|銭|美分|奈拉|比特|字节|便士"),
    ("vague numbers read as ranges (数十, 十几, 3000多)", r"[数數]|[几幾]|余|餘|多"),
    ("words for halves of prices (对折, 半折)", r"[对對半]折"),
    ("5分 without 元 (a score as often as a coin)", r"^[零一二三四五六七八九十两\d]+分$"),
    (
        "a currency named before its amount, signs",
        r"[$￥¥]|^(?:人民[币幣]|港[币幣])[^元]*\d*|(?:人民币|港币)[一二三四五六七八九十\d两]|元欧元",
    ),
    ("a leading decimal point, half a hundred, half a thing", r"^-?\.\d|半百|1半|^半[个個]"),
    ("digits told one by one at a point (两百点两)", r"点两|0?2[0-4]点:|[时間间]２０[点點]"),
    ("a whole longer than any figure", r"\d{19,}"),
    ("currency or percentage without a number", r"^(?:人民币|美元|人民币 ?美元)$|百分位"),
)


def readings(text: str) -> Iterator[Reading]:
    """Everything that has the shape of a number, whether or not it is a figure; a sign in front counts."""
    folded = fold(SIMPLE.convert(text))
    at = 0
    while m := START.search(folded, at):
        before = folded[max(0, m.start() - 16) : m.start()]
        found = next((r for s in SHAPES if (r := s.read(folded, m.start(), before))), None)
        at = m.start() + 1
        if found and found.end > at - 1:
            at = max(found.end, at)
            yield found


def signed(text: str, r: Reading, value: Decimal) -> float:
    return -float(value) if SIGN.search(fold(SIMPLE.convert(text))[: r.start]) else float(value)


def told(case: dict[str, Any]) -> list[tuple[float, ...]]:
    """The values expected, fractions as they are there."""
    values = []
    for e in case["expected"]:
        value = e["value"]
        values.append(tuple(float(v) for v in value) if isinstance(value, list) else (float(value),))
    return values


def right_spans(case: dict[str, Any]) -> bool:
    """Whether just these amounts of money are found in running text, judged as figures."""
    return [q.quote for q in read(case["input"])[0] if q.unit.dimension == "money"] == [
        e["text"] for e in case["expected"]
    ]


def right(case: dict[str, Any]) -> bool:
    """Whether we read the same values (and units, where theirs has a name here) in the same order."""
    found = [r for r in readings(case["input"]) if r.unit.dimension in ASKED.get(case["suite"], {r.unit.dimension})]
    wanted = told(case)
    if len(found) != len(wanted):
        return False
    for r, values, e in zip(found, wanted, case["expected"], strict=True):
        ours = [signed(case["input"], r, v) for v in (r.low, r.high) if v is not None]
        unit, times = UNITS.get(e["unit"] or "", (e["unit"], 1))
        share = unit is None and r.unit.name == "%" and "成" not in e["text"] and "%" not in e["text"]
        scale = 0.01 if share and not re.search(r"^百分之", case["input"].removesuffix(e["text"])) else 1.0
        scale = 0.1 if unit == "%" and r.unit.name == "‰" else scale
        scale = r.unit.si_factor / 0.001 if unit == "克" and r.unit.si_factor else scale
        if len(ours) != len(values) or any(
            abs(a * scale - b * times) > 1e-6 * max(1.0, abs(b)) for a, b in zip(ours, values, strict=True)
        ):
            return False
        if unit and unit in UNIT_NAMES and unit != "克" and r.unit.name not in (unit, "百分点", "‰", ""):
            return False
    return True


# running text holds other numbers too; only those of the dimension asked for count
ASKED = {
    "rt.CurrencyModel": {"money"},
    "rt.PercentModel": {"ratio", "points"},
    "rt.DimensionModel": {"mass", "length", "area", "volume", "power", "frequency", "energy", "data"},
}
# running text with the places of the amounts, without their values
SPANS = {"jio.money_extractor"}
UNIT_NAMES = {name for name, _ in UNITS.values()}


def left_out(case: dict[str, Any]) -> str | None:
    """The differing convention a case holds, if any."""
    if case["suite"] in SPANS:
        return next((name for name, pattern in LEFT_OUT[1:3] if re.search(pattern, case["input"])), None)
    if not case["expected"]:
        return "nothing to read"
    if any(not isinstance(e["value"], int | float | list) for e in case["expected"]):
        return "intervals as text, spans without a value"
    texts = case["input"], SIMPLE.convert(case["input"])
    return next((name for name, pattern in LEFT_OUT if any(re.search(pattern, text) for text in texts)), None)


def main() -> None:
    misses = int(sys.argv[sys.argv.index("--misses") + 1]) if "--misses" in sys.argv else 0
    if not SUITES.is_dir():
        print("no suites at ../shared/suites")
        return
    print(f"{'file':<28}{'cases':>7}{'left out':>10}{'asked':>7}{'right':>7}{'share':>8}")
    reasons: Counter[str] = Counter()
    for file in sorted(SUITES.glob("*.jsonl")):
        if "Date" in file.name or "Ordinal" in file.name:
            continue
        cases = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        kept = []
        for case in cases:
            if reason := left_out(case):
                reasons[reason] += 1
            else:
                kept.append(case)
        good = [case for case in kept if (right_spans(case) if case["suite"] in SPANS else right(case))]
        share = f"{len(good) / len(kept):.3f}" if kept else "-"
        print(f"{file.stem:<28}{len(cases):>7}{len(cases) - len(kept):>10}{len(kept):>7}{len(good):>7}{share:>8}")
        for case in [c for c in kept if c not in good][:misses]:
            wanted = [e["text"] for e in case["expected"]] if case["suite"] in SPANS else told(case)
            print("   ", case["input"], wanted, [(r.low, r.high, r.unit.name) for r in readings(case["input"])])
    print("\nleft out:")
    for reason, count in reasons.most_common():
        print(f"{count:>6}  {reason}")


if __name__ == "__main__":
    main()
