"""What a value is of: a flow or a stock, a running total, and per what it is counted.

>>> from extractors.numbers.quantities import read
>>> from extractors.parse.facts import facts
>>> def first(text): return facts(text, read(text)[0])[0]
>>> aspect_of(first("年末存栏生猪2.3万头")), aspect_of(first("全年新建公路18公里"))
('stock', 'flow')
>>> cumulative_in(first("累计建成高标准农田86万亩")), per_of(first("每亩增收800元"))
(True, '亩')
"""

import re

from extractors.parse.memory import Fact
from extractors.records import Aspect

_STOCK = re.compile(
    r"存栏|余额|现有|拥有|共有|在册|在库|保有量|常住人口|户籍人口|人口|总数|里程|总量达|覆盖面积|"
    r"实有|在校|在岗|在职|编制|床位|库存|存量|现存|在营|登记在册|累计建成|设有|建有|"
    r"总面积|耕地面积|森林面积|机构|党员[^,]{0,2}$|网点|服务站|党支部|海拔"
)
_REACHED = re.compile(r"总量达|数达|增至|增加到|达到[^,。]{0,4}$|辖区?")  # of a flow, too: 产量增至5万吨
_HELD = re.compile(r"累计[^,。]{0,2}(?:建成|建有|认定|培育)|现有|在册|存量")  # what is there by now
_FLOW = re.compile(
    r"新增|新建|新开|新设|完成|实现|生产|产量|产值|收入|支出|发放|拨付|投入|投资|销售|零售|接待|"
    r"办理|办结|受理|审结|收案|出栏|清运|清理|拆除|改造|建成|培训|开展|举办|召开|"
    r"查处|整治|调解|争取|引进|签约|增加值|生产总值|GDP|进出口|出口|进口|利润|税收|消费|收获|收割|"
    r"播种|造林|救助|资助|补贴|减免|立案|走访|服务|惠及|净增|认定|培育"
)
_CUMULATIVE = re.compile(
    r"累计|历年|总计|以来|五年(?:来|间|共|内)|三年(?:来|间|共)|四年(?:来|间|共)|先后|“十[一二三四五]五”(?:期间|时期)|历史|至今"
)
_PER_LEFT = re.compile(
    r"(?:平均)?每(?:一|个)?(?P<each>人|名|位|户|家庭户?|家|所|处|座|辆|亩|公顷|吨|公斤|斤|立方米|平方米|平方公里|公里|株|头|只|台|套|"
    r"间|个|村|天|日|月|年|次|度|千瓦时|小时|百人|千人|万人|百户|件|箱|袋|床)(?P<time>年|月|天)?|"
    r"(?<![^,、;每省市县区乡镇村〓])(?P<group>[百千万]人|[百千万]户|十万人)"
    r"(?=[\u4e00-\u9fff]{0,14}?(?:拥有|保有|占有|[数量率]))(?!计划|工程|大会|活动|行动)|"
    r"(?P<average>[人户亩日月年村县])均|一个?(?P<one>[年月天亩斤头只株棵])(?=能|可|就|产|要)"
)
_SAME = {"名": "人", "位": "人", "天": "日", "家庭": "户", "家庭户": "户"}


def aspect_of(f: Fact) -> Aspect | None:
    """Flow or stock of a level, None where the words do not tell and for rates, shares and ranks."""
    if f.kind != "level" or f.quantity.unit.dimension in ("ratio", "points", "rank"):
        return None
    words = f.measure + f.context.left
    if _STOCK.search(words):
        return "stock"
    if _FLOW.search(words):
        return "flow"
    return "stock" if _REACHED.search(words) else None


def held(f: Fact) -> bool:
    """Whether the words speak of what is there now, whatever the indicator counts otherwise (累计建成86万亩)."""
    return bool(_HELD.search(f.measure + f.context.left))


def cumulative_in(f: Fact) -> bool:
    """Whether the words before make it a figure of several years or a running total: neither fits a single year."""
    if f.kind == "change_rate":
        return f.base == "average-of-years"
    return f.kind in ("level", "change_abs") and bool(_CUMULATIVE.search(f.context.gap[-24:] + f.context.left))


def per_of(f: Fact) -> str | None:
    """The denominator of a rate: 元/亩, 每亩, 人均; None of totals, and of changes and ranks."""
    if f.quantity.per:
        return f.quantity.per
    if f.kind not in ("level", "change_abs"):
        return None
    named: dict[str, None] = {}
    for m in _PER_LEFT.finditer(f.measure + f.before[-24:] + f.context.left[-24:]):
        told = [part for part in m.group("each", "time", "group", "average", "one") if part]
        named |= dict.fromkeys(_SAME.get(part, part) for part in told)
    return "·".join(named) or None
