"""What must hold for any text: numbers written in any form read back, offsets fit, every digit is explained."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.numbers.quantities import read
from extractors.parse import parse, rules_version
from extractors.records import RepairSpan

FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
DIGITS = "零一二三四五六七八九"


def chinese(n: int) -> str:
    """A whole number below 10**12 in Chinese, as a bank would write it."""
    if n >= 10**8:
        head, rest = divmod(n, 10**8)
        return chinese(head) + "亿" + ("" if not rest else ("零" if rest < 10**7 else "") + chinese(rest))
    if n >= 10**4:
        head, rest = divmod(n, 10**4)
        return chinese(head) + "万" + ("" if not rest else ("零" if rest < 10**3 else "") + chinese(rest))
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= size:
            head, rest = divmod(n, size)
            return DIGITS[head] + name + ("" if not rest else ("零" if rest < size // 10 else "") + chinese(rest))
    return DIGITS[n]


whole = st.integers(min_value=2, max_value=10**12 - 1)
units = st.sampled_from(["元", "亩", "吨", "公里", "平方米", "人次", "千瓦时", "%", "户", "株"])


@given(whole, units)
@example(1001, "元")
@example(100000010, "亩")
def test_whole_numbers_read_back_in_every_form(n: int, unit: str) -> None:
    forms = [str(n), f"{n:,}", str(n).translate(FULL_WIDTH)]
    if n >= 20:  # one character alone is as often part of a word (二元结构)
        forms.append(chinese(n))
    if n % 100 == 0:
        forms.append(f"{Decimal(n) / 10**4}万")
    if n % 10**6 == 0:
        forms.append(f"{Decimal(n) / 10**8}亿")
    for form in forms:
        found, _ = read(f"完成{form}{unit}。")
        assert [(q.value, q.quote) for q in found] == [(float(n), form + unit)], form


@given(st.decimals(min_value="0.01", max_value="9999", places=2), units)
def test_decimals_read_back(n: Decimal, unit: str) -> None:
    for form in (str(n), str(n).translate(FULL_WIDTH)):
        found, _ = read(f"为{form}{unit}。")
        assert [q.value for q in found] == [float(n)], form


@given(st.integers(1, 99))
def test_shares_read_back(n: int) -> None:
    forms = [f"{n}%", f"{n}％", f"百分之{chinese(n)}", f"一百分之{chinese(n)}"]
    if n % 10 == 0:
        forms.append(f"{chinese(n // 10)}成")
    for form in forms:
        found, _ = read(f"占比为{form}。")
        assert [q.value for q in found] == [float(n)], form


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_ranges_keep_their_ends(a: int, b: int) -> None:
    low, high = sorted((a, a + b))
    for form in (f"{low}—{high}元", f"{low}至{high}元", f"{low}元至{high}元", f"{low}~{high}元"):
        found, _ = read(f"补贴{form}。")
        assert [(q.low, q.high, q.bound) for q in found] == [(low, high, "range")], form


ALPHABET = st.sampled_from(
    list("0123456789.,:%-+/()“”《》，。；：、\n\t 　１２３％ABkmGPx〔〕")
    + list("零一二三十百千万亿两半数几多余第前年月日时点分个名家元亩吨成倍番折比号岁级类")
    + [
        "增长",
        "下降",
        "分别",
        "其中",
        "预计",
        "以上",
        "不低于",
        "同比",
        "居全省第",
        "百分之",
        "分之",
        "电话",
        "县",
        "全市",
        "的村",
        "较上年",
        "由",
        "至",
    ]
)
texts = st.lists(ALPHABET, max_size=60).map("".join) | st.text(max_size=80)


@settings(max_examples=300)
@given(texts)
def test_offsets_fit_and_every_digit_is_explained(text: str) -> None:
    parsed = parse(text, home="安徽省/淮南市/八公山区")
    spans = [(x.start, x.end) for x in (*parsed.observations, *parsed.unread)]
    for o in parsed.observations:
        assert text[o.start : o.end] == o.quote
        assert 0 <= o.sentence_start <= o.start < o.end <= len(text)
        assert o.rules_version == rules_version()
        assert o.value is None or abs(o.value) < 1e30
    for u in parsed.unread:
        assert text[u.start : u.end] == u.text
        assert u.reason
    explained = {i for a, b in spans for i in range(a, b)}
    digits = {i for i, c in enumerate(text) if c in "0123456789０１２３４５６７８９"}
    assert digits <= explained


ADVERSARIAL = [
    "1" * 20000,
    "一" * 20000,
    "万" * 5000,
    "1、" * 5000,
    "1:" * 5000,
    "比也" * 4000 + "5%",
    "较" * 4000 + "增长5%",
    "(" * 8000 + "5个",
    "“" * 8000 + "3%”",
    "就有" * 4000 + "、5个",
    "1-" * 5000,
    "第1" * 4000,
    "1万亿" * 3000,
    "分之" * 4000 + "1",
    "的" * 8000 + "5户",
    "1," * 6000,
    "一、" * 5000,
    "百分之" * 3000,
    "5%和" * 3000,
    "增长" * 5000 + "5%",
    "电话" * 4000 + "123456",
    "\n" * 8000 + "1个",
    "投资增长5.3%，新增就业2000人，" * 400,
    "同和与" * 3000 + "比5%",
    "主要目标是：\n——1%；" * 1500,
]


@pytest.mark.parametrize("text", ADVERSARIAL, ids=range(len(ADVERSARIAL)))
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    parse(text)


def test_damage_takes_figures_away_or_marks_them() -> None:
    text = "新建公路120公里，改造公路36公里。"
    lost = RepairSpan(text.index("120"), text.index("120") + 1, "lost", "x")
    guessed = RepairSpan(text.index("36"), text.index("36") + 2, "guessed", "x")
    parsed = parse(text, damage=[lost, guessed])
    assert [(o.quote, o.uncertain) for o in parsed.observations] == [("36公里", True)]
    assert [(u.text, u.reason) for u in parsed.unread] == [("120公里", "lost characters")]
