"""What was written is what is read, in any state a crash can leave."""

import gzip
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from extractors.archive import Archive
from extractors.errors import ArchiveError
from extractors.records import Page

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)


def page(body: bytes = b"<p>page</p>", **more) -> Page:
    plain = Page("http://a.example/1", "http://a.example/1", "340405-1", AT, 200, {}, body, sha256(body).hexdigest())
    return replace(plain, **more)


@pytest.fixture
def archive(tmp_path) -> Archive:
    return Archive(tmp_path / "archive")


ODD = [
    page(),
    page(b""),
    page(bytes(3_000_000)),
    page(b"\r\n\r\nWARC/1.1\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n"),
    page(
        "方志".encode("gb18030"),
        url="http://a.example/正文?a=1&b=%20",
        final_url="https://b.example/",
        source_id="八公山",
    ),
    page(
        gzip.compress(b"page"),
        headers={"content-encoding": "gzip", "content-length": "1", "transfer-encoding": "chunked"},
    ),
    page(headers={"content-type": "text/html; charset=gb2312", "x-empty": "", "x-raw": "\xb0\xcb"}),
    page(headers={"x-long": 60_000 * "x"}),
    page(role="list", status=203, fetched_at=AT.astimezone(timezone(timedelta(hours=8)))),
    page(role="further", fetched_at=AT.replace(microsecond=0)),
]


def test_pages_read_back_as_written(archive):
    with archive.writer("odd", AT) as writer:
        kept = [writer.write(p) for p in ODD]
    assert [replace(p, archive_file=None, archive_offset=None) for p in kept] == ODD
    assert [archive.read(p.archive_file, p.archive_offset) for p in reversed(kept)] == kept[::-1]
    assert list(archive.scan("2026/11/23/odd.warc.gz")) == kept
    assert (
        kept[-2].fetched_at.utcoffset()
        == archive.read(kept[-2].archive_file, kept[-2].archive_offset).fetched_at.utcoffset()
    )


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=50).map(str.strip)


@given(
    body=st.binary(max_size=500),
    url=TEXT,
    source_id=TEXT,
    headers=st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
        st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=50).map(str.strip),
        max_size=5,
    ),
    status=st.integers(100, 599),
    at=st.datetimes(timezones=st.just(UTC)),
)
def test_any_page_reads_back(tmp_path_factory, body, url, source_id, headers, status, at):
    archive = Archive(tmp_path_factory.mktemp("archive"))
    odd = page(body, url=url, final_url=url, source_id=source_id, headers=headers, status=status, fetched_at=at)
    with archive.writer("any", AT) as writer:
        first, second = writer.write(odd), writer.write(page())
    assert archive.read(first.archive_file, first.archive_offset) == first
    assert list(archive.scan(first.archive_file)) == [first, second]


def test_other_tools_read_it(archive, tmp_path):
    with archive.writer("a", AT) as writer:
        kept = [writer.write(page(str(n).encode() * 100)) for n in range(3)]
    file = archive.folder / kept[0].archive_file
    raw = file.read_bytes()
    ends = [p.archive_offset for p in kept[1:]] + [len(raw)]
    for p, end in zip(kept, ends, strict=True):  # one gzip member a record
        text = gzip.decompress(raw[p.archive_offset : end])
        assert text.startswith(b"WARC/1.1\r\n")
        assert text.count(b"WARC/1.1\r\n") == 1
    with file.open("rb") as stream:
        records = [
            (r.record_type, r.headers.get("WARC-Target-URI"), r.verify_payload_digest())
            for r in ArchiveIterator(stream, verify_digests=True)
        ]
        stream.seek(0)
        ids = [r.headers["WARC-Record-ID"] for r in ArchiveIterator(stream)]
    assert len(set(ids)) == 4
    assert all(re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", one) for one in ids)
    response = (WarcRecordType.response, "http://a.example/1", True)
    assert records == [(WarcRecordType.warcinfo, None, False), response, response, response]


def test_a_file_is_never_appended_to(archive):
    kept = []
    for n in range(11):
        with archive.writer("run", AT) as writer:
            kept.append(writer.write(page(str(n).encode())))
    with archive.writer("run-of-2025", AT + timedelta(days=1)) as writer:
        writer.write(page())
    files = ["run.warc.gz", *(f"run-{n}.warc.gz" for n in range(2, 12))]
    assert [p.archive_file for p in kept] == ["2026/11/23/" + name for name in files]
    assert archive.files() == ["2026/11/23/" + name for name in files] + ["2026/11/24/run-of-2025.warc.gz"]


def test_two_writers_of_one_name_do_not_mix(archive):
    with archive.writer("run", AT) as one, archive.writer("run", AT) as two:
        kept = [(one.write(page(b"1")), two.write(page(b"2"))) for _ in range(3)]
    assert {tuple(p.archive_file for p in both) for both in kept} == {
        ("2026/11/23/run.warc.gz", "2026/11/23/run-2.warc.gz")
    }
    assert {p.body for p in archive.scan("2026/11/23/run-2.warc.gz")} == {b"2"}


def test_a_run_without_pages_leaves_no_file(archive):
    with archive.writer("run", AT):
        pass
    assert archive.files() == []


def test_days_are_of_utc(archive):
    with archive.writer("run", datetime(2026, 11, 24, 7, 59, tzinfo=timezone(timedelta(hours=8)))) as writer:
        assert writer.write(page()).archive_file == f"{date(2026, 11, 23):%Y/%m/%d}/run.warc.gz"


def test_a_torn_tail_is_passed_over(archive):
    with archive.writer("run", AT) as writer:
        kept = [writer.write(page(os.urandom(300))) for _ in range(3)]
    file = archive.folder / kept[0].archive_file
    whole = file.read_bytes()
    starts = [p.archive_offset for p in kept] + [len(whole)]
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        read = list(archive.scan(kept[0].archive_file))
        assert read == kept[: len(read)]
        least = sum(size >= end for end in starts[1:])
        assert least <= len(read) <= least + 1, size  # a record that lacks but its last bytes may still be whole
        for p in kept[least + 1 :]:
            with pytest.raises(ArchiveError):
                archive.read(p.archive_file, p.archive_offset)


WRITES_UNTIL_KILLED = """
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from pathlib import Path
from extractors.archive import Archive
from extractors.records import Page
at = datetime(2026, 11, 23, tzinfo=UTC)
with Archive(Path(sys.argv[1])).writer("run", at) as writer:
    for n in range(10**6):
        body = str(n).encode() * 5000
        writer.write(Page("http://a.example/", "http://a.example/", "a", at, 200, {}, body, sha256(body).hexdigest()))
        print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 20])
def test_what_was_told_as_written_survives_a_kill(archive, after):
    command = [sys.executable, "-c", WRITES_UNTIL_KILLED, str(archive.folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        told = [int(process.stdout.readline()) for _ in range(after)]
        process.kill()
        told += [int(line) for line in process.stdout.read().split()]
    pages = list(archive.scan("2026/11/23/run.warc.gz"))
    assert [p.body for p in pages] == [str(n).encode() * 5000 for n in range(len(pages))]
    assert len(pages) >= len(told) >= after


def test_noise_behind_the_last_page_is_passed_over(archive):
    with archive.writer("run", AT) as writer:
        kept = writer.write(page())
    file = archive.folder / kept.archive_file
    whole = file.read_bytes()
    for noise in (
        bytes(100),
        b"\x1f\x8b" + bytes(50),
        os.urandom(100),
        gzip.compress(b"noise"),
        gzip.compress(b"WARC/1.1\r\n\r\n"),
    ):
        file.write_bytes(whole + noise)
        assert list(archive.scan(kept.archive_file)) == [kept]


def test_a_body_that_changed_is_not_handed_out(archive):
    with archive.writer("run", AT) as writer:
        kept = writer.write(page(b"page"))
    file = archive.folder / kept.archive_file
    whole = file.read_bytes()
    record = gzip.decompress(whole[kept.archive_offset :]).replace(b"page\r\n\r\n", b"cage\r\n\r\n")
    file.write_bytes(whole[: kept.archive_offset] + gzip.compress(record))
    with pytest.raises(ArchiveError, match="offset"):
        archive.read(kept.archive_file, kept.archive_offset)


@pytest.mark.parametrize(
    "bad",
    [
        page(headers={"x": "a\r\nb"}),
        page(headers={"x y": "a"}),
        page(headers={"X": "a"}),
        page(headers={"x": " a"}),
        page(headers={"x": "方"}),
        page(url="http://a.example/\n"),
        page(source_id="a\r\nWARC-Type: request"),
        page(url="http://a.example/\ud800"),
        page(sha256="0" * 64),
        page(fetched_at=AT.replace(tzinfo=None)),
    ],
)
def test_pages_that_could_not_be_read_back_are_refused(archive, bad):
    with archive.writer("run", AT) as writer:
        with pytest.raises(ArchiveError):
            writer.write(bad)
        kept = writer.write(page())
    assert list(archive.scan(kept.archive_file)) == [kept]


def test_a_failed_write_leaves_whole_pages(archive, monkeypatch):
    with archive.writer("run", AT) as writer:
        first = writer.write(page(b"1"))
        monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(ArchiveError, match="No space left"):
            writer.write(page(b"2"))
        monkeypatch.undo()
        third = writer.write(page(b"3"))
    assert list(archive.scan(first.archive_file)) == [first, third]


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "方志", 101 * "a", "a b"])
def test_names_are_plain(archive, name):
    with pytest.raises(ArchiveError, match="name"):
        archive.writer(name, AT)


@pytest.mark.parametrize("file", ["../x.warc.gz", "/etc/passwd", "2026/11/23/none.warc.gz"])
def test_reading_stays_inside(archive, file):
    with pytest.raises(ArchiveError):
        archive.read(file, 0)
    with pytest.raises(ArchiveError):
        list(archive.scan(file))


@pytest.mark.parametrize("offset", [1, 100, 10**9, -1])
def test_a_wrong_offset_is_told(archive, offset):
    with archive.writer("run", AT) as writer:
        kept = writer.write(page())
    with pytest.raises(ArchiveError, match="offset"):
        archive.read(kept.archive_file, offset)
