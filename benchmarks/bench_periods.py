"""How many characters a second the period rules read, and whether the time grows with the text alone.

python -m benchmarks.bench_periods
"""

from datetime import date
from time import perf_counter

from extractors.periods import attribute, find
from extractors.records import Stated

ARTICLE = (
    "前三季度，全区生产总值52.6亿元，同比增长5.3%。其中，9月份规模以上工业增加值增长7.2%，比去年同期加快1.1个百分点。"
    "截至10月底，建成老年助餐点23个；今年以来，清运垃圾5200余吨。“十四五”以来，累计新建公路120公里。近日，区里召开会议，"
    "计划到2026年完成农村改厕300户。\n"
)
DAY = date(2025, 11, 6)


def seconds(text: str) -> float:
    figures = [Stated(n, n + 3, "level", "actual") for n in range(10, len(text), 25)]
    best = 1e9
    for _ in range(3):
        start = perf_counter()
        attribute(text, find(text, published=DAY), figures, published=DAY)
        best = min(best, perf_counter() - start)
    return best


def main() -> None:
    print(f"{'text':<28}{'characters':>12}{'ms':>10}{'characters/s':>16}")
    one_sentence = ARTICLE.replace("。", "，").replace("；", "，").replace("\n", "")
    for name, unit in (
        ("article", ARTICLE),
        ("one sentence", one_sentence),
        ("2022年", "2022年"),
        ("digits", "1234567890"),
    ):
        for size in (800, 8_000, 80_000):
            text = (unit * (size // len(unit) + 1))[:size]
            took = seconds(text)
            print(f"{name:<28}{size:>12,}{took * 1000:>10.1f}{size / took:>16,.0f}")


if __name__ == "__main__":
    main()
