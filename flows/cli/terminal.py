"""A terminal that shows what pages say, and obeys none of it.

The words of a page may hold control characters (ESC and what follows would clear the screen, name the window or write
to the clipboard) and marks that turn the direction of writing. They are shown as U+FFFD; JSON and CSV keep them.

>>> harmless("平稳\\x1b[2J")
'平稳\ufffd[2J'
"""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

LAYOUT = "\t\n"
CONTROLS = (*range(0x20), *range(0x7F, 0xA0))  # C0, DEL and C1
TURNS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # embeddings, overrides and isolates
SHOWN_AS = {code: "\ufffd" for code in (*CONTROLS, *TURNS) if chr(code) not in LAYOUT}


def harmless(text: str) -> str:
    """The text with a sign in place of each character that a terminal would obey; the same length."""
    return text.translate(SHOWN_AS)


class Terminal(Console):
    """A rich console whose texts are harmless; its own colours are codes beside the texts, not in them."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(harmless(segment.text), segment.style)
