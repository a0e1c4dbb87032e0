"""Who is told: a webhook, services that apprise knows, notification blocks of the Prefect server.

Addresses hold secrets: they come from the environment, and nothing here shows more of one than its scheme. A message
was taken when the other side said so; whatever goes wrong on the way, it was not.

>>> [target.name for target in targets(Settings(alerts=("slack://T0/B0/x", "prefect://slack-webhook/ops", "oops")))]
['1 (slack)', '2 (prefect)', '3 (no address)']
"""

import json
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPMessage
from typing import IO
from urllib.request import HTTPRedirectHandler, Request, build_opener

from flows.alerts import Message
from flows.settings import Settings

TIMEOUT_S = 20.0
BLOCK = "prefect://"  # and then the type and the name of a block: prefect://slack-webhook/ops
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30})://")


@dataclass(frozen=True, slots=True)
class Target:
    """One address. `name` may be shown; `id` tells it from others without showing it."""

    name: str
    address: str = field(repr=False)
    send: Callable[[str, Message], bool] = field(repr=False)

    @property
    def id(self) -> str:
        return sha256(self.address.encode()).hexdigest()[:16]

    def offer(self, message: Message) -> bool:
        """Whether it was taken."""
        try:
            return self.send(self.address, message)
        except Exception:  # a service's own errors are of every kind, and their words may hold the address
            return False


def targets(settings: Settings) -> list[Target]:
    """All that are set, each once."""
    return list({target.id: target for target in _all(settings)}.values())


def _all(settings: Settings) -> Iterator[Target]:
    if settings.alert_webhook:
        yield Target("webhook", settings.alert_webhook, post)
    for number, address in enumerate(settings.alerts, 1):
        scheme = SCHEME.match(address)
        name = scheme[1].lower() if scheme else "no address"
        yield Target(f"{number} ({name})", address, block if address.startswith(BLOCK) else notify)


class Stay(HTTPRedirectHandler):
    """A POST that is sent elsewhere arrives as a GET, without its body: it counts as not taken."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def post(url: str, message: Message) -> bool:
    """POST it as JSON."""
    data = json.dumps(message.as_json(), ensure_ascii=False).encode()
    request = Request(url, data, {"Content-Type": "application/json"})
    with build_opener(Stay).open(request, timeout=TIMEOUT_S) as answer:
        return 200 <= int(answer.status) < 300


def notify(address: str, message: Message) -> bool:
    """Through apprise: mailto, slack, dingtalk, wecombot, feishu and a hundred others."""
    from apprise import Apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # its words may hold the address
    service = Apprise()
    return bool(service.add(address)) and bool(service.notify(title=message.title, body=message.body))


def block(address: str, message: Message) -> bool:
    """Through a notification block, which keeps its own secret on the server that PREFECT_API_URL names."""
    import prefect.blocks.notifications  # noqa: F401  # makes the types of blocks known
    from prefect.blocks.abstract import NotificationBlock
    from prefect.blocks.core import Block

    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    loaded = Block.load(address.removeprefix(BLOCK))
    if not isinstance(loaded, NotificationBlock):
        return False
    with loaded.raise_on_failure():
        loaded.notify(message.body, message.title)  # type: ignore[unused-coroutine]  # it is none where nothing awaits
    return True
