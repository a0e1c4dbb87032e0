"""How many characters a second the parser reads, beside peers, and whether its time grows with the text alone.

python benchmarks/bench_parse.py

JioNLP (its time parser alone) and Recognizers-Text (number, percentage, dimension, currency) are no dependencies;
install them where the benchmark runs (`pip install jionlp`, `pip install recognizers-text-suite "emoji<2"`) to compare.
The hostile texts are those a careless pattern would take minutes for; each must stay under a second.
"""

import importlib
import random
from collections.abc import Callable
from datetime import date
from time import process_time

from extractors.numbers.quantities import read
from extractors.parse import parse

ARTICLE = (
    "前三季度，全县生产总值52.6亿元，同比增长5.3%。其中，规模以上工业增加值增长7.2%，比去年同期加快1.1个百分点；"
    "城镇、农村居民人均可支配收入分别为28450元和15320元，增长4.4%、5.9%。截至10月底，建成老年助餐点23个，累计服务老人3.2万人次。"
    "今年以来，清运垃圾5200余吨，改造户厕300户；计划到2026年完成高标准农田建设1.8万亩，年收入50万元以上的村占比不低于27%。\n"
)
DAY = date(2025, 11, 6)
HOME = "安徽省/淮南市/八公山区"
PIECES = [
    "1",
    "2.5",
    "万",
    "亿",
    "一",
    "三",
    "十",
    "、",
    "，",
    "。",
    "：",
    ":",
    "-",
    "—",
    "和",
    "比",
    "较",
    "同",
    "分之",
    "百分之",
    "增长",
    "下降",
    "的",
    "电话",
    "第",
    "年",
    "月",
    "第1",
    "“",
    "”",
    "(",
    ")",
    "就有",
    "分别",
    "%",
    "个",
    "元",
    "余",
    "多",
    "几",
]


def ours(text: str) -> None:
    parse(text, published=DAY, home=HOME)


def jionlp() -> Callable[[str], object]:
    module = importlib.import_module("jionlp")
    return lambda text: [module.ner.extract_time(line) for line in text.splitlines()]


def recognizers() -> Callable[[str], object]:
    suite = importlib.import_module("recognizers_suite")
    kinds = ("number", "percentage", "dimension", "currency")
    readers = [getattr(suite, f"recognize_{kind}") for kind in kinds]
    return lambda text: [reader(line, "zh-cn") for line in text.splitlines() for reader in readers]


def seconds(work: Callable[[str], object], text: str, times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work(text)
        best = min(best, process_time() - start)
    return best


def speeds() -> None:
    text = ARTICLE * 100
    work: list[tuple[str, Callable[[], Callable[[str], object]], str]] = [
        ("numbers and quantities", lambda: read, text),
        ("parse, all of it", lambda: ours, text),
        ("JioNLP time parser", jionlp, ARTICLE * 5),
        ("Recognizers-Text", recognizers, ARTICLE * 2),
    ]
    print(f"{'reader':<26}{'characters':>12}{'characters/s':>16}")
    for name, ready, sample in work:
        try:
            reader = ready()
        except ImportError:
            print(f"{name:<26}{'not installed':>28}")
            continue
        print(f"{name:<26}{len(sample):>12,}{len(sample) / seconds(reader, sample, 2):>16,.0f}")


def growth() -> None:
    print(f"\n{'text':<26}{'characters':>12}{'ms':>10}{'characters/s':>16}")
    for size in (1_000, 10_000, 100_000, 1_000_000):
        text = (ARTICLE * (size // len(ARTICLE) + 1))[:size]
        took = seconds(ours, text, 1)
        print(f"{'articles':<26}{size:>12,}{took * 1000:>10.0f}{size / took:>16,.0f}")
    for size in (1_000, 10_000, 100_000):
        unit = ARTICLE.replace("。", "，").replace("；", "，").replace("\n", "")
        text = (unit * (size // len(unit) + 1))[:size]
        took = seconds(ours, text, 1)
        print(f"{'one sentence':<26}{size:>12,}{took * 1000:>10.0f}{size / took:>16,.0f}")


def hostile(count: int = 500, size: int = 4_000) -> None:
    dice = random.Random(7)
    slowest = (0.0, "")
    for _ in range(count):
        unit = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 6)))
        text = (unit * (size // len(unit) + 1))[:size]
        slowest = max(slowest, (seconds(ours, text, 1), unit))
    print(
        f"\n{count} hostile texts of {size:,} characters: slowest {slowest[0] * 1000:.0f} ms ({slowest[1]!r} repeated)"
    )


def main() -> None:
    speeds()
    growth()
    hostile()


if __name__ == "__main__":
    main()
