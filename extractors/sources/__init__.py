"""The catalogue of sources: which pages are read for which district. Data, one line a source, a file per province.

The built-in files lie in `extractors/data/sources/`; a user's own lie in any folder he names and are read after them,
so that a line with the id of a built-in source changes just the cells it fills. `docs/sources.md` explains the
columns; a line needs no more than a name, a home and an address:

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = (Path(folder) / "own.csv").write_text("name,home,url\\n八公山要闻,340405,https://www.example.gov.cn/bgsyw/\\n")
...     own = load([Path(folder)])
>>> [(source.id, source.kind) for source in own.within("340405") if source.name == "八公山要闻"]
[('340405-example', 'list')]

Codes of districts are read by their prefix: 340000 is all of Anhui, 340400 Huainan with its districts. Whether a home
exists in the gazetteer is not checked here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from extractors.errors import CatalogueError, UsageError
from extractors.records import Source
from extractors.sources.cells import COLUMNS, source_of, written

BUILT_IN = Path(__file__).parents[1] / "data" / "sources"
OWN = "own"
ALWAYS = ("id", "name", "home", "kind", "url", "status")  # columns of a file that is made new


@dataclass(frozen=True, slots=True)
class Sources:
    """Sources in the order of the files."""

    by_id: Mapping[str, Source]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, source_id: str) -> Source | None:
        return self.by_id.get(source_id)

    def within(self, code: str) -> Sources:
        """The sources whose home is this district or lies in it; raises UsageError for no code."""
        if not re.fullmatch(r"([0-9]{2}){1,3}", code):
            raise UsageError(f"expected the code of a district, like 340000, 340400 or 340405, found {code!r}")
        prefix = re.sub(r"(00)+$", "", code)
        return self._only(lambda source: source.home is not None and source.home.startswith(prefix))

    def active(self) -> Sources:
        """Those a run visits: neither paused nor doubtful nor still without a known list."""
        return self._only(lambda source: source.status == "active")

    def chosen(self, ids: Sequence[str]) -> Sources:
        """These sources; raises UsageError that names what may have been meant."""
        for source_id in ids:
            if source_id not in self.by_id:
                near = get_close_matches(source_id, self.by_id, n=3)
                hint = f"did you mean {', '.join(near)}?" if near else "`fangzhi sources list` shows them"
                raise UsageError(f"no source has the id {source_id!r}; {hint}")
        return Sources({source_id: self.by_id[source_id] for source_id in ids})

    def _only(self, wanted: Callable[[Source], bool]) -> Sources:
        return Sources({source.id: source for source in self if wanted(source)})


def load(folders: Sequence[Path] = (), *, builtin: bool = True) -> Sources:
    """The built-in catalogue (unless told otherwise) and the `.csv` files of these folders, later ones over earlier."""
    found = dict(_built_in()) if builtin else {}
    for folder in folders:
        if not folder.is_dir():
            raise CatalogueError(f"{folder}: expected a folder with files of sources, found none")
        for file in sorted(folder.glob("*.csv"), key=_reading_order):
            _read(file, found)
    return Sources(found)


def append(folder: Path, sources: Sequence[Source]) -> Path:
    """Writes lines into the user's own file in this folder, and returns the file.

    A new file is begun where the header lacks a column they need, or where one of their ids stands already: a later
    file wins. What the catalogue says already is not written again.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = load([folder])
    rows = [written(source) for source in sources if known.get(source.id) != source]
    columns = [name for name in COLUMNS if name in ALWAYS or any(row.get(name) for row in rows)]
    file, number, text = folder / f"{OWN}.csv", 1, ""
    while rows and file.exists():
        text = _text(file)
        header, *before = [cells for _, cells in _rows(file, text)] or [columns]
        ids = {cells[header.index("id")] for cells in before} if "id" in header else set()
        fits = all(name in header for row in rows for name, cell in row.items() if cell)
        if fits and not ids & {row["id"] for row in rows}:
            columns, text = header, text if text.endswith("\n") else text + "\n"
            break
        number += 1
        file, text = folder / f"{OWN}-{number}.csv", ""
    if rows:
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
        if not text:
            writer.writeheader()
        writer.writerows(rows)
        file.write_text(text + out.getvalue(), encoding="utf-8")
    return file


def _reading_order(file: Path) -> tuple[str, int]:
    """own.csv before own-2.csv before own-10.csv."""
    stem, _, number = file.stem.rpartition("-")
    return (stem, int(number)) if stem and number.isdecimal() else (file.stem, 1)


@cache
def _built_in() -> Mapping[str, Source]:
    found: dict[str, Source] = {}
    for file in sorted(BUILT_IN.glob("*.csv")):
        _read(file, found)
    return found


def _read(file: Path, found: dict[str, Source]) -> None:
    """Adds the sources of a file to those found so far, or changes them."""
    rows = _rows(file, _text(file))
    _, header = next(rows, (1, []))
    if unknown := [name for name in header if name not in COLUMNS]:
        raise CatalogueError(f"{file}:1: expected columns of {', '.join(COLUMNS)}; found {unknown[0]!r}")
    if len(set(header)) < len(header):
        raise CatalogueError(f"{file}:1: a column stands twice in {', '.join(header)}")
    seen: dict[str, int] = {}
    for line, row in rows:
        if len(row) != len(header):
            raise CatalogueError(
                f'{file}:{line}: expected {len(header)} cells, found {len(row)}; a comma in a cell needs ""'
            )
        filled = {name: cell.strip() for name, cell in zip(header, row, strict=True) if cell.strip()}
        try:
            source = source_of(filled, found)
        except ValueError as error:
            raise CatalogueError(f"{file}:{line}: {error}") from None
        if source.id in seen:
            raise CatalogueError(f"{file}:{line}: the id {source.id} stands in line {seen[source.id]} already")
        seen[source.id] = line
        found[source.id] = source


def _text(file: Path) -> str:
    """UTF-8, or what spreadsheet programs on Chinese systems write."""
    try:
        raw = file.read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("gb18030")
    except OSError as error:
        raise CatalogueError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise CatalogueError(f"{file}: expected text in UTF-8, found other bytes") from None


def _rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells, without comments and empty lines. A cell never runs over two lines."""
    for line, content in enumerate(text.splitlines(), 1):
        if not content.strip(", \t") or content.lstrip().startswith("#"):
            continue
        try:
            yield line, [cell.strip() for cell in next(csv.reader([content], strict=True))]
        except csv.Error as error:
            raise CatalogueError(f"{file}:{line}: {error}") from None
