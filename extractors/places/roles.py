"""What a mention does to the figures behind it: takes over, counts for its clause only, is compared with, or nothing.

>>> role("低于全市的8.7%", 2, 4)
<Role.COMPARED: 'compared'>
>>> role("产品销往上海，今年产值2亿元", 4, 6)
<Role.NOTHING: 'nothing'>
"""

from __future__ import annotations

import re
from enum import Enum


class Role(Enum):
    TAKES_OVER = "takes over"
    CLAUSE = "clause"  # for its clause only
    COMPARED = "compared"  # for the first level behind it, not for the gap
    SENTENCE = "sentence"  # for its sentence only
    NOTHING = "nothing"


# 低于全市的8.7%, 比全省平均高2个百分点
COMPARED = re.compile(
    r"(?:[高低快慢好优大小多少强弱次]于|[高低快慢多少]出|超过|跑赢|领先于?|落后于?|不及|高过|[比较])"
    r"(?:同期|同一?时期|(?:上|去)年(?:同期)?|此前)?的?$"
)
# 高于全国0.3个百分点、全省0.2个百分点: the comparison goes on
COMPARED_ON = re.compile(r"(?:[高低快慢]于|[高低快慢]出)[^，。；]{2,12}?\d[^，。；、]{0,8}[、和]$")
# 居全市第一, 在全省各县中列第5位: the pool of a rank
POOL = re.compile(
    r"(?:[居列排占]|位[居列于]|排名?|排在|名列|稳居|跃居|跻身|入选|[获荣](?:得|评|批|列|获)?|被评为|在|为)$"
)
# 收入全县第一, 在全省100个园区中排位第五: the pool, and the rank is another's
RANKED = re.compile(
    r"(?:(?:各|同类|\d{1,4}[个家])[^，,。；;\n]{1,10}?[中里内]?)?(?:排位?|排名|[位名]?[列居]|稳居)?"
    r"(?:第[一二三四五六七八九十百\d]{1,4}[位名]?|前[一二三四五六七八九十\d]{1,3}[位名]?|首位|榜首|末位)(?=[，,。；;、（）()\s]|\Z)"
)
# 荣获全国文明校园、全国先进集体等称号: whose honour it is
HONOURED = re.compile(r"[\u4e00-\u9fff“”]{0,12}?(?:示范|先进|试点|模范|百强|十强|先导|榜单|名单|之列|荣誉|称号)")
# 《黟县百工》, “宏村诗会”: part of a title
TITLED = re.compile(r"《[^》\n]{0,20}$")
QUOTED = re.compile(r"[\u4e00-\u9fff]{1,8}”")
# 展现三河镇美景
SHOWN = re.compile(r"(?:展现|宣传|推介|讲述|描绘|体验|感受|领略)$")
# 占全国的8%: a share is about the one who holds it
SHARE = re.compile(r"占(?:到|据|了)?$")
# 与江苏徐州共建: the partner, not the place
PARTNER = re.compile(r"[与同跟]$")
# 产品销往上海, 来自江苏的客商, 对口帮扶和田
ELSEWHERE = re.compile(
    r"(?:来自|发往|销往|运往|卖到|远销|畅销|出口到?|赴|前往|奔赴|支援|帮扶|援建|流向|辐射|通往|通达|直达|毗邻|紧邻|紧靠|邻近|邻|距离?|接壤|飞往|开往|飞|至|到|往|自|向|"
    r"对接|承接|融入|服务|走进|借鉴|学习|引进|联合|携手|联手)$"
)
ROUTE = re.compile(r"[至到—－\-~～](?=[\u4e00-\u9fff])")
# 安徽籍, 上海客商, 江苏企业 in an article of another district
PEOPLE = re.compile(r"籍|客商|商人|老板|游客|企业家?|市场|客户|订单|专家")
# 全国文明城市, 省级龙头企业, 安徽省科技进步奖: an honour or rank, no place of a figure
HONOUR = re.compile(
    r"(?:级|首批|首个|首家|首|第一批|文明|优秀|百强|十强|先进|模范|劳模|劳动|示范|重点|著名|名牌|知名|唯一|最|各地|人大|政协|[科质]?[技量]?奖|五一)"
)
# 张楼村获评先进: an example that the next sentence leaves behind
AWARDED = re.compile(
    r"[^，。；\d]{0,14}(?:获评|被评为|被授予|荣获|荣膺|入选|获批|获得|喜获|斩获|摘得|获(?=[省市国全首]))"
)
# 西安铁路局, 合肥某某有限公司: an organisation that bears the name of a place elsewhere
ORGANISATION = re.compile(
    r"(?:(?![引投建设与和的在有入新签落为是等了将到])[\u4e00-\u9fff]){0,12}?"
    r"(?:公司|集团|工务段|机务段|铁路局|局集团|大学|学院|研究院|研究所|医院|银行|海关|商会|基金会)"
)
# 省财政厅 written out: 安徽省财政厅下达资金
OFFICE_ABOVE = re.compile(
    r"(?:(?![，,。；;、：:的在与和引投建下拨到将])[\u4e00-\u9fff]){0,8}?"
    r"(?:厅|局(?![部面地势])|委(?!托|会)|委员会|办公室|指挥部|防指|防办|总队|支队|检察院|法院)"
)
# 三河中学, 三河镇卫生院: one house of a township
INSTITUTION = re.compile(
    r"(?:第[一二三四五六])?(?:中学|小学|学校|幼儿园|卫生院|医院|派出所|法庭|供电所|敬老院|大桥|水库|车站|收费站)"
)
# 解决了青山镇李湾、白水镇王冲等12个村的饮水: examples of what is counted
EXAMPLE = re.compile(
    r"[\u4e00-\u9fff、，,]{0,40}?等[\d一二三四五六七八九十]{1,4}[余多]?个(?:行政|自然|贫困|重点)?(?:村|社区|乡镇|镇|乡|街道)"
)
CLAUSE_START = re.compile(
    r"(?:^|[，,。；;：:！？!?\n、（(“”‘’》】—…▶●■★◆·\s\u3000])"
    r"(?:[\d年月日—\-至前首上下半季度、]{0,12}|(?:今年|去年)?[\u4e00-\u9fff“”]{0,6}(?:期间|长假|假期|小长假|黄金周)|今年|去年|目前|眼下|当前|近日|日前|其中|而|但|同时|此外|至此|截至目前|据|从|在|由|按照?|记者从|全年|如今|现在|"
    r"今年以来|近年来|这期间|连日来|随着|作为|一)$"
)


def role(
    text: str, start: int, end: int, *, above: bool = False, foreign: bool = False, elsewhere: bool = False,
    small: bool = False,
) -> Role:  # fmt: skip
    """The role of the mention at [start, end): `above` the home, outside its province (`foreign`), not in the home
    (`elsewhere`), a township or less (`small`).
    """
    before = text[max(0, start - 24) : start]
    after = text[end : end + 8]
    if HONOUR.match(after):
        return Role.NOTHING
    if COMPARED.search(before) or COMPARED_ON.search(before):
        return Role.COMPARED
    if RANKED.match(text, end) or (above and HONOURED.match(text, end)) or TITLED.search(before):
        return Role.NOTHING
    if before.endswith("“") and QUOTED.match(text, end):
        return Role.NOTHING
    if small and EXAMPLE.match(text, end):
        return Role.NOTHING
    if small and SHOWN.search(before):
        return Role.NOTHING
    if SHARE.search(before) or PARTNER.search(before):
        return Role.NOTHING
    if POOL.search(before) and re.match(r"[\u4e00-\u9fff]{0,6}(?:第|前|末|首)", after):
        return Role.NOTHING
    if ELSEWHERE.search(before) or ROUTE.match(after):
        return Role.NOTHING
    leads = bool(CLAUSE_START.search(before)) or start == 0
    if foreign and (PEOPLE.match(after) or not leads):
        return Role.NOTHING
    if elsewhere and ORGANISATION.match(text, end):
        return Role.NOTHING
    if above and OFFICE_ABOVE.match(text, end):
        return Role.NOTHING
    if small and INSTITUTION.match(after):
        return Role.SENTENCE
    if above and not leads:
        return Role.CLAUSE
    if small and AWARDED.match(text, end):
        return Role.SENTENCE
    return Role.TAKES_OVER
