"""Commands on single texts and pages: repair, extract, links, parse, locate. No warehouse, no network."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from extractors.records import Observation, Page, Unread
from flows import progress
from flows.cli.common import (
    AsJson,
    BatchFile,
    Data,
    Home,
    InFile,
    Published,
    Row,
    batch,
    body,
    console,
    day,
    home_of,
    nothing,
    optional,
    read_bytes,
    read_text,
    settings,
    wanted,
    write_json,
)

Title = Annotated[str, typer.Option("--title", help="Its title: places and periods are read from it too.")]
Url = Annotated[str | None, typer.Option("--url", help="Where the page was: dates and links are read from it too.")]


def register(app: typer.Typer) -> None:
    for command in (repair, extract, links, parse, locate):
        app.command()(command)


def repair(
    file: InFile = None,
    batch_file: BatchFile = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what was mended where.")] = False,
    as_json: AsJson = False,
) -> int:
    """Undo the damage of mirror sites: text in, simplified text out.

    Example: fangzhi repair article.txt > clean.txt
    """
    from extractors.repair import explain as steps
    from extractors.repair import repair as mend

    if batch_file is not None:
        return batch(batch_file, lambda row: {"text": mend(wanted(row, "text")).text})
    text = read_text(file)
    if not text:
        nothing("the text is empty")
    with progress.working(text, "mending"):
        mended = mend(text)
    if as_json:
        write_json(mended)
    elif explain:
        for step in steps(text):
            told = f"{step.page_start}-{step.page_end}\t{step.before!r} → {step.after!r}\t{step.certainty}\t{step.rule}"
            typer.echo(told)
        typer.echo(f"damage: {', '.join(mended.damage) or 'none'}")
    else:
        typer.echo(mended.text, nl=not mended.text.endswith("\n"))
    return 0


def extract(file: InFile = None, url: Url = None, batch_file: BatchFile = None) -> int:
    """Read an article out of a page: HTML in, JSON out.

    Example: fangzhi extract page.html --url http://www.example.gov.cn/a/1.html
    """
    if batch_file is not None:
        return batch(batch_file, lambda row: article(body(row, batch_file.parent), optional(row, "url")))
    write_json(article(read_bytes(file), url))
    return 0


def article(html: bytes, url: str | None) -> dict[str, object]:
    """The article in a page, as `extract` prints it. Raises Unreadable."""
    from extractors.read import read

    page = Page(url or "", url or "", "", datetime.now(UTC), 200, {}, html, sha256(html).hexdigest())
    found = read(page)
    return {
        "article_id": found.article_id if url else None,
        "url": url,
        "title": found.title,
        "authors": found.authors,
        "outlet": found.outlet,
        "published": found.published,
        "published_basis": found.published_basis,
        "text": found.text,
        "repair": found.repair,
    }


def links(
    file: InFile = None,
    url: Url = None,
    batch_file: BatchFile = None,
    as_json: AsJson = False,
) -> int:
    """Find the articles a list page names, and its next pages.

    Example: fangzhi links list.html --url http://www.example.gov.cn/news/
    """
    from extractors.discover.lists import links as find
    from extractors.errors import UsageError

    def answer(row: Row) -> dict[str, object]:
        listing = find(body(row, (batch_file or Path()).parent), optional(row, "url") or wanted(row, "base_url"))
        return {"articles": [link.url for link in listing.links], "next": listing.next_pages}

    if batch_file is not None:
        return batch(batch_file, answer)
    if url is None:
        raise UsageError("links wants --url: relative links mean nothing without it")
    listing = find(read_bytes(file), url)
    if as_json:
        write_json({"articles": listing.links, "next": listing.next_pages})
        return 0
    if not listing.links and not listing.next_pages:
        nothing("no link to an article was found in the page")
    for link in listing.links:
        typer.echo("\t".join((link.url, str(link.date_hint or ""), link.anchor)))
    for following in listing.next_pages:
        typer.echo(f"next\t{following}")
    return 0


def parse(
    file: InFile = None,
    published: Published = None,
    home: Home = None,
    title: Title = "",
    batch_file: BatchFile = None,
    data: Data = None,
) -> int:
    """Read the indicators in a text: one observation a line, as JSON.

    Example: fangzhi parse article.txt --published 2022-11-03 --home 340405
    """
    folders = settings(data).indicators
    if batch_file is not None:
        return batch(batch_file, lambda row: {"observations": observed(*given(row), folders)[0]})
    text, on = read_text(file), day(published)
    with progress.working(text, "parsing"):
        found = observed(text, on, home, title, folders)[0]
    for observation in found:
        write_json(observation, indent=None)
    if not found:
        nothing("no figure was found in the text")
    return 0


def given(row: Row) -> tuple[str, date | None, str | None, str]:
    """What a batch row gives `parse` and `locate`: text, day of publication, home, title. Raises UsageError."""
    on = day(optional(row, "published"), "`published`")
    return wanted(row, "text"), on, home_of(row), optional(row, "title") or ""


def observed(
    text: str, published: date | None, home: str | None, title: str = "", folders: tuple[Path, ...] = ()
) -> tuple[tuple[Observation, ...], tuple[Unread, ...]]:
    """Observations of a text, and the numerals that are none."""
    from extractors.indicators import catalogue
    from extractors.parse import parse as read_figures

    parsed = read_figures(text, published=published, home=home, title=title, indicators=catalogue(folders))
    return parsed.observations, parsed.unread


def locate(
    file: InFile = None,
    published: Published = None,
    home: Home = None,
    title: Title = "",
    batch_file: BatchFile = None,
    as_json: AsJson = False,
) -> int:
    """Find the places a text names, with the codes valid at its date.

    Example: echo 凤台县朱马店镇 | fangzhi locate --home 340400
    """
    if batch_file is not None:
        return batch(batch_file, lambda row: {"places": places(*given(row))})
    text, on = read_text(file), day(published)
    with progress.working(text, "looking for places in"):
        found = places(text, on, home, title)
    if as_json:
        write_json(found)
        return 0
    if not found:
        nothing("no place was found in the text")
    for place in found:
        code = place["code"] or f"no code: {place['reason']}"
        console().print(f"{place['start']}-{place['end']}", place["text"], code, place["path"] or "", highlight=False)
    return 0


def places(text: str, published: date | None, home: str | None, title: str = "") -> list[dict[str, object]]:
    """Mentions as `locate` prints them."""
    from extractors.places import locate as find

    return [
        {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "code": mention.place.code if mention.place else None,
            "town_code": mention.place.town_code if mention.place else None,
            "path": mention.place.path if mention.place else None,
            "level": mention.place.level if mention.place else None,
            "basis": mention.basis,
            "reason": mention.reason,
        }
        for mention in find(text, published=published, home=home, title=title)
    ]
