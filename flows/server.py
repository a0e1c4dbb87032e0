"""Questions to the Prefect server, without Prefect: plain HTTP, so that they work where Prefect itself is broken."""

import base64
import json
import os
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from extractors.errors import FangzhiError

TIMEOUT_S = 15.0
BUSY = 503  # SQLite under the server is locked for a moment
TRIES, PAUSE_S = 4, 1.0


class ServerSilent(FangzhiError):
    """The server gave no answer that can be used."""


def ask(api: str, path: str, body: object | None = None) -> Any:
    """The JSON answer to GET, or to POST of a body. Raises ServerSilent, never with a secret in its words."""
    headers = {"Content-Type": "application/json"}
    if login := os.environ.get("PREFECT_API_AUTH_STRING"):
        headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode()
    elif key := os.environ.get("PREFECT_API_KEY"):
        headers["Authorization"] = f"Bearer {key}"
    request = Request(api.rstrip("/") + path, None if body is None else json.dumps(body).encode(), headers)
    for left in reversed(range(TRIES)):
        try:
            with urlopen(request, timeout=TIMEOUT_S) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code != BUSY or not left:
                raise ServerSilent(f"HTTP {error.code} for {path}") from error
            time.sleep(PAUSE_S)
        except (URLError, OSError, ValueError) as error:
            raise ServerSilent(f"no answer to {path}: {error}") from error
    raise AssertionError("the last try returns or raises")


def answers(api: str) -> bool:
    """Whether it is up."""
    try:
        return ask(api, "/health") is True
    except ServerSilent:
        return False
