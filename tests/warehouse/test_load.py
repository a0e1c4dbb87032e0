"""Loading: nothing lost, nothing double, whatever comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from warehouse_makers import START, batch, digest, furnish, observation, page

from extractors.records import Fetch, Link, Reject
from warehouse import Batch, LinkState, Loaded, Visit, ask, open_warehouse


def test_a_batch_loaded_twice_changes_nothing(tmp_path: Path) -> None:
    one = batch(digest("http://a/1", observation(), observation(4e9, place_code="340402")))
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.load(one) == Loaded(pages=1, articles=1, observations=2)
        assert warehouse.load(one) == Loaded()
        assert warehouse.reconcile().added == 2
        warehouse.load(one)
        again = warehouse.reconcile()
    assert (again.added, again.corrected, again.withdrawn) == (0, 0, 0)


def test_links_tell_what_became_of_them(tmp_path: Path) -> None:
    urls = [f"http://a/{n}" for n in range(6)]
    one = Batch(
        "run",
        digests=[digest(urls[0], observation())],
        links=[Link(url, "bgs", START) for url in urls],
        fetches=[
            Fetch(urls[1], "bgs", "article", START, "failed", "timeout", retry=True),
            Fetch(urls[2], "bgs", "article", START, "refused", "robots"),
            Fetch(urls[3], "bgs", "article", START, "failed", "not found", 404),
            Fetch(urls[4], "bgs", "article", START, "failed", "too large", 200),
        ],
    )
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(one)
        states = {url: state.state for url, state in warehouse.known(["bgs"]).items()}
        assert states == dict(zip(urls, ["loaded", "failed", "refused", "gone", "refused", "new"], strict=True))
        assert warehouse.known(["hn"]) == {}
        assert warehouse.known(["bgs"])[urls[1]].reason == "timeout"

        later = START + timedelta(days=1)
        failed_later = Fetch(urls[0], "bgs", "article", later, "failed", "timeout", retry=True)
        warehouse.load(Batch("run", fetches=[failed_later], digests=[digest(urls[1], days=1)]))
        states = {url: state.state for url, state in warehouse.known(["bgs"]).items()}
        assert states[urls[0]] == "loaded", "a later failure does not take away what was loaded"
        assert states[urls[1]] == "loaded"


def test_tags_of_pages_are_kept_for_conditional_requests(tmp_path: Path) -> None:
    tagged = replace(page("http://a/list", role="list"), headers={"etag": '"7"', "last-modified": "Sat, 01 Feb 2025"})
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(Batch("run", list_pages=[tagged]))
        state = warehouse.known(["bgs"])["http://a/list"]
    assert state == LinkState(
        "http://a/list", "bgs", "loaded", '"7"', "Sat, 01 Feb 2025", tagged.sha256, linked=False, settled_at=START
    )


def test_the_archive_is_known_by_file_and_offset(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(batch(digest("http://a/1", offset=0), digest("http://a/2", offset=917)))
        assert warehouse.pages_loaded("a.warc.gz") == {0, 917}
        assert warehouse.unfinished(["a.warc.gz", "b.warc.gz"]) == ["a.warc.gz", "b.warc.gz"]
        warehouse.load(batch(archive_files=["a.warc.gz"]))
        assert warehouse.unfinished(["a.warc.gz", "b.warc.gz"]) == ["b.warc.gz"]


def test_the_last_visit_counts(tmp_path: Path) -> None:
    first = Visit("bgs", START, complete=True, discovered=12)
    last = Visit("bgs", START + timedelta(days=1), complete=False, discovered=3)
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(Batch("2", visits=[last]))
        warehouse.load(Batch("1", visits=[first]))
        assert warehouse.visited(["bgs", "hn"]) == {"bgs": last}


def test_numbers_that_are_none_are_rejects(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        none = [replace(observation(), value=value) for value in (float("nan"), float("-inf"), 1e308)]
        loaded = warehouse.load(batch(digest("http://a/1", observation(), *none)))
    assert (loaded.observations, loaded.rejects) == (1, 3)


def test_rejects_are_counted_once_however_often_they_come(tmp_path: Path) -> None:
    reject = Reject("fetch", "http://a/1", "timeout", "30 s", START, "bgs")
    later = replace(reject, at=START + timedelta(days=3))
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.load(Batch("run", rejects=[reject, later])).rejects == 1
        assert warehouse.load(Batch("run", rejects=[later])).rejects == 0


def test_compare_ranks_what_was_said_and_names_the_silent(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        furnish(warehouse)
        warehouse.load(
            batch(
                digest("http://a/1", observation(5e9), observation(6e9, place_code="340402")),
                digest("http://a/2", observation(9e9, place_code="340403", status="planned")),
            )
        )
        warehouse.reconcile()
        warehouse.publish()
    table = ask.compare(tmp_path, "gdp", "2024", within="340400")
    rows = [(row["rank"], row["name"], row["value"], row["state"]) for row in table.records()]
    assert rows == [
        (1, "大通区", 6e9, "told"),
        (2, "八公山区", 5e9, "told"),
        (None, "田家庵区", None, "silent"),
        (None, "谢家集区", None, "silent"),
    ]
