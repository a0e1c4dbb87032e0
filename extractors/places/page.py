"""Where sentences, clauses and round brackets of a text begin, asked for by position.

>>> page = Page("甲（乙，丙）丁。戊")
>>> page.bracket(2), page.bracket(6), page.same_clause(0, 4), page.same_sentence(0, 8)
(1, -1, False, False)
"""

from __future__ import annotations

import re
from bisect import bisect_right

from extractors.text import clauses, sentences

# （一）农业。 · 二、工业 · 3. 服务业 · 【民生】 · ▶
HEADING = re.compile(
    r"^[\s\u3000]*(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d)|【|[▶●■★◆])",
    re.MULTILINE,
)


class Page:
    """The layout of one text."""

    def __init__(self, text: str) -> None:
        self._sentences = [start for start, _ in sentences(text)]
        self.headings = [match.start() for match in HEADING.finditer(text)]
        self._clauses = [start for start, _ in clauses(text)]
        self._lines = [match.start() for match in re.finditer(r"\n", text)]
        self._opens: list[int] = []
        self._closes: list[int] = []
        opened = -1
        for match in re.finditer(r"[（(）)\n]", text):
            if match[0] in "（(":
                opened = match.start()
            elif opened >= 0:
                self._opens.append(opened)
                self._closes.append(match.start())
                opened = -1

    def line(self, at: int) -> int:
        """How many line breaks lie before this character."""
        return bisect_right(self._lines, at)

    def apart(self, one: int, other: int) -> bool:
        """Whether a line break lies between the two; what has no place in the text (-1) is apart from nothing."""
        return one >= 0 and self.line(one) != self.line(other)

    def bracket(self, at: int) -> int:
        """Where the bracket around this character opens, or -1. Brackets do not run over lines."""
        index = bisect_right(self._opens, at) - 1
        return self._opens[index] if index >= 0 and at < self._closes[index] else -1

    def sentence(self, at: int) -> int:
        """Where the sentence of this character begins."""
        return self._sentences[max(bisect_right(self._sentences, at) - 1, 0)] if self._sentences else 0

    def same_sentence(self, one: int, other: int) -> bool:
        return bisect_right(self._sentences, one) == bisect_right(self._sentences, other)

    def same_clause(self, one: int, other: int) -> bool:
        return bisect_right(self._clauses, one) == bisect_right(self._clauses, other)
