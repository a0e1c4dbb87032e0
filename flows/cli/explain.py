"""`fangzhi explain`: an article with its figures marked in the text, rule by rule, and what was refused and why."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from extractors.errors import UsageError
from extractors.records import Observation, Unread
from flows.cli.common import AsJson, Data, Home, Published, console, day, read_text, settings, write_json
from flows.cli.show import marked, reading
from flows.cli.text import observed
from flows.settings import Settings


def register(app: typer.Typer) -> None:
    app.command()(explain)


def explain(
    target: Annotated[str, typer.Argument(metavar="URL|ARTICLE_ID|FILE", help="What to explain.")],
    published: Published = None,
    home: Home = None,
    data: Data = None,
    as_json: AsJson = False,
) -> int:
    """Show where every figure of an article comes from, and why the other numerals are none.

    Example: fangzhi explain article.txt --published 2022-11-03 --home 340405
    """
    used = settings(data)
    file = Path(target)
    if file.is_file():
        title, text, origin = "", read_text(file), str(file)
        observations, unread = observed(text, day(published), home, "", used.indicators)
    else:
        title, text, origin, observations, unread = held(used, target)
    if as_json:
        write_json({"origin": origin, "title": title, "text": text, "observations": observations, "unread": unread})
        return 0
    screen = console()
    headline = f"[bold]{escape(title)}[/bold]  " if title else ""
    screen.print(f"{headline}{escape(origin)}\n", highlight=False)
    screen.print(marked(text, observations, unread))
    screen.print()
    for number, observation in enumerate(observations, 1):
        screen.print(reading(number, observation))
    screen.print(f"\n{len(observations)} observations; {len(unread)} numerals are no figure:", highlight=False)
    for numeral in unread:
        screen.print(f"    {escape(numeral.text)}  [dim]{numeral.reason}[/dim]", highlight=False)
    return 0


def held(used: Settings, target: str) -> tuple[str, str, str, tuple[Observation, ...], tuple[Unread, ...]]:
    """An article of the warehouse, read anew from the archived page under the rules of today.

    Raises UsageError when the warehouse holds no such article, with the reject if that is why.
    """
    from extractors import sources
    from extractors.archive import Archive
    from extractors.read import read
    from extractors.urls import canonical
    from flows.digest import figures
    from warehouse import ask

    found = ask.article_page(used.data, canonical(target) if "://" in target else target)
    if found is None:
        raise UsageError(f"{target} is neither a file nor an article of {used.data}; {ask.why_not(used.data, target)}")
    page = Archive(used.archive).read(found.archive_file, found.archive_offset)
    source = sources.load(used.sources, builtin=used.builtin_sources).get(page.source_id)
    article = read(page, source)
    parsed = figures(article, source, used.indicators)
    return article.title, article.text, page.url, parsed.observations, parsed.unread
