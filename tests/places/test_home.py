"""The home of a site, guessed from its name."""

import pytest

from extractors.places.home import guess_home


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("八公山区人民政府", "340405"),
        ("安徽省淮南市凤台县人民政府门户网站", "340421"),
        ("合肥日报", "340100"),
        ("中国·庆元", "331126"),
        ("北京市朝阳区政府", "110105"),
        ("酉阳县人民政府", "500242"),
        ("四川省攀枝花市东区人民政府", "510402"),
        ("鼓楼区人民政府", None),
        ("某某新闻网", None),
        ("", None),
    ],
)
def test_the_home_is_guessed(name: str, code: str | None) -> None:
    assert guess_home(name) == code


def test_a_known_province_decides_between_namesakes() -> None:
    assert guess_home("鼓楼区人民政府", within="410000") == "410204"
