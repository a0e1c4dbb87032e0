"""What the sample sites say, read from `content/<site>/`.

A text file begins with lines `field: value` (title, published; outlet, author, folder, fault if there is one), then an
empty line, then paragraphs with empty lines between them. Its name is the article's; sites list the newest first.

>>> [site.port for site in load() if site.name == "bagongshan"]
[0]
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar, get_args

from extractors.errors import CatalogueError

CONTENT = Path(__file__).parent / "content"

# missing    listed, but the page is gone (404)
# shell      a page whose body a script would have to load
# challenge  a firewall's script instead of the page
# cut        the document ends in the middle
# dropped    the connection ends in the middle
Fault = Literal["missing", "shell", "challenge", "cut", "dropped"]
Layout = Literal["cms", "portal", "media"]
Paging = Literal["links", "script"]
FAULTS: tuple[Fault, ...] = get_args(Fault)
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
PAGINGS: tuple[Paging, ...] = get_args(Paging)
PORTS = range(20)  # a site's port, counted from the first
Word = TypeVar("Word", bound=str)
FIELDS = {"title", "published", "outlet", "author", "folder", "fault"}


@dataclass(frozen=True, slots=True)
class Text:
    slug: str
    title: str
    published: datetime  # local time of the site
    paragraphs: tuple[str, ...]
    outlet: str = ""
    author: str = ""
    folder: str = ""  # instead of the site's channel
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Site:
    name: str
    title: str
    home: str  # district code
    port: int  # counted from the first of all sites; never to change, as addresses are the articles' identity
    encoding: str  # of the bytes
    declared: str  # in the pages
    layout: Layout
    paging: Paging
    channel: str  # folder of its articles
    per_page: int  # articles on one list page
    expected_per_week: float | None
    robots: str | None
    texts: tuple[Text, ...]  # newest first


def load(folder: Path = CONTENT) -> tuple[Site, ...]:
    """All sites of a folder, by name. CatalogueError says which file does not hold what it must."""
    by_port: dict[int, Site] = {}
    for path in sorted(folder.glob("*/site.toml")):
        site = read_site(path.parent)
        if other := by_port.get(site.port):
            free = next((port for port in PORTS if port not in by_port), None)
            raise CatalogueError(f"{path}: port {site.port} is that of {other.name}; the first free one is {free}")
        by_port[site.port] = site
    return tuple(sorted(by_port.values(), key=lambda site: site.name))


def read_site(folder: Path) -> Site:
    path = folder / "site.toml"
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        site = Site(
            name=folder.name,
            title=fields["name"],
            home=fields["home"],
            port=own_port(fields["port"]),
            encoding=fields.get("encoding", "utf-8"),
            declared=fields.get("declared", fields.get("encoding", "utf-8")),
            layout=one_of(fields["layout"], LAYOUTS),
            paging=one_of(fields.get("paging", "links"), PAGINGS),
            channel=fields.get("channel", "news"),
            per_page=fields.get("per_page", 8),
            expected_per_week=fields.get("expected_per_week"),
            robots=fields.get("robots"),
            texts=tuple(sorted((read_text(p) for p in folder.glob("*.txt")), key=lambda t: t.published, reverse=True)),
        )
        "".encode(site.encoding)
    except (KeyError, LookupError, ValueError) as error:
        raise CatalogueError(
            f"{path}: expected name, home, port, layout and the fields of README.md, found: {error}"
        ) from error
    return site


def read_text(path: Path) -> Text:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = {}
    for line in head.splitlines():
        name, colon, value = line.partition(":")
        if not colon:
            raise CatalogueError(f"{path}: expected `field: value` before the first empty line, found: {line!r}")
        fields[name.strip()] = value.strip()
    if unknown := sorted(fields.keys() - FIELDS):
        raise CatalogueError(f"{path}: expected the fields {', '.join(sorted(FIELDS))}, found: {', '.join(unknown)}")
    try:
        published = datetime.fromisoformat(fields["published"])
        return Text(
            slug=path.stem.removeprefix(f"{published:%Y-%m-%d}-"),
            title=fields["title"],
            published=published,
            paragraphs=tuple(part.strip() for part in body.split("\n\n") if part.strip()),
            outlet=fields.get("outlet", ""),
            author=fields.get("author", ""),
            folder=fields.get("folder", ""),
            fault=one_of(fields["fault"], FAULTS) if "fault" in fields else None,
        )
    except (KeyError, ValueError) as error:
        raise CatalogueError(f"{path}: expected title and published (2025-10-22 09:15), found: {error}") from error


def own_port(number: object) -> int:
    """The number if it may be a site's port; ValueError otherwise."""
    if type(number) is int and number in PORTS:
        return number
    raise ValueError(f"port {number!r}, none of {PORTS[0]} to {PORTS[-1]}")


def one_of(word: str, allowed: tuple[Word, ...]) -> Word:
    """The word if it is one of these; ValueError otherwise."""
    for known in allowed:
        if known == word:
            return known
    raise ValueError(f"{word!r}, none of {', '.join(allowed)}")
