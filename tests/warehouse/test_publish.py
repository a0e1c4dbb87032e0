"""Publishing: the copy is whole at any time, and the same whether it was added to or made from nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from warehouse_makers import DIVISIONS, INDICATORS, SOURCES, UNITS, batch, digest, furnish, observation

from extractors.errors import WarehouseError
from extractors.records import Digest
from warehouse import Published, ask, open_warehouse
from warehouse.publish import COMING, COPY

CONTENT = ("figure", "evidence", "article", "district", "source", "indicator", "complaint", "lineage", "reject")
DAYS = (
    [digest("http://a/1", observation(), observation(4e9, place_code="340402")), digest("http://a/2", source="hn")],
    [digest("http://b/1", observation(5.1e9), source="hn", days=1)],
    [digest("http://a/1", observation(5.2e9), days=2, body=b"edited")],
    [
        digest("http://c/1", observation(150.0, si_value=150.0, kind="share", unit="%", indicator="greening"), days=3),
        digest("http://c/2", observation(5.2e9), days=3, title="更正"),
    ],
    [digest("http://c/1", observation(15.0, kind="share", unit="%", indicator="greening"), days=4, body=b"edited")],
)


def day(folder: Path, digests: list[Digest]) -> Published:
    with open_warehouse(folder) as warehouse:
        furnish(warehouse)
        warehouse.load(batch(*digests))
        warehouse.reconcile()
        warehouse.check()
        return warehouse.publish()


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(ask.query(folder, f"from {name}").rows, key=repr) for name in CONTENT}


def observations(folder: Path) -> list[tuple[object, ...]]:
    query = f"select * from read_parquet('{folder}/observations/*/*/*.parquet', hive_partitioning = true)"
    return sorted(duckdb.sql(query).fetchall(), key=repr)


def test_a_copy_added_to_day_by_day_equals_one_made_from_nothing(tmp_path: Path) -> None:
    for digests in DAYS:
        day(tmp_path / "daily", digests)
        added = content(tmp_path / "daily")
        (tmp_path / "daily" / COPY).unlink()
        with open_warehouse(tmp_path / "daily") as warehouse:
            warehouse.publish()
        assert added == content(tmp_path / "daily")
    deltas = ask.query(tmp_path / "daily", "select deltas from copy_state").rows
    assert deltas == ((0,),)


def test_days_are_added_to_the_copy_that_stands(tmp_path: Path) -> None:
    for digests in DAYS:
        day(tmp_path, digests)
    assert ask.query(tmp_path, "select deltas from copy_state").rows == ((len(DAYS) - 1,),)
    with open_warehouse(tmp_path / "at once") as warehouse:
        furnish(warehouse)
        warehouse.load(batch(*[one for digests in DAYS for one in digests]))
        warehouse.reconcile()
        warehouse.check()
        warehouse.publish()
    assert content(tmp_path) == content(tmp_path / "at once")
    assert observations(tmp_path) == observations(tmp_path / "at once")


def test_a_copy_of_another_warehouse_is_not_added_to(tmp_path: Path) -> None:
    day(tmp_path / "a", DAYS[0])
    day(tmp_path / "b", DAYS[1])
    (tmp_path / "b" / COPY).replace(tmp_path / "a" / COPY)
    day(tmp_path / "a", DAYS[2])
    assert ask.query(tmp_path / "a", "select deltas from copy_state").rows == ((0,),)
    assert len(ask.query(tmp_path / "a", "from article").rows) == 2


def test_an_old_copy_put_back_is_made_anew(tmp_path: Path) -> None:
    day(tmp_path, DAYS[0])
    old = (tmp_path / COPY).read_bytes()
    day(tmp_path, DAYS[1])
    (tmp_path / COPY).write_bytes(old)
    day(tmp_path, DAYS[2])
    assert ask.query(tmp_path, "select count(*) from article").rows == ((3,),)


@pytest.mark.parametrize("left", [b"", b"torn"], ids=["empty", "torn"])
def test_a_spoilt_copy_or_left_over_is_replaced(tmp_path: Path, left: bytes) -> None:
    day(tmp_path, DAYS[0])
    (tmp_path / COPY).write_bytes(left)
    (tmp_path / COMING).write_bytes(left)
    assert day(tmp_path, DAYS[1]).figures == 2


def test_readers_keep_the_copy_they_opened(tmp_path: Path) -> None:
    day(tmp_path, DAYS[0])
    with ask.copy_of(tmp_path) as reader:
        before = reader.execute("select count(*) from article").fetchall()
        day(tmp_path, DAYS[1])
        assert reader.execute("select count(*) from article").fetchall() == before
    assert ask.query(tmp_path, "select count(*) from article").rows == ((3,),)


def test_only_the_parquet_files_that_changed_are_written(tmp_path: Path) -> None:
    assert day(tmp_path, DAYS[0]).rewritten == 1
    far = digest("http://z/1", observation(place_code="110101"), days=-400)
    assert day(tmp_path, [far]).rewritten == 1
    assert day(tmp_path, [far]).rewritten == 0
    files = sorted(str(path.relative_to(tmp_path / "observations")) for path in tmp_path.glob("observations/*/*/*"))
    assert files == ["province=11/year=2023/2023-12.parquet", "province=34/year=2025/2025-02.parquet"]
    row = observations(tmp_path)[0]
    assert "http://a/1" in row or "http://z/1" in row


def test_a_view_of_ones_own_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views" / "big.sql").write_text("create view big as select * from figure where value > 4.5e9")
    day(tmp_path, DAYS[0])
    assert ask.query(tmp_path, "select value from big").rows == ((5e9,),)
    (tmp_path / COPY).unlink()
    (tmp_path / "views" / "big.sql").write_text("create view big as select nonsense from figure")
    (tmp_path / "views" / "half.sql").write_text("create view half as select 1; create vie x")
    (tmp_path / "views" / "other.sql").write_text("create view other as select 1 as one")
    (tmp_path / "views" / "folder.sql").mkdir()
    for digests in DAYS[1:3]:  # the copy is made anew, then added to: the complaint stays
        published = day(tmp_path, digests)
        assert published.figures > 0
        assert [refused.split()[0] for refused in published.refused_views] == [
            "views/big.sql",
            "views/folder.sql",
            "views/half.sql",
        ]
        assert "nonsense" in published.refused_views[0]
        assert ask.query(tmp_path, "from other").rows == ((1,),)
        with pytest.raises(WarehouseError, match="half"):
            ask.query(tmp_path, "from half")


def test_a_spoilt_copy_says_what_writes_it_anew(tmp_path: Path) -> None:
    day(tmp_path, DAYS[0])
    (tmp_path / COPY).write_bytes(b"")
    with pytest.raises(WarehouseError, match="any run that publishes, writes it anew"):
        ask.query(tmp_path, "from figure")


def test_a_district_that_is_added_shows_up(tmp_path: Path) -> None:
    day(tmp_path, DAYS[0])
    with open_warehouse(tmp_path) as warehouse:
        new = replace(DIVISIONS[-1], code="340421", name="凤台县", path="安徽省/淮南市/凤台县")
        assert warehouse.dimensions((*DIVISIONS, new), SOURCES, (), ()) == ("district", "indicator", "unit")
        warehouse.reconcile()
        warehouse.publish()
    assert "凤台县" in [row["name"] for row in ask.compare(tmp_path, "gdp", "2024", within="340400").records()]


def test_a_census_that_is_corrected_reaches_the_figures_that_stand(tmp_path: Path) -> None:
    day(tmp_path, DAYS[0])
    with open_warehouse(tmp_path) as warehouse:
        recounted = (*DIVISIONS[:-1], replace(DIVISIONS[-1], population_2020=100_000, name="八公山新区"))
        warehouse.dimensions(recounted, SOURCES, INDICATORS, UNITS)
        warehouse.publish()
    row = ask.compare(tmp_path, "gdp", "2024", among=["340405"]).records()[0]
    assert (row["name"], row["per_capita"]) == ("八公山新区", 50_000)


@pytest.mark.parametrize("code", ["../../x", "a/b", "", "34", "３４０４０５"])
def test_a_code_that_is_none_goes_to_no_province(tmp_path: Path, code: str) -> None:
    day(tmp_path, [digest("http://a/1", observation(place_code=code))])
    files = [path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*.parquet")]
    assert files == [("observations", "province=00")]


@pytest.mark.parametrize("published", [None, datetime(1, 1, 1), datetime(9999, 12, 31)], ids=str)
def test_an_article_without_a_day_of_this_age_goes_to_no_month(tmp_path: Path, published: datetime | None) -> None:
    one = digest("http://a/1", observation(), published=published)
    assert day(tmp_path, [one]).figures == 1
    assert [path.name for path in tmp_path.rglob("*.parquet")] == ["undated.parquet"]


def test_columns_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.publish()
    joined = ask.query(tmp_path, "select 1 as name, 2 as name")
    assert joined.records() == [{"name": 1, "name_1": 2}]
