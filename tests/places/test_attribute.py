"""Which place a figure is about: the cases of `cases/`, whose README explains how they are written."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors.places import attribute, locate
from extractors.records import Kind, Mention, Stated

CASES = Path(__file__).parent / "cases"
DAY = date(2024, 7, 12)
FENGTAI = "安徽省/淮南市/凤台县"
MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")


class Case(NamedTuple):
    about: str
    home: str | None
    title: str
    text: str


def cases(name: str) -> Iterator[Case]:
    about = ""
    for line in (CASES / f"{name}.figures").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            about = line.removeprefix("# ")
        elif line:
            home, _, text = line.partition(" | ")
            title, bar, body = text.partition("‖")
            told = (body if bar else text).replace("⏎", "\n")
            yield Case(about, None if home == "-" else home, title if bar else "", told)


def kind(figure: str, before: str) -> Kind:
    if "位" in figure:
        return "rank"
    if "百分点" in figure:
        return "change_abs"
    return "change_rate" if before.endswith("增长") and figure.endswith("%") else "level"


def read(case: Case) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Figures and the names of their places, as found and as wanted."""
    text, at = "", 0
    stated: list[Stated] = []
    wanted: list[tuple[str, str]] = []
    for mark in MARK.finditer(case.text):
        text += case.text[at : mark.start()]
        stated.append(Stated(len(text), len(text) + len(mark[1]), kind(mark[1], text), "actual"))
        wanted.append((mark[1], mark[2]))
        text += mark[1]
        at = mark.end()
    text += case.text[at:]
    mentions = locate(text, published=DAY, home=case.home, title=case.title)
    found = attribute(text, mentions, stated, home=case.home, published=DAY, title=case.title)
    return [(figure, m.name if m else "") for (figure, _), m in zip(wanted, found, strict=True)], wanted


@pytest.mark.parametrize("case", [*cases("in_the_wild")], ids=lambda case: case.about)
def test_the_place_of_each_figure(case: Case) -> None:
    found, wanted = read(case)
    assert found == wanted


@pytest.mark.xfail(strict=True, reason="not read yet")
@pytest.mark.parametrize("case", [*cases("known_failures")], ids=lambda case: case.about)
def test_known_failures(case: Case) -> None:
    found, wanted = read(case)
    assert found == wanted


def test_every_line_of_the_drawers_asks_something() -> None:
    read_cases = [*cases("in_the_wild"), *cases("known_failures")]
    assert len({case.about for case in read_cases}) == len(read_cases) >= 75
    assert all(MARK.search(case.text) for case in read_cases)


def test_basis_tells_how_the_place_is_known() -> None:
    text = "顾桥镇修路3公里。另建桥2座。该镇通车。"
    mentions = locate(text, published=DAY, home=FENGTAI)
    stated = [Stated(text.index(f), text.index(f) + len(f), "level", "actual") for f in ("3公里", "2座")]
    found: tuple[Mention | None, ...] = attribute(text, mentions, stated, home=FENGTAI, published=DAY)
    assert [m.basis for m in found if m] == ["explicit", "inherited"]
    assert mentions[-1].basis == "anaphora"
