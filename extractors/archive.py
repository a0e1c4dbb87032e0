"""The archive: every page as it came, in WARC files that any WARC tool reads, before anyone interprets it.

A file is written once, by one writer, and never appended to. Each record is one gzip member, so a page is found
again by file and offset; it is on the disk (fsync) before `write` returns. A process killed while writing leaves a
torn last record, which readers pass over.

>>> from hashlib import sha256
>>> from tempfile import TemporaryDirectory
>>> at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
>>> body = "<p>全区农田2.3万亩</p>".encode()
>>> url = "http://a.example/1"
>>> page = Page(url, url, "340405-1", at, 200, {"content-type": "text/html"}, body, sha256(body).hexdigest())
>>> with TemporaryDirectory() as folder, Archive(Path(folder)).writer("morning", at) as writer:
...     kept = writer.write(page)
...     print(kept.archive_file, Archive(Path(folder)).read(kept.archive_file, kept.archive_offset) == kept)
2026/11/23/morning.warc.gz True

Not here: which pages were loaded already (the warehouse knows), and which files may be deleted (the settings say).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from extractors.errors import ArchiveError
from extractors.records import Page
from extractors.warc import page_of, record_of, warcinfo

SUFFIX = ".warc.gz"
HEADER_ROOM = 1 << 20  # bytes; more headers than that are no page
DAMAGE = (OSError, ValueError, RuntimeError, KeyError)  # where a member is cut, noise, or no page of ours
NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)


class Archive:
    """A folder of `yyyy/mm/dd/NAME.warc.gz`; file names handed out and taken are relative to it, with `/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def writer(self, name: str, at: datetime) -> Writer:
        """A new file of this name in the folder of the (UTC) day; the file appears with its first page."""
        if not NAME.fullmatch(name) or name.startswith("."):
            raise ArchiveError(f"archive file name: expected letters, digits, '.', '_' or '-', found {name!r}")
        return Writer(self.folder, f"{at.astimezone(UTC):%Y/%m/%d}/{name}")

    def read(self, file: str, offset: int) -> Page:
        """The page that was written at this place."""
        with self._open(file) as stream:
            try:
                stream.seek(offset)
                page = page_of(next(iter(ArchiveIterator(stream, max_header_len=HEADER_ROOM))), file, offset)
            except (StopIteration, *DAMAGE):
                page = None
        if page is None:
            raise ArchiveError(
                f"{file}: expected a page at offset {offset}, found none whole; was the file cut or moved?"
            )
        return page

    def scan(self, file: str) -> Iterator[Page]:
        """The pages of a file in the order of writing; ends quietly where a crash cut the last one off."""
        with self._open(file) as stream:
            records = iter(ArchiveIterator(stream, record_types=WarcRecordType.response, max_header_len=HEADER_ROOM))
            while True:
                try:
                    record = next(records)
                    page = page_of(record, file, record.stream_pos)
                except (StopIteration, *DAMAGE):
                    return
                if page is None:
                    return
                yield page

    def files(self, until: date | None = None) -> list[str]:
        """All files, or those written on that (UTC) day and before; oldest day first."""
        found = (f.relative_to(self.folder).as_posix() for f in self.folder.glob(f"*/*/*/*{SUFFIX}"))
        listed = sorted(found, key=_reading_order)
        return listed if until is None else [file for file in listed if file < f"{until:%Y/%m/%d}0"]

    def delete(self, file: str) -> int:
        """Delete a file, and the folders of its day that it leaves empty; how many bytes it had."""
        path = self.folder / file
        try:
            size = path.stat().st_size
            path.unlink()
        except OSError as error:
            raise ArchiveError(f"cannot delete {path}: {error.strerror}") from error
        for folder in list(path.parents)[:3]:
            with suppress(OSError):  # another file lies there
                folder.rmdir()
        return size

    def _open(self, file: str) -> BinaryIO:
        path = PurePosixPath(file)
        if path.is_absolute() or ".." in path.parts:
            raise ArchiveError(f"archive file: expected a path inside {self.folder}, found {file!r}")
        try:
            return (self.folder / path).open("rb")
        except OSError as error:
            raise ArchiveError(f"cannot read {self.folder / path}: {error.strerror}") from error


class Writer:
    """One new file. After an error the file ends with the last whole page, and writing can go on."""

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder, self.stem = folder, stem
        self.file: str | None = None  # set with the first page
        self._out: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, page: Page) -> Page:
        """Store a page; it comes back with its place in the archive, safe on the disk."""
        record = record_of(page)
        try:
            out = self._out or self._create()
            offset = out.tell()
            try:
                out.write(record)
                out.flush()
                os.fsync(out.fileno())
            except BaseException:
                out.truncate(offset)
                out.seek(offset)
                raise
        except OSError as error:
            raise ArchiveError(f"cannot write {self.folder / (self.file or self.stem)}: {error.strerror}") from error
        return replace(page, archive_file=self.file, archive_offset=offset)

    def close(self) -> None:
        if self._out is not None:
            self._out.close()
            self._out = None

    def _create(self) -> BinaryIO:
        """Opens the first free name: NAME, NAME-2, NAME-3 ... Unbuffered: what a failed write left in no buffer
        cannot come out later."""
        parent = (self.folder / self.stem).parent
        parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            file = self.stem + (f"-{number}" if number > 1 else "") + SUFFIX
            try:
                self._out = cast(BinaryIO, (self.folder / file).open("xb", buffering=0))
            except FileExistsError:
                number += 1
                continue
            self.file = file
            self._out.write(warcinfo(file))
            _sync_folder(parent)
            return self._out


def _reading_order(file: str) -> tuple[str, str, int]:
    """NAME before NAME-2 before NAME-10."""
    folder, _, name = file.removesuffix(SUFFIX).rpartition("/")
    stem, _, number = name.rpartition("-")
    return (folder, stem, int(number)) if stem and number.isdecimal() else (folder, name, 1)


def _sync_folder(folder: Path) -> None:
    """Makes the new name durable too; a no-op where folders cannot be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
