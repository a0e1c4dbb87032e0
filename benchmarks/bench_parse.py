"""How many characters a second the parser reads, beside peers, and whether its time grows with the text alone.

    python -m benchmarks.bench_parse

JioNLP (its time parser alone) and Recognizers-Text are no dependencies; install them where the benchmark runs
(`pip install jionlp`, `pip install recognizers-text-suite "emoji<2"`) to compare. Recognizers-Text stands here twice:
with its readers of numbers, percentages, dimensions and currencies, and with that of dates besides, as parsing reads
periods too. All read the same text, a figure every fourteen characters, no article like another.
The hostile texts are those a careless pattern would take minutes for; each must stay under a second.
"""

import importlib
import random
import re
from collections.abc import Callable
from datetime import date
from time import process_time

from extractors.numbers.quantities import read
from extractors.parse import parse

ARTICLE = (
    "前三季度，全县生产总值52.6亿元，同比增长5.3%。其中，规模以上工业增加值增长7.2%，比去年同期加快1.1个百分点；"
    "城镇、农村居民人均可支配收入分别为28450元和15320元，增长4.7%、6.3%。截至10月底，建成老年助餐点23个，累计服务老人3.2万人次。"
    "今年以来，清运垃圾5200余吨，改造户厕300户；计划到2026年完成高标准农田建设1.8万亩，年收入50万元以上的村占比不低于27%。\n"
)
# Further sentences for articles that differ; their figures are drawn anew each time.
SENTENCES = (
    "1—9月，全市规模以上工业企业实现营业收入386.5亿元，增长6.1%，增速比全省平均水平高0.8个百分点，居全省第4位。",
    "全年粮食播种面积96.3万亩，总产量41.7万吨，亩产433公斤，比上年增加5.2公斤。",
    "其中，第一产业增加值31.2亿元，同比增长3.6%；第二产业增加值88.4亿元，增长7.5%；第三产业增加值102.9亿元，增长5.4%。",
    "新建改建农村公路126公里，维修桥梁18座，安装路灯860盏，惠及23个行政村、1.6万名群众。",
    "城镇新增就业6800人，完成年度任务的113.3%，城镇登记失业率控制在4%以内。",
    "截至6月末，金融机构存款余额512.8亿元，较年初增加36.4亿元；贷款余额398.1亿元，同比多增12.5亿元。",
    "开展执法检查420余次，排查隐患1356处，整改率达98.7%，立案查处37起。",
    "空气质量优良天数比例为86.3%，PM2.5平均浓度每立方米31微克，下降8.8%。",
    "累计发放各类惠农补贴2.35亿元，户均增收1800元以上，脱贫户人均纯收入由9600元提高到14200元。",
    "计划到2027年，建成高标准农田65万亩，新增蓄水能力320万立方米，农村自来水普及率达到96%以上。",
    "上半年接待游客218.6万人次，旅游综合收入9.7亿元，分别增长14.2%、17.5%。",
    "全县现有卫生院16所、村卫生室243个，执业医师412名，每千人拥有床位5.8张。",
)
DRAWN = re.compile(r"(?<![\d.A-Z])\d+(?:\.\d+)?(?![\d.]*[年月\d—])(?!-)")
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


def news(articles: int) -> str:
    """So many articles of own making, none like another; the same ones in every run."""
    dice = random.Random(11)

    def drawn(m: re.Match[str]) -> str:
        return "".join(str(dice.randint(1, 9)) if c.isdigit() else c for c in m[0])

    pages = ("".join((ARTICLE.rstrip(), *dice.sample(SENTENCES, 3))) for _ in range(articles))
    return "\n".join(DRAWN.sub(drawn, page) for page in pages) + "\n"


def ours(text: str) -> None:
    parse(text, published=DAY, home=HOME)


def jionlp() -> Callable[[str], object]:
    module = importlib.import_module("jionlp")
    return lambda text: [module.ner.extract_time(line) for line in text.splitlines()]


def recognizers(*more: str) -> Callable[[str], object]:
    suite = importlib.import_module("recognizers_suite")
    readers = [getattr(suite, f"recognize_{kind}") for kind in ("number", "percentage", "dimension", "currency", *more)]
    return lambda text: [reader(line, "zh-cn") for line in text.splitlines() for reader in readers]


def seconds(work: Callable[[str], object], text: str, times: int = 3) -> float:
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work(text)
        best = min(best, process_time() - start)
    return best


def speeds() -> None:
    text = news(100)
    work: list[tuple[str, Callable[[], Callable[[str], object]], str]] = [
        ("parse, all of it", lambda: ours, text),
        ("numbers and quantities", lambda: read, text),
        ("JioNLP time parser", jionlp, news(10)),
        ("Recognizers, no dates", recognizers, news(10)),
        ("Recognizers, with dates", lambda: recognizers("datetime"), news(10)),
    ]
    print(f"{'reader':<26}{'characters':>12}{'characters/s':>16}{'parse is':>12}")
    parsing = 0.0
    for name, ready, sample in work:
        try:
            reader = ready()
        except ImportError:
            print(f"{name:<26}{'not installed':>28}")
            continue
        speed = len(sample) / seconds(reader, sample, 3)
        parsing = parsing or speed
        print(f"{name:<26}{len(sample):>12,}{speed:>16,.0f}{parsing / speed:>10.1f} ×")


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
