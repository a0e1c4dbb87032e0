"""Only public addresses are asked, whatever a name, a redirect or a notation says."""

import socket
from dataclasses import replace
from ipaddress import IPv6Address, IPv6Network

import pytest
from fetch_refusals import reason
from hypothesis import given
from hypothesis import strategies as st

from extractors.fetch import connections
from extractors.fetch.addresses import why_forbidden

NEVER = ["169.254.169.254", "fe80::1", "fe80::1%eth0", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "240.0.0.1",
         "255.255.255.255", "::ffff:169.254.1.1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"]  # fmt: skip
LOCAL = ["127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1", "192.0.2.1",
         "::1", "fc00::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
         "2001:db8::1"]  # fmt: skip
PUBLIC = ["114.114.114.114", "1.1.1.1", "2400:3200::1", "::ffff:1.1.1.1", "64:ff9b::101:101"]


def test_classes_of_addresses():
    assert [a for a in NEVER if why_forbidden(a) is None or why_forbidden(a, local=True) is None] == []
    assert [a for a in LOCAL if why_forbidden(a) is None or why_forbidden(a, local=True) is not None] == []
    assert [a for a in PUBLIC if why_forbidden(a) is not None or why_forbidden(a, local=True) is not None] == []


@given(st.ip_addresses(v=4), st.booleans())
def test_an_address_in_other_clothes_is_the_same(ip, local):
    number = int(ip)
    clothes = [
        f"::ffff:{ip}",
        str(IPv6Address((0x64FF9B << 96) + number)),
        str(IPv6Address((0x2002 << 112) + (number << 80))),
    ]
    assert {why_forbidden(address, local=local) for address in clothes} == {why_forbidden(str(ip), local=local)}


@given(st.ip_addresses())
def test_only_global_addresses_are_public(ip):
    if why_forbidden(str(ip)) is None:
        assert ip.is_global or ip in IPv6Network("2002::/16") or ip in IPv6Network("64:ff9b::/96")


@pytest.fixture
def public(source):
    return replace(source, local=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]",
                                  "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127。0。0。1",
                                  "①②⑦.⓪.⓪.①", "[::]", "0"])  # fmt: skip
def test_loopback_by_any_name(site, says, polite, public, host):
    site.routes["*"] = says()
    assert reason(polite(retries=0), f"http://{host}:{site.port}/", public) in ("forbidden address", "bad url")
    assert site.asked == []


def test_a_redirect_inside_is_not_followed(site, says, polite, source):
    site.routes["/a"] = says(b"", 302, Location="http://169.254.169.254/latest/meta-data/")
    assert reason(polite(), site.url + "/a", source) == "forbidden address"


def test_a_name_that_resolves_inside(site, says, polite, public, monkeypatch):
    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **more: real("127.0.0.1", port, **more))
    site.routes["*"] = says()
    assert reason(polite(retries=0), f"http://www.bagongshan.gov.cn:{site.port}/", public) == "forbidden address"
    assert site.asked == []


def test_the_address_connected_to_counts(site, says, polite, public, monkeypatch):
    """Even if the check of the resolved address is passed, the peer of the socket is looked at again."""
    real = connections.why_forbidden
    answers = iter([None])
    monkeypatch.setattr(connections, "why_forbidden", lambda a, local: next(answers, real(a, local=local)))
    site.routes["*"] = says()
    assert reason(polite(retries=0), site.url + "/", public) == "forbidden address"
    assert site.asked == []


def test_public_and_local_sources_share_no_connection(site, says, polite, source, public):
    site.routes["*"] = says()
    fetcher = polite(retries=0)
    assert fetcher.get(site.url + "/", source).status == 200
    assert reason(fetcher, site.url + "/", public) == "forbidden address"


def test_an_allowed_address_is_found_behind_a_forbidden_one(site, says, polite, source, monkeypatch):
    real = socket.getaddrinfo
    both = real("169.254.0.1", site.port, type=socket.SOCK_STREAM) + real(
        "127.0.0.1", site.port, type=socket.SOCK_STREAM
    )
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    site.routes["*"] = says()
    assert polite(retries=0).get(site.url + "/", source).status == 200
