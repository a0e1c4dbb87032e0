"""The story of one person or household: what its figures tell is an anecdote, no figure of a district.

A person is told of by role and name (村民李建国), by age (57岁的袁某, and later 老袁 or 他), as a household (王国强家),
or speaks for himself: “我家……”, and what a villager earns a day.

>>> text = "村民李建国家里卖茶收入3.5万元。全村卖茶90万元。"
>>> stories = Stories(text, text)
>>> stories.tells(12, 0, text[:12]), stories.tells(22, 18, text[18:22])
(True, False)
"""

import re
from bisect import bisect_right

_ROLE = (
    "村民|农户|户主|贫困户|脱贫户|低保户|种植户|养殖户|种粮户|职工|居民|大户|果农|菜农|"
    "茶农|牧民|渔民|摊主|店主|经营户|从业者|老板"
)
# Fewer than data/surnames.txt, which knows authors behind their title: here a letter that begins many words besides
# (常, 时, 于, 文 ...) would make persons of them.
_SURNAME = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤倪樊葛邢聂翟岳柴俞鲁骆耿霍阮詹卓裴翁"
)
# 村民向…, 居民方便…, 职工高级工: words that begin with one of them
_NO_NAME = (
    "向|付[费出款清给]|方[便面式法]|马[上路]|高[兴度效价龄中校层温额标质技级等收产新素]|白[天日酒手]|严[格重厉禁守]|"
    "任[意务职何期]|石[料材头油]|金[额融秋]|万[元亩户人余多]|田[间里地头]|江边|陆续|陶瓷|龙[头虾]|毛[收利猪竹]|顾[客虑]|"
    "黄[牛金瓜花]|郑重|林[地业木下权]|杜绝|余下|周[边末]|程序|范围|许[可多]|曾[经多]|董事|夏[天季收粮]|卓越|张贴"
)
_ANY_NAME = rf"[{_SURNAME}][\u4e00-\u9fff]{{1,2}}"
_NAME = rf"(?!{_NO_NAME}){_ANY_NAME}"
# Every alternative begins with a letter of its own: then a pattern is looked for from letter to letter, not everywhere.
_NAMED = "|".join(rf"{role}{_NAME}" for role in _ROLE.split("|"))
_KIN = "大爷|大妈|大叔|大姐|大娘|老汉|阿姨|奶奶|爷爷"
_STORY = re.compile(
    _NAMED + r"|我家(?!乡|园)|俺家(?!乡|园)|他家(?!乡|园)|她家(?!乡|园)|家里(?<![众民户工生员]家里)|自家|一家人|"
    rf"小两口|老两口|{_KIN}|老伴"
)
# 38岁的孙立田 ... 他承包果园60亩
_INTRODUCED = re.compile(rf"岁(?<=\d\d岁)的[\u4e00-\u9fff]{{0,10}}?{_ANY_NAME}|{_NAMED}")
_SURNAMED = re.compile(rf"[{_SURNAME}]")
_GOES_ON = re.compile(r"[他她](?<![其吉].)(?!们|说|介绍|表示|告诉)")
# 管护员次仁说,他每月巡山20天: each tells his own
_OF_HIMSELF = re.compile(r"[说道讲][,:](?:他|她|自己)(?=每|一年|一个月|今年|去年|家|自己|种|养|承包|流转|务工|打工)")
_SPEECH = re.compile(r"“[^“”\n]{15,400}”")
_OWN = re.compile(
    r"我这|我家|俺(?!村|们村|镇|县|乡)|我的|我种|我养|我每|我们家|我一年|我今年|我去年|我承包|我流转|家里"
)
# 王国强家是……; what he says of money is his own
_HOUSEHOLD = re.compile(rf"(?<![\u4e00-\u9fff])({_ANY_NAME})家(?=[是有里的被在也人])")
_SOMEBODY = re.compile(rf"[{_SURNAME}](?:先生|女士|师傅|{_KIN})")
# “一天能挣120元。”沙湖村村民徐英说
_EARNS = re.compile(r"(?:一天|每天|一个月|每个月|每月|一年)[^，,。]{0,12}?(?:[拿挣赚]|收入|到手|工钱)")
_VILLAGER = re.compile(_NAMED)
# “去年卖了11头。”他笑着说
_HE_SAYS = re.compile(r"[他她](?!们)[^，,。]{0,5}?[说道]")
# 欠款3万元的店主张某, 李某某当场交来; not 张某等12人
_UNNAMED = re.compile(rf"[{_SURNAME}]某(?!某?等)")
_WHOSE = re.compile(rf"[^，,。；;的\n]{{1,12}}的[^，,。；;\n]{{0,8}}?[{_SURNAME}]某(?!某?等)")
_TOLD = 300  # characters of a paragraph in which somebody is introduced
_OF_MANY = re.compile(r"村里|全[村镇县区市]|我们|公司|合作社|基地|园区|[村镇]集体")
_NEXT_TO_SPEECH, _CLAUSE = 6, 20  # characters in which the speaker stands


def spoken_by(households: set[str], text: str, speech: re.Match[str]) -> bool:
    """Whether one of these names, or one such as 李先生, stands beside a speech of one person."""
    before = text[max(0, speech.start() - _NEXT_TO_SPEECH) : speech.start()]
    behind = text[speech.end() : speech.end() + _NEXT_TO_SPEECH]
    teller = text[speech.end() : speech.end() + _CLAUSE].split("。", 1)[0]
    if _HE_SAYS.match(teller) and not _OF_MANY.search(speech.group()) and somebody_in(text, speech.start()):
        return True
    if _EARNS.search(speech.group()) and _VILLAGER.search(teller):
        return True
    if (_SOMEBODY.search(before) or _SOMEBODY.search(teller)) and not _OF_MANY.search(speech.group()):
        return True
    return any(near[i : i + length] in households for near in (before, behind) for i in range(5) for length in (2, 3))


def somebody_in(text: str, at: int) -> bool:
    """Whether the paragraph told of a villager or a household before this place."""
    told = text[max(0, at - _TOLD) : at].rsplit("\n", 1)[-1]
    return bool(_HOUSEHOLD.search(told) or _VILLAGER.search(told))


class Stories:
    """The people that one text tells of; `folded` is the text folded."""

    def __init__(self, text: str, folded: str) -> None:
        self._folded = folded
        households = {m[1] for m in _HOUSEHOLD.finditer(self._folded)}
        told = {name for m in _INTRODUCED.finditer(self._folded) for name in _SURNAMED.findall(m.group()[-3:])[:1]}
        self._called = (
            re.compile(rf"(?<![\u4e00-\u9fff])[老小][{''.join(sorted(told))}](?![区镇村县路庄])") if told else None
        )
        speeches = [
            m.span() for m in _SPEECH.finditer(text) if _OWN.search(m.group()) or spoken_by(households, text, m)
        ]
        self._starts, self._ends = [a for a, _ in speeches], [b for _, b in speeches]

    def tells(self, at: int, begin: int, before: str) -> bool:
        """Whether the quantity at `at`, in the sentence that begins at `begin`, belongs to one person's story."""
        if self._in_speech(at) or _STORY.search(before[-60:]) or self._of_one(begin, before):
            return True
        if ("某" in before and _UNNAMED.search(before)) or _WHOSE.match(self._folded, at):
            return True
        if ("他" in before or "她" in before) and _OF_HIMSELF.search(before):
            return True
        return self._called is not None and self._called.search(before) is not None  # 老袁, introduced before

    def _of_one(self, begin: int, before: str) -> bool:
        """Whether the sentence goes on about a person introduced in its paragraph."""
        if not _GOES_ON.search(before):
            return "我" in before and bool(_INTRODUCED.search(before))
        told = self._folded[max(0, begin - _TOLD) : begin].rsplit("\n", 1)[-1]
        return bool(_INTRODUCED.search(told + before) or _HOUSEHOLD.search(told))

    def _in_speech(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._ends[i]
