"""The bytes of an answer: as many as were announced, no more than we take, decompressed.

A few kilobytes on the line can decompress to gigabytes, so decompression stops at the limit. Compressed data that
ends early was cut off; a page is kept whole or not at all.

>>> import gzip
>>> decoded(gzip.compress(b"<p>page</p>"), "gzip", limit=100)
b'<p>page</p>'
>>> decoded(gzip.compress(bytes(10_000)), "gzip", limit=100)
Traceback (most recent call last):
extractors.errors.FetchError: too large: more than 100 bytes when decompressed
"""

import zlib
from collections.abc import Callable, Iterable

from extractors.fetch.reasons import refusal

try:
    import brotli  # type: ignore[import-untyped]  # ships no types
except ImportError:  # an optional dependency of a dependency; without it br is not offered to servers
    brotli = None

MOST_CODINGS = 3  # applied one upon the other; honest servers use one
MOST_MEMBERS = 100
GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
RAW_DEFLATE = -zlib.MAX_WBITS


def collected(chunks: Iterable[bytes], limit: int) -> bytes:
    """The chunks as one; raises FetchError("too large") as soon as there are more than `limit` bytes."""
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise refusal("too large", f"more than {limit} bytes")
        parts.append(chunk)
    return b"".join(parts)


def decoded(data: bytes, codings: str, limit: int) -> bytes:
    """Undoes the codings of a Content-Encoding header, last one first."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > MOST_CODINGS:
        raise refusal("bad encoding", f"{len(names)} codings one upon the other")
    for name in reversed(names):
        if name not in CODINGS:
            raise refusal("bad encoding", f"expected one of {ACCEPTED}, found {name[:40]!r}")
        data = CODINGS[name](data, limit) if data else data
    return data


def _gunzip(data: bytes, limit: int) -> bytes:
    """gzip (one member or several) or zlib; what stands behind the last member is no part of the page."""
    out = b""
    for _ in range(MOST_MEMBERS):
        step = zlib.decompressobj(GZIP_OR_ZLIB)
        try:
            out += step.decompress(data, limit - len(out) + 1)
        except zlib.error as error:
            raise refusal("bad encoding", f"gzip: {error}") from None
        _check(len(out), limit, whole=step.eof)
        data = step.unused_data
        if data[:2] != b"\x1f\x8b":
            return out
    raise refusal("bad encoding", f"gzip: more than {MOST_MEMBERS} members")


def _inflate(data: bytes, limit: int) -> bytes:
    """deflate means zlib, but servers exist that send it without zlib's header."""
    step = zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(data) else RAW_DEFLATE)
    try:
        out = step.decompress(data, limit + 1)
    except zlib.error as error:
        raise refusal("bad encoding", f"deflate: {error}") from None
    _check(len(out), limit, whole=step.eof)
    return out


def _has_zlib_header(data: bytes) -> bool:
    """RFC 1950: method 8 in the low half of the first byte, and the first two bytes a multiple of 31."""
    return len(data) > 1 and data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0


def _unbrotli(data: bytes, limit: int) -> bytes:
    step = brotli.Decompressor()
    try:
        out = bytes(step.process(data, output_buffer_limit=limit + 1))
    except brotli.error as error:
        raise refusal("bad encoding", f"br: {error}") from None
    _check(len(out), limit, whole=bool(step.is_finished()))
    return out


def _check(size: int, limit: int, *, whole: bool) -> None:
    if size > limit:
        raise refusal("too large", f"more than {limit} bytes when decompressed")
    if not whole:
        raise refusal("cut off", "compressed data ends early")


def _plain(data: bytes, limit: int) -> bytes:
    return data


CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "identity": _plain,
}
ACCEPTED = "gzip, deflate"
if brotli is not None:
    CODINGS["br"] = _unbrotli
    ACCEPTED += ", br"
