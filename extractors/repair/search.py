r"""The search for the cheapest way to read a stretch of a line, place by place, with the moves of
`in_step` and `out_of_step`.

>>> line = Line("河?xùn)|村")
>>> place, state = search(line, 1, State(0.0, None, "河", "\x02", "河"), Patience())
>>> place, [step.new for step in way(state)]
(8, ['', '東', '村'])
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.repair.costs import BROKEN_OFF
from extractors.repair.in_step import IN_STEP
from extractors.repair.out_of_step import OUT_OF_STEP, WITHOUT_A_TRACE, line_end
from extractors.repair.states import UNPAIRED, Line, State, give_up

BEAM = 12  # readings kept at a place
HOPELESS = 20.0  # nats behind the best
LIKELY = 3.0
ENOUGH = 60_000  # readings followed on a page; one that asks for more is damaged beyond reading
LONGEST = 1000  # places; no run of real damage is longer


@dataclass
class Patience:
    """How many readings may still be followed on this page."""

    left: int = ENOUGH


def search(line: Line, start: int, state: State, patience: Patience) -> tuple[int, State]:
    """The cheapest reading from `start` to where all readings agree, and that place."""
    end = len(line.text)
    waiting: dict[int, dict[object, State]] = {start: {state.key(): state}}
    for i in range(start, end):
        states = _hopeful(waiting.pop(i, {}))
        if i > start and not waiting and _agree(states):
            return i, states[0]
        if i > start + LONGEST and states:
            return i, states[0] if states[0].pending is None else give_up(states[0], i, i, BROKEN_OFF)
        patience.left -= len(states)
        for state in states:
            moves = IN_STEP if state.pending is None else OUT_OF_STEP
            if state.pending is not None and state.cost < states[0].cost + LIKELY:
                moves = OUT_OF_STEP + WITHOUT_A_TRACE
            for move in moves:
                for place, following in move(line, i, state):
                    rivals = waiting.setdefault(place, {})
                    key = following.key()
                    if key not in rivals or following.cost < rivals[key].cost:
                        rivals[key] = following
    ends = [last for state in _hopeful(waiting[end]) for last in _closed(line, state)]
    return end, min(ends, key=lambda last: last.cost + UNPAIRED * last.quoting)


def way(state: State | None) -> list[State]:
    """The states on the way to this one, the first excepted."""
    steps: list[State] = []
    while state is not None and state.before is not None:
        steps.append(state)
        state = state.before
    return steps[::-1]


def _hopeful(states: dict[object, State]) -> list[State]:
    """The best states of a place."""
    best = heapq.nsmallest(BEAM, states.values(), key=lambda state: state.cost)
    return [state for state in best if state.cost <= best[0].cost + HOPELESS]


def _agree(states: list[State]) -> bool:
    """Whether what follows will be read in one way, and no quotation mark to come can turn the choice."""
    best, *others = states
    same = all(other.key()[:4] == best.key()[:4] for other in others)
    return best.pending is None and same and all(other.cost > best.cost + 2 * UNPAIRED for other in others)


def _closed(line: Line, state: State) -> Iterator[State]:
    if state.pending is None:
        yield state
    else:
        yield from line_end(line, state)
