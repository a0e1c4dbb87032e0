"""The tables of dates hold what they say."""

from datetime import date, timedelta

from extractors.periods.era_rules import HOLIDAY, beginnings, holidays

# a day that each holiday must hold in every year; the others move with the moon
FIXED = {"国庆": (10, 1), "劳动节": (5, 1), "元旦": (1, 1)}


def test_holidays_hold_their_day_and_are_short() -> None:
    for (name, year), (first, last) in holidays().items():
        assert first <= last <= first + timedelta(days=10), (name, year)
        if name in FIXED:
            assert first <= date(year, *FIXED[name]) <= last, (name, year)
        else:
            assert first.year == last.year == year, (name, year)


def test_every_year_has_every_holiday() -> None:
    years = {year for _, year in holidays()}
    assert years == set(range(min(years), max(years) + 1))
    assert max(years) >= 2026
    assert set(holidays()) == {(name, year) for name in HOLIDAY.values() for year in years}


def test_moving_holidays_fall_into_their_season() -> None:
    for (name, _), (first, last) in holidays().items():
        months = {"春节": (1, 2), "清明": (4, 4), "端午": (5, 6), "中秋": (9, 10)}.get(name)
        if months:
            assert months[0] <= first.month <= last.month <= months[1], (name, first)


def test_what_began_began_in_order() -> None:
    for short, long in (("十八大", "党的十八大"), ("二十大", "党的二十大")):
        assert beginnings()[short] == beginnings()[long]
    congresses = [beginnings()[f"{number}大"] for number in ("十五", "十六", "十七", "十八", "十九", "二十")]
    assert congresses == sorted(congresses)
