"""Whatever the text: no crash, no overlap, offsets that hold."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.places import attribute, locate
from extractors.records import Stated

DAY = date(2024, 7, 1)
WORDS = (
    *("安徽", "淮南市", "凤台县", "朱马店镇", "张楼村", "全市", "该区", "各镇", "后者", "经开区", "街道", "讯", "分别"),
    *("、", "和", "，", "。", "\n", "（", "）", "12亿元"),
)
HOMES = (None, "340400", "340421", "440000")
HOSTILE = {
    "one name": "淮南市",
    "names in a list": "淮南市、",
    "towns": "朱马店镇",
    "unknown villages": "大朱庄子村",
    "villages without end": "村",
    "letters before a suffix": "朱" * 40 + "镇",
    "pointers": "该区全市我县",
    "open brackets": "（凤台县",
    "zones": "淮南经开区",
    "plain": "稻田里的水",
    "counted": "顾桥、朱马店两镇",
    "digits": "12亿元",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_long_text_of_one_kind_is_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))  # how long it takes is printed by benchmarks/bench_places.py
    stated = [Stated(at, at + 1, "level", "actual") for at in range(0, len(text), 500)]
    mentions = locate(text, published=DAY, home="340421", title=text[:50])
    assert len(attribute(text, mentions, stated, home="340421", published=DAY, title=text[:50])) == len(stated)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), st.sampled_from(HOMES))
@settings(max_examples=80)
def test_mentions_are_in_order_apart_and_true_to_the_text(text: str, home: str | None) -> None:
    mentions = locate(text, published=DAY, home=home)
    for one, other in pairwise(mentions):
        assert one.end <= other.start
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.name
        if mention.place is not None:
            assert mention.place.code is not None
            assert mention.place.path
        else:
            assert mention.reason


@given(st.text(max_size=60), st.text(max_size=20), st.none() | st.text(max_size=10) | st.sampled_from(["340405"]))
@settings(max_examples=80)
def test_any_text_is_read(text: str, title: str, home: str | None) -> None:
    mentions = locate(text, published=None, home=home, title=title)
    stated = [Stated(at, at + 1, "level", "actual") for at in range(len(text))]
    found = attribute(text, mentions, stated, home=home, published=None, title=title)
    assert len(found) == len(stated)


def test_quantities_may_come_in_any_order() -> None:
    text = "凤台县12户，寿县15户。"
    mentions = locate(text, published=DAY, home="340400")
    stated = [Stated(9, 12, "level", "actual"), Stated(3, 6, "level", "actual")]
    found = attribute(text, mentions, stated, home="340400", published=DAY)
    assert [m.name for m in found if m] == ["寿县", "凤台县"]
