"""The moves where every pair is read one byte late: `pending` is the lead byte of the next character.

    。”該村   A1A3 A1B1 D493 B4E5     as it was
    ?！痹摯   A1 A3A1 B1D4 93B4 ...   A3A1 is ！: a byte was put before it, and all that follows is out of step

What was pending and what is read next make the character; an ASCII letter or a mark ends the run. A lost byte is
guessed; an ASCII character that was swallowed together with a lead byte is lost.
"""

from collections.abc import Iterator

from extractors.repair.candidates import ODD, annotated, before_zone, behind_zone, ending_with, starting_with
from extractors.repair.characters import CHAR_OF, PAIR_OF, TWINS, is_private, readings, spelled
from extractors.repair.costs import (
    BEFORE_STOP,
    BRACKETS,
    BROKEN_OFF,
    FEW,
    IN_BRACKETS,
    LETTER_INSIDE,
    MANY,
    MARKS,
    ODD_FORM,
    SOME,
    STOPS,
    SWALLOWED,
    TAG,
    TRAIL_80,
    UNMARKED_LOSS,
    USUAL_ZONE,
    ZONE,
    Move,
    Moves,
)
from extractors.repair.evidence import BROKEN
from extractors.repair.model import character_class, character_model
from extractors.repair.states import KEPT, STRIPPED, UNKNOWN, ZONES, Line, State, give_up, lose, skip, write


def pair(line: Line, i: int, state: State) -> Moves:
    """Two bytes: the first ends the pending character, the second is pending."""
    both = PAIR_OF.get(line.text[i])
    if both and (char := joined(state, both[0])):
        odd = char in ODD  # a full-width digit must not become a figure that nobody doubts
        yield i + 1, write(state, char, i, i + 1, "guessed" if odd else "exact", ODD_FORM * odd, both[1])


def letter(line: Line, i: int, state: State) -> Moves:
    """A letter or the like was a trail byte: back in step."""
    byte = ord(line.text[i])
    if 0x40 <= byte <= 0x7E and (char := joined(state, byte)):
        yield i + 1, write(state, char, i, i + 1, "exact", 0.0)


# 。”J : A1A3 A1B1 4A reads ?！盝, and J was never part of a character
def letter_inside(line: Line, i: int, state: State) -> Moves:
    """A letter that was taken for a trail byte with the byte before it."""
    both = PAIR_OF.get(line.text[i])
    if both and both[1] < 0x7F and (char := joined(state, both[0])):
        last = write(state, char, i, i + 1, "exact", LETTER_INSIDE)
        yield i + 1, write(last, chr(both[1]), i + 1, i + 1, "exact", 0.0)


def half_width(line: Line, i: int, state: State) -> Moves:
    """An ASCII stop that was a full-width one when the bytes were misread."""
    both = TWINS.get(line.text[i])
    if both and (char := joined(state, both[0])):
        yield i + 1, write(state, char, i, i + 1, "exact", BEFORE_STOP, both[1])


def joined(state: State, trail: int) -> str | None:
    """The pending character with this trail byte; of a swallowed lead byte nothing is known (see `unknown_lead`)."""
    char = CHAR_OF.get((state.pending or 0, trail))
    return None if char is None or is_private(char) else char


def closing_brackets(line: Line, i: int, state: State) -> Moves:
    """?shù): the pending byte and the reading tell the character; back in step. Without a mark likewise."""
    m, cost = (
        (BROKEN.match(line.text, i), 0.0) if line.text[i] in MARKS else (IN_BRACKETS.match(line.text, i), BRACKETS)
    )
    if m and state.pending is not None:
        for char, extra in annotated(state.pending, spelled(m[1])):
            yield m.end(), write(state, char, i, m.end(), "exact", cost + extra)


def reading_of_misread(line: Line, i: int, state: State) -> Moves:
    """A reading behind two bytes of two characters that were misread as the one before it."""
    m = IN_BRACKETS.match(line.text, i)
    if m and i and spelled(m[1]) in readings().get(line.text[i - 1], ()):
        yield m.end(), skip(state, i, m.end(), 0.0, state.pending)


# 當地10 → ?0 : D8 and 1 are swallowed; before a stop it was the byte that somebody put there
def swallowed_trail(line: Line, i: int, state: State) -> Moves:
    """A mark: the trail byte of the pending character is lost, and an ASCII character behind it."""
    if line.text[i] not in MARKS or state.pending in (None, UNKNOWN) or BROKEN.match(line.text, i):
        return
    following = line.at(i + 1)
    tag = TAG.match(line.text, i + 1)
    for char in starting_with(state.pending or 0)[:MANY]:
        if following in STOPS or following in TWINS or following == "\n" or KEPT in line.habits:
            yield i + 1, write(state, char, i, i + 1, "guessed", BEFORE_STOP)
        elif tag:
            yield tag.end(), write(state, char, i, tag.end(), "guessed", BEFORE_STOP)
        else:
            yield i + 1, lose(write(state, char, i, i + 1, "guessed", SWALLOWED), i + 1, following)


# 來 is 8180: a lone 80 leads no character, and the byte behind it may be swallowed with it
def trail_80(line: Line, i: int, state: State) -> Moves:
    """A mark (or a euro sign) for byte 80, the trail byte of the pending character."""
    char = joined(state, 0x80)
    if char and line.text[i] in "?\ufffd€\x80":
        yield i + 1, write(state, char, i, i + 1, "exact", TRAIL_80)
        if line.text[i] in MARKS:
            yield i + 1, write(state, char, i, i + 1, "exact", TRAIL_80, UNKNOWN)
    elif char:
        lost = write(state, char, i, i, "guessed", line.loss(UNMARKED_LOSS))
        yield i + 1, write(lost, line.text[i], i, i + 1, None, 0.0)


def unknown_lead(line: Line, i: int, state: State) -> Moves:
    """The lead byte was swallowed: any character with this trail byte. At a second mark the trail byte is gone too."""
    if state.pending != UNKNOWN:
        return
    if line.text[i] in MARKS:
        yield i + 1, lose(give_up(state, i, i + 1, SWALLOWED), i + 1, line.at(i + 1))
        return
    both = PAIR_OF.get(line.text[i])
    trail, pending = (both[0], both[1]) if both else (ord(line.text[i]), None)
    for char in ending_with(trail)[:MANY]:
        yield i + 1, write(state, char, i, i + 1, "guessed", 0.0, pending)


def unmarked_loss(line: Line, i: int, state: State) -> Moves:
    """The trail byte vanished without a mark before an ASCII character or a stop, which stays."""
    if line.text[i] < "@" or line.text[i] in STOPS:
        cost = line.loss(UNMARKED_LOSS)
        for char in starting_with(state.pending or 0)[:MANY]:
            lost = write(state, char, i, i, "guessed", cost)
            yield i + 1, write(lost, line.text[i], i, i + 1, None, 0.0)


def stripped_zone(line: Line, i: int, state: State) -> Moves:
    """A pair of the user-defined zones was taken out: the trail byte of the pending character and a lead byte."""
    if ZONES in line.habits:
        return
    both = PAIR_OF.get(line.text[i]) or TWINS.get(line.text[i])
    trail, pending = (both[0], both[1]) if both else (ord(line.text[i]), None)
    cost = character_model().cost
    heads = sorted(before_zone(state.pending or 0), key=lambda c: cost(state.first, state.second, character_class(c)))
    for head in heads[:FEW]:
        between = write(state, head, i, i, "guessed", USUAL_ZONE if STRIPPED in line.habits else ZONE)
        first, second = between.first, between.second
        tails = sorted(behind_zone(trail, head), key=lambda c: cost(first, second, character_class(c)))
        for tail in tails[:SOME]:
            yield i + 1, write(between, tail, i, i + 1, "guessed", 0.0, pending)


def broken_off(line: Line, i: int, state: State) -> Moves:
    """Nothing fits: the pending character is lost, and the line goes on as it stands."""
    lost = give_up(state, i, i, BROKEN_OFF)
    yield i + 1, write(lost, line.text[i], i, i + 1, None, 0.0)


def line_end(line: Line, state: State) -> Iterator[State]:
    """At the end of the line the trail byte of a pending character is lost."""
    end, cost = len(line.text), line.loss(SWALLOWED)
    for char in starting_with(state.pending or 0)[:MANY]:
        yield write(state, char, end, end, "guessed", cost)
    yield give_up(state, end, end, BROKEN_OFF)


OUT_OF_STEP: tuple[Move, ...] = (
    pair,
    letter,
    letter_inside,
    half_width,
    closing_brackets,
    reading_of_misread,
    swallowed_trail,
    trail_80,
    unknown_lead,
    broken_off,
)
# Tried only from the likeliest states: what is lost without a trace can be lost anywhere.
WITHOUT_A_TRACE: tuple[Move, ...] = (unmarked_loss, stripped_zone)
