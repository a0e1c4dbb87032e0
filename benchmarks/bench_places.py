"""Characters a second of `locate` on articles of about 800 characters, beside cpca-new where it is installed.

    python -m benchmarks.bench_places

The articles are made of our own sentences over real names, the same for both; one core; names loaded beforehand.
"""

from __future__ import annotations

import importlib.util
import random
import time
from collections.abc import Callable
from datetime import date

from extractors.places import attribute, gazetteer, locate
from extractors.places.towns import below
from extractors.records import Stated

SENTENCES = (
    "{county}聚焦项目建设，今年开工亿元项目11个，完成投资28亿元，同比增长8.2%。",
    "记者从{city}农业农村局获悉，全市小麦收割已过七成，其中{county}收割60万亩，占播种面积的80%。",
    "在{county}{town}，村民们忙着采摘。该镇流转土地3200亩，带动就业120人，人均增收5000元。",
    "今年以来，全县累计清运垃圾5000吨，改造农村厕所1310户，新建文化广场12个，群众满意度不断提高。",
    "“以前路不好走，现在好了。”{town}的一位老人说，家门口的路去年修通，货车能直接开到田头。",
    "下一步，{city}将继续优化营商环境，力争全年新增市场主体3万户，规模以上工业增加值增长8%以上。",
)


def articles(count: int) -> list[tuple[str, str]]:
    """(home, text) pairs; the same every time."""
    chance = random.Random(1)
    places = gazetteer()
    counties = [u for u in places.divisions() if u.level == 3 and u.valid_to is None and below(u.code).towns]
    made = []
    for _ in range(count):
        county = chance.choice(counties)
        city = places.at(county.parent, None) or county
        towns = list(below(county.code).towns)
        text = ""
        while len(text) < 800:
            names = {"county": county.name, "city": city.name, "town": chance.choice(towns)}
            text += chance.choice(SENTENCES).format(**names) + ("\n" if chance.random() < 0.3 else "")
        made.append((county.code, text))
    return made


def speed(read: Callable[[str, str], object], made: list[tuple[str, str]]) -> float:
    start = time.perf_counter()
    for home, text in made:
        read(home, text)
    return sum(len(text) for _, text in made) / (time.perf_counter() - start)


HOSTILE = (
    *("淮南市", "淮南市、", "朱马店镇", "大朱庄子村", "村", "镇朱朱朱朱", "该区全市我县"),
    *("（凤台县", "淮南经开区", "顾桥、朱马店两镇"),
)


def growth() -> None:
    """Seconds for texts of one piece: ten times the length should take ten times as long."""
    print(f"{'hostile text':<14}{'100,000':>10}{'1,000,000 characters':>24}")
    for piece in HOSTILE:
        cost = []
        for length in (100_000, 1_000_000):
            text = (piece * (length // len(piece) + 1))[:length]
            stated = [Stated(at, at + 1, "level", "actual") for at in range(0, length, 1000)]
            start = time.perf_counter()
            mentions = locate(text, published=date(2024, 7, 1), home="340421")
            attribute(text, mentions, stated, home="340421", published=date(2024, 7, 1))
            cost.append(time.perf_counter() - start)
        print(f"{piece[:6]:<14}{cost[0]:>10.2f}{cost[1]:>20.2f} s")


def main() -> None:
    growth()
    made = articles(400)
    day = date(2024, 7, 1)
    start = time.perf_counter()
    locate("凤台县", published=day, home="340421")
    print(f"first call                {time.perf_counter() - start:8.2f} s")
    ours = speed(lambda home, text: locate(text, published=day, home=home), made)
    print(f"locate, a source an article {ours:10,.0f} characters/s")
    again = speed(lambda home, text: locate(text, published=day, home=home), [made[0]] * 400)
    print(f"locate, one source          {again:10,.0f} characters/s")
    if importlib.util.find_spec("cpca_new") is None:
        print("cpca-new                    not installed")
        return
    import cpca_new as cpca  # type: ignore[import-not-found]  # a peer, installed by hand

    list(cpca.transform_text_with_addrs("凤台县"))
    theirs = speed(lambda _, text: list(cpca.transform_text_with_addrs(text)), made)
    print(f"cpca-new, all addresses     {theirs:10,.0f} characters/s")
    print(f"ratio                       {ours / theirs:10.2f}")


if __name__ == "__main__":
    main()
