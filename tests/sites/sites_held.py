"""The sample sites as their files say, and a way to ask for one of their pages."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

from flows.sites.content import Site, Text, load

SITES = {site.name: site for site in load()}
TEXTS = [(site, text) for site in SITES.values() for text in site.texts]


def get(url: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urlopen(Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def body(site: Site, text: Text) -> str:
    return "\n".join(text.paragraphs)


def by_fault(fault: str) -> tuple[Site, Text]:
    return next((site, text) for site, text in TEXTS if text.fault == fault)
