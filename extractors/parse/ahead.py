"""Words that put a figure into the future: 预计, 将, 力争, 待……后, and those that take it out again: 已, 实际, 累计.

>>> is_ahead("预计年底可达"), is_ahead("计划总投资12亿元,目前已完成"), is_ahead("相当于全年目标的")
(True, False, False)
>>> is_ahead("将新建"), is_ahead("清理麻将馆"), is_ahead("6月30日前建成"), is_ahead("日前建成")
(True, False, True, False)
"""

import re

from extractors.lexicon import any_of
from extractors.parse.words import FACULTIES, PREDICATE, WORDS

WILL = r"将(?<![现兹特麻健]将)(?![近军士领要来“]|乐县)"  # not 现将, 麻将, 将近
INTENDS = r"拟(?<![模虚比草]拟)(?![定订态人])"  # not 模拟, 拟定
AWAITS = r"待(?<![接招对看期款优交等]待)(?![遇业机])"  # not 接待, 待遇
_PLAN = (  # 计划 before a verb or its figure; no plan is made where one is met, or has a name
    rf"计(?<!原计)(?<!行动计)(?<!工作计)(?<!完成计)(?<![占比较超]计)划(?:(?=[在于到投完建新实总开引招用达启要将改发安组培采整修种植栽养年\d])|"
    rf"(?={PREDICATE.pattern})|(?<!年度计划)(?<!全年计划)为?$)"
)
# 要在年内 · 还要再修缮 ; not 主要, 每年要接待
_MUST = (
    rf"要(?<![主摘纪重必首只不概]要)(?<!每[年月天日]要)(?=[在把投建完达实新力确争]|突破|超过|[扩增提压降减][大加高减低]?[到至]|"
    rf"(?>(?:再|继续|进一步|重点|着力)*)(?:{any_of(w for w in WORDS['predicates'] if len(w) > 1)}))"
)
_STANDS = "(?:完成|建成|实现|达到|全面|投用)"  # behind the day by which it shall
# what puts the words behind it into the future; each begins with a letter of its own, see docs/parsing.md
_PLANNED = re.compile(
    "|".join(
        (
            "预计|力争|有望|打算|应达到|今后|下一步|明年|须|必须",
            _PLAN,
            _MUST,
            INTENDS,
            WILL,
            r"目标(?:任务)?(?:是|为|:)|任务(?:数|量)?(?:为|是)?(?=$)|预期(?=目标|达|实现|增|可)",
            r"确(?<!为确)(?<!为了确)保(?!了)|争取(?=到20|实现|在|今年|年内|用|达到)|准备(?=[在于到再把投建新扩改引招申])",
            "达产后|投产后|建成后|完工后|投用后|竣工后|达效后",
            rf"{AWAITS}[^,。]{{0,8}}后",  # 待验收后
            r"规划(?=[建投新到面总])|按规划|按照?(?>(?:年度|全年|工作|总体|计划|规划|目标|进度)*)安排(?!部署)",
            r"恐(?![怖慌龙吓])|未来(?!社区|乡村|工厂|科技城)",
            r"可(?<![许认]可)(?=达|实现|新增|带动|年产|容纳|节约|增加|产|提供|满足)",
            rf"能(?<![{FACULTIES}]能)(?=达到|节约|增收|实现|容纳)|还能|年(?<=[今明后]年)(?:就|也|还|可)?[能要]$",
            r"总(?<!完成总)投资|概算|协议(?=投资|总投资|引资)|意向(?=投资|金额)|设计(?:年)?(?:产能|能力|处理|规模|容量)",
            # 2027年底前建成, 6月30日前投用 ; not 三年前, 两个月前, 日前
            rf"年(?<![两三四五六七八九十几]年)(?<!(?<!\d)\d年)底?前[^,。;]{{0,4}}{_STANDS}",
            rf"月(?<!个月)底?前[^,。;]{{0,4}}{_STANDS}|日(?<=\d日)前[^,。;]{{0,4}}{_STANDS}",
        )
    )
)
ACTUALLY = re.compile(r"[,;]实际(?![利使]用)")  # 目标为6%,实际增长5.1%
_DONE = re.compile(
    r"已(?!将)|实际(?:已经?)?(?=[开完到投建招收销缴])|(?:在|以|从)?[现原已]有(?:的|各类)?$|截至|目前|累计|以来|完成了|实现了|同比|超额完成|(?<!计划)(?<!将)(?<!拟)完成投资|到位资金|分别为|"
    rf"{ACTUALLY.pattern}"
)
# 完成年初计划55万元的98.9%
_MET = re.compile(r"(?:完成|占|达到?|超)[^,。;]{0,40}(?:计划|目标|预算|任务)[^,。;]{0,16}的$")
# 占年计划21亿元的93.8%,: how much of a plan is met plans nothing further
_MET_THERE = re.compile(r"(?:计划|规划|目标|任务)[^,。;]{0,20}?的[^,。;\d]{0,4}[\d.]{1,8}%")
# 将44项民歌纳入名录: 将 for 把, nothing to come
_TAKEN = re.compile(r"将(?![投建新实达在完举组开启增提推继进对为从把于])")
_DISPOSED = re.compile(
    r"[^,。;]{0,24}?(?:纳入|列入|列为|作为|融入|移交|下放|变[成为]|转化|评为|(?:命名|认定|确定)为|清退|收回|划归|[租卖送交]给|流转给)"
)
# of its own figure, in its own clause: 原计划4500人, 就业目标5000人
ONCE = re.compile(
    r"(?<![高平草])原(?:计划|定|目标)[^,。;]*$|(?<!全年)(?<!年度)(?<!完成)(?<![占比较超于塌欠差])目标(?:任务)?[值数]?$"
)


def is_ahead(before: str, behind: str = "") -> bool:
    """Whether the words of a sentence before a quantity put it into the future, unless those behind say otherwise.

    >>> is_ahead("将民歌等", "项目纳入名录"), is_ahead("将新建", "纳入规划")
    (False, True)
    """
    if ("原" in before or "目标" in before) and ONCE.search(before):
        return True
    if before.endswith("的") and _MET.search(before):
        return False
    words = [m for m in _PLANNED.finditer(before) if not _MET_THERE.match(before, m.start())]
    if words and words[-1][0] == "将" and _TAKEN.search(before, words[-1].start()) and _DISPOSED.match(behind):
        return False
    if not words:
        return False
    allowed = {"同比"} if words[-1][0] == "预计" else set()  # an estimate, too, is compared with a year ago
    return all(m[0] in allowed for m in _DONE.finditer(before, words[-1].end()))
