"""The words around place names: what marks a name that is none, points back to a place, or makes a zone of it.

Lists that grow are data (extractors/data/gazetteer_words.txt); how the words combine stands here.

>>> POINTER.search("今年以来，全区新增企业")["unit"], POINTER.search("全区域旅游")
('区', None)
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import resources

from extractors.lexicon import any_of


def _sections() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    name = ""
    source = resources.files("extractors") / "data" / "gazetteer_words.txt"
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            found[name] += line.split()
    return {section: tuple(dict.fromkeys(words)) for section, words in found.items()}


LISTS = _sections()
AFTER_SHORT = LISTS["after"]
FEATURES = frozenset(LISTS["features"])
SWALLOW = LISTS["swallow"]
GENERIC = LISTS["generic"]  # kinds, no names: 示范村, 零碳园区
VERBS = frozenset(LISTS["verbs"])  # 凤台县实现…: what follows a district is its doing, not its village
REGIONS = LISTS["regions"]
NATION = ("全国", "我国")

# 潍坊青禾机床配件有限公司, 合肥市第一中学: the name of a firm or school runs on from the place name.
RUNS_ON = re.compile(
    r"[^\W\d的在与和及、，,。；;：:（(“”\s]{1,16}?"
    r"(?:有限责任公司|有限公司|股份公司|集团|公司|大学|学院|银行|第[一二三四五六七八九十]+(?:小学|中学))"
)
# 登上黄山, 游览巢湖
BEFORE_FEATURE = re.compile(r"(?:登|登上|攀登|爬|爬上|游|游览|畅游|到了)$")
# 八公山下, 巢湖之滨, 八公山豆腐
AFTER_FEATURE = re.compile(r"[上下中脚麓顶之畔边水泉峰石]|豆腐|北岸|南岸|东岸|西岸|沿岸|流域")
# 河南岸, 太湖北岸: a direction, no province.
DIRECTIONS = re.compile(r"[东西南北][岸麓侧端段坡缘]")
# 村民李新建, 王东方说: a person. The commonest surnames, and what stands around a person's name.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
ROLES = re.compile(rf"(?:{any_of(LISTS['roles'])}|[\s\u3000])$")
SPEAKS = re.compile(r"说|介绍|表示|告诉|道|坦言|笑")
# 全区, 我市, 该镇, 本县; 全市场 and 全区域 are words of their own.
POINTER = re.compile(
    r"(?P<how>全|该|我|本|这个|此)"
    r"(?P<unit>省|自治区|市(?!场|值|民|面)|州(?!市|县)|盟|县(?!城)|区(?!域|间|块|位|划|别)|旗|街道|镇|乡(?!村|愁)|村(?!集)|社区)"
)
# 融媒体中心, 教体局: an office by its last letters, where the list has none
OFFICE_NAME = (
    r"(?!场|民|域|村|镇|县|区|级|外|属)[\u4e00-\u9fff]{1,9}?"
    r"(?:局|委|厅|中心|法院|检察院|大队|支队|办公室|协会|联社|馆|部门|办)"
)
# 市统计局, 县里, 区委: the office or inside of the unit that the article is about, when no name stands before it.
OFFICE = re.compile(
    r"(?:^|(?<=[\n，,。；;：:！？!?、（(“”》】\s从据由向在经日是和与了让])|(?<=经过)|(?<=通过)|(?<=按照)|(?<=根据))"
    rf"(?:(?P<unit>省|市|州|盟|县|区|旗|镇|乡|街道|村)(?={any_of(LISTS['offices'])}|{OFFICE_NAME})"
    r"|(?P<street>街道|新区)(?![上两旁]|路面))"
)
OFFICE_LETTER = re.compile("[省市州盟县区旗镇乡村街新]")
# 各镇, 其余县区: all of them are the district around them
EACH = re.compile(
    r"(?:各|其余|其他|其它)个?"
    r"(?P<unit>乡镇街道|乡镇（街道）|县市区|县（市、区）|乡镇|镇街|街镇|县区|区县|镇|乡|县|区|市|村|街道)"
)
LATTER = re.compile(r"前者|后者")
ZONE = re.compile(any_of((*LISTS["zones"], *(f"国家级{zone}" for zone in LISTS["zones"]))))
# Characters that end the name of a zone when it is read backwards: 大别山下的|叶集试验区.
NOT_IN_NAME = frozenset(
    "的在和与及等各全该我本从对把被为是了将以到至向由入进个座家级有建设创推动省内其这那一二三四五六七八九十两多农田产业现代标准"
)
DATELINE_BEFORE = re.compile(r"(?:本报|本台|新华社|新华网|中新网|中新社|人民网|央广网|光明网|记者|通讯)$")
DATELINE_AFTER = re.compile(r"(?:\d{1,2}月\d{1,2}日)?[电讯](?=[\s\u3000（(，,：:]|$)|\d{1,2}月\d{1,2}日[电讯]")
# Letters that hardly stand in the name of a township or village: what is left of them does not belong to it.
STOP = frozenset(
    "的在和与及等各全该我本从对把被为是了将以到至向由入进个座有这那其之往于访距离叫称即让使每某多数几哪此并或也都就还又再已且但若如按据经过"
    "了着给比跟同随沿靠依凭因所能会可要需应当无未没不非名级位条项块片处村镇乡区县市省说问看听见来去走占"
)


def is_letter(character: str) -> bool:
    """Whether this may be a letter of an unknown name: Han, and no word that stands before names."""
    return "\u4e00" <= character <= "\u9fff" and character not in STOP
