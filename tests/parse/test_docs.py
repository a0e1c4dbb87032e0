"""docs/parsing.md: its example runs, and its steps for additions work."""

import doctest
from pathlib import Path

import pytest

from extractors.numbers import others, units
from extractors.numbers.quantities import read

ROOT = Path(__file__).resolve().parents[2]


def test_the_example_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "parsing.md"), module_relative=False)
    assert (failed, tried > 3) == (0, True)


def test_a_unit_is_a_line_in_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [u.reason for u in read("建成12蒲式耳仓。")[1]] == ["bare number"]
    table = tmp_path / "units.csv"
    table.write_text(units.TABLE.read_text(encoding="utf-8") + "蒲式耳,volume,m3,0.0352391,\n", encoding="utf-8")
    monkeypatch.setattr(units, "TABLE", table)
    units._table.cache_clear()
    try:
        found, _ = read("收获小麦12蒲式耳。")
        assert [(q.quote, q.unit.name, q.unit.si_factor) for q in found] == [("12蒲式耳", "蒲式耳", 0.0352391)]
    finally:
        units._table.cache_clear()


def test_a_reason_is_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [q.quote for q in read("申请编号308件。")[0]] == ["308件"]
    rule = others.Other("application number", r"\d+件?", after=r"申请编号")
    monkeypatch.setattr(others, "RULES", (rule, *others.RULES))
    others._compiled.cache_clear()
    try:
        assert [(u.text, u.reason) for u in read("申请编号308件。")[1]] == [("308件", "application number")]
    finally:
        others._compiled.cache_clear()


def test_a_unit_stands_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "units.csv"
    table.write_text(
        "unit,dimension,si_unit,si_factor,aliases\n亩,area,m2,666.7,\n亩,area,m2,666.7,\n", encoding="utf-8"
    )
    monkeypatch.setattr(units, "TABLE", table)
    units._table.cache_clear()
    try:
        with pytest.raises(units.CatalogueError, match="亩 stands twice"):
            units.unit("亩")
    finally:
        monkeypatch.undo()
        units._table.cache_clear()
