"""Titles, times, authors and outlets, each by its own rule."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import CatalogueError
from extractors.read.blocks import blocks
from extractors.read.containers import families
from extractors.read.people import authors, is_name, outlet
from extractors.read.selectors import select
from extractors.read.times import dated, published
from extractors.read.titles import title_of
from extractors.read.tree import parse
from extractors.read.trim import head_rule, tail_rule

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("（记者 王小明）", ("王小明",)),
        ("（本报记者　王 明　通讯员　李四、赵小五）", ("王明", "李四", "赵小五")),
        ("示例日报7月1日电（王小明 欧阳红）今年以来，全区新增就业3200人。", ("王小明", "欧阳红")),
        ("本报记者 王小明 报道", ("王小明",)),
        ("文/王小明 图/李四", ("王小明",)),
        ("（作者王小明系示例大学教授）", ("王小明",)),
        ("全区农业机械总动力达到36万千瓦。（阿依古丽·买买提）", ("阿依古丽·买买提",)),
        ("记者从区农业农村局获悉，夏粮丰收。", ()),
        ("记者王小明 摄", ()),
        ("（责任编辑：王小明）", ()),
        ("收割机在作业。（记者王小明摄）", ()),
        ("（文明创建办公室）", ()),
        ("（示例区融媒体中心）", ()),
        ("（全省、全市）", ()),
    ],
)
def test_authors(line: str, names: tuple[str, ...]) -> None:
    assert authors([line], []) == names


@pytest.mark.parametrize("word", ["王\ud800", "王\x00", "王<b>", "阿依·\ud800·买", "··阿依··", "王 小"])
def test_what_holds_more_than_letters_is_no_name(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("来源：示例日报", "示例日报"),
        ("2024-07-15 09:30 来源： 示例区统计局 浏览次数：8", "示例区统计局"),
        ("【来源：示例区融媒体中心】", "示例区融媒体中心"),
        ("信息来源:示例区人民政府办公室发布时间:2024-07-15", "示例区人民政府办公室"),
        ("来源：网络", None),
        ("收入来源多样", None),
    ],
)
def test_outlet(line: str, name: str | None) -> None:
    assert outlet([line]) == name


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-07-15 09:30:05", "2024-07-15 09:30:05+08:00"),
        ("2024年7月15日 星期一 9时30分", "2024-07-15 09:30:00+08:00"),
        ("2024/07/15", "2024-07-15 00:00:00+08:00"),
        ("2024-07-15T01:30:00Z", "2024-07-15 09:30:00+08:00"),
        ("2024-07-15T01:30:00.000+00:00", "2024-07-15 09:30:00+08:00"),
        ("成文日期：2024-07-01 发布日期：2024-07-15", "2024-07-15 00:00:00+08:00"),
        ("2024.13.40", "None"),
        ("电话 0554-20247151", "None"),
        ("2024-07", "None"),
    ],
)
def test_dated(text: str, instant: str) -> None:
    assert str(dated(text)) == instant


def test_no_day_is_invented() -> None:
    assert published("", ["来源：示例日报"], {}, "http://www.shili.gov.cn/a", ["全区夏粮丰收。"], NOW) == (None, None)
    later = ["发布时间：2031-01-01"]
    assert published("", later, {}, "http://www.shili.gov.cn/a", [], NOW) == (None, None)


def test_order_of_evidence() -> None:
    url, named = "http://www.shili.gov.cn/202401/t20240101_1.html", {"pubdate": "2024-02-02"}
    assert published("", ["2024-03-03"], named, url, [], NOW)[1] == "text"
    assert published("", [], named, url, [], NOW)[1] == "meta"
    assert published("", [], {}, url, ["2024-04-04"], NOW)[1] == "url"
    assert published('var ct="1706745600"', ["2024-03-03"], named, url, [], NOW)[1] == "meta"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>夏粮收购突破20万吨_示例区人民政府</title><h2>夏粮收购突破20万吨</h2>", "夏粮收购突破20万吨"),
        (
            "<title>示例区人民政府</title><h1>示例区人民政府</h1><h2>全区夏粮收购突破20万吨大关</h2>",
            "全区夏粮收购突破20万吨大关",
        ),
        ("<title>全区夏粮收购突破20万吨大...</title><h1>全区夏粮收购突破20万吨大关</h1>", "全区夏粮收购突破20万吨大关"),
        ('<meta name="ArticleTitle" content="夏粮丰收"><title>x</title><h1>别的</h1>', "夏粮丰收"),
        ("<title>全区夏粮收购突破20万吨 - 新闻 - 示例网</title><p>无</p>", "全区夏粮收购突破20万吨"),
        (
            "<title>今日农情_农业信息_示例农网</title><h1>今日农情_农业信息_示例农网</h1>"
            "<h2>全县早稻收割过半单产提高</h2>",
            "全县早稻收割过半单产提高",
        ),
        ("<title>示例网--全县早稻收割过半</title><h2>全县早稻收割过半</h2>", "全县早稻收割过半"),
        ("<p>没有标题</p>", ""),
    ],
)
def test_title(html: str, title: str) -> None:
    assert title_of(parse(html)) == title


SENTENCES = (
    "热门景区接待游客3万人次。",
    "登录平台的用户达到3万人，比上月增加2000人。",
    "编辑部里灯火通明，大家正在核对稿件。",
    "来源地以省内为主，占到六成以上。",
    "分享会上，12名村民讲述了增收故事，现场有300多人参加。",
    "扫描仪、打印机等办公设备产量增长8%。",
    "附件加工企业新增12家。",
    "2024年7月，全区新增就业3200人。",
    "相关负责人说，下一步将投资2亿元。",
    "国家统计局示例调查队2024年7月15日发布的数据显示，上半年居民收入增长5.9%。",
    "点击查看更多的人来自外省，占到全部访问量的三分之一左右。",
    "凡未取得许可证的单位，一律不得从事收购活动。",
    "未经许可，任何单位和个人不得占用耕地。",
    "版权与文创产业产值达到3亿元，增长12%。",
    "互联网新闻信息从业人员1200人参加培训。",
    "政府综合服务热线受理群众诉求3.6万件。",
    "全市登记版权作品1.2万件，同比增长30%。",
    "下一期工程年底开工。",
    "热门推荐线路12条。",
    "网友互动平台办结诉求320件。",
    "标题党账号处置320个。",
    "01",
    "2024",
    "1\t25\t30",
    "12\t15",
    "关闭\t3\t2",
)


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_are_no_furniture(line: str) -> None:
    assert tail_rule(line) is None
    assert head_rule(line, "全区经济") is None


@pytest.mark.parametrize("line", ["【1】【2】【3】", "[1] [2]", "1 2 3 下一页", "共3页", "上一篇：夏粮丰收"])
def test_pagers_end_an_article(line: str) -> None:
    assert tail_rule(line) in ("pages", "related")


@given(st.text(max_size=200), st.text(max_size=20))
def test_rules_never_raise(line: str, title: str) -> None:
    tail_rule(line)
    head_rule(line, title)
    authors([line], [title])
    dated(line)
    outlet([line])


@given(st.text(alphabet="<>/abdiptrle =\"'一二。，\n\t&;", max_size=300))
def test_any_markup_has_blocks(html: str) -> None:
    for block in blocks(parse(html)):
        assert block.text == block.text.strip() != ""
        assert "\n" not in block.text


def test_only_anchors_that_lead_somewhere_are_links() -> None:
    html = (
        '<a name="top"><p>全区夏粮丰收。</p></a><p><a href="/1" style="display:none">藏</a>甲<a href="/2">乙丙</a></p>'
    )
    assert [(block.text, block.linked) for block in blocks(parse(html))] == [("全区夏粮丰收。", 0), ("甲乙丙", 2)]


def test_cells_keep_their_columns() -> None:
    html = (
        "<table><tr><th rowspan=2>地区<th colspan=2>产值<tr><th>本月<th>累计<tr><td>甲县<td>12<td>80"
        "<tr><td>乙县<td><td>75"
        "<tr><td colspan=99999>合计<td rowspan=-1>9</table>"
    )
    assert [block.text for block in blocks(parse(html))] == [
        "地区\t产值",
        "\t本月\t累计",
        "甲县\t12\t80",
        "乙县\t\t75",
        "合计\t9",
    ]


def test_selectors() -> None:
    root = parse('<div id="a" class="x y"><p class="z">1</p></div><p class="z" itemprop="b">2</p>')
    assert [e.text for e in select(root, "#a .z")] == ["1"]
    assert [e.text for e in select(root, "p.z[itemprop=b]")] == ["2"]
    assert [e.get("id") for e in select(root, ".y.x")] == ["a"]
    for wrong in ("", "a > b", "p:first-child", "a,b"):
        with pytest.raises(CatalogueError, match="selector"):
            select(root, wrong)


def test_the_table_of_containers_holds() -> None:
    selectors = [family.selector for family in families()]
    assert len(selectors) == len(set(selectors)) > 60


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("2024-05-13 08:49 云岭日报", "云岭日报"),
        ("松台融媒 05-13 21:10 阅读 301", "松台融媒"),
        ("2024年5月13日 星期一 青泽县融媒体中心", "青泽县融媒体中心"),
        ("新闻中心 2024-05-13", None),
        ("信息发布 2024-05-13", None),
        ("首页 > 云岭日报 > 正文 2024-05-13", None),
        ("云岭日报", None),
        ("2024-05-13 全县上网人数", None),
        ("云岭在线 2024-05-13 来源：网络", None),
    ],
)
def test_an_outlet_may_stand_beside_the_date_without_a_label(line: str, named: str | None) -> None:
    assert outlet([line]) == named
