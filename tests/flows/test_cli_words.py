"""Wrong words on the command line are usage errors, not empty answers."""

import pytest

from flows.cli import run


@pytest.mark.parametrize("words", [["--kind", "levels"], ["--status", "achieved"]])
def test_a_kind_or_status_that_does_not_exist_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "gdp", "--period", "2025", "--data", "nowhere", *words]) == 2
    assert words[1] in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--within", "340400", "--among", "340405"],
        ["--within", "340400", "--peers-of", "340405"],
        ["--per-capita", "--per-km2"],
    ],
)
def test_of_options_that_exclude_one_another_none_is_dropped(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", "gdp", "--period", "2025", "--data", "nowhere", *words]) == 2
    assert "exclude one another" in capsys.readouterr().err


def test_sources_and_a_district_exclude_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["harvest", "340405-example", "--within", "340400", "--data", "nowhere"]) == 2
    assert "SOURCE and --within exclude one another" in capsys.readouterr().err


def test_a_level_that_no_district_has_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "gdp", "--period", "2025", "--data", "nowhere", "--level", "5"]) == 2
    assert "--level" in capsys.readouterr().err
