"""What the moves share: what damage looks like, and what each kind of it costs.

A move looks at one place of a line in one state and yields where to go on, in which states, at what cost: `in_step`
where the bytes are read as they were written, `out_of_step` where every pair is read one byte late.
"""

import re
from collections.abc import Callable, Iterator

from extractors.repair.characters import PAIR_OF, READING
from extractors.repair.states import Line, State

MARKS = "?\ufffd"  # what decoders write for a pair that is no character
IN_BRACKETS = re.compile(rf"[(（]({READING})[)）]")
TAG = re.compile(r"(?:/p|br ?/?|/?[a-z][a-z0-9]{0,5} ?/?)>")  # what is left of </p> without its first character

# Stops and their bytes.
STOPS = {stop: PAIR_OF[stop] for stop in "，。！？；、：（）．"}
STOP_LEAD = 0xA3  # of ，！？；：
SWAPPED = [PAIR_OF[stop][1] for stop in "！？，；："]

# Costs in nats: how unlikely a kind of damage is at one place of a damaged page.
BRACKETS = 1.0
START = 5.0
UNMARKED_START = 6.0
SWAPPED_START = 6.5
USUAL_START = 1.0  # where runs begin in the same way elsewhere on the page
HALF_WIDTH = 3.0
SWALLOWED = 4.0
BEFORE_STOP = 1.0
TRAIL_80 = 3.0
LETTER_INSIDE = 2.0
UNMARKED_LOSS = 8.0
ZONE = 3.0
USUAL_ZONE = 1.0  # where it happens elsewhere on the page
ODD_FORM = 8.0
REPLACEMENT = 8.0
PRIVATE = 12.0
BROKEN_OFF = 22.0

MANY, SOME, FEW = 40, 15, 8  # candidates looked at

Moves = Iterator[tuple[int, State]]
Move = Callable[[Line, int, State], Moves]
