"""Is this unusual? Tests that hold for sources with three articles a month as for those with three hundred a day.

A mean less a few standard deviations is below zero for most districts' pages and could never fire; tails of the
Poisson and the binomial distribution can, and only where a silence or a jump means something.

>>> far_below(0, [1, 2, 0, 1, 1, 2, 1, 0])  # a week without an article is nothing there
False
>>> far_below(0, [12, 9, 14, 11, 10, 12, 13, 9])
True
>>> jumped(18, 20, 30, 300)  # a tenth of all, until now
True
>>> silence_allowed([1, 1, 3, 1, 1, 1, 3, 1, 1])  # days between days with news: quiet on weekends
9
"""

from collections.abc import Sequence
from math import exp, lgamma, log
from statistics import median, quantiles

RARE = 1e-3  # a week as poor as this comes once in twenty years
VERY_RARE = 1e-5  # shares are looked at often, and pages of one day are alike
ENOUGH = 20  # cases before a share says anything
HIGHER = 0.2  # a share that rose by less is no jump
LEAST_DAYS = 4  # no silence is told before: a long weekend
GAPS = 4  # fewer gaps between days of news are no rhythm


def poisson_below(count: int, mean: float) -> float:
    """How likely so many or fewer are where `mean` are usual."""
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1)))


def binomial_above(hits: int, cases: int, share: float) -> float:
    """How likely so many hits or more are among the cases where `share` of all is usual."""
    if hits <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    chosen = (lgamma(cases + 1) - lgamma(k + 1) - lgamma(cases - k + 1) for k in range(hits, cases + 1))
    odds = (k * log(share) + (cases - k) * log(1 - share) for k in range(hits, cases + 1))
    return min(1.0, sum(exp(ways + chance) for ways, chance in zip(chosen, odds, strict=True)))


def far_below(week: int, weeks_before: Sequence[int]) -> bool:
    """Less than half of the usual, less than ever before, and too little for chance. Four weeks are a history."""
    if len(weeks_before) < 4:
        return False
    usual = median(weeks_before)
    return week < usual / 2 and week < min(weeks_before) and poisson_below(week, usual) < RARE


def jumped(hits: int, cases: int, hits_before: int, cases_before: int) -> bool:
    """A share rose far above its own past. One more hit is taken to be in the past, so that no share is impossible."""
    if cases < ENOUGH or cases_before < ENOUGH:
        return False
    usual = (hits_before + 1) / (cases_before + 1)
    now = hits / cases
    return now >= usual + HIGHER and now >= 1.5 * usual and binomial_above(hits, cases, min(1.0, usual)) < VERY_RARE


def silence_allowed(gaps: Sequence[int]) -> int | None:
    """Days a source may be silent, by its own rhythm: three times a long gap, and more than the longest so far."""
    if len(gaps) < GAPS:
        return None
    long = quantiles(gaps, n=10, method="inclusive")[8]
    return max(LEAST_DAYS, round(3 * long), max(gaps))
