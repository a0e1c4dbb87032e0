"""Which addresses may be asked: public ones; for a local source also private and loopback ones.

The name in a URL proves nothing: it may resolve to 127.0.0.1, differently at each question, and `http://2130706433/`
is an address too. So what counts is the address a socket is connected to, checked in `connections.py`.

>>> why_forbidden("127.0.0.1"), why_forbidden("127.0.0.1", local=True)
('loopback', None)
>>> why_forbidden("::ffff:10.0.0.1"), why_forbidden("64:ff9b::a9fe:a9fe", local=True)
('private', 'link-local')
>>> why_forbidden("114.114.114.114")

Link-local, multicast, unspecified and reserved addresses serve no news: they stay closed to local sources as well
(169.254.169.254 hands out the credentials of cloud machines).
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from extractors.fetch.reasons import refusal
from extractors.warc import CONTROL

LONGEST_URL = 4000
URL_SECRET = re.compile(r"//[^/?#]*@")
NAT64 = IPv6Network("64:ff9b::/96")


def why_forbidden(address: str, *, local: bool = False) -> str | None:
    """The class of addresses this one is closed for, or None if it may be asked. Raises ValueError for no address."""
    ip = _inner(ip_address(address.partition("%")[0]))
    if ip.is_unspecified:
        return "unspecified"
    if ip.is_link_local:
        return "link-local"
    if ip.is_multicast:
        return "multicast"
    if ip.is_loopback:
        return None if local else "loopback"
    if isinstance(ip, IPv6Address) and ip.is_site_local:
        return None if local else "private"
    if ip.is_reserved:
        return "reserved"
    if not ip.is_global:  # 10/8, 100.64/10, 192.168/16, fc00::/7 ...
        return None if local else "private"
    return None


def checked(url: str) -> SplitResult:
    """The parts of a URL that can be asked, without its fragment; raises FetchError("bad url").

    >>> checked("HTTPS://A.example:8443/a b#top").geturl()
    'https://A.example:8443/a b'
    """
    url = url.strip()
    shown = URL_SECRET.sub("//...@", url[:200])
    if len(url) > LONGEST_URL or CONTROL.search(url):
        raise refusal("bad url", f"expected at most {LONGEST_URL} characters and no control characters: {shown!r}")
    try:
        split = urlsplit(url)
        port_is_odd = split.port == 0
    except ValueError as error:
        raise refusal("bad url", f"{error}: {shown!r}") from None
    if split.scheme not in ("http", "https") or not split.hostname or port_is_odd:
        raise refusal("bad url", f"expected http or https and a host: {shown!r}")
    if "@" in split.netloc:
        raise refusal("bad url", f"expected no user name or password in it: {shown!r}")
    return split._replace(fragment="")


def _inner(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one carries (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None) or ip
