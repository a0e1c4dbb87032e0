"""How fast texts are repaired: clean ones beside OpenCC's conversion of the same, damaged ones beside ftfy.

    python -m benchmarks.bench_repair

One core, one run; the texts are made from a few sentences below, about 2 kB each. ftfy is measured if it is installed.
"""

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec

import opencc

from extractors.repair import repair

SENTENCES = (
    "全县新建改建农村公路125公里，惠及群众3.2万人，同比增长8.6%。",
    "副县长在会上说：“路通了，产业就来了。”当地村民今年种了8亩茶。",
    "截至9月底，规模以上工业企业达到43家，实现产值27.5亿元。",
    "县统计局发布数据，城镇居民人均可支配收入31250元，农村居民18760元。",
    "随着项目陆续开工，乡镇干部走村入户，帮助解决用工、用地、用电等难题。",
)
DAMAGED = (
    "本縣新建改建農(nóng)村公路125公里，惠及群眾3.2萬人，同比增長8.6%，產(chǎn)業(yè)規(guī)模擴大。",
    "副縣長說：“路通了，產(chǎn)業(yè)就來了?！碑?dāng)?shù)卮迕耜悓?shí)種了8畝茶，年收入6萬元。",
    "縣日?qǐng)?bào)記者報(bào)道，這批蔬菜運(yùn)輸?shù)穆肪€縮短了，全縣還將繼續(xù)優(yōu)化營商環(huán)境。",
    "統(tǒng)計部門將發(fā)布數(shù)據(jù)，河?xùn)|區(qū)進(jìn)展順利，兩名駕駛?cè)?，均無大礙。",
)
# As on mirrors, most sentences of a page are converted and annotated, and a few have lost their bytes.
ANNOTATED = (
    "截至9月底，規(guī)模以上工業(yè)企業(yè)達(dá)到43家，實(shí)現(xiàn)產(chǎn)值27.5億元。",
    "縣統(tǒng)計局發(fā)布數(shù)據(jù)，城鎮(zhèn)居民人均可支配收入31250元，農(nóng)村居民18760元。",
    "隨著項目陸續(xù)開工，鄉(xiāng)鎮(zhèn)干部走村入戶，幫助解決用工、用地、用電等難題。",
)
REPEAT = 7


def texts(sentences: Sequence[str], length: int) -> list[str]:
    """Forty texts of about so many characters, no two alike."""
    return ["".join(f"{sentences[(i + k) % len(sentences)]}" for k in range(length // 35)) + str(i) for i in range(40)]


def seconds(work: Callable[[str], object], pages: Sequence[str]) -> float:
    """The best time of a few runs over all pages: the others were disturbed."""
    best = float("inf")
    for _ in range(REPEAT):
        start = time.perf_counter()
        for page in pages:
            work(page)
        best = min(best, time.perf_counter() - start)
    return best


def row(name: str, work: Callable[[str], object], pages: Sequence[str]) -> float:
    """Print a line of the table; megabytes of UTF-8 a second."""
    spent = seconds(work, pages)
    rate = sum(len(page.encode()) for page in pages) / spent / 1e6
    print(f"{name:<28}{rate:>10.1f} MB/s{sum(map(len, pages)) / spent:>14,.0f} characters/s")
    return rate


def main() -> None:
    clean, damaged, dense = texts(SENTENCES, 700), texts(ANNOTATED * 3 + DAMAGED, 700), texts(DAMAGED, 700)
    converter = opencc.OpenCC("t2s")
    for page in damaged[:2]:
        repair(page)  # reads the tables
    kilobytes = sum(len(page.encode()) for page in clean) / len(clean) / 1000
    print(f"texts of {kilobytes:.1f} kB")
    ours = row("clean, repair", lambda page: repair(page), clean)
    theirs = row("clean, OpenCC t2s", converter.convert, clean)
    print(f"{'clean, repair : OpenCC':<28}{ours / theirs:>10.2f}")
    row("damaged, repair", lambda page: repair(page), damaged)
    row("damaged densely, repair", lambda page: repair(page), dense)
    row("damaged, OpenCC t2s", converter.convert, damaged)
    if find_spec("ftfy"):
        fix = import_module("ftfy").fix_text
        row("clean, ftfy", fix, clean)
        row("damaged, ftfy", fix, damaged)
    else:
        print("ftfy is not installed")


if __name__ == "__main__":
    main()
