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
        "长安汽车售出新车3万辆。",
        "自然资源确权300宗，新建厂房2座。",
        "村民李兴化家里收了5000斤粮。",
    ],
)
def test_traps_carry_no_code(text: str) -> None:
    assert [code for _, code in codes(text) if code] == []


def test_an_ambiguous_name_without_evidence_has_no_place_and_says_why() -> None:
    (mention,) = locate("鼓楼区新栽行道树900棵。", published=DAY, home=None)
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


TRAPS = [
    # mountains, lakes and rivers
    ("黄山上看云海的摄影爱好者多了三成。", "340000"),
    ("八公山风景区接待游客3万人次。", "340400"),
    ("八公山下的豆腐作坊有60家。", "340400"),
    ("环巢湖湿地新增鸟类12种。", "340000"),
    # everyday words
    ("自然资源确权300宗，新建厂房2座。", "450300"),
    ("两地合作项目8个，群众更加富裕，社会和平安定。", "340400"),
    ("公安民警走访300户。", "340400"),
    ("全面深化改革，推动长治久安。", "340400"),
    ("扩大连片种植面积2000亩。", "340400"),
    ("加大理赔力度，赔付300万元。", "340400"),
    ("确保定期检修12次。", "340400"),
    ("提高县域治理水平，新增城市绿地3公顷。", "340400"),
    ("示范县建设投入2亿元，覆盖县乡村三级。", "340400"),
    ("加工大理石3万平方米。", "340400"),
    ("淮河南岸堤防加固12公里，太湖北岸清淤3处。", "340400"),
    # roads, firms, schools, brands
    ("天津路与重庆路之间的隧道花费3.4亿元。", "340100"),
    ("南京东路改造完成80%。", "340100"),
    ("长安汽车出口翻了一番，达到5万辆。", "340400"),
    ("潍坊青禾机床配件有限公司投资3亿元。", "340400"),
    ("徐州工程机械集团订单增长12%。", "340400"),
    ("兰州大学毕业生签约30人。", "340400"),
    # persons
    ("村民李新建种了12亩地。", "340400"),
    ("记者 王铜陵 采访了3户人家。", "340400"),
    ("书记陈东方说，村里有3个合作社。", "340400"),
    # names long gone, and kinds of places
    ("各乡镇街道、各村上报隐患30处。", None),
    ("示范村12个，薄弱村3个，城中村改造2处。", "340400"),
    ("智慧社区30个，老旧小区改造26个。", "340400"),
    ("发展现代农业园区3个，零碳园区1个。", "340000"),
]


@pytest.mark.parametrize(("text", "home"), TRAPS)
def test_what_is_no_place_carries_no_code(text: str, home: str | None) -> None:
    assert [m.text for m in locate(text, published=DAY, home=home) if m.place is not None] == []


def names(text: str, home: str | None = "340400", title: str = "") -> list[tuple[str, str | None, int | None]]:
    found = locate(text, published=DAY, home=home, title=title)
    return [(m.name, m.place.code, m.place.level) if m.place else (m.name, None, None) for m in found]


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("该区开工3个项目。", "340405", [("八公山区", "340405", 3)]),
        ("潘集区抓项目。该区开工3个。", "340400", [("潘集区", "340406", 3), ("潘集区", "340406", 3)]),
        ("全区上半年增长4%。", "450000", [("广西壮族自治区", "450000", 1)]),
        ("全市增长4%，全县增长5%。", "340421", [("淮南市", "340400", 2), ("凤台县", "340421", 3)]),
        ("我市接待游客3万人次。", "340181", [("巢湖市", "340181", 3)]),
        ("全市增长4%。", "500109", [("重庆市", "500000", 1)]),
        ("县里拨款3万元，区里没有。", "340421", [("凤台县", "340421", 3)]),
        ("全市场增长4%，全区域推进。", "340405", []),
    ],
)
def test_what_points_back(text: str, home: str, expected: list[tuple[str, str, int]]) -> None:
    assert names(text, home) == expected


def test_a_zone_keeps_its_name_and_has_no_level() -> None:
    (mention,) = locate("淮南经开区引进项目12个。", published=DAY, home="340400")
    assert mention.place is not None
    assert (mention.name, mention.place.code, mention.place.level) == ("淮南经开区", "340400", None)


def test_the_same_town_code_means_two_towns_in_the_two_systems() -> None:
    found = locate("八公山区山王镇修路3公里，八公山镇修路2公里。", published=DAY, home="340400")
    assert [m.place.town_code for m in found if m.place] == ["340405121", "340405100"]


def test_a_village_needs_its_county_and_gets_its_code() -> None:
    assert [m.place.town_code for m in locate("张楼村通了车。", published=DAY, home="340405") if m.place] == [
        "340405121204"
    ]
    assert names("张楼村通了车。", None) == []


def test_short_names_need_evidence() -> None:
    assert names("金寨采茶3万斤。", None) == []
    assert names("六安金寨采茶3万斤。", None) == [("金寨", "341524", 3)]
    assert names("金寨县采茶3万斤。金寨还栽了茶。", None) == [("金寨县", "341524", 3), ("金寨", "341524", 3)]
    assert names("凤台采茶3万斤。", "340400") == [("凤台", "340421", 3)]


def test_towns_are_known_by_their_short_names_once_named() -> None:
    text = "凤台县朱马店镇种油菜。朱马店的油菜有3万亩。"
    assert names(text) == [("朱马店镇", "340421", 4), ("朱马店镇", "340421", 4)]


def test_ethnic_townships_have_everyday_names() -> None:
    assert names("毕节市七星关区阿市乡修路3公里。", "520500")[0][2] == 4


@pytest.mark.parametrize(
    "text",
    [
        "青岛啤酒销量增长6%，贵州茅台增长16%。",
        "北京时间5月1日，上海合作组织成员国达到10个。",
        "海南岛客流增长8%，天津港吞吐量增长5%。",
        "兰州拉面馆和重庆火锅店开了30家。",
        "孙中山先生题词，南昌起义旧址修缮3处。",
        "真金白银投入3亿元，阿里巴巴捐款200万元。",
    ],
)
def test_brands_dishes_and_harbours_are_no_districts(text: str) -> None:
    assert [m.text for m in locate(text, published=DAY, home="340400") if m.place is not None] == []
