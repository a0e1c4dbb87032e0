"""Whole units of the calendar as spans of days, both ends included.

>>> quarter(2024, 1)
(datetime.date(2024, 1, 1), datetime.date(2024, 3, 31))
>>> day(2023, 2, 30) is None  # no such day
True
"""

from calendar import monthrange
from datetime import date

Days = tuple[date, date]

EARLIEST, LATEST = 1900, 2099  # a four-digit number outside is no year of the news


def known(year: int) -> bool:
    return EARLIEST <= year <= LATEST


def months(first_year: int, first: int, last_year: int, last: int) -> Days | None:
    """From the first day of one month to the last of another; None if that runs backwards or leaves the calendar."""
    if not (known(first_year) and known(last_year) and 1 <= first <= 12 and 1 <= last <= 12):
        return None
    if (first_year, first) > (last_year, last):
        return None
    return date(first_year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def month(year: int, number: int) -> Days | None:
    return months(year, number, year, number)


def quarter(year: int, number: int) -> Days | None:
    return months(year, 3 * number - 2, year, 3 * number) if 1 <= number <= 4 else None


def half(year: int, number: int) -> Days | None:
    return months(year, 6 * number - 5, year, 6 * number) if 1 <= number <= 2 else None


def years(first: int, last: int) -> Days | None:
    return months(first, 1, last, 12)


def year(number: int) -> Days | None:
    return years(number, number)


def day(year: int, month: int, number: int) -> Days | None:
    if not (known(year) and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number), date(year, month, number)


def join(first: Days | None, last: Days | None) -> Days | None:
    """From the start of one to the end of the other.

    >>> join(month(2023, 11), month(2024, 2))
    (datetime.date(2023, 11, 1), datetime.date(2024, 2, 29))
    """
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def years_touched(days: Days) -> int:
    """How many calendar years the span touches."""
    return days[1].year - days[0].year + 1
