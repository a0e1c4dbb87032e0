"""Messages reach every kind of target, each once, and nothing shows an address."""

import logging
import shutil
import socketserver
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from apprise import Apprise

from flows import ledger
from flows.alerts import Alert
from flows.settings import Settings, load
from flows.targets import targets
from flows.watch import watch_once

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # apprise asks for it
ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
SECRET = "s3cr3tw0rd"
Usage = namedtuple("Usage", "total used free")
# What the services' addresses look like; none of these exists.
SERVICES = (
    f"slack://{SECRET.upper()}T/{SECRET.upper()}B/{SECRET}aaaaaaaaaaaaaaaaaaaaaa/#alerts",
    f"dingtalk://{SECRET}@{SECRET * 4}",
    f"wecombot://{SECRET * 3}abcdef",
    f"feishu://{SECRET}-{SECRET}",
)
ADDRESSES = (
    *SERVICES,
    f"mailto://robot:{SECRET}@example.org?to=desk@example.org",
    f"https://robot:{SECRET}@example.org/hook",
)


class Mail:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        mail = self
        answers = {
            b"EHLO": "250-here\r\n250 AUTH PLAIN",
            b"AUTH": "235 welcome",
            b"DATA": "354 go on",
            b"QUIT": "221 bye",
        }

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say("220 here")
                while line := self.rfile.readline():
                    self.say(answers.get(line[:4].upper(), "250 fine"))
                    if line[:4].upper() == b"DATA":
                        mail.kept.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                        self.say("250 kept")

            def say(self, words: str) -> None:
                self.wfile.write(words.encode() + b"\r\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]


class Proxy:
    """A way out that leads nowhere, and remembers who was to be reached."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_CONNECT(self) -> None:
                proxy.asked.append(self.path)
                self.send_error(502)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    with server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def mail() -> Iterator[Mail]:
    mail = Mail()
    with serving(mail.server):
        yield mail


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    proxy = Proxy()
    with serving(proxy.server):
        yield proxy


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PREFECT_API_URL", "FANGZHI_ALERTS", "FANGZHI_ALERT_WEBHOOK"):
        monkeypatch.delenv(name, raising=False)


def telling(data: Path, *alerts: str, webhook: str | None = None) -> Settings:
    return replace(load({}, file=None, data=data), alerts=alerts, alert_webhook=webhook)


def alerts_test(data: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "flows", "alerts", "test", "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_of_a_service_is_understood_and_never_shown(address: str, tmp_path: Path) -> None:
    assert address.startswith("https") or Apprise.instantiate(address) is not None
    settings = telling(tmp_path, address, webhook=address)
    (webhook,) = targets(settings)
    shown = f"{settings!r} {webhook!r} {webhook.name} {webhook.id}"
    assert SECRET not in shown.lower()


def test_what_is_no_address_is_neither_shown_nor_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANGZHI_ALERTS", f"{SECRET} {SECRET}:{SECRET} nonsense://{SECRET}")
    result = alerts_test(tmp_path)
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        "1 (no address)",
        "2 (no address)",
        "3 (nonsense)",
    ]
    assert result.returncode == 1
    assert SECRET not in result.stdout + result.stderr


def test_a_service_is_called_where_it_lives_and_its_failure_shows_no_secret(
    tmp_path: Path, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.setenv("FANGZHI_ALERTS", " ".join(SERVICES))
    result = alerts_test(tmp_path)
    hosts = {"hooks.slack.com:443", "oapi.dingtalk.com:443", "qyapi.weixin.qq.com:443", "open.feishu.cn:443"}
    assert set(proxy.asked) == hosts
    assert result.stdout.count("NOT taken") == len(SERVICES)
    assert SECRET not in (result.stdout + result.stderr).lower()


def test_every_kind_of_target_gets_the_message(
    tmp_path: Path, listener: Any, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = listener.url.removeprefix("http://")
    letters = f"mailto://robot:{SECRET}@127.0.0.1:{mail.port}?smtp=127.0.0.1&mode=insecure&from=robot@example.org&to=desk@example.org"
    monkeypatch.setenv("FANGZHI_ALERTS", f"json://robot:{SECRET}@{host} {letters}")
    monkeypatch.setenv("FANGZHI_ALERT_WEBHOOK", listener.url)
    result = alerts_test(tmp_path)
    assert result.stdout.splitlines() == ["webhook: taken", "1 (json): taken", "2 (mailto): taken"]
    by_webhook, by_json = listener.heard
    assert by_webhook["what"] == ["this is a test; nothing is wrong"]
    assert by_json["title"] == by_webhook["title"] == "fangzhi: test"
    assert "Look closer: fangzhi watch --once" in by_json["message"]
    (letter,) = (message_from_bytes(kept, policy=policy.default) for kept in mail.kept)
    assert letter["Subject"] == "fangzhi: test"
    assert letter["To"] == "desk@example.org"
    assert "this is a test; nothing is wrong" in str(letter)
    assert SECRET not in result.stdout + result.stderr


def test_a_target_that_is_down_shows_no_secret_and_hears_later(
    tmp_path: Path, listener: Any, caplog: pytest.LogCaptureFixture
) -> None:
    listener.status = 500
    host = listener.url.removeprefix("http://")
    settings = telling(tmp_path, f"json://robot:{SECRET}@{host}", f"jsons://robot:{SECRET}@{host}")
    with caplog.at_level(logging.DEBUG):
        told = watch_once(settings, now=NOW)
    assert told.failed == ("1 (json)", "2 (jsons)")
    kept = "".join(file.read_text() for file in tmp_path.glob("alerts.json*"))
    assert SECRET not in "\n".join([*told.lines(), caplog.text, kept, repr(settings), repr(told)])
    listener.status = 200
    assert watch_once(settings, now=NOW).failed == ("2 (jsons)",)
    assert [row["title"] for row in listener.heard] == ["fangzhi: nothing ran"]
    assert watch_once(settings, now=NOW).failed == ("2 (jsons)",)
    assert len(listener.heard) == 1


def test_a_webhook_that_points_elsewhere_took_nothing(tmp_path: Path, listener: Any) -> None:
    listener.status = 302
    assert watch_once(telling(tmp_path, webhook=listener.url), now=NOW).failed == ("webhook",)


def test_a_target_hears_what_it_has_not_heard_whatever_others_took(tmp_path: Path, listener: Any) -> None:
    first, second = listener.url + "/first", f"json://{listener.url.removeprefix('http://')}"
    watch_once(telling(tmp_path, webhook=first), now=NOW)
    assert len(listener.heard) == 1
    told = watch_once(telling(tmp_path, second, second, webhook=first), now=NOW)  # the same one named twice
    assert told.new == ()
    assert [row.get("title") for row in listener.heard] == ["fangzhi: nothing ran"] * 2
    with ledger.opened(tmp_path) as book:
        assert [len(entry.heard) for entry in book.entries.values()] == [2]


def test_who_looks_without_the_addresses_takes_nothing_from_them(
    tmp_path: Path, listener: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = telling(tmp_path, webhook=listener.url)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 99, 1))
    watch_once(settings, now=NOW)
    assert sorted(listener.kinds()) == ["disk nearly full", "nothing ran"]
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 50, 50))
    assert [alert.kind for alert in watch_once(telling(tmp_path), now=NOW).over] == ["disk nearly full"]
    watch_once(settings, now=NOW)
    assert listener.kinds() == ["over disk nearly full"]


def test_many_who_look_at_once_tell_it_once(tmp_path: Path, listener: Any) -> None:
    settings = telling(tmp_path, webhook=listener.url)
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: watch_once(settings, now=NOW), range(8)))
    assert [row["kind"] for row in listener.heard] == ["nothing ran"]
    assert sum(len(one.new) for one in told) == 1


def test_who_was_killed_before_anybody_heard_tells_it_next_time(tmp_path: Path, listener: Any) -> None:
    settings = telling(tmp_path, webhook=listener.url)
    with ledger.opened(tmp_path) as book:
        book.note([Alert("nothing ran", str(tmp_path), "no run", NOW)], now=NOW)
    told = watch_once(settings, now=NOW)
    assert told.new == ()
    assert listener.kinds() == ["nothing ran"]


def test_on_a_full_disk_it_is_told_all_the_same(tmp_path: Path, listener: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FANGZHI_ALERT_WEBHOOK", listener.url)
    no_room = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); from flows.cli import main; main()"
    )
    watch = [sys.executable, "-c", no_room, "watch", "--once", "--data", str(tmp_path)]
    result = subprocess.run(watch, cwd=ROOT, capture_output=True, text=True, check=False)
    assert listener.kinds() == ["nothing ran"]
    assert "the ledger of alerts cannot be written" in result.stdout
    assert result.returncode == 1


def test_a_ledger_that_is_held_too_long_is_an_error(tmp_path: Path) -> None:
    with (
        ledger.opened(tmp_path),
        pytest.raises(ledger.LedgerError, match="somebody else"),
        ledger.opened(tmp_path, wait_s=0.1),
    ):
        pass


def test_what_could_not_be_looked_for_is_not_over(
    tmp_path: Path, listener: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = telling(tmp_path, webhook=listener.url)
    failed = Alert("run Failed", "publish", "publish: run x is Failed", NOW)
    with ledger.opened(tmp_path) as book:
        book.note([failed], now=NOW)
    watch_once(settings, now=NOW)  # no server is named
    assert sorted(listener.kinds()) == ["nothing ran", "run Failed"]
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    told = watch_once(settings, now=NOW)
    assert listener.kinds() == ["server silent"]
    assert failed in told.standing
