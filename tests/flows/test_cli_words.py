"""Wrong words on the command line are usage errors, not empty answers."""

import pytest

from flows.cli import run


@pytest.mark.parametrize("words", [["--kind", "levels"], ["--status", "achieved"]])
def test_a_kind_or_status_that_does_not_exist_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "gdp", "--period", "2025", "--data", "nowhere", *words]) == 2
    assert words[1] in capsys.readouterr().err
