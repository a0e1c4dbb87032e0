"""Why a district's share of its parent's figure is not told, in words.

>>> first = {"level": 3, "aspect": "flow", "cumulative": False, "unit": "元", "per": None, "base": None}
>>> first |= {"state": "told", "comparable": 1}
>>> county = {"code": "340404", "name": "谢家集区", "bound": "exact", "share_of_parent": None}
>>> silent = first | {"state": "silent", "name": "淮南市"}
>>> list(no_share([county], [first], [silent], kind="level", may_sum=True))
['no share_of_parent, as 淮南市 itself told no such figure']
>>> list(no_share([county], [first], [silent], kind="level", may_sum=False))
['no share_of_parent, as the figures of districts may not be summed to that of 淮南市']
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from flows.cli.unlike import groups, unlike

if TYPE_CHECKING:
    from warehouse.records import Cell

    Record = Mapping[str, Cell]


def no_share(
    ranked: "Sequence[Record]", compared: "Sequence[Record]", parent: "Sequence[Record]", *, kind: str, may_sum: bool
) -> Iterator[str]:
    """A line for what leaves districts without a share; none where each has one.

    `compared`: the comparison that the ranking is made of; `parent`: what the parent itself told of the same indicator,
    period, kind and status, or that it is silent.
    """
    without = [row for row in ranked if row["share_of_parent"] is None]
    if not without or not parent:
        return
    if why := _of_all(groups(compared)[0][0], parent, kind=kind, may_sum=may_sum):
        yield f"no share_of_parent, as {why}"
    elif inexact := ", ".join(f"{row['name']} {row['code']}" for row in without if row["bound"] != "exact"):
        yield f"no share_of_parent, as their own figures are not exact: {inexact}"


def _of_all(first: "Record", parent: "Sequence[Record]", *, kind: str, may_sum: bool) -> str:
    """Why no district can have a share; empty where each might."""
    name = parent[0]["name"]
    if kind != "level":
        return f"the {kind} of a district is no part of that of {name}"
    if not may_sum:
        return f"the figures of districts may not be summed to that of {name}"
    told = [row for row in parent if row["state"] == "told"]
    if not told:
        return f"{name} itself told no such figure"
    level = {"level": first["level"]}  # the parent's is above by nature
    like = [row for row in told if not unlike({**row, **level}, first)]
    if not like:
        return f"the figure of {name} itself is not comparable ({unlike({**told[0], **level}, first)})"
    if not any(row["bound"] == "exact" and row["value"] for row in like):
        return f"the figure of {name} itself is not exact, or is 0"
    return ""
