"""Exports: whole, and harmless whatever the pages say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from warehouse_makers import batch, digest, furnish, observation

from extractors.errors import UsageError, WarehouseError
from flows.cli import answers
from warehouse import open_warehouse
from warehouse.ask import query
from warehouse.excel import CHARACTERS_IN_A_CELL, CUT, cut
from warehouse.export import FORMULA, export

HOSTILE = {
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3",
    "tab": "\t=1+1",
    "newline": "\n=1+1",
    "wide": "＝1+1",
    "sql": "'); drop table figure; --",
    "html": "<script>alert(1)</script>",
    "emoji": "👨‍👩‍👧‍👦𠮷",
    "nul": "a\x00b",
    "control": "a\x07b\x1b[31m",
    "surrogate": "a\ud800b",
    "quotes": "a\"b'c`d\\",
    "lines": "a\nb\r\nc",
    "braces": "${jndi:ldap://x} {{7*7}} %s %(x)s $1",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A published copy in which every text is hostile."""
    home = tmp_path_factory.mktemp("hostile")
    with open_warehouse(home) as warehouse:
        furnish(warehouse)
        digests = [
            digest(
                f"http://a/{name}" + "?\x01\uffff" * (name == "control"),
                replace(observation(1e9 + n), measure=text, quote=text, place=text, rule=text, sentence_end=2000),
                days=n,
                title=text,
                outlet=text,
                text=text,
                authors=(text,),
            )
            for n, (name, text) in enumerate(HOSTILE.items())
        ]
        long = digest(
            "http://a/long", replace(observation(3e9), measure="长" * 1_000_000, quote="长" * 40_000), days=40
        )
        loaded = warehouse.load(batch(*digests, long))
        assert loaded.observations == len(HOSTILE) + 1
        warehouse.reconcile()
        warehouse.publish()
    return home


def stored(text: str) -> str:
    return text.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_hostile_text_passes_as_data(folder: Path) -> None:
    titles = {row[0] for row in query(folder, "select title from article").rows}
    assert {stored(text) for text in HOSTILE.values()} <= titles
    assert query(folder, "select max(length(measure)) from evidence").rows == ((1_000_000,),)


def test_exports_and_answers_know_the_same_signs_of_a_formula() -> None:
    signs = {chr(code) for code in range(0x10000) if re.match(FORMULA, chr(code))}
    assert signs == set(answers.FORMULA)


@pytest.mark.parametrize("bom", [False, True])
def test_csv_holds_no_formula(folder: Path, tmp_path: Path, bom: bool) -> None:
    export(folder, tmp_path, "csv", bom=bom)
    raw = (tmp_path / "evidence.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") == bom
    with (tmp_path / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(HOSTILE) + 1
    assert {"'" + HOSTILE["formula"], "'" + HOSTILE["command"], HOSTILE["sql"]} <= {row["quote"] for row in rows}
    assert not [text for row in rows for text in row.values() if text[:1] in tuple("=@+\t\r\n＝＠＋－")]
    assert not [text for row in rows for text in (row["quote"], row["title"]) if text[:1] == "-"]


def test_excel_holds_text_as_text_and_links_to_pages(folder: Path, tmp_path: Path) -> None:
    exported = export(folder, tmp_path, "xlsx")
    book = openpyxl.load_workbook(tmp_path / "fangzhi.xlsx")
    assert book.sheetnames == [
        "figures",
        "evidence",
        "stories",
        "districts",
        "indicators",
        "sources",
        "complaints",
        "dictionary",
    ]
    sheet = book["evidence"]
    heading = [cell.value for cell in sheet[1]]
    quotes = [row[heading.index("quote")] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in quotes} == {"s"}
    assert HOSTILE["formula"] in {cell.value for cell in quotes}
    urls = [row[heading.index("url")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.hyperlink is not None for cell in urls] == ["?" not in str(cell.value) for cell in urls]
    assert urls[0].hyperlink.target.startswith("http://a/")
    longest = max((str(cell.value) for cell in quotes), key=len)
    assert len(longest) == CHARACTERS_IN_A_CELL
    assert longest.endswith(CUT)
    assert exported.rows["evidence"] == len(HOSTILE) + 1
    book.close()
    with ZipFile(tmp_path / "fangzhi.xlsx") as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_parquet_holds_everything(folder: Path, tmp_path: Path) -> None:
    exported = export(folder, tmp_path, "parquet")
    assert duckdb.sql(f"select count(*) from '{tmp_path}/evidence.parquet'").fetchall() == [(len(HOSTILE) + 1,)]
    assert {file.name for file in exported.files} >= {"figures.parquet", "evidence.parquet", "dictionary.md"}


def test_the_dictionary_explains_every_column_of_every_file(folder: Path, tmp_path: Path) -> None:
    export(folder, tmp_path, "csv")
    sections = (tmp_path / "dictionary.md").read_text(encoding="utf-8").split("\n## ")[1:]
    explained = {}
    for section in sections:
        name, about, _, _, _, *lines = section.splitlines()
        assert about
        explained[name] = [line.split(" | ")[0].removeprefix("| ") for line in lines if line]
        assert not [line for line in lines if line.endswith("|  |")]
    assert explained == {
        file.stem: file.read_text(encoding="utf-8").splitlines()[0].split(",") for file in tmp_path.glob("*.csv")
    }


def test_what_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="run a harvest first"):
        export(tmp_path, tmp_path / "out", "csv")
    with pytest.raises(UsageError, match="expected a format of parquet, csv, xlsx"):
        export(tmp_path, tmp_path / "out", "pdf")


def test_text_is_cut_by_the_measure_of_excel() -> None:
    assert cut("长" * 32_767) == "长" * 32_767
    assert len(cut("𠮷" * 20_000).encode("utf-16-le")) // 2 <= CHARACTERS_IN_A_CELL
