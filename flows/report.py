"""The run report: what each source gave, what was refused and why, and what has to be told.

One record, shown three ways: a table on a terminal, rows for a Prefect artifact, plain data for `--json`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from extractors.records import Digest, Fetch, Reject, Source
from flows.visit import Findings
from warehouse import RunRow


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in one run. Counts of pages and rows; `seconds` is the time spent asking its host."""

    source_id: str
    name: str
    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    lists_failed: int = 0  # list pages that could not be had; what only they name is missing
    articles: int = 0
    observations: int = 0
    rejects: Mapping[str, int] = field(default_factory=dict)  # by reason
    bytes: int = 0
    seconds: float = 0.0
    complaint: str = ""  # what somebody should look at

    @property
    def missed(self) -> int:
        """Pages that could not be had this time; the next visit tries them again."""
        return self.failed + self.lists_failed

    @property
    def verdict(self) -> str:
        return self.complaint or (f"{self.missed} to be tried again" if self.missed else "ok")


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run. `failures` are told by exit code 1; the run itself may still have completed."""

    run_id: str
    day: date
    began_at: datetime
    ended_at: datetime
    sources: tuple[SourceReport, ...]
    replayed: int = 0  # archived pages of an earlier run that were taken in first
    figures_added: int = 0
    figures_corrected: int = 0
    conflicts: int = 0
    figures: int = 0  # in the published copy
    quality: tuple[str, ...] = ()  # complaints of the checks that keep figures out of the published copy
    views: tuple[str, ...] = ()  # SQL files of the user's own that the published copy is without, and why
    withheld: int = 0  # figures that these keep out
    warnings: int = 0  # milder complaints

    @property
    def checked(self) -> str:
        return checked(self.withheld, self.warnings)

    @property
    def failures(self) -> tuple[str, ...]:
        return tuple(f"{s.source_id}: {s.complaint}" for s in self.sources if s.complaint) + self.of_the_whole

    @property
    def of_the_whole(self) -> tuple[str, ...]:
        """The failures that are no source's."""
        return self.quality + self.views

    def rows(self) -> list[dict[str, object]]:
        """One row a source, for a table."""
        return [
            {
                "source": source.source_id,
                "discovered": source.discovered,
                "fetched": source.fetched,
                "unchanged": source.unchanged,
                "articles": source.articles,
                "observations": source.observations,
                "rejects": ", ".join(f"{n} {reason}" for reason, n in sorted(source.rejects.items())),
                "kB": round(source.bytes / 1000),
                "seconds": round(source.seconds, 1),
                "verdict": source.verdict,
            }
            for source in self.sources
        ]

    def as_json(self) -> dict[str, object]:
        """Plain data; instants and days as ISO text."""
        return {**asdict(self), "failures": list(self.failures)}


def checked(withheld: int, warnings: int) -> str:
    """What the checks of quality found, in words; empty if nothing.

    >>> checked(1, 20)
    'the checks keep 1 figure out of the published copy and warn 20 times: fangzhi sql "from complaint"'
    """
    if not withheld and not warnings:
        return ""
    figures = f"{withheld} figure{'' if withheld == 1 else 's'}"
    times = "once" if warnings == 1 else f"{warnings} times"
    return f'the checks keep {figures} out of the published copy and warn {times}: fangzhi sql "from complaint"'


def run_rows(report: RunReport) -> list[RunRow]:
    """What the warehouse keeps of a run: a row a source, and one, without source, for the run as a whole."""

    def row(source_id: str, complaint: str, of: Sequence[SourceReport]) -> RunRow:
        return RunRow(
            run_id=report.run_id,
            source_id=source_id,
            day=report.day,
            started_at=report.began_at,
            ended_at=report.ended_at,
            outcome="complaint" if complaint else "ok",
            discovered=sum(source.discovered for source in of),
            fetched=sum(source.fetched for source in of),
            unchanged=sum(source.unchanged for source in of),
            failed=sum(source.failed for source in of),
            articles=sum(source.articles for source in of),
            observations=sum(source.observations for source in of),
            rejects=sum(sum(source.rejects.values()) for source in of),
            message=complaint,
        )

    sources = [row(source.source_id, source.complaint, [source]) for source in report.sources]
    return [*sources, row("", "; ".join(report.failures)[:1000], report.sources)]


class Tally:
    """Counts a run as it goes."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = {source.id: source for source in sources}
        self.counts: dict[str, Counter[str]] = {id: Counter() for id in self.sources}
        self.rejects: dict[str, Counter[str]] = {id: Counter() for id in self.sources}
        self.seconds: dict[str, float] = dict.fromkeys(self.sources, 0.0)
        self.lists: dict[str, list[Fetch]] = {}

    def visited(self, found: Findings) -> None:
        for visit in found.visits:
            self.counts[visit.source_id]["discovered"] += visit.discovered
        for fetch in found.fetches:
            count = self.counts[fetch.source_id]
            count["bytes"] += fetch.bytes
            self.seconds[fetch.source_id] += fetch.elapsed_s
            if fetch.role == "list":
                self.lists.setdefault(fetch.source_id, []).append(fetch)
                count["unchanged"] += fetch.outcome == "unchanged"
                count["lists_failed"] += fetch.outcome == "failed"
            elif fetch.role == "article":
                count[fetch.outcome] += 1
        self.refused(found.rejects)

    def digested(self, digest: Digest) -> None:
        count = self.counts.get(digest.page.source_id)
        if count is None:  # a replayed page of a source no longer in the catalogue
            return
        count["articles"] += digest.article is not None
        count["observations"] += len(digest.observations)
        self.refused(digest.rejects)

    def refused(self, rejects: Iterable[Reject]) -> None:
        for reject in rejects:
            if reject.source_id in self.rejects:
                self.rejects[reject.source_id][reject.reason] += 1

    def reports(self, last_week: Mapping[str, int]) -> tuple[SourceReport, ...]:
        """`last_week`: articles a source published in the seven days to the day of the run."""
        return tuple(self._report(source, last_week.get(source.id, 0)) for source in self.sources.values())

    def _report(self, source: Source, last_week: int) -> SourceReport:
        count = self.counts[source.id]
        return SourceReport(
            source_id=source.id,
            name=source.name,
            discovered=count["discovered"],
            fetched=count["fetched"],
            unchanged=count["unchanged"],
            failed=count["failed"],
            lists_failed=count["lists_failed"],
            articles=count["articles"],
            observations=count["observations"],
            rejects=dict(self.rejects[source.id]),
            bytes=count["bytes"],
            seconds=round(self.seconds[source.id], 3),
            complaint=self._complaint(source, last_week),
        )

    def _complaint(self, source: Source, last_week: int) -> str:
        lists = self.lists.get(source.id, [])
        if lists and all(fetch.outcome in {"failed", "refused"} for fetch in lists):
            return f"no list could be had: {lists[0].reason}"
        silent = not self.counts[source.id]["discovered"] and not any(fetch.outcome == "unchanged" for fetch in lists)
        if lists and silent and not source.may_be_empty:
            return "its list names no article: look at it with `fangzhi sources check`"
        expected = source.expected_per_week
        if expected is not None and last_week < expected / 2:
            return f"{last_week} articles in a week, {expected:g} expected"
        return ""
