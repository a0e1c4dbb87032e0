"""Runs of characters that were read one byte out of step, put back in step.

A search over `moves` reads from every place where a run can begin until all likely readings agree again. Where the page
stands as it is, nothing is searched. A second look knows how runs begin on this page: what one site does to a stop it
does to most stops of the kind.

>>> [(edit.new, edit.certainty) for edit in misaligned("河?xùn)|村")]
[('東', 'exact')]
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extractors.repair.candidates import ODD
from extractors.repair.characters import CHAR_OF, READING, TONED, is_ideograph
from extractors.repair.draft import Edit
from extractors.repair.model import RARE, START, character_class, character_model
from extractors.repair.moves import IN_STEP, OUT_OF_STEP, WITHOUT_A_TRACE, line_end
from extractors.repair.states import STRIPPED, UNPAIRED, Line, State, habit

RULE = "misaligned"
BEAM = 48  # readings kept at a place
HOPELESS = 25.0  # nats behind the best
LIKELY = 6.0
BEFORE_BRACKETS = 40  # characters between the beginning of a run and brackets in it
ASCII_COMMA = re.compile(r"(?<=[㐀-鿿])[,](?=[㐀-鿿])")
LONE_LETTER = r"[^\x00-\x7f]{0,6}[@-~][^\x00-\x7f]"  # the end of a run: 笨h司
SWAPPED = frozenset("!?,")  # such a page lost the bytes around these without a mark
STOPS = re.compile(r"[，。！？；：,!?;:\ufffd]")


@cache
def _strange() -> str:
    """The inside of a class of characters that news text does not have."""
    rarity = character_model().rarity
    rare = "".join(c for c in CHAR_OF.values() if is_ideograph(c) and rarity(c) >= RARE)
    return f"{rare}{re.escape(''.join(sorted(ODD)))}\ue000-\uf8ff"


@cache
def beginning(habits: frozenset[str] = frozenset()) -> re.Pattern[str]:
    """Where a run can begin: at a mark, at brackets with a reading, at a stop with a strange character close behind.

    Where runs begin at a stop elsewhere on the page, at every such stop."""
    reading = rf"[(（](?=[a-zɡɑ]{{0,5}}[{TONED}]){READING}[)）]"
    usual = "".join(
        stop + STOPS_TWIN.get(stop, "") for stop in sorted(habits) if len(stop) == 1 and stop not in f",，{STRIPPED}"
    )
    usual = f"|[{re.escape(usual)}]" if usual else ""
    return re.compile(rf"[?\ufffd]|{reading}|[，。！？；、：,!;:](?=[^\n]{{0,2}}[{_strange()}]|{LONE_LETTER}){usual}")


STOPS_TWIN = dict(zip("，！？；：", ",!?;:", strict=True))


def misaligned(text: str) -> Iterator[Edit]:
    """The edits that put runs back in step."""
    lines = text.split("\n")
    known = SWAPPED if is_swapped(text) else frozenset()
    states = [_read(Line(line, known)) for line in lines]
    habits = known.union(*(_begun(line, found) for line, found in zip(lines, states, strict=True)))
    if habits & SWAPPED:
        habits |= SWAPPED
    offset = 0
    for line, found in zip(lines, states, strict=True):
        if habits > known and beginning(habits).search(line):
            found = _read(Line(line, habits))
        for state in found:
            for edit in _edits(state):
                yield Edit(edit.start + offset, edit.end + offset, edit.new, edit.certainty, edit.rule)
        offset += len(line) + 1


def is_swapped(text: str) -> bool:
    """Whether a page's full-width commas were swapped for ASCII ones, byte by byte: it has 。 but no ，."""
    return text.count("。") >= 2 and "，" not in text and len(ASCII_COMMA.findall(text)) >= 4


def _read(line: Line) -> list[State]:
    """The last states of all stretches of a line that had to be searched."""
    found: list[State] = []
    state = State(0.0, None, START, START, START)
    done = 0
    while m := beginning(line.habits).search(line.text, done):
        start = m.start()
        if m[0][0] in "(（" or line.text[start + 1 : start + 2].isascii():
            stops = [stop.start() for stop in STOPS.finditer(line.text, max(done, start - BEFORE_BRACKETS), start)]
            start = stops[-1] if stops else start
        state = _entering(line.text, done, start, state)
        done, state = _search(line, start, state)
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


def _search(line: Line, start: int, state: State) -> tuple[int, State]:
    """The cheapest reading from `start` to where all readings agree, and that place."""
    end = len(line.text)
    waiting: dict[int, dict[object, State]] = {start: {state.key(): state}}
    for i in range(start, end):
        states = waiting.pop(i, {})
        hopeful = _hopeful(states)
        if i > start and not waiting and agree(hopeful):
            return i, hopeful[0]
        for state in hopeful:
            moves = IN_STEP if state.pending is None else OUT_OF_STEP
            if state.pending is not None and state.cost < hopeful[0].cost + LIKELY:
                moves = OUT_OF_STEP + WITHOUT_A_TRACE
            for move in moves:
                for place, following in move(line, i, state):
                    rivals = waiting.setdefault(place, {})
                    key = following.key()
                    if key not in rivals or following.cost < rivals[key].cost:
                        rivals[key] = following
    ends = [last for state in waiting[end].values() for last in _closed(line, state)]
    return end, min(ends, key=lambda last: last.cost + UNPAIRED * last.quoting)


def agree(states: list[State]) -> bool:
    """Whether what follows will be read in one way, and no quotation mark to come can turn the choice."""
    best, *others = states
    same = all(other.key()[:4] == best.key()[:4] for other in others)
    return best.pending is None and same and all(other.cost > best.cost + 2 * UNPAIRED for other in others)


def _closed(line: Line, state: State) -> Iterator[State]:
    if state.pending is None:
        yield state
    else:
        yield from line_end(line, state)


def _hopeful(states: dict[object, State]) -> list[State]:
    """The best states of a place."""
    best = heapq.nsmallest(BEAM, states.values(), key=lambda state: state.cost)
    return [state for state in best if state.cost <= best[0].cost + HOPELESS]


def _steps(state: State | None) -> list[State]:
    """The states on the way to this one, the first excepted."""
    steps: list[State] = []
    while state is not None and state.before is not None:
        steps.append(state)
        state = state.before
    return steps[::-1]


def _begun(line: str, found: list[State]) -> Iterator[str]:
    """How runs began on this line."""
    for state in found:
        for step in _steps(state):
            if step.pending is not None and step.before and step.before.pending is None and step.new:
                yield habit(line[step.start : step.end])
            if step.start == step.end < len(line) and step.certainty == "guessed":
                yield STRIPPED


def _edits(state: State) -> Iterator[Edit]:
    """What a reading changes; what it reads as nothing goes to the character before it, else to the one behind."""
    edits: list[Edit] = []
    skipped: int | None = None
    for step in _steps(state):
        if not step.new and edits and edits[-1].end == step.start and skipped is None:
            edits[-1] = replace(edits[-1], end=step.end)
        elif not step.new:
            skipped = step.start if skipped is None else skipped
        elif step.certainty is not None or skipped is not None:
            start = step.start if skipped is None else skipped
            edits.append(Edit(start, step.end, step.new, step.certainty or "exact", RULE))
            skipped = None
    yield from edits
