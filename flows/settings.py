"""Settings: read once from `fangzhi.toml` and the environment, at the rim, into one frozen object.

A variable FANGZHI_NAME wins over `name` in the file, the file over the default. `docs/settings.md` lists them all.

>>> load({"FANGZHI_DATA": "gazette", "FANGZHI_WORKERS": "2"}, file=None).data.name
'gazette'
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta, timezone
from pathlib import Path

from extractors.errors import UsageError
from extractors.fetch import Politeness

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no daylight saving since 1991
FILE = Path("fangzhi.toml")
PREFIX = "FANGZHI_"
TRUTH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
POLITENESS = {f.name: f for f in fields(Politeness)}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and how the work is done. Paths are absolute."""

    data: Path = Path("fangzhi-data")
    sources: tuple[Path, ...] = ()  # folders with sources of one's own, beside the built-in catalogue
    indicators: tuple[Path, ...] = ()  # folders with indicators of one's own
    builtin_sources: bool = True  # off: only the folders named in `sources` are visited
    workers: int = 0  # processes that read and parse; 0: one a core
    threads: int = 16  # hosts that a group of sources visits at the same time
    quiet_hours: float = 26.0  # no run for longer: somebody is told
    disk_percent: float = 90.0  # fuller: somebody is told
    editions_kept: int = 3  # readings by older rules are kept for so many editions of the rules
    log_days: int = 400  # rows of fetch_log are kept so long; 0: for ever
    archive_days: int = 0  # archived pages are kept so long; 0: for ever
    alerts: tuple[str, ...] = field(default=(), repr=False)  # apprise addresses, which hold passwords
    alert_webhook: str | None = field(default=None, repr=False)  # gets every alert as JSON
    politeness: Politeness = field(default_factory=Politeness)

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def processes(self) -> int:
        return self.workers or os.cpu_count() or 1


SECRET = {"alerts", "alert_webhook"}  # from the environment only: a file is copied and committed
NUMBERS = {
    "workers": int,
    "threads": int,
    "quiet_hours": float,
    "disk_percent": float,
    "editions_kept": int,
    "log_days": int,
    "archive_days": int,
}
KNOWN = {f.name for f in fields(Settings)} - {"politeness"} | set(POLITENESS)


def load(
    environment: Mapping[str, str] | None = None, *, file: Path | None = FILE, data: Path | None = None
) -> Settings:
    """The settings in force. `data`, from the command line, wins over everything.

    The data directory may hold a fangzhi.toml of its own (the weakest voice), and folders `sources` and `indicators`,
    which are read as if they were named in the settings. Raises UsageError naming the setting and where it stands.
    """
    environment = os.environ if environment is None else environment
    named = {name for name in environment if name.startswith(PREFIX)}
    if unknown := sorted(named - {PREFIX + name.upper() for name in KNOWN}):
        raise UsageError(f"environment: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(KNOWN))}")
    values = _read(file)
    values |= {
        name: environment[PREFIX + name.upper()] for name in sorted(KNOWN) if environment.get(PREFIX + name.upper())
    }
    folder = Path(str(data or values.get("data") or "fangzhi-data")).absolute()
    values = _read(folder / FILE.name) | values | {"data": folder}
    polite = {name: _number(name, values.pop(name)) for name in list(values) if name in POLITENESS}
    own = {name: _own(name, value) for name, value in values.items()}
    settings = Settings(**own, politeness=Politeness(**polite))  # type: ignore[arg-type]  # checked value by value
    return replace(
        settings,
        sources=_with(settings.sources, folder / "sources"),
        indicators=_with(settings.indicators, folder / "indicators"),
    )


def _with(folders: tuple[Path, ...], own: Path) -> tuple[Path, ...]:
    return (*folders, own) if own.is_dir() and own not in folders else folders


def _read(file: Path | None) -> dict[str, object]:
    if file is None or not file.exists():
        return {}
    try:
        values: dict[str, object] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: not valid TOML ({error}); mend the line it names") from error
    if unknown := sorted(values.keys() - KNOWN):
        raise UsageError(f"{file}: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(KNOWN))}")
    if secret := sorted(values.keys() & SECRET):
        name = PREFIX + secret[0].upper()
        raise UsageError(f"{file}: {secret[0]} may hold a secret; set the environment variable {name} instead")
    return values


def _own(name: str, value: object) -> object:
    match name:
        case "data":
            return Path(str(value)).absolute()
        case "sources" | "indicators":
            parts = value if isinstance(value, list) else str(value).split(os.pathsep)
            return tuple(Path(str(part)).absolute() for part in parts)
        case "alerts":
            return tuple(str(value).split())
        case "alert_webhook":
            return str(value)
        case "builtin_sources":
            if (word := str(value).lower()) not in TRUTH:
                raise UsageError(f"setting {name}: true or false was expected, {value!r} was found")
            return TRUTH[word]
        case _:
            return _number(name, value)


def _number(name: str, value: object) -> object:
    """A setting as the number its field wants, never below zero; text stays text."""
    kind = POLITENESS[name].type if name in POLITENESS else NUMBERS[name]
    if kind is not int and kind is not float:
        return str(value)
    try:
        number: int | float = kind(str(value))
    except ValueError:
        number = -1
    if not 0 <= number < float("inf"):
        raise UsageError(f"setting {name}: a number from 0 was expected, {value!r} was found")
    return number
