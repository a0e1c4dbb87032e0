"""Write extractors/data/periods/holidays.csv: the public holidays as the days off in a row that hold them.

Facts from the State Council's yearly notices (国务院办公厅关于…年部分节假日安排的通知), read through the package
chinesecalendar (MIT), which is not needed to run fangzhi:
`pip install chinesecalendar && python scripts/build_holidays.py`.
A new year is known when the notice is out, usually in November: update the package and run this again.
"""

from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import chinese_calendar
from chinese_calendar.constants import holidays

TARGET = Path(__file__).parent.parent / "extractors/data/periods/holidays.csv"
FIRST_YEAR = 2008  # the present seven holidays exist since then
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午",
    "Mid-autumn Festival": "中秋",
    "National Day": "国庆",
}
COMBINED = {2009, 2020}  # 国庆 and 中秋 in one holiday that the package files under 国庆 alone
HEADER = """\
# Public holidays of mainland China: all days off in a row around each, weekends that were made working days left out.
# Facts from the State Council's yearly notices, by way of chinesecalendar {version} (MIT).
# Written by scripts/build_holidays.py.
name,year,first,last
"""


def off_days_around(day: date) -> tuple[date, date]:
    """The unbroken row of days off that holds this one."""
    first = last = day
    while is_off(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while is_off(last + timedelta(days=1)):
        last += timedelta(days=1)
    return first, last


def is_off(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_holiday(day))
    except NotImplementedError:  # a year without a notice yet
        return False


def main() -> None:
    rows: dict[tuple[int, str], date] = {}
    for day, name in sorted(holidays.items()):
        if name not in NAMES:  # the victory day of 2015, a single one
            continue
        year = day.year + (name == "New Year's Day" and day.month == 12)
        if year >= FIRST_YEAR:
            rows.setdefault((year, NAMES[name]), day)
        if NAMES[name] == "国庆" and year in COMBINED:
            rows.setdefault((year, "中秋"), day)
    lines = [
        f"{name},{year},{','.join(map(str, off_days_around(day)))}\n" for (year, name), day in sorted(rows.items())
    ]
    TARGET.write_text(HEADER.format(version=version("chinesecalendar")) + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
