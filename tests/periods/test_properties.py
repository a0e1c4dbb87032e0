"""What holds for every text, however hostile."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import attribute, days, find
from extractors.periods.numerals import number
from extractors.periods.search import RULES
from extractors.records import Kind, Stated, Status

PIECES = [
    "月", "年", "期间", "末", "以来", "自", "截至", "近", "五", "十", "99", "0", "13", "-", "—", "至", "，", "。", "；",
    "比", "由", "的", "其中", "每年", "近年来", "分别", "依次", "计划", "同期", "一、", "（二）", "【",
    "2022年", "二〇二二年", "今年", "去年", "明年", "1—9月", "前三季度", "上半年",
    "一季度", "10月28日至30日", "28日", "“十四五”", "国庆假期", "正月初三", "除夕", "三夏",
    "5000吨", "增长5%", "\n", "　", " ", "\ud800", "\x00",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)
DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29), date(2024, 1, 1)])
KINDS: tuple[Kind, ...] = ("level", "share", "change_rate", "change_abs", "rank")
STATUSES: tuple[Status, ...] = ("actual", "planned", "threshold", "anecdote")


@given(
    st.lists(st.sampled_from([*PIECES, *"年月日季半初底全终本今上前头第一二十1240-/“国庆春节秋夏汛"]), max_size=24).map(
        "".join
    )
)
def test_openings_miss_nothing(text: str) -> None:
    for rule in RULES:
        starts = {m.start() for m in rule.pattern.finditer(text)}
        assert not rule.opens or starts <= {m.start() for m in re.finditer(rule.opens, text)}, rule.name


@given(TEXTS, DAYS, TEXTS)
def test_mentions_fit_the_text(text: str, published: date | None, title: str) -> None:
    end = 0
    for mention in find(text, published=published, title=title):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert (mention.first is None) == (mention.last is None)
        if mention.first and mention.last:
            assert mention.first <= mention.last
        end = mention.end


@given(TEXTS, DAYS, st.data())
def test_every_figure_has_one_answer(text: str, published: date | None, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=10))
    figures = [
        Stated(place, place + 1, data.draw(st.sampled_from(KINDS)), data.draw(st.sampled_from(STATUSES)))
        for place in places
    ]
    found = attribute(text, find(text, published=published), figures, published=published, title=text[:40])
    assert len(found) == len(figures)
    for mention in found:
        assert mention is None or mention.first is None or (mention.last and mention.first <= mention.last)


@given(TEXTS, st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_what_was_reached_lies_in_no_future(text: str, published: date) -> None:
    figures = [Stated(place, place + 1, "level", "actual") for place in range(0, len(text), 7)]
    for mention in attribute(text, find(text, published=published), figures, published=published):
        assert mention is None or mention.first is None or mention.first <= published


@given(TEXTS, DAYS)
def test_a_paragraph_before_shifts_and_nothing_else(text: str, published: date | None) -> None:
    """A line that names no time changes no meaning."""
    lead = "区里开会。\n"
    assert [(m.text, m.start + len(lead), m.first) for m in find(text, published=published)] == [
        (m.text, m.start, m.first) for m in find(lead + text, published=published)
    ]


def test_unknown_publication_leaves_relative_words_open() -> None:
    for word in ("今年", "去年", "截至目前", "今年以来", "本月", "昨日", "近三年", "一季度", "国庆假期", "2021年以来"):
        (mention,) = find(f"{word}，全区清运垃圾5000吨", published=None)
        assert mention.first is None, word
    (mention,) = find("2022年，全区清运垃圾5000吨", published=None)
    assert mention.first == date(2022, 1, 1)


def test_without_a_day_a_figure_without_a_word_has_no_period() -> None:
    assert attribute("清运垃圾5000吨", (), [Stated(4, 9, "level", "actual")], published=None) == (None,)


def test_the_year_of_publication_is_told_as_inherited() -> None:
    (mention,) = attribute("清运垃圾5000吨", (), [Stated(4, 9, "level", "actual")], published=date(2022, 5, 1))
    assert mention is not None
    assert (mention.first, mention.last, mention.basis) == (date(2022, 1, 1), date(2022, 12, 31), "inherited")


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("“十四五”期间", True),
        ("2021年以来", True),
        ("近五年", True),
        ("2019—2021年", True),
        ("今年以来", True),
        ("7月以来", True),
        ("年内", False),
        ("1—9月", False),
        ("2023年", False),
        ("2023年11月至2024年4月", False),
    ],
)
def test_running_totals_and_sums_over_years_are_marked(text: str, cumulative: bool) -> None:
    (mention,) = find(text + "，新建公路120公里", published=date(2024, 10, 10))
    assert mention.cumulative is cumulative


@pytest.mark.parametrize(
    ("text", "basis"), [("2022年", "explicit"), ("1—9月", "explicit"), ("去年", "deictic"), ("目前", "deictic")]
)
def test_the_basis_is_told(text: str, basis: str) -> None:
    (mention,) = find(text + "，新建公路120公里", published=date(2024, 10, 10))
    assert mention.basis == basis


@pytest.mark.parametrize(
    "piece", ["1", "十", "年", "2022年", "—", "1—", "前", "自2021年", "“十四五", "第", "近1", " ", "（"]
)
def test_a_long_row_of_anything_ends(piece: str) -> None:
    text = piece * 20_000
    found = find(text, published=date(2024, 10, 10))
    attribute(text, found, [Stated(n, n + 1, "level", "actual") for n in range(0, 20_000, 50)], published=None)


@given(st.text(alphabet="〇零一二三四五六七八九十廿卅0123456789年", max_size=6))
def test_numerals_never_fail(word: str) -> None:
    value = number(word)
    assert value is None or value >= 0


@given(st.integers(-5, 3000), st.integers(-5, 20), st.integers(-5, 3000), st.integers(-5, 20))
def test_months_are_ordered_or_none(first_year: int, first: int, last_year: int, last: int) -> None:
    span = days.months(first_year, first, last_year, last)
    assert span is None or span[0] < span[1]
