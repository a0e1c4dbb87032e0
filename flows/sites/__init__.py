"""The sample sites of the demo: invented district news sites, served on the loopback.

The districts are real, the texts and figures are not. What a site says lies in `content/<site>/` (a `site.toml` and a
text file for each article, described in README.md beside this file); how it looks lies in `layouts/`. Each site has a
port of its own, as politeness is by host. Beside them, `paper` is a newspaper with an issue for any day.

>>> with serve() as bases:
...     [source.name for source in sources(bases) if source.home == "340405"]
['八公山区人民政府']
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from extractors.records import Source
from flows.sites.content import CONTENT, load
from flows.sites.pages import list_path, replies
from flows.sites.server import listen

__all__ = ["serve", "sources"]


@contextmanager
def serve(port: int = 0, *, folder: Path = CONTENT) -> Iterator[Mapping[str, str]]:
    """Serve every site of the folder and give its base URL by name, `{"bagongshan": "http://127.0.0.1:40001", ...}`.

    A site takes the port that is its own, counted from `port`, whatever sites there are; 0 lets the system choose.
    """
    with ExitStack() as stack:
        yield {
            site.name: stack.enter_context(listen(replies(site), port + site.port if port else 0))
            for site in load(folder)
        }


def sources(bases: Mapping[str, str], *, folder: Path = CONTENT) -> tuple[Source, ...]:
    """The sites as sources: local addresses allowed, no waiting between requests."""
    return tuple(
        Source(
            id=f"demo-{site.name}",
            name=site.title,
            home=site.home,
            kind="list",
            url=bases[site.name] + list_path(site, 0),
            expected_per_week=site.expected_per_week,
            interval_s=0,
            local=True,
        )
        for site in load(folder)
        if site.name in bases
    )
