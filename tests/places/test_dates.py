"""Codes as they were on the day: the changes of 2014-2025, before and after."""

from datetime import date

import pytest

from extractors.places import gazetteer, locate

# name as an article of the day writes it, home of its source, day, code on that day
CASES = [
    ("藁城市", "130100", date(2014, 3, 1), "130182"),
    ("藁城区", "130100", date(2015, 3, 1), "130109"),
    ("富阳市", "330100", date(2014, 6, 1), "330183"),
    ("富阳区", "330100", date(2015, 6, 1), "330111"),
    ("满城县", "130600", date(2015, 1, 10), "130621"),
    ("满城区", "130600", date(2016, 1, 10), "130607"),
    ("寿县", "341500", date(2015, 6, 1), "341521"),
    ("寿县", "340400", date(2016, 6, 1), "340422"),
    ("枞阳县", "340800", date(2015, 5, 1), "340823"),
    ("枞阳县", "340700", date(2016, 5, 1), "340722"),
    ("铜陵县", "340700", date(2015, 5, 1), "340721"),
    ("义安区", "340700", date(2016, 5, 1), "340706"),
    ("密云县", "110000", date(2015, 5, 1), "110228"),
    ("密云区", "110000", date(2016, 5, 1), "110118"),
    ("奉化市", "330200", date(2016, 3, 1), "330283"),
    ("奉化区", "330200", date(2017, 3, 1), "330213"),
    ("江东区", "330200", date(2016, 3, 1), "330204"),
    ("章丘市", "370100", date(2016, 3, 1), "370181"),
    ("章丘区", "370100", date(2017, 6, 1), "370114"),
    ("临安市", "330100", date(2017, 3, 1), "330185"),
    ("临安区", "330100", date(2018, 3, 1), "330112"),
    ("玉环县", "331000", date(2016, 12, 1), "331021"),
    ("玉环市", "331000", date(2018, 12, 1), "331083"),
    ("济阳县", "370100", date(2018, 3, 1), "370125"),
    ("济阳区", "370100", date(2019, 3, 1), "370115"),
    ("莱芜市钢城区", "370000", date(2018, 3, 1), "371203"),
    ("济南市钢城区", "370000", date(2019, 3, 1), "370117"),
    ("上饶县", "361100", date(2019, 3, 1), "361121"),
    ("广信区", "361100", date(2020, 3, 1), "361104"),
    ("广德县", "341800", date(2019, 3, 1), "341822"),
    ("广德市", "341800", date(2020, 3, 1), "341882"),
    ("无为县", "340200", date(2019, 6, 1), "340225"),
    ("无为市", "340200", date(2020, 6, 1), "340281"),
    ("桥东区", "130500", date(2020, 1, 10), "130502"),
    ("襄都区", "130500", date(2021, 1, 10), "130502"),
    ("芜湖县", "340200", date(2020, 1, 10), "340221"),
    ("湾沚区", "340200", date(2021, 1, 10), "340210"),
    ("海门市", "320600", date(2020, 1, 10), "320684"),
    ("海门区", "320600", date(2021, 1, 10), "320614"),
    ("新津县", "510100", date(2020, 1, 10), "510132"),
    ("新津区", "510100", date(2021, 1, 10), "510118"),
    ("蓬莱市", "370600", date(2020, 1, 10), "370684"),
    ("蓬莱区", "370600", date(2021, 1, 10), "370614"),
    ("江干区", "330100", date(2020, 6, 1), "330104"),
    ("临平区", "330100", date(2022, 6, 1), "330113"),
    ("偃师市", "410300", date(2020, 6, 1), "410381"),
    ("偃师区", "410300", date(2022, 6, 1), "410307"),
    ("米林县", "540400", date(2022, 6, 1), "540422"),
    ("错那市", "540500", date(2024, 6, 1), "540581"),
    ("和安县", "653200", date(2025, 6, 1), "653229"),
    ("渝北区", "500000", date(2024, 6, 1), "500112"),
    ("两江新区", "500000", date(2026, 1, 10), "500157"),
]


@pytest.mark.parametrize(("name", "home", "day", "code"), CASES)
def test_the_code_is_the_one_of_the_day(name: str, home: str, day: date, code: str) -> None:
    (mention,) = locate(f"{name}小麦总产达80万吨。", published=day, home=home)
    assert mention.place is not None
    assert mention.place.code == code


def test_a_name_lives_on_for_a_while_after_the_approval() -> None:
    (mention,) = locate("下城区新增企业900户。", published=date(2021, 6, 1), home="330100")
    assert mention.place is not None
    assert mention.place.code == "330103"
    assert "still in use" in mention.reason


def test_a_former_name_of_the_same_district_leads_to_its_present_code() -> None:
    (mention,) = locate("米林县新增企业90户。", published=date(2025, 6, 1), home="540400")
    assert mention.place is not None
    assert mention.place.code == "540481"
    assert mention.name == "米林县"
    assert mention.reason == "former name"


def test_a_district_merged_away_has_no_code_years_later() -> None:
    assert [m.place for m in locate("原下城区的老街。", published=date(2024, 6, 1), home="330100")] == [None]


@pytest.mark.parametrize(
    ("home", "day", "path"),
    [
        ("340422", date(2014, 5, 1), "安徽省/六安市/寿县"),
        ("341521", date(2024, 5, 1), "安徽省/淮南市/寿县"),
        ("341402", date(2024, 5, 1), "安徽省/合肥市/巢湖市"),
        ("500157", date(2020, 5, 1), "重庆市"),
        ("安徽省/六安市/寿县", date(2014, 5, 1), "安徽省/六安市/寿县"),
        ("河南省/新乡市/平原示范区", date(2023, 5, 1), "河南省/新乡市"),
        ("湖北省/仙桃市", date(2024, 5, 1), "湖北省/仙桃市"),
        ("浙江省/丽水市/庆元县", date(2017, 5, 1), "浙江省/丽水市/庆元县"),
        ("340405", None, "安徽省/淮南市/八公山区"),
    ],
)
def test_a_home_is_resolved_on_the_day(home: str, day: date | None, path: str) -> None:
    place = gazetteer().resolve(home, day)
    assert place is not None
    assert place.path == path


@pytest.mark.parametrize("home", ["", "999999", "不存在的地方", "/", "安徽", "12", "ａｂｃ"])
def test_a_home_that_is_no_place_is_none_or_its_ancestor(home: str) -> None:
    place = gazetteer().resolve(home, date(2024, 1, 1))
    assert place is None or home == "安徽"
