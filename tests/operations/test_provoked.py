"""Every alert about sources, figures and disks, provoked by real harvests of sites that change between the visits.

Nothing is made up but the sites, and the age of what the first visit fetched: its pages count as ten days old.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extractors import sources
from extractors.fetch import Fetcher
from extractors.records import Article, Digest
from flows import sites
from flows.run import Run, choose, groups
from flows.settings import SHANGHAI, Settings, load
from flows.sites.content import read_site
from flows.sites.pages import Reply, replies
from flows.sites.server import listen
from flows.watch import watch_once
from warehouse import open_warehouse

TODAY = datetime.now(SHANGHAI).date()
WEEK_AGO = TODAY - timedelta(days=7)
HOMES = {
    "empty": "340402",
    "figureless": "340403",
    "meagre": "340404",
    "refused": "340405",
    "shrunken": "340406",
    "silent": "340421",
    "wrong": "340422",
}
GOOD = "截至{day.month}月{day.day}日，全区城镇新增就业{number}人。各镇街开了招聘会，企业和求职者面对面谈，现场很热闹。"
PLAIN = "镇里办了一场书画展，来看的人很多，孩子们当场写字，老人在一旁看着，展览要开到月底才撤，欢迎大家去看看。"
ABSURD = (
    "截至{day.month}月{day.day}日，全县常住人口城镇化率为163.2%。各镇街开了座谈会，大家谈了看法，会后又去村里走了走。"
)

# kind: sources, part of what is said, the command to look closer
CHECK = "fangzhi sources check demo-"
SAID = {
    "few articles": ("demo-meagre", "2 articles in a week, 21 to 21 in those before", CHECK + "meagre"),
    "more refused": (
        "demo-refused",
        "67% of what was read was refused in the last week, 0% before",
        "fangzhi sql \"select * from reject where source_id = 'demo-refused' order by last_at desc limit 20\"",
    ),
    "pages without figures": (
        "demo-figureless",
        "100% of the articles gave no figure in the last week, 0% before",
        "fangzhi sql \"from article where source_id = 'demo-figureless' order by fetched_at desc limit 20\"",
    ),
    "quality": (
        "",
        "7 complaints of impossible_share, such as: 163.2 %",
        "fangzhi sql \"from complaint where check_name = 'impossible_share'\"",
    ),
    "source failing": ("demo-empty demo-shrunken", "its list names no article", CHECK + "empty demo-shrunken"),
    "source silent": ("demo-silent", "nothing for 7 days, never more than 1 until now", CHECK + "silent"),
}
FIRST = TODAY - timedelta(days=6)
SINCE = {
    "few articles": FIRST,
    "more refused": WEEK_AGO,
    "pages without figures": WEEK_AGO,
    "source silent": WEEK_AGO,
}


class Press:
    """Sites whose articles are written as the test goes on."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.written = 0
        self.shown: dict[str, Callable[[str], Reply]] = {}
        for port, (name, home) in enumerate(HOMES.items()):
            (folder / name).mkdir(parents=True)
            expected = "expected_per_week = 7\n" if name == "shrunken" else ""
            site = f'name = "{name}"\nhome = "{home}"\nport = {port}\nlayout = "cms"\nper_page = 500\n{expected}'
            (folder / name / "site.toml").write_text(site)
        self.bases = {name: stack.enter_context(listen(partial(self.answer, name))) for name in HOMES}

    def answer(self, name: str, path: str) -> Reply:
        return self.shown[name](path)

    def write(self, name: str, days: Iterable[date], each: int = 1, text: str = GOOD, fault: str = "") -> None:
        for day in days:
            for _ in range(each):
                self.written += 1
                head = f"title: 第{self.written}号消息\npublished: {day} 09:00\n" + (
                    f"fault: {fault}\n" if fault else ""
                )
                words = text.format(day=day, number=3000 + self.written)
                (self.folder / name / f"{day}-n{self.written}.txt").write_text(f"{head}\n{words}\n", encoding="utf-8")

    def clear(self, name: str) -> None:
        for file in (self.folder / name).glob("*.txt"):
            file.unlink()

    def harvest(self, settings: Settings, day: date, ago: timedelta = timedelta(0)) -> None:
        """A real run of all sites as they are now; what it reads may count as fetched a while ago."""
        self.shown = {name: replies(read_site(self.folder / name)) for name in HOMES}
        with Fetcher(settings.politeness) as fetcher, open_warehouse(settings.data) as warehouse:
            chosen = choose(settings)
            run = RunAgo(settings, warehouse, chosen, day=day)
            run.ago = ago
            run.prepare()
            for group in groups(chosen):
                run.remember(group)
                run.take_in(*run.visit(group, fetcher))
            run.finish()


class RunAgo(Run):
    """The articles it loads were fetched so long `ago`."""

    ago = timedelta(0)

    def load(self, digests: Sequence[Digest]) -> None:
        super().load([replace(digest, article=self.aged(digest.article)) for digest in digests])

    def aged(self, article: Article | None) -> Article | None:
        return article and replace(article, fetched_at=article.fetched_at - self.ago)


def look(settings: Settings) -> list[tuple[str, str]]:
    """What is new, by kind and subject."""
    return sorted((alert.kind, alert.subject) for alert in watch_once(settings, now=datetime.now(UTC)).new)


def days(many: int, *, to: date) -> list[date]:
    """So many days, the last of them `to`."""
    return [to - timedelta(days=number) for number in reversed(range(many))]


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    with ExitStack() as stack:
        yield Press(tmp_path / "sites", stack)


@pytest.fixture
def settings(tmp_path: Path, press: Press, listener: Any, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    data = tmp_path / "data"
    data.mkdir()
    (data / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\n")
    sources.append(data / "sources", sites.sources(press.bases, folder=press.folder))
    return load({"FANGZHI_ALERT_WEBHOOK": listener.url}, file=None, data=data)


def test_what_is_wrong_with_sites_is_told_once_and_so_is_its_end(
    press: Press, settings: Settings, listener: Any
) -> None:
    for name in ("empty", "shrunken", "silent", "wrong"):
        press.write(name, days(9, to=WEEK_AGO))
    for name in ("figureless", "refused"):
        press.write(name, days(25, to=WEEK_AGO))
    press.write("meagre", days(35, to=WEEK_AGO), each=3)
    press.harvest(settings, WEEK_AGO, ago=timedelta(days=10))
    assert look(settings) == []

    this_week = days(7, to=TODAY)
    press.clear("empty")
    press.write("figureless", this_week, each=3, text=PLAIN)
    press.write("meagre", this_week[3:5])
    press.write("refused", this_week, each=4, fault="shell")
    press.write("refused", this_week)
    press.write("shrunken", this_week[2:4])
    press.write("wrong", this_week, text=ABSURD)
    press.harvest(settings, TODAY)
    new = look(settings)
    assert new == [
        ("few articles", "demo-meagre"),
        ("more refused", "demo-refused"),
        ("pages without figures", "demo-figureless"),
        ("quality", "impossible_share"),
        ("source failing", "demo-empty"),
        ("source failing", "demo-shrunken"),
        ("source silent", "demo-silent"),
    ]
    heard = {row["kind"]: row for row in listener.heard}
    assert sorted(listener.kinds()) == sorted(heard), "each kind once"
    for kind, (source, what, look_closer) in SAID.items():
        assert heard[kind]["sources"] == source.split()
        assert what in " ".join(heard[kind]["what"])
        assert heard[kind]["look"] == look_closer
        since = datetime.fromisoformat(heard[kind]["since"]).astimezone(SHANGHAI).date()
        assert since == SINCE.get(kind, since)
    assert look(settings) == []
    press.harvest(settings, TODAY)
    assert look(settings) == []
    assert listener.kinds() == [], "what lasts is told no more"

    for name, each in {"empty": 1, "figureless": 14, "meagre": 3, "refused": 7, "shrunken": 1, "silent": 1}.items():
        press.write(name, this_week, each)
    press.harvest(settings, TODAY)
    assert look(settings) == []
    assert sorted(listener.kinds()) == sorted("over " + kind for kind in heard if kind != "quality")

    assert look(replace(settings, disk_percent=0.1)) == [("disk nearly full", str(settings.data))]
    assert listener.heard[0]["what"][0].startswith(f"the disk under {settings.data} is ")
    assert look(settings) == []
    assert listener.kinds() == ["disk nearly full", "over disk nearly full"]
