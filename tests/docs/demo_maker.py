"""Makes a data directory as the demo does, without Prefect."""

from datetime import date
from pathlib import Path

from extractors import sources
from flows import sites
from flows.run import choose, plainly
from flows.settings import load


def harvested(folder: Path, content: Path = sites.CONTENT) -> Path:
    """A data directory that the sample sites were harvested into."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fangzhi.toml").write_text("builtin_sources = false\nworkers = 1\n")
    with sites.serve(folder=content) as bases:
        sources.append(folder / "sources", sites.sources(bases, folder=content))
        settings = load({}, file=None, data=folder)
        plainly(settings, choose(settings), day=date(2026, 1, 31))
    return folder
