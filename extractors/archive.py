"""The archive: every page as it came, in WARC files that any WARC tool reads, before anyone interprets it.

A file is written once, by one writer, and never appended to. Each record is one gzip member, so a page is found
again by file and offset; it is on the disk (fsync) before `write` returns. A process killed while writing leaves a
torn last record, which readers pass over.

What WARC and HTTP have no field for stands in `X-Fangzhi-*` headers of the record, so that a page reads back exactly
as it was written. The body is kept decompressed: headers that speak of its coding on the way (`content-encoding`,
`transfer-encoding`, `content-length`) are stored as `X-Archive-Orig-...`, the custom of other archives, or readers
would decode it twice.

>>> from tempfile import TemporaryDirectory
>>> at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
>>> body = "<p>全区农田2.3万亩</p>".encode()
>>> url = "http://a.example/1"
>>> page = Page(url, url, "340405-1", at, 200, {"content-type": "text/html"}, body, sha256(body).hexdigest())
>>> with TemporaryDirectory() as folder, Archive(Path(folder)).writer("morning", at) as writer:
...     kept = writer.write(page)
...     print(kept.archive_file, Archive(Path(folder)).read(kept.archive_file, kept.archive_offset) == kept)
2026/11/23/morning.warc.gz True

Not here: which pages were loaded already (the warehouse knows), and deleting old files (nobody does).
"""

from __future__ import annotations

import io
import os
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self, cast, get_args
from uuid import uuid4

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from extractors.errors import ArchiveError
from extractors.records import Page, Role

LEVEL = 6  # gzip: 1,850 pages/s; level 1 writes three times as fast and a third larger
SUFFIX = ".warc.gz"
HEADER_ROOM = 1 << 20  # bytes; more headers than that are no page
DAMAGE = (OSError, ValueError, RuntimeError)  # what fastwarc says where a member is cut, noise, or none
NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
MOVED = ("content-encoding", "transfer-encoding", "content-length")
MOVED_PREFIX = "x-archive-orig-"


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
                page = _page(next(iter(ArchiveIterator(stream, max_header_len=HEADER_ROOM))), file, offset)
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
                    page = _page(record, file, record.stream_pos)
                except (StopIteration, *DAMAGE):
                    return
                if page is None:
                    return
                yield page

    def files(self) -> list[str]:
        """All files, oldest day first."""
        found = (f.relative_to(self.folder).as_posix() for f in self.folder.glob(f"*/*/*/*{SUFFIX}"))
        return sorted(found, key=_reading_order)

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
        record = _record(page)
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
            self._out.write(_warcinfo(file))
            _sync_folder(parent)
            return self._out


def _member(record: WarcRecord) -> bytes:
    """The record as one gzip member of its own."""
    buffer = io.BytesIO()
    writer = GzipWriter(buffer, compression_level=LEVEL)
    record.write(writer, checksum_data=True)
    writer.finish()  # without it the members of all records run together, and other readers stop at the second
    return buffer.getvalue()


def _warcinfo(file: str) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo, uuid4().urn.encode())
    record.headers["WARC-Filename"] = PurePosixPath(file).name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(b"software: fangzhi\r\nformat: WARC File Format 1.1\r\n")
    return _member(record)


def _record(page: Page) -> bytes:
    if page.fetched_at.tzinfo is None:
        raise ArchiveError(f"{page.url}: fetched_at must be an aware instant, found {page.fetched_at}")
    if page.sha256 != sha256(page.body).hexdigest():
        raise ArchiveError(f"{page.url}: sha256 does not belong to the body")
    head = [f"HTTP/1.1 {page.status} -"]
    for name, value in page.headers.items():
        if (
            not HEADER_NAME.fullmatch(name)
            or value != value.strip()
            or CONTROL.search(value)
            or max(value, default="") > "\xff"
        ):
            raise ArchiveError(
                f"{page.url}: header {name!r}: {value!r} cannot be written; expected a lower-case name and one line"
            )
        head.append(f"{MOVED_PREFIX if name in MOVED else ''}{name}: {value}")
    record = WarcRecord()
    record.init_headers(WarcRecordType.response, uuid4().urn.encode())
    record.record_date = page.fetched_at.astimezone(UTC)
    fields = {
        "WARC-Target-URI": page.final_url,
        "WARC-Payload-Digest": _digest(page.body),
        "X-Fangzhi-URL": page.url,
        "X-Fangzhi-Source": page.source_id,
        "X-Fangzhi-Role": page.role,
        "X-Fangzhi-Fetched-At": page.fetched_at.isoformat(),
        "X-Fangzhi-Status": str(page.status),
    }
    for name, value in fields.items():
        if value != value.strip() or CONTROL.search(value):
            raise ArchiveError(f"{page.url!r}: {name} {value!r} cannot be written; expected one line of text")
        record.headers[name] = value
    record.is_http = True
    record.set_bytes_content("\r\n".join([*head, "", ""]).encode("latin-1") + page.body)
    return _member(record)


def _page(record: WarcRecord, file: str, offset: int) -> Page | None:
    """The page of a record, or None if it is not whole."""
    fields = {name.lower(): value for name, value in record.headers}
    body = record.reader.read()
    role = ROLES.get(fields.get("x-fangzhi-role", ""))
    if role is None or fields.get("warc-payload-digest") != _digest(body):
        return None
    return Page(
        url=fields["x-fangzhi-url"],
        final_url=fields["warc-target-uri"],
        source_id=fields["x-fangzhi-source"],
        fetched_at=datetime.fromisoformat(fields["x-fangzhi-fetched-at"]),
        status=int(fields["x-fangzhi-status"]),
        headers={name.removeprefix(MOVED_PREFIX): value for name, value in _latin(record.http_headers)},
        body=body,
        sha256=sha256(body).hexdigest(),
        role=role,
        archive_file=file,
        archive_offset=offset,
    )


def _latin(headers: HeaderMap) -> Iterator[tuple[str, str]]:
    """HTTP headers as HTTP has them; fastwarc would read bytes 80 to 9F as Windows does."""
    for name, value in zip(headers.keys_bytes(), headers.values_bytes(), strict=True):
        yield name.decode("latin-1"), value.decode("latin-1")


def _digest(body: bytes) -> str:
    """As other WARC tools write and check it."""
    return "sha256:" + b32encode(sha256(body).digest()).decode()


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
