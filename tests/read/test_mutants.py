"""Broken and hostile pages: an article or a refusal, nothing else. The benchmark reads 2,000 of them."""

import random
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from read_mutants import MUTATIONS, mutants

from extractors.discover.lists import links
from extractors.errors import Unreadable
from extractors.read import next_page, read
from extractors.read.containers import families
from extractors.records import Page

URL = "http://www.shili.gov.cn/xw/t20240715_1001.html"


def page(body: bytes) -> Page:
    return Page(URL, URL, "mutants", datetime(2025, 1, 1, tzinfo=UTC), 200, {}, body, "0")


def test_each_mutant_is_an_article_or_refused() -> None:
    outcomes: Counter[str] = Counter()
    for name, body in mutants(4 * len(MUTATIONS)):
        try:
            article = read(page(body))
        except Unreadable as refusal:
            outcomes[refusal.reason] += 1
        else:
            article.text.encode()  # no half of a surrogate pair
            assert "\x00" not in article.text, name
            assert article.raw_text.strip(), name
            outcomes["article"] += 1
        links(body, URL)
        next_page(page(body))
    assert outcomes["article"] > 15
    assert len(outcomes) > 2
    assert "" not in outcomes


def test_the_same_seed_gives_the_same_pages() -> None:
    assert list(mutants(24)) == list(mutants(24))


def test_deep_nesting_keeps_the_text() -> None:
    sentence = "全区夏粮播种面积42.1万亩，收割过半，预计6月底前全部完成，总产量有望超过去年。"
    html = "<title>夏粮收割过半</title><h1>夏粮收割过半</h1>" + "<div><font>" * 600 + f"<p>{sentence}</p>" * 3
    assert read(page(html.encode())).text.count(sentence) == 3


def test_noise_is_no_text() -> None:
    with pytest.raises(Unreadable, match="not text"):
        read(page(random.Random(1).randbytes(50_000)))


def test_strings_without_an_end_take_no_time() -> None:
    for data in ('{"content":"' * 50_000, '{"content":"\\' + "\\\\" * 400_000, '"title":"' + "x" * 900_000):
        with pytest.raises(Unreadable):
            read(page(f"<script>{data}</script>".encode()))


@pytest.mark.parametrize(
    "body",
    [
        b"<!--" * 500_000,
        b"<record><![CDATA[" * 100_000,
        b"<div><a href=/1>x</a>" + b"<br>" * 200_000 + b"<a href=/2>x</a>" * 40_000,
    ],
)
def test_a_list_that_never_ends_what_it_begins_takes_no_time(body: bytes) -> None:
    assert links(body, URL).links == ()


def test_what_stands_below_much_else_takes_no_time() -> None:
    lines = "<p>全区夏粮播种面积42.1万亩，收割过半。</p>"
    classes = " ".join(family.selector[1:] for family in families() if family.selector.startswith("."))
    for html in (
        f'<div class="{"x" * 1_500_000}" id="{"x" * 1_000_000}">' + lines * 8_000,
        f'<div class="{classes}">' * 110 + "<br>" * 400_000,
        "<b>" * 1_900 + lines + "<br>" * 600_000,
        "<div>" + "<link>夏粮播种收割过半，收购全面启动。" * 29_000,
        "共 3 页<option value=x>1" * 28_000,
        lines + '<p x=">" ' + " ".join(f"a{n}=1" for n in range(300_000)) + ">",
    ):
        with suppress(Unreadable):
            read(page(html.encode()))
