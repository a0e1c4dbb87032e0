"""The district a site speaks for, and which of its columns carry that district's news, by their names."""

import pytest

from extractors.prospect.columns import columns, score
from extractors.prospect.homes import home_of
from extractors.sources import load


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<title>淮南市八公山区人民政府网站</title>", "340405"),
        ("<title>首页</title><meta name='SiteName' content='寿县人民政府'>", "340422"),
        ("<title>首页</title><div>主办：安徽省淮南市凤台县人民政府办公室</div>", "340421"),
        ("<title>安徽省人民政府</title>", "340000"),
        ("<title>鼓楼区人民政府</title>", None),
        ("<title>要闻 - 颍泉融媒</title>", "341204"),
        ("<title>鼓楼发布</title>", None),
        ("<title>首页</title><p>淮南市八公山区召开会议</p>", None),
        ("", None),
    ],
)
def test_the_home_is_what_the_site_calls_itself(html, code):
    assert home_of(html, "http://a.example/").code == code


def test_the_catalogue_knows_the_homes_of_hosts():
    assert home_of("<title>首页</title>", "https://www.bagongshan.gov.cn/", load()).code == "340405"


def test_a_section_of_a_shared_host_names_its_own_district():
    known = load([], builtin=True)
    of_city = next(s for s in known if s.home == "340400")
    assert home_of("<title>首页</title>", of_city.url, known).code == "340400"
    assert home_of("<title>要闻_淮南市谢家集区人民政府</title>", of_city.url, known).code == "340404"
    assert home_of("<title>安徽省淮南市</title>", "https://www.bagongshan.gov.cn/", known).code == "340405"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("要闻_八公山区人民政府", "八公山区人民政府"),
        ("八公山区人民政府 - 首页", "八公山区人民政府"),
        ("要闻 - 颍泉融媒", "颍泉融媒"),
        ("青泽县", "青泽县"),
    ],
)
def test_a_site_is_named_by_the_part_of_its_title_that_is_its_name(title, site):
    assert home_of(f"<title>{title}</title>", "http://a.example/").site == site


def test_names_of_columns():
    good = [
        "八公山要闻",
        "今日八公山",
        "政务要闻",
        "本地要闻",
        "要闻",
        "工作动态",
        "镇街动态",
        "新闻中心",
        "政务动态",
        "基层动态",
    ]
    bad = [
        "国务院要闻",
        "省府要闻",
        "通知公告",
        "政策解读",
        "新闻发布会",
        "视频新闻",
        "人事任免",
        "办事服务",
        "区长信箱",
        "首页",
    ]
    assert [name for name in good if score(name, "八公山") < 6] == []
    assert [name for name in bad if score(name, "八公山") >= 6] == []
    assert score("八公山要闻", "八公山") > score("政务要闻", "八公山")


def test_more_takes_the_name_beside_it():
    html = "<div><h2>八公山要闻</h2><a href='/xw/'>更多&gt;&gt;</a></div>"
    html += "<div><h2>通知公告</h2><a href='/gg/'>更多</a></div>"
    assert [(c.name, c.url) for c in columns(html, "http://a.gov.cn/")] == [("八公山要闻", "http://a.gov.cn/xw/")]


# ---- check
