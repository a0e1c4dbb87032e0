"""The documents are true: the reference is as generated, every query in docs/questions.md answers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from warehouse_makers import batch, digest, furnish, observation

from warehouse import ask, open_warehouse
from warehouse.reference import reference

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^## (?P<title>.*?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"```sql\n(.*?)```", re.DOTALL)
BEFORE = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)}
RATE = {"kind": "change_rate", "unit": "%", "si_unit": "%", "si_value": 4.0, "direction": "+", "base": "year"}


def queries() -> list[tuple[str, str]]:
    text = (DOCS / "questions.md").read_text(encoding="utf-8")
    return [
        (block["title"], query.strip())
        for block in BLOCK.finditer(text)
        for fenced in FENCED.findall(block["body"])
        for query in fenced.split(";")
        if query.strip()
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("questions")
    (home / "views").mkdir()
    own = next(query for title, query in queries() if title == "A view of one's own")
    (home / "views" / "conflicts.sql").write_text(own, encoding="utf-8")
    with open_warehouse(home) as warehouse:
        furnish(warehouse)
        warehouse.load(
            batch(
                digest("http://a/1", observation(), observation(4.8e9, **BEFORE), observation(4.0, **RATE)),
                digest("http://a/2", observation(6e9, status="planned"), observation(7e9, place_code="340402")),
                digest("http://a/3", observation(7.1e9, place_code="340402"), days=9, title="更正"),
                digest("http://a/4", observation(1.4e10, place_code="340400", place_level=2), source="hn"),
                digest("http://a/5", observation(5.9e9), source="hn", days=-1, fingerprint=tuple(range(64))),
                digest("http://a/6", observation(5.9e9), days=1, fingerprint=tuple(range(64))),
            )
        )
        warehouse.reconcile()
        warehouse.publish()
    return home


def test_the_reference_of_tables_is_as_generated() -> None:
    made = reference()
    assert (DOCS / "tables.md").read_text(encoding="utf-8") == made, (
        "run python -m warehouse.reference > docs/tables.md"
    )


def test_every_column_is_explained() -> None:
    assert [line for line in reference().splitlines() if line.endswith("|  |")] == []


@pytest.mark.parametrize(("title", "query"), [q for q in queries() if "create view" not in q[1]])
def test_every_question_has_an_answer(folder: Path, title: str, query: str) -> None:
    assert ask.query(folder, query).rows, title


def test_the_view_of_ones_own_is_there(folder: Path) -> None:
    assert [row[0] for row in ask.query(folder, "from conflicts").rows] == ["340405"]


def test_at_least_ten_questions_are_answered() -> None:
    assert len({title for title, _ in queries()}) > 10
