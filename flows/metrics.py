"""Metrics as Prometheus reads them: runs, freshness of every source, sizes. Text for its file collector or any server.

Everything comes from the published copy and the files beside it, so that no run is ever in the way.
"""

from datetime import date, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from flows.settings import SHANGHAI, Settings
from warehouse import ask
from warehouse.publish import COPY
from warehouse.store import FILE

COUNTS = ("discovered", "fetched", "unchanged", "failed", "articles", "observations", "rejects")
LAST = f"""
select started_at, ended_at, {", ".join(COUNTS)} from run
where source_id = '' order by started_at desc limit 1
"""
VISITS = """
select source_id, max(day), arg_max(outcome, started_at) = 'complaint'
from run where source_id != '' group by source_id order by source_id
"""
NEWEST = "select source_id, max(published_on) from article group by source_id order by source_id"
FIGURES = "select count(*) from figure where known_to is null"
COMPLAINTS = "select severity, count(*) from complaint group by severity order by severity"


def metrics(settings: Settings) -> bytes:
    """All metrics in the text format of Prometheus. Before anything is published only the sizes."""
    registry = CollectorRegistry()

    def gauge(name: str, help: str, *labels: str) -> Gauge:
        return Gauge(f"fangzhi_{name}", help, labels, registry=registry)

    size = gauge("file_bytes", "Size of the files of a data directory", "file")
    for name in (FILE, COPY):
        path = settings.data / name
        size.labels(name).set(path.stat().st_size if path.exists() else 0)
    size.labels("archive").set(sum(path.stat().st_size for path in files(settings.archive)))
    if not (settings.data / COPY).exists():
        return generate_latest(registry)
    for started, ended, *counts in ask.query(settings.data, LAST).rows:
        gauge("last_run_end_seconds", "When the last run ended").set(seconds(ended))
        gauge("last_run_duration_seconds", "How long it took").set(seconds(ended) - seconds(started))
        of_run = gauge("last_run", "What the last run counted", "what")
        for what, count in zip(COUNTS, counts, strict=True):
            of_run.labels(what).set(float(str(count)))
    visited = gauge("source_visited_seconds", "Day of the last visit of a source", "source")
    failing = gauge("source_failing", "1: its last visit had a complaint", "source")
    for source, day, complains in ask.query(settings.data, VISITS).rows:
        visited.labels(source).set(seconds(day))
        failing.labels(source).set(float(bool(complains)))
    newest = gauge("source_newest_article_seconds", "Day of publication of the newest article of a source", "source")
    for source, day in ask.query(settings.data, NEWEST).rows:
        if day is not None:
            newest.labels(source).set(seconds(day))
    gauge("figures", "Figures in force").set(float(str(ask.query(settings.data, FIGURES).rows[0][0])))
    complaints = gauge("complaints", "Complaints of the checks of quality", "severity")
    for severity, many in ask.query(settings.data, COMPLAINTS).rows:
        complaints.labels(severity).set(float(str(many)))
    return generate_latest(registry)


def files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []


def seconds(when: object) -> float:
    """Instants and days (in China) as seconds since 1970."""
    if isinstance(when, datetime):
        return when.timestamp()
    if isinstance(when, date):
        return datetime(when.year, when.month, when.day, tzinfo=SHANGHAI).timestamp()
    return float("nan")
