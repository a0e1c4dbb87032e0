"""https: the same guards below TLS, and certificates that are checked."""

import shutil
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import certifi
import pytest
from fetch_refusals import reason

from extractors.fetch import connections

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with the openssl command")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """Key and self-signed certificate for 127.0.0.1 in one file."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(file), "-out", str(file.with_suffix(".crt"))]
    subprocess.run(command, check=True, capture_output=True)
    file.write_text(file.read_text() + file.with_suffix(".crt").read_text())
    return file


@pytest.fixture
def secure(site, certificate):
    """The site, with TLS around it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    plain = site.serve

    def serve(connection):
        try:
            plain(context.wrap_socket(connection, server_side=True))
        except OSError:
            connection.close()

    site.serve = serve
    site.url = site.url.replace("http:", "https:")
    return site


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setattr(certifi, "where", lambda: str(certificate.with_suffix(".crt")))
    connections.trust.cache_clear()
    yield
    connections.trust.cache_clear()


def test_a_page_comes_over_tls(secure, says, polite, source, trusted):
    secure.routes |= {"/a": says(b"page"), "/cut": says(b"x", Content_Length="9")}
    fetcher = polite(retries=0)
    assert fetcher.get(secure.url + "/a", source).body == b"page"
    assert reason(fetcher, secure.url + "/cut", source) == "cut off"


def test_silence_is_cut_below_tls_too(secure, polite, source, trusted):
    secure.routes["/a"] = lambda connection, _: connection.recv(1)
    assert reason(polite(retries=0, read_timeout_s=0.3), secure.url + "/a", source) == "timeout"


def test_an_unknown_certificate_is_refused(secure, says, polite, source):
    secure.routes["/a"] = says()
    assert reason(polite(retries=0), secure.url + "/a", source) == "tls"
    assert secure.asked == []


def test_a_certificate_for_another_name_is_refused(secure, says, polite, source, trusted):
    url = secure.url.replace("127.0.0.1", "localhost")
    assert reason(polite(retries=0), url + "/a", source) == "tls"


def test_a_public_source_gets_no_loopback_over_tls(secure, says, polite, source, trusted):
    public = replace(source, local=False)
    assert reason(polite(retries=0), secure.url + "/a", public) == "forbidden address"
