"""Why a page was not had: the few codes that stand in `FetchError.reason`, in the rejects and in the fetch log.

`RETRY` says of each whether a later run may succeed. Only those in `AT_ONCE` are tried again within the same call;
the others need minutes (a silent server: waiting twice doubles the price), hours (a resting host), days (a refusal, a
certificate) or never pass by themselves.

>>> refusal("robots disallow", "http://a.example/private/1").retry
False
"""

from extractors.errors import FetchError

RETRY = {
    # the address
    "bad url": False,  # not http or https, no host, a password in it
    "forbidden address": False,  # private, loopback, link-local, reserved, multicast
    # the site's wish
    "robots disallow": False,
    "robots unavailable": True,  # robots.txt answers 5xx: nobody knows what the site wishes
    "host resting": True,  # asked to wait longer than a run can, or out of reach a moment ago
    "busy": True,  # 429, 503
    # the way
    "unknown host": True,
    "no connection": True,  # refused, unreachable, connect timeout
    "tls": True,  # certificate or handshake
    "timeout": True,  # silent or dripping
    "cut off": True,  # fewer bytes than announced, or the connection broke
    # the answer
    "bad answer": True,  # not HTTP, or headers that contradict each other
    "bad encoding": True,  # compressed bytes that do not decompress, an unknown coding
    "too large": False,  # on the line or decompressed
    "not a page": False,  # an image, a film, a PDF, an archive
    "redirect loop": True,  # often a guard that hands out a cookie: it lets us pass another time
    "too many redirects": True,
    "bad redirect": False,  # to nowhere
    "not found": False,  # 404, 410
    "forbidden": True,  # 401, 403, 451: often a block that is lifted
    "server error": True,  # 5xx
    "bad status": False,  # any other that is not 200
}

AT_ONCE = frozenset({"busy", "no connection", "cut off", "server error"})


def refusal(reason: str, detail: str) -> FetchError:
    """The error for one of the reasons above."""
    return FetchError(reason, detail, retry=RETRY[reason])
