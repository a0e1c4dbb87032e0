"""What a check of the installation found."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """`ok`: as it should be; `warning`: works, but look; `fault`: will not work until cured."""

    check: str
    state: Literal["ok", "warning", "fault"]
    what: str
    cure: str = ""
