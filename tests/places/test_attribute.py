"""Which place a figure is about: our own articles, the figures marked as ⟦figure|place⟧."""

import re
from datetime import date
from typing import NamedTuple

import pytest

from extractors.places import attribute, locate
from extractors.records import Mention, Stated

DAY = date(2024, 7, 12)
FENGTAI = "安徽省/淮南市/凤台县"
HUAINAN = "安徽省/淮南市"
MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")


class Case(NamedTuple):
    about: str
    home: str | None
    title: str
    text: str


CASES = [
    Case(
        "the place stays until the next",
        HUAINAN,
        "",
        "凤台县新增企业⟦300户|凤台县⟧，注销⟦12户|凤台县⟧；寿县新增⟦500户|寿县⟧。",
    ),
    Case("list of pairs", FENGTAI, "", "岳张集镇⟦1200户|岳张集镇⟧、朱马店镇⟦860户|朱马店镇⟧、顾桥镇⟦75户|顾桥镇⟧。"),
    Case(
        "the whole returns after its list",
        FENGTAI,
        "",
        "全县完成投资⟦45亿元|凤台县⟧、寿县⟦31亿元|寿县⟧。城镇新增就业⟦5000人|凤台县⟧。",
    ),
    Case(
        "the change of what an area above did",
        FENGTAI,
        "",
        "去年春节期间安徽省接待游客⟦900万人次|安徽省⟧，同比增长⟦7.5%|安徽省⟧。据统计，全省出口⟦80亿元|安徽省⟧，增长⟦3%|安徽省⟧，"
        "县里发放补贴⟦60万元|凤台县⟧。",
    ),
    Case(
        "a scene in a town that no list has",
        FENGTAI,
        "",
        "全县种橘⟦9000亩|凤台县⟧。\n在云岭镇的橘园里，又是一番热闹。采橘的客人有⟦800人|云岭镇⟧。\n在示范村，新栽⟦30亩|凤台县⟧。",
    ),
    Case(
        "a speech before its speaker",
        FENGTAI,
        "",
        "“一斤卖⟦8元|顾桥镇⟧，天天卖光。”6月1日，凤台县顾桥镇菜农李长河说。\n全县种菜⟦900亩|凤台县⟧。\n“全县要建⟦5座|凤台县⟧大棚。”"
        "岳张集镇镇长说。",
    ),
    Case(
        "an organisation from elsewhere",
        FENGTAI,
        "",
        "顾桥镇种茶⟦400亩|顾桥镇⟧。合肥某某农业发展有限公司投入⟦90万元|顾桥镇⟧，芜湖工务段扶贫队又争取⟦6万元|顾桥镇⟧。",
    ),
    Case(
        "compared with the same time of all",
        FENGTAI,
        "",
        "全县用电⟦3亿度|凤台县⟧，涨幅低于同期全国均值⟦2个百分点|凤台县⟧。",
    ),
    Case(
        "the court as a whole after its chamber",
        FENGTAI,
        "",
        "顾桥镇法庭结案⟦410件|顾桥镇⟧。院党组要求结案率达⟦95%|凤台县⟧。",
    ),
    Case("a school of a township", FENGTAI, "", "全县转移⟦1200人|凤台县⟧，安置在顾桥中学。捐款⟦3万元|凤台县⟧。"),
    Case(
        "an office above",
        FENGTAI,
        "",
        "顾桥镇过火⟦2公顷|顾桥镇⟧。安徽省森防指抽调⟦50名|顾桥镇⟧队员。损失⟦6万元|顾桥镇⟧。",
    ),
    Case(
        "the pool of a rank",
        HUAINAN,
        "",
        "潘集经济开发区收入⟦90亿元|潘集经济开发区⟧，在全省100个园区中排位第⟦5位|潘集经济开发区⟧；"
        "大通区收入⟦30亿元|大通区⟧，全省第⟦40位|大通区⟧。",
    ),
    Case("an honour", FENGTAI, "", "获评全国智慧城市先导区、全国文明校园等荣誉⟦11项|凤台县⟧，新建公园⟦3座|凤台县⟧。"),
    Case(
        "the title of a book",
        FENGTAI,
        "",
        "顾桥镇建成书屋⟦13个|顾桥镇⟧，编印《朱马店镇百工》，举办“岳张集镇诗会”⟦5届|顾桥镇⟧，组建舞队⟦6支|顾桥镇⟧。",
    ),
    Case(
        "the figure that explains a place compared with",
        FENGTAI,
        "",
        "全县增速高于全国（⟦3.9%|全国⟧）⟦3.6个百分点|凤台县⟧。",
    ),
    Case(
        "sent from a city of the same province",
        FENGTAI,
        "",
        "本报芜湖讯（记者）昨日通报，去年全省破案⟦4000起|安徽省⟧，抓获⟦900人|安徽省⟧，发案下降⟦3%|安徽省⟧。追回⟦60万元|凤台县⟧。",
    ),
    Case(
        "villages that stand for all that are counted",
        FENGTAI,
        "",
        "全县打井⟦40眼|凤台县⟧，解决了顾桥镇李湾，朱马店镇王冲等⟦12个|凤台县⟧村的饮水；泵站完成投资⟦30万元|凤台县⟧。",
    ),
    Case(
        "the pool of a rank at the head of its clause",
        FENGTAI,
        "",
        "臭氧浓度下降⟦6%|凤台县⟧，全市⟦7个|凤台县⟧县区排名第⟦2位|凤台县⟧。",
    ),
    Case("a prize in passing", FENGTAI, "", "顾桥镇规划获省优秀案例一等奖。建设高标准农田⟦2.3万亩|凤台县⟧。"),
    Case(
        "a word that ends in a name",
        "陕西省/商洛市/山阳县",
        "",
        "打造⟦12个|山阳县⟧特色小镇安置点，安置⟦4万人|山阳县⟧。",
    ),
    Case(
        "a report of the whole",
        HUAINAN,
        "2025年淮南市政府工作报告",
        "潘集区建成码头⟦2座|潘集区⟧，吞吐量⟦3万吨|潘集区⟧。新建公路⟦120公里|淮南市⟧。皖北粮仓更稳。产粮⟦300万吨|淮南市⟧。",
    ),
    Case(
        "a place of one paragraph",
        FENGTAI,
        "",
        "全县减免医药费⟦90万元|凤台县⟧。\n顾桥镇居民陈某在窗口少付⟦800元|顾桥镇⟧。\n助学方面，支出⟦700万元|凤台县⟧。",
    ),
    Case(
        "a place of several paragraphs",
        FENGTAI,
        "",
        "全县春茶开采。\n顾桥镇种茶⟦900亩|顾桥镇⟧。\n收入⟦80万元|顾桥镇⟧。\n顾桥镇明年再种⟦60亩|顾桥镇⟧。",
    ),
    Case(
        "sunshine, no city", FENGTAI, "", "本月气温正常，日照正常。平均气温⟦4.7℃|凤台县⟧。日照：本月⟦139毫米|凤台县⟧。"
    ),
    Case("one each", HUAINAN, "", "潘集区、大通区分别完成投资⟦8亿元|潘集区⟧和⟦3亿元|大通区⟧。"),
    Case(
        "two each",
        HUAINAN,
        "",
        "潘集区、大通区产值分别为⟦8亿元|潘集区⟧、⟦3亿元|大通区⟧，分别增长⟦5%|潘集区⟧、⟦6%|大通区⟧。",
    ),
    Case(
        "bracket",
        FENGTAI,
        "",
        "全县税收增长⟦5.6%|凤台县⟧（全市增长⟦4.1%|淮南市⟧），居全市第⟦2位|凤台县⟧，其中增值税⟦3亿元|凤台县⟧。",
    ),
    Case(
        "share in a bracket",
        HUAINAN,
        "",
        "寿县收割⟦90万亩|寿县⟧（占⟦71%|寿县⟧），凤台县⟦60万亩|凤台县⟧（占⟦80%|凤台县⟧）。",
    ),
    Case(
        "compared level",
        FENGTAI,
        "",
        "全县货运增长⟦6.2%|凤台县⟧，低于全市的⟦8.7%|淮南市⟧，比上年回落⟦1.4个百分点|凤台县⟧。",
    ),
    Case("compared gap", FENGTAI, "", "全县工业增长⟦7.5%|凤台县⟧，高于全市平均水平⟦1.2个百分点|凤台县⟧。"),
    Case("home at the start", FENGTAI, "", "上半年新增就业⟦3000人|凤台县⟧。"),
    Case(
        "title's town at the start",
        FENGTAI,
        "朱马店镇“稻虾米”闯市场",
        "亩均增收⟦2000元|朱马店镇⟧，合作社有⟦12家|朱马店镇⟧。",
    ),
    Case(
        "office of the home",
        FENGTAI,
        "",
        "在朱马店镇，大棚有⟦260座|朱马店镇⟧。\n县农业农村局介绍，油菜种植⟦12万亩|凤台县⟧。",
    ),
    Case("inside of the town", FENGTAI, "", "朱马店镇干部说，镇里有⟦9个|朱马店镇⟧薄弱村，县里帮扶⟦40个|凤台县⟧村。"),
    Case("this town", FENGTAI, "", "顾桥镇做强产业。该镇建成冷库⟦6座|顾桥镇⟧，全镇稻虾⟦2万亩|顾桥镇⟧。"),
    Case("exported to", FENGTAI, "", "凤台县的糯米畅销上海、浙江，年销售额⟦2亿元|凤台县⟧。"),
    Case("guests from elsewhere", FENGTAI, "", "凤台县引进江苏企业⟦12家|凤台县⟧，来自浙江的客商投资⟦3亿元|凤台县⟧。"),
    Case("an honour", FENGTAI, "", "顾桥镇获评全国文明村镇，今年接待游客⟦6万人次|顾桥镇⟧。"),
    Case("share of the nation", "430000", "", "湖南省辣椒产量占全国的⟦8%|湖南省⟧，出口⟦3万吨|湖南省⟧。"),
    Case(
        "headings",
        HUAINAN,
        "",
        "【潘集区】新建学校⟦3所|潘集区⟧。\n【大通区】新建学校⟦2所|大通区⟧。\n全市共⟦9所|淮南市⟧。",
    ),
    Case(
        "table lines", "340000", "", "各市进度：\n合肥　　⟦38万亩|合肥⟧\n淮南　　⟦65万亩|淮南⟧\n马鞍山　⟦18万亩|马鞍山⟧"
    ),
    Case("behind", HUAINAN, "", "总投资⟦5亿元|凤台县⟧的凤台县产业园开工。"),
    Case("zone", HUAINAN, "", "淮南经开区引进项目⟦12个|淮南经开区⟧，其中工业项目⟦7个|淮南经开区⟧。"),
    Case(
        "village",
        FENGTAI,
        "",
        "走进朱新庄子村，大棚连片。朱新庄子村集体收入⟦60万元|朱新庄子村⟧，带动⟦120户|朱新庄子村⟧增收。",
    ),
    Case("latter of two", HUAINAN, "", "潘集区与大通区你追我赶，前者签约⟦31亿元|潘集区⟧，后者签约⟦17亿元|大通区⟧。"),
    Case(
        "examples of many", FENGTAI, "", "全县推广稻虾⟦20万亩|凤台县⟧，顾桥镇、朱马店镇等都已开工，投入⟦3亿元|凤台县⟧。"
    ),
    Case("several together", FENGTAI, "", "顾桥镇、朱马店镇共流转土地⟦3万亩|顾桥镇、朱马店镇⟧。"),
    Case("province in passing", FENGTAI, "", "在前不久的安徽省招商会上，凤台县签约⟦3个|凤台县⟧项目。"),
    Case(
        "province as subject",
        FENGTAI,
        "",
        "凤台县地处淮河边。今年，安徽省提高了补贴，每亩补⟦40元|安徽省⟧，另补⟦20元|安徽省⟧。",
    ),
    Case(
        "city of the county for its clause", FENGTAI, "", "按照全市统一部署，开展检查⟦30次|凤台县⟧，整改⟦25处|凤台县⟧。"
    ),
    Case("dateline", "340000", "", "本报淮南讯（记者 赵一）新建停车位⟦850个|淮南⟧。"),
    Case(
        "county-level city", "安徽省/合肥市/巢湖市", "", "我市门票收入增长⟦9%|巢湖市⟧，全市接待游客⟦90万人次|巢湖市⟧。"
    ),
    Case("autonomous region", "广西壮族自治区", "", "上半年全区生产总值增长⟦4.1%|广西壮族自治区⟧。"),
    Case(
        "villages in a feature, then the county",
        "贵州省/铜仁市/思南县",
        "",
        "在鹦鹉溪镇翟家坝村，采茶工人每天挣⟦150元|翟家坝村⟧。\n“去年茶青卖了⟦3万元|翟家坝村⟧。”村民说。\n"
        "目前，全县有茶企⟦98家|思南县⟧，年产值⟦20亿元|思南县⟧。",
    ),
    Case(
        "village, township, township's inside",
        "江苏省/宿迁市/泗洪县",
        "",
        "双沟镇罗岗村党总支书记很忙。该村收入⟦110万元|罗岗村⟧。双沟镇有⟦17个|双沟镇⟧村，镇里投入⟦800万元|双沟镇⟧。",
    ),
    Case(
        "gaps to nation and province, then districts with a zone",
        "四川省/成都市",
        "",
        "成都市增长⟦5.8%|成都市⟧，高于全国⟦0.3个百分点|成都市⟧、全省⟦0.2个百分点|成都市⟧。"
        "高新区增长⟦6.5%|高新区⟧，武侯区增长⟦5.1%|武侯区⟧，简阳市增长⟦7.2%|简阳市⟧。",
    ),
    Case(
        "the others",
        "广东省/湛江市/徐闻县",
        "",
        "转移群众⟦2.3万人|徐闻县⟧，其中角尾乡⟦3500人|角尾乡⟧、迈陈镇⟦4200人|迈陈镇⟧，其余乡镇⟦1.5万人|徐闻县⟧。",
    ),
    Case(
        "numbered sections",
        "安徽省/阜阳市",
        "",
        "（一）农业。全市粮食⟦110亿斤|阜阳市⟧。临泉县⟦28亿斤|临泉县⟧。\n（二）工业。增加值增长⟦9%|阜阳市⟧。",
    ),
    Case(
        "one each, then the home's own",
        "云南省/红河哈尼族彝族自治州/弥勒市",
        "",
        "弥勒市、泸西县、建水县投资分别增长⟦12%|弥勒市⟧、⟦8%|泸西县⟧和⟦5.5%|建水县⟧。"
        "我市完成投资⟦30亿元|弥勒市⟧，占年度计划的⟦52%|弥勒市⟧，排全州第⟦2位|弥勒市⟧。",
    ),
    Case(
        "zone and district",
        "湖南省/长沙市/望城区",
        "",
        "望城经开区签约项目⟦23个|望城经开区⟧。园区有企业⟦210家|望城经开区⟧。区统计局数据显示，投资增长⟦11%|望城区⟧。",
    ),
    Case(
        "a farm that bears the county's name",
        "黑龙江省/齐齐哈尔市/克山县",
        "",
        "克山农场收获马铃薯⟦5万吨|克山农场⟧。克山县种植⟦28万亩|克山县⟧。",
    ),
    Case(
        "the new area",
        "天津市/滨海新区",
        "",
        "滨海新区高新区引进企业⟦120家|滨海新区高新区⟧。新区还建成学校⟦6所|滨海新区⟧。",
    ),
    Case(
        "one each, then all together",
        "广东省/广州市",
        "",
        "黄埔区、南沙区增加值分别增长⟦6.2%|黄埔区⟧、⟦8.1%|南沙区⟧，两区合计占全市的⟦52%|广州市⟧。",
    ),
    Case("counted together", FENGTAI, "", "顾桥镇、朱马店镇两镇入住率达⟦95%|顾桥镇、朱马店镇两镇⟧。"),
    Case("a region as subject", "河北省/承德市", "", "坝上地区今年造林⟦30万亩|坝上地区⟧。全市绿化率⟦60%|承德市⟧。"),
    Case(
        "no region as object", "青海省/海西蒙古族藏族自治州/天峻县", "", "去年，县里兑付草原补奖资金⟦3.6亿元|天峻县⟧。"
    ),
    Case("kinds of villages", "山东省/菏泽市/曹县", "", "大集镇淘宝村⟦32个|大集镇⟧，专业村⟦9个|大集镇⟧。"),
    Case("a partner", FENGTAI, "", "顾桥镇与江苏徐州共建园区，投资⟦5亿元|顾桥镇⟧，与上海合作引进项目⟦3个|顾桥镇⟧。"),
    Case("only behind others", "340000", "", "淮南出口增长⟦9%|淮南⟧，仅次于合肥、芜湖，总额⟦12亿元|淮南⟧。"),
    Case("an office by its last letters", FENGTAI, "", "顾桥镇有大棚⟦60座|顾桥镇⟧。县融媒体中心发稿⟦9篇|凤台县⟧。"),
    Case("a town as home", FENGTAI + "/顾桥镇", "", "今年新修道路⟦3公里|顾桥镇⟧。"),
    Case("a zone as home", HUAINAN + "/毛集实验区", "", "今年新修道路⟦3公里|毛集实验区⟧。"),
    Case("the mountain", HUAINAN, "", "八公山下游人如织，全市接待⟦3万人次|淮南市⟧。登上八公山的有⟦2万人|淮南市⟧。"),
    Case("unknown", None, "", "新建厂房⟦12座|⟧。"),
    Case("the court's own figures", "安徽省/淮南市/大通区", "", "依照全市法院考核办法，我院结案⟦620件|大通区⟧。"),
]


def read(case: Case) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    text, stated, wanted, at = "", [], [], 0
    for mark in MARK.finditer(case.text):
        text += case.text[at : mark.start()]
        kind = "rank" if "位" in mark[1] else "change_abs" if "百分点" in mark[1] else "level"
        kind = "change_rate" if text.endswith("增长") and mark[1].endswith("%") else kind
        stated.append(Stated(len(text), len(text) + len(mark[1]), kind, "actual"))  # type: ignore[arg-type]  # a literal
        wanted.append((mark[1], mark[2]))
        text += mark[1]
        at = mark.end()
    text += case.text[at:]
    mentions = locate(text, published=DAY, home=case.home, title=case.title)
    found = attribute(text, mentions, stated, home=case.home, published=DAY, title=case.title)
    return [(figure, m.name if m else "") for (figure, _), m in zip(wanted, found, strict=True)], wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_the_place_of_each_figure(case: Case) -> None:
    found, wanted = read(case)
    assert found == wanted


KNOWN_FAILURES = [
    Case("an undertaking elsewhere", "山东省/潍坊市/寿光市", "", "寿光市还在新疆喀什建大棚⟦500座|新疆喀什⟧。"),
    Case(
        "both of two named apart", FENGTAI, "", "顾桥镇⟦60亩|顾桥镇⟧；朱马店镇⟦45亩|朱马店镇⟧；两镇共占⟦三成|凤台县⟧。"
    ),
    Case("a part of the city that is no zone", "北京市", "", "城市副中心投资⟦500亿元|城市副中心⟧。"),
]


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda case: case.about)
def test_known_failures(case: Case) -> None:
    found, wanted = read(case)
    assert found == wanted


def test_basis_tells_how_the_place_is_known() -> None:
    text = "顾桥镇修路3公里。另建桥2座。该镇通车。"
    mentions = locate(text, published=DAY, home=FENGTAI)
    stated = [Stated(text.index(f), text.index(f) + len(f), "level", "actual") for f in ("3公里", "2座")]
    found: tuple[Mention | None, ...] = attribute(text, mentions, stated, home=FENGTAI, published=DAY)
    assert [m.basis for m in found if m] == ["explicit", "inherited"]
    assert mentions[-1].basis == "anaphora"
