"""The errors of fangzhi, one small tree.

    FangzhiError                what every caller may catch
    ├── CatalogueError          a data file or an entry in it does not hold: file, line, what was expected
    ├── FetchError              a page was not had; `reason` is the code that goes into the rejects
    ├── Unreadable              a page is not an article; `reason` likewise
    ├── ArchiveError            the archive cannot be written, or holds something else than was asked for
    ├── WarehouseError          the warehouse is locked, newer than this code, or refuses a query
    └── UsageError              the caller's words are off: exit code 2 on the command line

Every message says what was expected, what was found, where, and what to do next.
"""

from collections.abc import Callable
from functools import partial


class FangzhiError(Exception):
    """The root of the tree."""


class CatalogueError(FangzhiError):
    """A data file (sources, indicators, units, places) does not hold what it must."""


class ArchiveError(FangzhiError):
    """The archive cannot be written or read."""


class WarehouseError(FangzhiError):
    """The warehouse cannot be opened, written or asked."""


class UsageError(FangzhiError):
    """What the user asked for cannot be understood."""


class _Refusal(FangzhiError):
    """A refusal with a reason code (a few words, the same for all cases of its kind) and a detail for people."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[Callable[..., "_Refusal"], tuple[str, str]]:  # crosses process pools whole
        return type(self), (self.reason, self.detail)


class FetchError(_Refusal):
    """A page was not had. `retry` says whether a later run may succeed."""

    def __init__(self, reason: str, detail: str = "", *, retry: bool = False) -> None:
        super().__init__(reason, detail)
        self.retry = retry

    def __reduce__(self) -> tuple[Callable[..., "FetchError"], tuple[str, str]]:
        return partial(type(self), retry=self.retry), (self.reason, self.detail)


class Unreadable(_Refusal):
    """A page was had and archived, but it is no article that can be read."""

    @property
    def retry(self) -> bool:
        """Whether the site may show the article another time: what stood in its place was not its last word."""
        return self.reason in {"challenge page", "empty shell"}
