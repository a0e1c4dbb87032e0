"""A text at work: every character knows where in the page it began and what was done to it.

>>> draft = Draft.of("發(fā)展,，")
>>> draft = draft.apply([Edit(0, 5, "發", "exact", "pinyin"), Edit(6, 8, "，", "exact", "doubled stop")])
>>> draft.text, draft.spans()[0]
('發展，', RepairSpan(start=0, end=1, certainty='exact', rule='pinyin'))
>>> draft = draft.apply([Edit(0, 2, "发展", "exact", "traditional")])
>>> [(step.before, step.after, step.rule) for step in draft.steps()]
[('發(fā)', '发', 'pinyin'), ('展', '展', 'traditional'), (',，', '，', 'doubled stop')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.records import Certainty, RepairSpan

SEVERITY: dict[Certainty, int] = {"exact": 0, "guessed": 1, "lost": 2}


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, end) of the text become `new`. Both are non-empty: what vanishes belongs to a neighbour."""

    start: int
    end: int
    new: str
    certainty: Certainty
    rule: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What was done to a character, and how sure that is."""

    certainty: Certainty
    rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: `before` stood in the page at [page_start, page_end), `after` stands in the text at start."""

    page_start: int
    page_end: int
    before: str
    start: int
    after: str
    certainty: Certainty
    rule: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, the page it came from, and per character the page offset where it began and its mark, if any."""

    page: str
    text: str
    origins: tuple[int, ...]  # one more than characters: the last is the end of the page
    marks: tuple[Mark | None, ...]
    rules: frozenset[str] = frozenset()  # all that did something

    @classmethod
    def of(cls, page: str) -> Draft:
        """The page as it stands, nothing done yet."""
        return cls(page, page, tuple(range(len(page) + 1)), (None,) * len(page))

    def apply(self, edits: Iterable[Edit]) -> Draft:
        """The draft after these edits, which are in order and do not overlap."""
        edits = list(edits)
        if not edits:
            return self
        text: list[str] = []
        origins: list[int] = []
        marks: list[Mark | None] = []
        rules: set[str] = set()
        done = 0
        for edit in edits:
            text.append(self.text[done : edit.start])
            origins += self.origins[done : edit.start]
            marks += self.marks[done : edit.start]
            text.append(edit.new)
            origins += self._origins(edit)
            new_marks = self._marks(edit)
            marks += new_marks
            if edit.new != self.text[edit.start : edit.end] or any(m and m.rule == edit.rule for m in new_marks):
                rules.add(edit.rule)
            done = edit.end
        text.append(self.text[done:])
        origins += self.origins[done:]
        marks += self.marks[done:]
        return Draft(self.page, "".join(text), tuple(origins), tuple(marks), self.rules | rules)

    def _origins(self, edit: Edit) -> Iterator[int]:
        """Where the new characters began: spread evenly over the old ones, which is exact for equal lengths."""
        old, new = edit.end - edit.start, len(edit.new)
        return (self.origins[edit.start + i * old // new] for i in range(new))

    def _marks(self, edit: Edit) -> list[Mark | None]:
        """The marks of the new characters: the graver certainty stays, and of two equal ones the earlier rule."""
        old = self.marks[edit.start : edit.end]
        new = Mark(edit.certainty, edit.rule)
        if len(old) == len(edit.new):
            return [graver(mark, new) for mark in old]
        for mark in old:
            new = graver(mark, new)
        return [new] * len(edit.new)

    def spans(self) -> tuple[RepairSpan, ...]:
        """Characters of the text that are not as in the page, neighbours of one mark together."""
        return tuple(RepairSpan(a, b, mark.certainty, mark.rule) for a, b, mark in self._runs())

    def steps(self) -> list[Step]:
        """What was done where, in order."""
        return [self._step(a, b, mark) for a, b, mark in self._runs()]

    def _step(self, start: int, end: int, mark: Mark) -> Step:
        a, b = self.origins[start], self.origins[end]
        return Step(a, b, self.page[a:b], start, self.text[start:end], mark.certainty, mark.rule)

    def _runs(self) -> Iterator[tuple[int, int, Mark]]:
        start = 0
        for i in range(1, len(self.marks) + 1):
            if i == len(self.marks) or self.marks[i] != self.marks[start]:
                mark = self.marks[start]
                if mark is not None:
                    yield start, i, mark
                start = i


def graver(old: Mark | None, new: Mark) -> Mark:
    """Of two marks the less certain one, else the earlier."""
    return new if old is None or SEVERITY[new.certainty] > SEVERITY[old.certainty] else old
