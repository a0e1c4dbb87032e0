"""Mentions and their codes: our own sentences."""

from datetime import date

import pytest

from extractors.places import locate

DAY = date(2024, 7, 12)


def codes(text: str, home: str | None = "340400", day: date = DAY) -> list[tuple[str, str | None]]:
    return [(m.text, m.place.code if m.place else None) for m in locate(text, published=day, home=home)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("凤台县朱马店镇种植油菜3万亩。", [("凤台县朱马店镇", "340421")]),
        ("安徽淮南潘集区建成大棚200座。", [("安徽淮南潘集区", "340406")]),
        ("本报淮南讯（记者 赵一）入库税收2亿元。", [("本报淮南讯"[2:4], "340400")]),
        ("全市开工项目30个。", [("全市", "340400")]),
        ("山东省枣庄市市中区引进企业12家。", [("山东省枣庄市市中区", "370402")]),
    ],
)
def test_names_and_what_points_back(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "大家登上八公山看日出，游客增加三成。",
        "南京路与北京路交口新装路灯40盏。",
        "长安汽车销量突破20万辆。",
        "自然资源确权300宗，新建厂房2座。",
        "村民李兴化家里收了5000斤粮。",
    ],
)
def test_traps_carry_no_code(text: str) -> None:
    assert [code for _, code in codes(text) if code] == []


def test_an_ambiguous_name_without_evidence_has_no_place_and_says_why() -> None:
    (mention,) = locate("鼓楼区新增就业900人。", published=DAY, home=None)
    assert mention.place is None
    assert "徐州市" in mention.reason


def test_a_reprint_speaks_of_the_district_in_its_headline() -> None:
    text = "走进八公山区的村庄，房前屋后干净整洁。\n\n1—10月，全区清运垃圾5200余吨。"
    found = locate(text, published=date(2025, 11, 8), home="340404", title="八公山区：清出一片好环境")
    assert [m.place.code for m in found if m.text == "全区" and m.place] == ["340405"]
    named = locate(
        text + "谢家集区也在行动。", published=date(2025, 11, 8), home="340404", title="八公山区：清出好环境"
    )
    assert [m.place.code for m in named if m.text == "全区" and m.place] == ["340404"]
