"""The metrics of a real run, read back by Prometheus' own parser."""

from datetime import date
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from flows.metrics import metrics
from flows.run import choose, plainly
from flows.settings import Settings, load


def read(settings: Settings) -> dict[tuple[str, str], float]:
    families = text_string_to_metric_families(metrics(settings).decode())
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in families
        for sample in family.samples
    }


def test_sizes_are_known_before_anything_ran(tmp_path: Path) -> None:
    assert set(read(load({}, file=None, data=tmp_path)).values()) == {0.0}


def test_a_run_is_measured(data: Path) -> None:
    settings = load({}, file=None, data=data)
    report = plainly(settings, choose(settings), day=date(2026, 1, 31))
    found = read(settings)
    assert found["fangzhi_figures", ""] == report.figures
    assert found["fangzhi_last_run", "articles"] == sum(source.articles for source in report.sources)
    assert found["fangzhi_last_run_end_seconds", ""] == report.ended_at.timestamp()
    assert found["fangzhi_source_failing", "demo-datong"] == 1
    assert found["fangzhi_source_failing", "demo-yingquan"] == 0
    assert found["fangzhi_file_bytes", "archive"] > 0
    assert found["fangzhi_source_newest_article_seconds", "demo-yingquan"] > 1.7e9
