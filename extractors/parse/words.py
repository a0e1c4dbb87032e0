"""Words that surround the name of a thing without belonging to it; closed lists beside their patterns.

>>> bare("截至目前,全县累计完成投资")
'完成投资'
>>> bare("其中农村公路达"), bare("就业人数为"), bare("成功率")
('农村公路', '就业人数', '成功率')
>>> noun("税收仍唱主角")
'税收'
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.lexicon import any_of, by_first_letter, table

WORDS = table("measure_words")
FACULTIES = "产功智性节效职潜动技"  # before 能 they make a noun of it (产能, 功能), no auxiliary

# One character introduces a phrase only where it is no part of a longer word: 就业, 从业, 在校, 中小, 上市 ...
_SINGLE = (
    r"就(?![业诊医读学近地])|从(?![业事])|在(?![校库册岗职建编营读籍线园手售途押租])|中(?![小医央国学职高药欧亚型级东西心下上游部标等期])"
    r"|"
    r"上(?![市海网线学级山门缴报])|现(?![代有场金存役货])|有(?![机效色线限])|对(?![外口接标台公])"
    r"|为(?![民农])|和(?![谐平美])|"
    r"及(?![格时])|近(?![海视郊])|超(?![市高级低大长过])|年(?![产度均轻货报])|月(?!均)|日(?![均产常本照用光间夜期报销])"
    r"|还(?![田款贷])|"
    r"达(?![成标产效州县川])|再(?![生就贷审])|并(?![购网])|按(?![揭照])|将(?!军)|均(?!价)|都(?!市)|共(?![享同产]|建(?![设成起立]))|"
    r"看(?![病护守])|到(?![户位期账岗])|能(?![源力量])|可(?![再持支])|"
    r"其(?![他它余中])|(?<!其)[他它](?![们])|"
    r"成功(?!率)|积极(?!分子)|计划(?!生育|单列)|实际(?=新增|完成)"
)


_VERB = rf"(?:{any_of(w for w in WORDS['predicates'] if len(w) > 1)})(?![站所组班队点员室厅])"
_OPENING = re.compile(
    rf"(?>(?:[\s,:、。;\"(】▶—]|(?!{by_first_letter(WORDS['whole'])})(?:在[^,。;]{{2,16}}?(?:阶段|期间|时期|方面|过程中|情况下|基础上)|{any_of(WORDS['opening'])}|"
    rf"[我该本][市县区省镇乡村街]道?|(?:[该我](?:院|局|所|站|校|社|庭|队|行|厂|办|委)|[全本](?:院|局|校|行|厂)(?=共))共?|要(?=(?>(?:再|继续|进一步)*){_VERB})|(?:位于|来自)[^,。;、的]{{2,16}}的|第?[一二三四]季度|第[一二三四五六七八九十]{{1,2}}批|前\d{{1,2}}天|连续\d{{1,2}}[天年]|"
    rf"\d+[年月日]|{_SINGLE}))+)"
)
_CLOSING = re.compile(
    rf"(?>(?:[\s,:、\"(—]|{any_of(WORDS['closing'])}|(?<![年度初])计划|(?<![签条合公])约|(?<![统审设会合累共总伙])计|(?<![供反响对相效适感])应[为是]?|(?<![散布落存驻])在|(?<!行)为|(?<![最坝楼塔堤身])高|连续[\d一二三四五六七八九十]{{1,2}}[年天月季]|(?<![{FACULTIES}])能)+)$"
)
# a verb, but for 派出所, 服务站, 培训班, 检查组; 新开工项目 has no 新开 in it
PREDICATE = re.compile(rf"(?!新开工)(?:{any_of(WORDS['predicates'])})(?![站所组班队点员室厅])")
# an adverb or coverb that ends a noun phrase: 税收|仍唱主角, 网格员|今年已搜集
ADVERB = re.compile(
    r"今年|去年|正在|正(?![规式常面])|迎来|呈现|正值|喜获|喜迎|超过|实际|相继|连夜|陆续|依次|先后|今后|目前|已|将(?!军)|"
    r"在(?![校库册岗职建编手])|于(?!一)|全部|悉数|一并|当场|(?<![平年人户日月亩村店])均(?![价衡])|都(?!市)|也(?!门)|"
    r"依旧|依然|纷纷|轮班|轮流|轮番|争相|竞相|被|把|向(?!日)|为(?![民农])|仍|亦|次之|还(?!田)|又|更(?![换新改名])|最(?!低(?:生活保障|工资|保障))|得(?=[最更很多快好])|不[用再必]|占了|成为|可(?!再生|持续|支配)"
    r"|跑得|达(?!标)|有(?![机效色限])|是|"
    r"以(?![旧上下内来外])|由(?!于)|让|使(?!用)|就(?![业医诊])|连续|迈[上入]|跨[上过]|跃上|历史性|首次"
)
# 新区|共|建成学校: an adverb of counting inside a name
_COUNTING = re.compile(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:共计|总共|一共|合计|(?<![公中])共|还将|已将)(?={any_of(WORDS['predicates'])})"
)
# 采取“股东集资”的方式|增建车间: how it was done
_MEANS = re.compile(r"^.*(?:的|等)(?:方式|形式|办法|模式)(?=[\u4e00-\u9fff]{2})(?![和与是为])")
_BY_ORGAN = re.compile(
    r"(机关|部门|法院|公安局|单位|系统|企业|银行|机场|港口?|窗口|平台|中心|公司|机构|景区)(?<!公)共(?!同|享|建)"
)
# 县公安局将|新建小区, 市里|调集收割机, 救援队伍共|接警出动: who does it, where what is done has a name
_WHO = (
    r"(?:局|委|厅|(?<=[\u4e00-\u9fff]{2})(?:法院|检察院)|支队|队伍|农发行|农商行|信用社|(?<![公华海那])[省市县区镇乡村]里)"
    r"(?>(?:共|将|已|拟|计划|要|还|再|又|紧急|及时|迅速|连夜|先后|累计)*)"
)
_ACTOR = re.compile(rf"^[\u4e00-\u9fff]{{0,8}}?{_WHO}(?={_VERB}[\u4e00-\u9fff“]|投资$)")
_ACTS = re.compile(rf"{_WHO}(?={_VERB}|投资|占地)")
_DEGREE = re.compile(r".得$")  # 城乡低保用得|最多
_SCOPE = re.compile(r"[全我该本](?<!占.)(?:[市县区省镇乡]|(?<=全)州)(?:(?=[\u4e00-\u9fff]{2})(?!级|性)|$)")


_OF_KIND = frozenset("级度域委")  # behind a place: 县级, 县域 and 县委 are words, not a county and a thing
# what a closing ends with: nearly all names end with another letter
_LAST = frozenset(word[-1] for word in WORDS["closing"]) | frozenset(' \t\r\n\f\v,:、"(—约计应在为是高能划年月天季')


def bare(words: str, marks: Sequence[tuple[int, int]] = ()) -> str:
    """The words without what introduces or links them; `marks` are places and times in them. May be empty."""
    return _bare(words, tuple(marks))


@lru_cache(maxsize=1024)  # the rules that name a figure ask for the same words one after the other
def _bare(words: str, marks: tuple[tuple[int, int], ...]) -> str:
    at = max((m.end() for m in _SCOPE.finditer(words)), default=0)  # before 全县 stands where and when, not what
    while True:
        m = _OPENING.match(words, at)
        begin = m.end() if m else at
        if marks:
            begin = next((b for a, b in marks if a <= begin < b and words[b : b + 1] not in _OF_KIND), begin)
        if begin == at:
            break
        at = begin
    kept, position = [], at
    for a, b in marks:
        if a >= position and b < len(words) and words[b - 1] not in "区县市省乡镇村" and words[a - 1 : a] != "占":
            kept.append(words[position:a])
            position = b
    plain = "".join(kept) + words[position:]
    plain = _ACTOR.sub("", plain)
    if "共" in plain or "将" in plain or "合计" in plain:
        plain = _COUNTING.sub("", _BY_ORGAN.sub(r"\1", plain))
    if "式" in plain or "模" in plain or "办法" in plain:
        plain = _MEANS.sub("", plain)
    return _closed(paired_quotes(plain).strip(' ,、:"'))


def _closed(words: str) -> str:
    """Without the words that link a name to its figure."""
    return _CLOSING.sub("", words) if words[-1:] in _LAST else words


def acts(words: str) -> bool:
    """Whether somebody with a name of his own does something: 村里还|投资, 救援队伍共|接警."""
    return _ACTS.search(words) is not None


def paired_quotes(words: str) -> str:
    """Without a quotation mark whose partner is cut off."""
    if ("“" not in words and "”" not in words) or words.count("“") == words.count("”"):
        return words
    return words.replace("“", "").replace("”", "")


def noun(clause: str) -> str:
    """The noun phrase a clause begins with: what stands before its first adverb."""
    words = bare(paired_quotes(clause))
    m = ADVERB.search(words, 2)
    return _DEGREE.sub("", _closed(words[: m.start()])) if m else words
