"""A rule is a name, a pattern and a production; the runner in `search.py` attaches the span."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extractors.periods.context import Context
from extractors.periods.days import Days, year
from extractors.periods.numerals import YEAR, number
from extractors.records import PeriodBasis

Match = re.Match[str]
Production = Callable[[Match, Context], Days | None]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    make: Production
    basis: PeriodBasis = "explicit"
    opens: str = ""  # a pattern of the places where it may begin, quick to look for; empty where the rule's own is


SAID = r"今年|本年度?|去年|上一年度?|上年度?|前年|明年|来年|当年|同年|该年"
# A look at one character spares nearly all positions of a text the whole alternation.
NAMES_YEAR = r"(?=[12一二今本去上前明来当同该])"
# The year in front of a month, quarter or half; may be missing, then the context decides.
WHEN = rf"(?:{NAMES_YEAR}(?:(?P<year>{YEAR})年(?:度|的)?|(?P<said>{SAID})的?))?"
# Where a rule may begin that begins with WHEN, a month or a quarter: it is quick to look for one of some letters, and
# slow to look for a pattern whose head may be missing.
DATED = (
    r"[\d一二三四五六七八九十元两今本去上下前明来当同该头首第自从年]"
    r"(?:(?<=\d)(?<![\d.].)(?=\d{0,3}[年月日季个、/–～－—~至到-])"
    r"|(?<=[一二三四五六七八九十元两])(?=[〇零○一二三四五六七八九十]{0,3}[年月日季个、/–～－—~至到-])"
    r"|(?<=[今本去前明来当同该])(?=年)|(?<=上)(?=[一年半])|(?<=下)(?=半)|(?<=年)(?=初)"
    r"|(?<=[前头首第])(?=[\d一二两三四五六七八九十个季])|(?<=[自从])(?=[\d一二三四五六七八九十元今本去上前明来当同该]))"
)
# The same for the rules whose head may be such a year and whose own words begin otherwise.
OPENS_YEAR = "[12一二今本去上前明来当同该](?=[09〇零○一二三四五六七八九年])"
DASH = r"[-—–~－～至到]{1,2}"


HEADS = (WHEN, rf"(?P<year>{YEAR})年", rf"(?P<first>{YEAR})年")


def rule(name: str, pattern: str, make: Production, basis: PeriodBasis = "explicit", opens: str = "") -> Rule:
    """A rule; one that begins with a year, or with what may stand behind one, opens where such things do."""
    return Rule(name, re.compile(pattern), make, basis, opens or (DATED if pattern.startswith(HEADS) else ""))


def value(m: Match, group: str) -> int | None:
    """The number a group holds; None where the group is missing or no number."""
    word = m.groupdict().get(group)
    return number(word) if word else None


def year_of(m: Match, context: Context, month: int) -> int | None:
    """The year a match names (2022年, 去年), else the one its month must lie in."""
    return named_year(m, context) if m["year"] or m["said"] else context.year_with(month)


def named_year(m: Match, context: Context) -> int | None:
    """The year a match names by number or word; None where it names none, or nobody can say which."""
    named = value(m, "year")
    return context.relative(m["said"]) if named is None and m["said"] else named


def until(first: date | None, context: Context) -> Days | None:
    """From a day to the publication; None where either is unknown or the day has not come."""
    if first is None or context.published is None or first > context.published:
        return None
    return first, context.published


def whole(number_of_year: int | None) -> Days | None:
    return year(number_of_year) if number_of_year is not None else None


def nothing(m: Match, context: Context) -> Days | None:
    """For words that speak of time and fix no days: 近年来, 日前."""
    return None
