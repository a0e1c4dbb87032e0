"""Words that surround the name of a thing without belonging to it; closed lists beside their patterns.

>>> bare("截至目前,全县累计完成投资")
'完成投资'
>>> bare("其中农村公路达"), bare("就业人数为"), bare("成功率")
('农村公路', '就业人数', '成功率')
"""

import re
from collections.abc import Sequence

# Words of one character open a phrase only where they are no part of a longer word: 就业, 从业, 在校, 中小, 上市 ...
_SINGLE = (
    r"就(?![业诊医读学近])|从(?![业事])|在(?![校库册岗职建编营读籍线园手售途押租])|中(?![小医央国学职高药欧亚型级东西心])"
    r"|"
    r"上(?![市海网线学级山门缴报])|现(?![代有场金存役货])|有(?![机效色线限])|对(?![外口接标台公])"
    r"|为(?![民农])|和(?![谐平美])|"
    r"及(?![格时])|近(?![海视郊])|超(?![市高级低大长])|年(?![产度均轻货报])|月(?!均)|日(?![均产常本照用])"
    r"|还(?![田款贷])|"
    r"再(?![生就贷])|并(?![购网])|按(?!揭)|将(?!军)|均(?!价)|都(?!市)|共(?![享建同产])|"
    r"约(?![谈束])|看(?![病护守])|含|到(?![户位期账岗])|"
    r"[末底里的是了另又也且而则即仅只由向把于与达已这那其]"
)
_OPENING = re.compile(
    r"(?:[\s,:、。;“”\"(】▶—]|在[^,。;]{2,16}?(?:阶段|期间|时期|方面|过程中|情况下|基础上)"
    r"|其中包?括?|并且|同时|此外|另外|另有|还有|以及|至此|此前|当中|这当中|这些|与此同时|"
    r"提出|要求|据统计|据介绍|据悉|"
    r"数据显示|截至目前|截至|目前|眼下|现在|如今|今年以来|今年|去年|全年|年内|当年|当月|"
    r"当日|本月|本季度|近年来|近期|期间|以来|至今|累计|"
    r"分别|各自|这一|那一|总共|总计|共计|合计|一共|先后|陆续|已经|平均|预计|计划(?!生育|"
    r"单列)|力争|拟|实现|有望|确保|争取|全市|全县|全区|全省|全镇|全乡|"
    r"全州|全村|全街道|[我该本][市县区省镇乡村街][道]?|各地|各级|提前|超额|顺利|圆满|全面|"
    r"积极(?!分子)|率先|成功(?!率)|高质量|全力|"
    r"大力|持续|不断|进一步|一年来|五年来|上半年|下半年|第?[一二三四]季度|单个|它一家|一家|"
    r"因此|由此|从而|随后|接着|一下子|"
    rf"\d+年|\d+月|\d+日|{_SINGLE})++"
)
_CLOSING = re.compile(
    r"(?:[\s,:、“”\"(—]|达到了?|达|为|是|有|在|到|至|(?<![签条合公])约|近|超过?|突破|逾|"
    r"就有|有望|就|共有?|共计|总计|合计|累计|已经|已|均|都|各|分别|依次|也|则|还|又|更|"
    r"仅|只有?|一共|总共|平均|其中|了|的|(?<!最)高|成为|录得|计有|计|一下子|入库|占到|稳定|"
    r"保持|控制|实现|由|从|全年|每年|一年|一天|每天|每月|大约|"
    r"大概|差不多|接近|将近|不足|不到|超额|首次|历史性|成功|将|可|能|要|预计|计划|目标|"
    r"多达|高达|最多|最少|至多|至少|不低于|不超过|进入|年均|"
    r"同比|环比|可达|将达|刚刚|恐|还要|推到|做到|录入|之?内|里|上)++$"
)
PREDICATE = re.compile(
    r"完成|实现|新增|新建|新收|旧存|改造|建成|建设|建立|净增|增加|减少|推进|组织|开展|举办|"
    r"召开|办理|发放|培训|培育|引进|签约|整治|清理|拆除|清运|"
    r"拨付|支出|收案|结案|审结|办结|结转|撤诉|立案|受理|调解|查处|排查|处置|安置|带动|惠及|"
    r"服务|接待|投入|争取|出动|走访|调整|选派|选配|推广|"
    r"种植|收获|收割|播种|生产|出栏|存栏|纳入|涉及|覆盖|新培育|新认定|认定|入选|获批|获评|"
    r"新签|新设|落地|开工|竣工|投产|发展|打造|创建|"
    r"实施|开通|新开|成立|设立|配备|购置|安装|维修|修建|修复|补贴|资助|救助|减免|降低|盘活|"
    r"消化|筹集|募集|销售|动工|收|结|拆掉|清走|增收"
)
# an adverb or coverb that ends a noun phrase: 税收|仍唱主角, 网格员|今年已搜集
ADVERB = re.compile(
    r"今年|去年|目前|已|将(?!军)|在(?![校库册岗职建编手])|于(?!一)|全部|悉数|一并|均(?![价衡])"
    r"|都(?!市)|也(?!门)|被|把|向|为(?![民农])|仍|还(?!田)|"
    r"又|更|最|不再|占了|成为|可以|跑得|达(?!标)|有(?![机效色限])|是|以(?!旧)|由|让|使|就(?![业医诊])|连续|迈[上入]|跨[上过]|跃上|历史性|首次"
)


_SCOPE = re.compile(r"(?:全[市县区省镇乡州]|[我该本][市县区省镇乡])(?=[\u4e00-\u9fff]{2})(?!级|性)")


def _after_scope(words: str) -> int:
    """Behind the last 全县 or 我市: what stands before says where and when, not what."""
    return max((m.end() for m in _SCOPE.finditer(words)), default=0)


def bare(words: str, marks: Sequence[tuple[int, int]] = ()) -> str:
    """The words without what introduces or links them; `marks` are places and times in them. May be empty."""
    at = _after_scope(words)
    while True:
        m = _OPENING.match(words, at)
        begin = m.end() if m else at
        begin = next((b for a, b in marks if a <= begin < b), begin)
        if begin == at:
            break
        at = begin
    kept, position = [], at
    for a, b in marks:
        if a >= position and b < len(words) and words[a:b][-1:] not in "区县市省乡镇村":
            kept.append(words[position:a])
            position = b
    words = "".join(kept) + words[position:]
    return _CLOSING.sub("", words).strip(' ,、:“”"')


def noun(clause: str) -> str:
    """The noun phrase a clause begins with: what stands before its first adverb (税收仍唱主角 -> 税收)."""
    words = bare(clause)
    m = ADVERB.search(words, 2)
    return _CLOSING.sub("", words[: m.start()] if m else words)
