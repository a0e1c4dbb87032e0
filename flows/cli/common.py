"""What the commands share: options, input as file or stdin, batches of JSON lines, tables."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from extractors.errors import UsageError
from flows import settings as settings_module
from flows.settings import Settings

Data = Annotated[Path | None, typer.Option("--data", help="Data directory; also FANGZHI_DATA. [./fangzhi-data]")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one document.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
InFile = Annotated[Path | None, typer.Argument(help="A file; without it, standard input.")]
BatchFile = Annotated[Path | None, typer.Option("--batch", help="JSON lines in, JSON lines out.")]
Published = Annotated[str | None, typer.Option("--published", help="Day of publication, 2022-11-03.")]


def known_home(home: str | None) -> str | None:
    """A home district that the gazetteer knows. Raises UsageError."""
    from extractors.places import gazetteer

    if home and gazetteer().unit(home, None) is None:
        raise UsageError(
            f"no district has the code or path {home!r}; expected one such as 340405 or 安徽省/淮南市/八公山区"
        )
    return home


Home = Annotated[
    str | None,
    typer.Option("--home", help="Home district: 340405 or 安徽省/淮南市/八公山区.", callback=known_home),
]

Row = dict[str, Any]  # one JSON object of a batch, as its author wrote it


def settings(data: Path | None = None) -> Settings:
    """The settings in force for this command."""
    return settings_module.load(data=data)


def day(text: str | None, name: str = "--published") -> date | None:
    """A day, from 2022-11-03 or an instant in ISO form. Raises UsageError."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise UsageError(f"{name} wants a day such as 2022-11-03, not {text!r}") from None


def read_bytes(file: Path | None) -> bytes:
    """The whole of a file (a name ending in .gz is unpacked) or of standard input."""
    if file is None:
        return sys.stdin.buffer.read()
    try:
        raw = file.read_bytes()
        if file.suffix == ".gz":
            import gzip

            return gzip.decompress(raw)
    except (OSError, EOFError) as error:
        raise UsageError(f"{file}: cannot be read ({error})") from error
    return raw


def read_text(file: Path | None) -> str:
    """Text in UTF-8. Raises UsageError with the place of the first byte that is not."""
    raw = read_bytes(file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file or 'standard input'}: not UTF-8 at byte {error.start}; convert it first") from error


def batch(file: Path, handle: Callable[[Row], Mapping[str, object]]) -> int:
    """Answer each line of a JSONL file by one line; a bad line is answered by its error, and the next is read.

    Returns the exit code: 1 if any line failed.
    """
    failed = False
    for number, line in enumerate(read_text(file).splitlines(), 1):
        if not line.strip():
            continue
        id: object = number
        try:
            row = json.loads(line)
            id = row.get("id", number) if isinstance(row, dict) else number
            answer: Mapping[str, object] = {"id": id, **handle(row)}
        except Exception as error:  # one bad row never stops a batch
            failed = True
            answer = {"id": id, "error": f"{type(error).__name__}: {error}"}
        write_json(answer, indent=None)
    return int(failed)


def body(row: Row, base: Path) -> bytes:
    """The page of a batch row: `html`, or the file `path` relative to the batch."""
    if "html" in row:
        return str(row["html"]).encode()
    if "path" not in row:
        raise UsageError("a row wants `path` (and `url`) or `html`")
    path = Path(row["path"])
    return read_bytes(path if path.is_absolute() else base / path)


def plain(value: object) -> object:
    """A record as JSON can hold it: integral floats as integers, days and instants as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def write_json(value: object, *, indent: int | None = 2) -> None:
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=indent) + "\n")


def counted(count: int, what: str) -> str:
    """A number of things in words.

    >>> counted(1, "source"), counted(2, "source")
    ('1 source', '2 sources')
    """
    return f"{count} {what}{'' if count == 1 else 's'}"


def console() -> Console:
    """The terminal, or a wide page where there is none: a pipe folds nothing."""
    return Console() if sys.stdout.isatty() else Console(width=200)
