"""What a rule may know besides its own words: the day of publication and what was named before."""

from datetime import date
from typing import NamedTuple

from extractors.periods.days import Days

SHIFT = {
    "今年": 0, "本年": 0, "本年度": 0, "今": 0, "去年": -1, "上年": -1, "上年度": -1, "上一年": -1, "上一年度": -1,
    "去": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2,
}  # fmt: skip
SOON = 2  # months
BEFORE = {"上年", "上年度", "上一年", "上一年度"}
SAME = {"当年", "同年", "该年", "这一年", "是年"}


class Context(NamedTuple):
    """`before` is the period named last, `last_day` the day named last, `year` the year named last in this sentence."""

    published: date | None
    year: int | None = None
    before: Days | None = None
    headline: Days | None = None  # the period the title names
    future: bool = False  # the clause speaks of what is to come
    last_day: date | None = None
    since: date | None = None  # the start that the paragraph told
    since_here: bool = False  # and this sentence
    as_of: Days | None = None  # the month the sentence counts up to: 6月底的名册上，今年已...

    def relative(self, word: str) -> int | None:
        """The year that 今年, 去年, 当年 mean.

        >>> Context(date(2024, 1, 8)).relative("去年")
        2023
        """
        if word in SAME:
            named = self.before or self.headline
            return named[1].year if named else self.published.year if self.published else None
        if word in BEFORE:  # of the year that is told of, where 去年 is of the day's
            for named in (self.before, self.headline):
                if named and named[0].year == named[1].year:
                    return named[0].year - 1
        return self.published.year + SHIFT[word] if self.published else None

    def year_with(self, month: int) -> int | None:
        """The year of a month written without one: news look back, plans ahead.

        What lies two months ahead is soon, not last year.

        >>> Context(date(2024, 1, 8)).year_with(12)
        2023
        >>> Context(date(2024, 1, 8), future=True).year_with(5)
        2024
        """
        if self.year:
            return self.year
        if self.published is None:
            return self.headline[1].year if self.headline else None
        if self.future:
            return self.published.year + (month < self.published.month)
        return self.published.year - (month > self.published.month + SOON)

    def closed_year(self) -> int | None:
        """The year that 全年 and 过去一年 mean: up to March the one just ended, unless the clause looks ahead."""
        if self.published is None:
            return None
        return self.published.year - (self.published.month <= 3 and not self.future)
