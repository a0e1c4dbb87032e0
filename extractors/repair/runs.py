"""Runs of characters that were read one byte out of step, put back in step.

A search reads from every place where a run can begin until all likely readings agree again. Where the page stands as
it is, nothing is searched. A second look knows how runs begin on this page: what a site does to a stop it does to most
stops of the kind. On a page that also lost pairs without a trace, nothing of a run is certain.

>>> [(edit.new, edit.certainty) for edit in misaligned("河?xùn)|村")]
[('東', 'exact')]
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from extractors.repair.candidates import ODD
from extractors.repair.characters import CHAR_OF, READING, TONED, TWINS, is_ideograph, is_private
from extractors.repair.draft import Edit
from extractors.repair.model import RARE, START, character_class, character_model
from extractors.repair.search import ENOUGH, Patience, search, way
from extractors.repair.states import KEPT, STRIPPED, ZONES, Line, State, habit

RULE = "misaligned"
STOP = re.compile(r"[，。！？；：,!?;:\ufffd]")
ASCII_COMMA = re.compile(r"(?<=[㐀-鿿])[,](?=[㐀-鿿])")
KEEPING = re.compile(rf"[?\ufffd]\((?=[a-z]{{0,5}}[{TONED}]){READING}\)")  # 河\ufffd(xùn)|
BEFORE_BRACKETS = 40  # characters between the beginning of a run and brackets in it
LONE_LETTER = r"[^\x00-\x7f]{0,6}[@-~][^\x00-\x7f]"  # the end of a run: 笨h司
SWAPPED = frozenset("!?,")  # a page with stops swapped for ASCII lost the bytes around these without a mark


def misaligned(text: str) -> Iterator[Edit]:
    """The edits that put runs back in step."""
    lines = text.split("\n")
    habits = SWAPPED if is_swapped(text) else frozenset()
    if any(map(is_private, text)):
        habits |= {ZONES}
    if KEEPING.search(text):
        habits |= {KEPT}
    patience = Patience()
    looks = [_read(Line(line, habits), patience) for line in lines]
    seen = habits.union(*map(_habits, lines, looks)) if patience.left < ENOUGH else habits
    if seen & SWAPPED:
        seen |= SWAPPED
    offset = 0
    for line, states in zip(lines, looks, strict=True):
        if any(len(start) == 1 for start in seen - habits) and beginning(seen).search(line):
            states = _read(Line(line, seen), patience) or states
        for edit in _edits(states) if states or not beginning(seen).search(line) else (_lost(line),):
            sure = "guessed" if STRIPPED in seen and edit.certainty == "exact" else edit.certainty
            yield replace(edit, start=edit.start + offset, end=edit.end + offset, certainty=sure)
        offset += len(line) + 1


@lru_cache(64)
def beginning(habits: frozenset[str]) -> re.Pattern[str]:
    """Where a run can begin: at a mark, at brackets with a reading, at a stop with a strange character close behind.

    Where runs begin at a stop elsewhere on the page, they can at every such stop; commas are too many to try.
    """
    reading = rf"[(（](?=[a-zɡɑ]{{0,5}}[{TONED}]){READING}[)）]"
    known = sorted(stop for stop in habits if stop in TWINS or stop in "！？；：")
    usual = "".join(stop for stop in known if stop not in ",，")
    usual = f"|[{re.escape(usual)}]" if usual else ""
    return re.compile(rf"[?\ufffd]|{reading}|[，。！？；、：,!;:](?=[^\n]{{0,2}}[{_strange()}]|{LONE_LETTER}){usual}")


@cache
def _strange() -> str:
    """The inside of a class of characters that news text does not have."""
    rarity = character_model().rarity
    rare = "".join(c for c in CHAR_OF.values() if is_ideograph(c) and rarity(c) >= RARE)
    return f"{rare}{re.escape(''.join(sorted(ODD)))}\ue000-\uf8ff"


def is_swapped(text: str) -> bool:
    """Whether a page's full-width commas were swapped for ASCII ones, byte by byte: it has 。 but no ，."""
    return text.count("。") >= 2 and "，" not in text and len(ASCII_COMMA.findall(text)) >= 4


def _read(line: Line, patience: Patience) -> list[State]:
    """The last states of all stretches of a line that had to be searched."""
    found: list[State] = []
    state = State(0.0, None, START, START, START)
    done = 0
    while patience.left > 0 and (m := beginning(line.habits).search(line.text, done)):
        start = m.start()
        if m[0][0] in "(（" or line.at(start + 1).isascii():
            stops = [stop.start() for stop in STOP.finditer(line.text, max(done, start - BEFORE_BRACKETS), start)]
            start = stops[-1] if stops else start
        state = _entering(line.text, done, start, state)
        done, state = search(line, start, state, patience)
        found.append(state)
    return found


def _entering(line: str, done: int, start: int, state: State) -> State:
    """The state in which a stretch begins, given the one in which the last stretch ended."""
    first, second, last, quoting = state.first, state.second, state.last, state.quoting
    for char in line[done:start]:
        quoting = char == "“" or (quoting and char != "”")
    for char in line[max(done, start - 2) : start]:
        first, second, last = second, character_class(char), char
    return State(0.0, None, last, first, second, quoting)


def _habits(line: str, states: list[State]) -> set[str]:
    """How runs began on this line, and whether pairs were taken out of them."""
    found = set()
    for step in (step for state in states for step in way(state)):
        if step.pending is not None and step.before and step.before.pending is None and step.new:
            found.add(habit(line[step.start : step.end]))
        if step.start == step.end < len(line) and step.certainty == "guessed":
            found.add(STRIPPED)
    return found


def _edits(states: list[State]) -> Iterator[Edit]:
    """What readings change; what is read as nothing goes to the character before it, else to the one behind."""
    for state in states:
        edits: list[Edit] = []
        skipped: int | None = None
        for step in way(state):
            if not step.new and edits and edits[-1].end == step.start and skipped is None:
                edits[-1] = replace(edits[-1], end=step.end)
            elif not step.new:
                skipped = step.start if skipped is None else skipped
            elif step.certainty is not None or skipped is not None:
                start = step.start if skipped is None else skipped
                edits.append(Edit(start, step.end, step.new, step.certainty or "exact", RULE))
                skipped = None
        yield from edits


def _lost(line: str) -> Edit:
    """A line that nobody had the patience to read."""
    return Edit(0, len(line), line, "lost", RULE)
