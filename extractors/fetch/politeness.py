"""How we ask: who we say we are, how often, how long we wait, how much we take.

The defaults follow the custom of large news archives: seconds between two requests to a host, minutes of rest after
a failed connection, a day at most for `Retry-After`. A source may ask for a longer or shorter interval; what a site
asks for in robots.txt or by 429 counts above both.

>>> Politeness(contact="https://a.example/about").user_agent
'fangzhi/0.1 (reads regional news for statistics; https://a.example/about)'
"""

from dataclasses import dataclass

from extractors.errors import UsageError

PRODUCT = "fangzhi"  # the name robots.txt knows us by
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Politeness:
    """All times in seconds."""

    contact: str = ""  # an address or page where a site can complain: mail or URL, ASCII
    agent: str = (
        ""  # the whole User-Agent, if the one made from `contact` will not do; robots.txt still knows us as fangzhi
    )
    interval_s: float = 3.0  # between the starts of two requests to one host
    jitter: float = 0.3  # share of the interval added at random
    busy_s: float = 30.0  # of rest after 429 and 503 that name no Retry-After
    slowest_s: float = 600.0  # to which 429 and 503 stretch the interval
    rest_s: float = 600.0  # after a host could not be reached
    rest_after: int = 5  # timeouts and broken answers in a row that count as out of reach
    longest_wait_s: float = 90.0  # for a host's turn; what takes longer fails at once with "host resting"
    retry_after_cap_s: float = 86_400.0
    connect_timeout_s: float = 10.0
    read_timeout_s: float = 20.0  # of silence
    answer_timeout_s: float = 60.0  # from the request to the last byte
    total_s: float = 180.0  # for one page with its redirects and retries; no retry starts later
    retries: int = 2
    max_bytes: int = 20 * MEGABYTE  # of an answer, on the line and decompressed
    max_redirects: int = 8
    robots_ttl_s: float = 86_400.0
    robots_retry_s: float = 600.0  # before asking again for a robots.txt that answered 5xx

    def __post_init__(self) -> None:
        for name in ("contact", "agent"):
            value = getattr(self, name)
            if not value.isascii() or not value.isprintable():
                raise UsageError(f"{name}: expected one line of ASCII for the User-Agent, found {value!r}")

    @property
    def user_agent(self) -> str:
        return self.agent or f"{PRODUCT}/0.1 (reads regional news for statistics; {self.contact or 'no contact given'})"
