"""Settings are read once, from three places, and say what is wrong with them."""

from pathlib import Path

import pytest

from extractors.errors import UsageError
from flows.settings import load


def test_environment_wins_over_file(tmp_path: Path) -> None:
    file = tmp_path / "fangzhi.toml"
    file.write_text('data = "from-file"\nworkers = 3\n')
    settings = load({"FANGZHI_DATA": str(tmp_path / "from-environment")}, file=file)
    assert settings.data == tmp_path / "from-environment"
    assert settings.workers == 3


def test_command_line_wins_over_environment(tmp_path: Path) -> None:
    assert load({"FANGZHI_DATA": "elsewhere"}, file=None, data=tmp_path).data == tmp_path


def test_the_data_directory_may_hold_settings_sources_and_indicators(tmp_path: Path) -> None:
    (tmp_path / "fangzhi.toml").write_text("builtin_sources = false\nthreads = 2\n")
    (tmp_path / "sources").mkdir()
    (tmp_path / "indicators").mkdir()
    settings = load({"FANGZHI_THREADS": "5"}, file=None, data=tmp_path)
    assert not settings.builtin_sources
    assert settings.threads == 5
    assert settings.sources == (tmp_path / "sources",)
    assert settings.indicators == (tmp_path / "indicators",)


def test_politeness_is_set_like_everything_else(tmp_path: Path) -> None:
    settings = load({"FANGZHI_CONTACT": "gazette@example.org", "FANGZHI_INTERVAL_S": "2.5"}, file=None, data=tmp_path)
    assert settings.politeness.contact == "gazette@example.org"
    assert settings.politeness.interval_s == 2.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("workers = ", "not valid TOML"),
        ("wrokers = 2", "unknown setting wrokers"),
        ("politeness = 2", "unknown setting politeness"),
        ('workers = "many"', "workers: a number"),
        ("threads = -4", "threads: a number from 0"),
        ("interval_s = -1", "interval_s: a number from 0"),
        ("interval_s = nan", "interval_s: a number from 0"),
        ('builtin_sources = "maybe"', "true or false"),
        ('contact = "陈"', "contact: expected one line of ASCII"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "fangzhi.toml"
    file.write_text(content)
    with pytest.raises(UsageError, match=message):
        load({}, file=file)


def test_secrets_are_not_taken_from_a_file_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "fangzhi.toml"
    file.write_text('alert_webhook = "https://example.org/secret"\n')
    with pytest.raises(UsageError, match="set the environment variable FANGZHI_ALERT_WEBHOOK") as told:
        load({}, file=file)
    assert "example.org" not in str(told.value)
    settings = load({"FANGZHI_ALERTS": "slack://a/b/c mailto://u:p@example.org"}, file=None, data=tmp_path / "data")
    assert len(settings.alerts) == 2
    assert "slack" not in repr(settings)


def test_a_wrong_name_in_the_environment_is_named() -> None:
    with pytest.raises(UsageError, match="FANGZHI_THREAD;"):
        load({"FANGZHI_THREAD": "3", "PATH": "/bin"}, file=None)
