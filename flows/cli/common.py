"""What the commands share: options, input as file or stdin, batches of JSON lines, tables."""

import codecs
import json
import math
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from extractors.errors import FangzhiError, UsageError
from flows import progress
from flows import settings as settings_module
from flows.cli.terminal import Terminal
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
NAMES = {dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false"}
NAMES[type(None)] = "null"


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
        raise UsageError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    return raw


def read_text(file: Path | None) -> str:
    """Text in UTF-8. Raises UsageError with the place of the first byte that is not."""
    raw = read_bytes(file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = file or "standard input"
        cure = "if it is GB18030 (GBK), convert it first: iconv -f GB18030 -t UTF-8 OLD > NEW"
        raise UsageError(f"{name}: not UTF-8 at byte {error.start}; {cure}") from error


def nothing(what: str) -> None:
    """Say on stderr that there was nothing to answer; that is no failure, the exit code stays 0."""
    typer.echo(f"fangzhi: {what}", err=True)


def batch(file: Path, handle: Callable[[Row], Mapping[str, object]]) -> int:
    """Answer each line of a JSONL file by one line; a bad line is answered by its error, and the next is read.

    Answers are written as they are had. Returns the exit code: 1 if any line failed.
    """
    lines = read_bytes(file).removeprefix(codecs.BOM_UTF8).split(b"\n")
    rows = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    failed = False
    with progress.answered(len(rows)) as count:
        for number, line in rows:
            answer = answer_to(line, number, handle)
            failed |= "error" in answer
            write_json(answer, indent=None)
            sys.stdout.flush()
            count()
    if not rows:
        nothing(f"{file}: there is no line in it, so there is no answer")
    return int(failed)


def answer_to(line: bytes, number: int, handle: Callable[[Row], Mapping[str, object]]) -> Mapping[str, object]:
    """The answer to a line, under its id or else its number; or the error. Never raises."""
    id: object = number
    try:
        row = row_of(line)
        id = row.get("id", number)
        return {"id": id, **handle(row)}
    except UsageError as error:  # of what the row holds, or the file it names
        return {"id": id, "error": f"line {number}: {error}"}
    except FangzhiError as error:
        return {"id": id, "error": f"{type(error).__name__}: {error}"}
    except Exception as error:  # one bad row never stops a batch
        return {"id": id, "error": f"line {number}: {type(error).__name__}: {error}"}


ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
HALF = re.compile("[\ud800-\udfff]")


class RowError(UsageError):
    """A row of a batch does not hold what it must."""


def row_of(line: bytes) -> Row:
    """A line as a JSON object. Raises RowError.

    Half of a surrogate pair, which JSON can write and no file can hold, becomes U+FFFD as it does in pages.

    >>> row_of(rb'{"text": "\\ud83d\\ude00 \\ud83d"}')
    {'text': '😀 �'}
    >>> row_of(b'[1]')
    Traceback (most recent call last):
    flows.cli.common.RowError: a JSON object is wanted, not a list
    """
    try:
        row = json.loads(line.decode("utf-8"))
        if ESCAPED_HALF.search(line):
            row = json.loads(HALF.sub("\ufffd", json.dumps(row, ensure_ascii=False)))
    except UnicodeDecodeError as error:
        raise RowError(f"not UTF-8 at byte {error.start} of the line") from error
    except (ValueError, RecursionError) as error:
        raise RowError(f"not JSON: {error}") from error
    if not isinstance(row, dict):
        raise RowError(f"a JSON object is wanted, not {NAMES[type(row)]}")
    return row


def wanted(row: Row, field: str) -> str:
    """A text the row must have. Raises RowError."""
    found = optional(row, field)
    if found is None:
        raise RowError(f"`{field}` is missing")
    return found


def optional(row: Row, field: str) -> str | None:
    """A text the row may have; null is as good as none. Raises RowError.

    >>> optional({"html": 5}, "html")
    Traceback (most recent call last):
    flows.cli.common.RowError: `html` wants text, not a number
    """
    found = row.get(field)
    if found is None or isinstance(found, str):
        return found
    raise RowError(f"`{field}` wants text, not {NAMES[type(found)]}")


def home_of(row: Row) -> str | None:
    """The home district of a batch row. Raises UsageError for one that the gazetteer does not know."""
    return known_home(optional(row, "home"))


def body(row: Row, base: Path) -> bytes:
    """The page of a batch row: `html`, or the file `path` relative to the batch."""
    html, name = optional(row, "html"), optional(row, "path")
    if html is not None:
        return html.encode()
    if name is None:
        raise RowError("`html` or `path` is missing")
    path = Path(name)
    return read_bytes(path if path.is_absolute() else base / path)


def plain(value: object) -> object:
    """A record as JSON can hold it: integral floats as integers, days and instants as ISO text, all else in words.

    >>> plain([Decimal("1.50"), Decimal("2"), 3.0, float("nan"), b"\\x00"])
    [1.5, 2, 3, None, '00']
    """
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, str | bool | int) else str(value)


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
    return Terminal() if sys.stdout.isatty() else Terminal(width=200)
