"""The moves where bytes are read as they were written: the next character stands as it is, or a run begins.

    河東      BAD3 967C          as it was
    河?xùn)|  BAD3 96(xùn) 7C    D396 is 訓, xùn: a bracket went behind it; 96 28 is no character, 7C is |

The order of the bytes is certain in all of this; a byte that is gone is guessed.
"""

from extractors.repair.candidates import UNLISTED, ambiguous, annotated, ending_with
from extractors.repair.characters import PAIR_OF, TWINS, is_private, readings, spelled
from extractors.repair.costs import (
    BRACKETS,
    HALF_WIDTH,
    IN_BRACKETS,
    MANY,
    MARKS,
    PRIVATE,
    REPLACEMENT,
    SOME,
    START,
    STOP_LEAD,
    STOPS,
    SWAPPED,
    SWAPPED_START,
    UNMARKED_START,
    USUAL_START,
    Move,
    Moves,
)
from extractors.repair.evidence import BROKEN
from extractors.repair.states import Line, State, skip, write


def literal(line: Line, i: int, state: State) -> Moves:
    """The character stands for itself."""
    char = line.text[i]
    cost = REPLACEMENT if char == "\ufffd" else PRIVATE if is_private(char) else 0.0
    yield i + 1, write(state, char, i, i + 1, None, cost)


# F(xiàn): the reading belongs to the character that F ended
def own_reading(line: Line, i: int, state: State) -> Moves:
    """A reading behind the character just read."""
    if (m := IN_BRACKETS.match(line.text, i)) and spelled(m[1]) in readings().get(state.last, ()):
        yield m.end(), skip(state, i, m.end(), UNLISTED if ambiguous(state.last, spelled(m[1])) else 0.0)


# 河?xùn)| : the trail byte of 河 and the lost byte are 訓
def broken_brackets(line: Line, i: int, state: State) -> Moves:
    """Brackets between two bytes: with the byte before them they tell the byte that is lost."""
    if line.text[i] in MARKS and state.last in PAIR_OF and (m := BROKEN.match(line.text, i)):
        for char, cost in annotated(PAIR_OF[state.last][1], spelled(m[1])):
            yield m.end(), skip(state, i, m.end(), BRACKETS + cost, PAIR_OF[char][1])


# 河(xùn)| : the same from a decoder that writes no mark
def unmarked_brackets(line: Line, i: int, state: State) -> Moves:
    """Brackets between two bytes whose first half vanished without a mark."""
    if state.last in PAIR_OF and (m := IN_BRACKETS.match(line.text, i)):
        for char, cost in annotated(PAIR_OF[state.last][1], spelled(m[1])):
            yield m.end(), skip(state, i, m.end(), (START if cost else BRACKETS) + cost, PAIR_OF[char][1])


# 。” A1A3 A1B1 holds A3A1, which is ！: a byte before it gives ?！ and B1 begins the next pair
def mark_and_stop(line: Line, i: int, state: State) -> Moves:
    """A mark and a stop that never was one: the lost lead byte and the first of the stop were a character."""
    if line.text[i] not in MARKS:
        return
    stop = line.at(i + 1)
    pair = STOPS.get(stop) or TWINS.get(stop)
    if pair:
        usual = line.usual(i, i + 2)
        cost = USUAL_START if usual else START + HALF_WIDTH * (stop in TWINS)
        for char in ending_with(pair[0])[:MANY]:
            yield i + 2, write(state, char, i, i + 2, "guessed", cost, pair[1])


# 。可 A1A3 BFC9 holds A3BF, ？, swapped for its ASCII twin and swallowed with A1
def swallowed_stop(line: Line, i: int, state: State) -> Moves:
    """A mark alone: a lost lead byte and a misread stop that was swallowed with it."""
    if line.text[i] in MARKS and line.at(i + 1) > "\x80":
        cost = USUAL_START if line.usual(i, i + 1) else SWAPPED_START
        for char in ending_with(STOP_LEAD)[:SOME]:
            for trail in SWAPPED:
                yield i + 1, write(state, char, i, i + 1, "guessed", cost, trail)


# 人，→ ?cè)?， and the like without a mark: only the stop is left
def unmarked_stop(line: Line, i: int, state: State) -> Moves:
    """A stop that never was one, the lost lead byte left no mark."""
    pair = STOPS.get(line.text[i]) or TWINS.get(line.text[i])
    usual = line.usual(i, i + 1)
    if pair and pair[0] == STOP_LEAD and (usual or line.at(i + 1) > "\x80" or line.at(i + 2) > "\x80"):
        cost = USUAL_START if usual else UNMARKED_START
        for char in ending_with(STOP_LEAD)[:SOME]:
            yield i + 1, write(state, char, i, i + 1, "guessed", cost, pair[1])


IN_STEP: tuple[Move, ...] = (
    literal,
    own_reading,
    broken_brackets,
    unmarked_brackets,
    mark_and_stop,
    swallowed_stop,
    unmarked_stop,
)
