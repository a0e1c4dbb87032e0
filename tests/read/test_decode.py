"""Encodings as Chinese pages declare and use them."""

from encodings.aliases import aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.read.decode import decode, strictly

TEXT = "<p>示例区上半年完成地区生产总值80.5亿元，同比增长6.2%。</p>"


@pytest.mark.parametrize("said", ["gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "no-such", ""])
@pytest.mark.parametrize("used", ["utf-8", "gb18030"])
def test_the_bytes_decide(said: str, used: str) -> None:
    html = f'<meta charset="{said}">' + TEXT
    found = decode(html.encode(used), {"content-type": f"text/html; charset={said}"})
    assert (found.text, found.encoding, found.lost) == (html, used, 0)


def test_a_character_cut_off_at_the_end_is_let_go() -> None:
    assert decode(TEXT.encode()[:-5] + "亿".encode()[:2]).encoding == "utf-8"
    assert decode(("<meta charset=gbk>" + TEXT + "亿").encode("gb18030")[:-1]).lost == 0


def test_damaged_utf8_stays_utf8_and_tells_what_is_lost() -> None:
    body = bytearray((TEXT * 20).encode())
    body[500] = 0xFF
    found = decode(bytes(body))
    assert found.encoding == "utf-8"
    assert 1 <= found.lost <= 3
    assert "地区生产总值" in found.text


def test_damaged_utf8_is_utf8_even_where_every_byte_would_fit_gbk() -> None:
    body = bytearray(("示例" * 60).encode())
    body[1] = 0xE4
    assert strictly(bytes(body), "gb18030") is not None
    assert decode(bytes(body)).encoding == "utf-8"


def test_the_source_overrides_what_the_page_says() -> None:
    assert decode(TEXT.replace("示例", "示例").encode("big5", "ignore"), None, "big5").encoding == "cp950"


def test_a_source_that_says_utf_16_of_pages_without_a_mark_is_not_believed() -> None:
    assert decode(TEXT.encode(), None, "utf-16").text == TEXT
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le"), None, "utf-16").text == TEXT


@pytest.mark.parametrize("name", sorted(set(aliases.values())))
def test_no_codec_of_python_gives_half_a_character(name: str) -> None:
    for body in (b"\xff\\ud800+2AA-", b"\xff\xd8\x00", bytes(range(256))):
        decode(f"<meta charset={name}>".encode() + body).text.encode()


def test_byte_order_marks() -> None:
    assert decode(TEXT.encode("utf-8-sig")).text == TEXT
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le")).text == TEXT


@given(st.binary(max_size=400), st.text(max_size=12))
def test_never_raises(body: bytes, said: str) -> None:
    found = decode(body, {"content-type": f"text/html; charset={said}"}, said)
    assert found.lost == found.text.count("\ufffd") or not found.lost
