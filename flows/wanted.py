"""Which links a visit of a source takes: those that are new, and those that earlier visits could not settle.

Nothing here fetches; what the warehouse knows comes in, and the visit asks link by link.

>>> from datetime import UTC
>>> now = datetime(2026, 1, 31, tzinfo=UTC)
>>> new = Link("http://www.example.cn/1.html", "330199-example", now, date_hint=date(2026, 1, 20))
>>> Wanted("330199-example", {}, now, now.date()).wants(new)
True
>>> Wanted("330199-example", {}, now, now.date(), since=date(2026, 1, 25)).wants(new)
False
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from extractors.records import Link
from warehouse import LinkState, Visit

SETTLED = {"loaded", "refused", "gone"}  # states of a link that no later visit has to look at again
GIVEN_UP = timedelta(days=7)  # after its discovery, a link that could not be had or read is asked for no more
NOT_YET = "not found"  # some lists name a page before it is there: it is asked for once a day until it is given up
DAILY = timedelta(hours=20)  # runs of successive days do not begin at the same minute


@dataclass(frozen=True, slots=True)
class Memory:
    """What the warehouse knows of these sources when the visit begins."""

    links: Mapping[str, LinkState] = field(default_factory=dict)
    visits: Mapping[str, Visit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one visit of a source wants: `day`, `since` and `whole` as `flows.visit.visit` has them."""

    source_id: str
    links: Mapping[str, LinkState]  # what is known of them, by URL
    began: datetime
    day: date
    since: date | None = None
    whole: bool = False

    def urls(self, offered: Iterable[Link]) -> Iterable[str]:
        """Those of the links offered, then those that earlier visits could not settle."""
        mine = self.source_id
        left = [s.url for s in self.links.values() if s.linked and s.source_id == mine and not self.settled(s)]
        return dict.fromkeys([*(link.url for link in offered if self.wants(link)), *left])

    def wants(self, link: Link) -> bool:
        state = self.links.get(link.url)
        return (state is None or not self.settled(state)) and self.in_time(link)

    def settled(self, state: LinkState) -> bool:
        known_for = self.began - (state.discovered_at or self.began)
        if state.reason == NOT_YET and state.discovered_at is not None and known_for <= GIVEN_UP:
            return state.settled_at is None or self.began - state.settled_at < DAILY
        return state.state in SETTLED or (known_for > GIVEN_UP and state.state == "failed")

    def in_time(self, link: Link) -> bool:
        too_young = self.whole and link.date_hint is not None and link.date_hint > self.day
        return not too_young and not self.too_old(link)

    def too_old(self, link: Link) -> bool:
        return self.since is not None and link.date_hint is not None and link.date_hint < self.since
