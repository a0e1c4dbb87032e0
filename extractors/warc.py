"""Pages as WARC records and back: one gzip member a record, and a page reads back exactly as it was written.

What WARC and HTTP have no field for stands in `X-Fangzhi-*` headers of the record. The body is kept decompressed: what
its headers say of the coding on the way (`content-encoding`, `transfer-encoding`, `content-length`) is stored under
`X-Archive-Orig-...`, the custom of other archives, or readers would decode it twice.
"""

from __future__ import annotations

import io
import re
from base64 import b32encode
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import get_args

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import HeaderMap, WarcRecord, WarcRecordType

from extractors.errors import ArchiveError
from extractors.records import Page, Role

LEVEL = 6  # gzip: 1,850 pages/s; level 1 writes three times as fast and a third larger
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
MOVED = ("content-encoding", "transfer-encoding", "content-length")
MOVED_PREFIX = "x-archive-orig-"


def _member(record: WarcRecord) -> bytes:
    """The record as one gzip member of its own."""
    buffer = io.BytesIO()
    writer = GzipWriter(buffer, compression_level=LEVEL)
    record.write(writer, checksum_data=True)
    writer.finish()  # without it the members of all records run together, and other readers stop at the second
    return buffer.getvalue()


def warcinfo(file: str) -> bytes:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Filename"] = PurePosixPath(file).name
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(b"software: fangzhi\r\nformat: WARC File Format 1.1\r\n")
    return _member(record)


def record_of(page: Page) -> bytes:
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
    record.init_headers(WarcRecordType.response)
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


def page_of(record: WarcRecord, file: str, offset: int) -> Page | None:
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
