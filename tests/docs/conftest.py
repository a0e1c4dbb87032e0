"""One demo for all tests of the documents, with the view that docs/questions.md adds."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from demo_maker import harvested  # found by the line above

QUESTIONS = Path(__file__).parents[2] / "docs" / "questions.md"


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory that holds a demo."""
    folder = tmp_path_factory.mktemp("docs")
    own = re.search(r"^create view.*?;", QUESTIONS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert own
    views = folder / "fangzhi-demo" / "views"
    views.mkdir(parents=True)
    (views / "confirmed.sql").write_text(own[0], encoding="utf-8")
    harvested(folder / "fangzhi-demo")
    return folder
