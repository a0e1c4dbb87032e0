"""Lists whose entries say no more than 阅读全文: a picture or a summary, and a link to read on.

Such links have neither headline nor, often, a telling address, so `lists` takes them for none. The words tell.

>>> html = '<ul><li><a href="/p/gov-a.html">阅读全文 1</a></li><li><a href="/p/b.html">查看详情>></a></li></ul>'
>>> read_on(html + '<a href="/">首页</a>', "http://x.gov.cn/xw/")
('http://x.gov.cn/p/gov-a.html', 'http://x.gov.cn/p/b.html')
"""

from __future__ import annotations

import re

from extractors.discover.lists import MEDIA, anchors, base_of
from extractors.read.tree import parse

# 阅读全文 · 【详细】 · 查看详情>> · 阅读更多 3; not 更多 alone, which leads to the whole list
WORDS = re.compile(
    r"[\[【（(]?(?:点击)?(?:(?:阅读|查看|浏览)?(?:全文|原文|详情|详细)|(?:阅读|查看)更多|详细内容|read\s?more|full\s?text)"
    r"[\]】）)]?[\s>»›.…\d]{0,12}",
    re.IGNORECASE,
)


def read_on(html: str, url: str) -> tuple[str, ...]:
    """Where the links lead that say no more than that one can read on."""
    root = parse(html)
    found = (a.url for a in anchors(root, base_of(root, url)) if WORDS.fullmatch(a.text) and a.url != url)
    return tuple(dict.fromkeys(there for there in found if not MEDIA.search(there)))
