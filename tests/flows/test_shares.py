"""A share of the parent's figure that is missing says why."""

import pytest

from flows.cli.shares import no_share
from warehouse.records import Cell

Row = dict[str, Cell]

COUNTY: Row = {
    "code": "330198", "name": "丁县", "state": "told", "comparable": 1, "level": 3, "aspect": "flow",
    "cumulative": False, "unit": "t", "per": None, "base": None, "bound": "exact", "value": 30.0,
}  # fmt: skip
CITY = COUNTY | {"code": "330100", "name": "乙市", "level": 2, "value": 90.0}
SILENT = dict.fromkeys(COUNTY) | {"name": "乙市", "state": "silent"}


@pytest.mark.parametrize(
    ("parent", "kind", "may_sum", "said"),
    [
        ([SILENT], "level", True, "乙市 itself told no such figure"),
        ([CITY | {"aspect": "stock"}], "level", True, "not comparable (aspect stock instead of flow)"),
        ([CITY | {"per": "户"}], "level", True, "not comparable (denominator 户 instead of none)"),
        ([CITY | {"bound": "gt"}], "level", True, "the figure of 乙市 itself is not exact, or is 0"),
        ([CITY | {"value": 0.0}], "level", True, "the figure of 乙市 itself is not exact, or is 0"),
        ([CITY], "level", False, "may not be summed to that of 乙市"),
        ([CITY], "change_rate", True, "the change_rate of a district is no part of that of 乙市"),
    ],
)
def test_what_leaves_all_without_a_share(parent: list[Row], kind: str, may_sum: bool, said: str) -> None:
    ranked = [COUNTY | {"share_of_parent": None}]
    (line,) = no_share(ranked, [COUNTY], parent, kind=kind, may_sum=may_sum)
    assert line.startswith("no share_of_parent, as ")
    assert said in line


def test_one_that_is_not_exact_is_named() -> None:
    near = COUNTY | {"code": "330197", "name": "戊县", "bound": "approx", "share_of_parent": None}
    ranked = [COUNTY | {"share_of_parent": 33.3}, near]
    lines = list(no_share(ranked, ranked, [CITY, CITY | {"aspect": "stock"}], kind="level", may_sum=True))
    assert lines == ["no share_of_parent, as their own figures are not exact: 戊县 330197"]


def test_where_each_has_its_share_nothing_is_said() -> None:
    ranked = [COUNTY | {"share_of_parent": 33.3}]
    assert list(no_share(ranked, ranked, [CITY], kind="level", may_sum=True)) == []
