"""Every query in docs/questions.md has rows to show on the demo, the only data a new user has."""

import re
from pathlib import Path

import pytest

from warehouse import ask

TEXT = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^## (?P<title>.*?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FENCED = re.compile(r"```sql\n(.*?)```", re.DOTALL)
QUERIES = [
    (block["title"], query.strip())
    for block in BLOCK.finditer(TEXT)
    for fenced in FENCED.findall(block["body"])
    for query in fenced.split(";")
    if query.strip()
]


@pytest.mark.parametrize(("title", "query"), [pair for pair in QUERIES if "create view" not in pair[1]])
def test_every_question_has_an_answer_on_the_demo(place: Path, title: str, query: str) -> None:
    assert ask.query(place / "fangzhi-demo", query).rows, title


def test_the_view_of_ones_own_is_there(place: Path) -> None:
    told = {row[:4] for row in ask.query(place / "fangzhi-demo", "from confirmed").rows}
    assert ("340405", "八公山区", "urban_new_jobs", "2025") in told


def test_at_least_ten_questions_are_answered() -> None:
    assert len({title for title, _ in QUERIES}) > 10
