"""A ping tells how a run ended, and never the address; no run waits for it, or fails."""

from __future__ import annotations

import logging
import threading
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pytest
from support.launcher import AT_ONCE
from support.pinged import pinged
from support.timeouts import STEP_S

from newscrawl.errors import UsageError
from newscrawl.run.ping import Pinger, check_address, pinger_for, post, signalling, why

ADDRESS = "https://me:pass@ping.test/0b5e-secret?key=hidden"


class Sent:
    """What was sent, and what comes of it."""

    def __init__(self, *errors: Exception) -> None:
        self.told: list[tuple[str, str]] = []
        self._errors = list(errors)

    def __call__(self, address: str, body: bytes) -> None:
        self.told.append((address, body.decode()))
        if self._errors:
            raise self._errors.pop(0)


def told(sent: Sent, code: int) -> list[str]:
    pinger = Pinger("https://ping.test/abc", send=sent)
    pinger.start()
    pinger.end(code, "paper: as told")
    pinger.end(1, "too late")
    pinger.wait(STEP_S)
    return [address.removeprefix("https://ping.test/abc") for address, _ in sent.told]


@pytest.mark.parametrize(("code", "signal"), [(0, ""), (1, "/1"), (75, "/75"), (143, "/143")])
def test_the_beginning_is_told_and_the_end_with_its_last_line(code: int, signal: str) -> None:
    sent = Sent()
    assert told(sent, code) == ["/start", signal]
    assert [text for _, text in sent.told] == ["", "paper: as told"]


def test_an_end_is_tried_twice_a_beginning_once_and_what_failed_is_a_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert told(Sent(*[URLError("refused")] * 2), 0) == ["/start", "", ""]
    assert len(caplog.records) == 1
    assert told(Sent(*[URLError("refused")] * 9), 0) == ["/start", "", ""]
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert caplog.messages[-1] == (
        "It could not be told to the ping address (https://…): URLError: <urlopen error refused>"
    )


@pytest.mark.parametrize(
    "error",
    [
        HTTPError(ADDRESS, 404, f"not {ADDRESS}", {}, None),  # type: ignore[arg-type]
        ValueError(f"no address: {ADDRESS}\nor /0b5e-secret, with pass and key=hidden"),
        ValueError(f"no host {urlsplit(ADDRESS).hostname!r}, nor 0B5E-SECRET or hidden"),
    ],
)
def test_nothing_of_the_address_is_in_what_failed(error: Exception) -> None:
    said = why(error, ADDRESS)
    assert not [
        part for part in ("secret", "hidden", "pass", "ping.test", "\n") if part in said.lower()
    ]
    if isinstance(error, HTTPError):
        error.close()


def test_what_hangs_is_left_to_hang() -> None:
    released = threading.Event()
    pinger = Pinger("https://ping.test/abc", send=lambda address, body: _hang(released))
    pinger.end(0, "paper: as told")
    pinger.wait(AT_ONCE)
    released.set()
    pinger.wait(STEP_S)


def _hang(released: threading.Event) -> None:
    assert released.wait(STEP_S)


def test_a_server_hears_it() -> None:
    with pinged() as server:
        pinger = pinger_for(server.address, is_told=True)
        assert pinger is not None
        pinger.start()
        pinger.end(69, "paper: the site could not be reached – ნახვამდის")
        pinger.wait(STEP_S)
        assert server.signals == ["/start", "/69"]
        assert server.told[-1][1].endswith("ნახვამდის")
    assert pinger_for("", is_told=True) is None
    assert pinger_for(server.address, is_told=False) is None


def test_a_server_that_leads_elsewhere_is_not_followed() -> None:
    with pinged() as other, pinged(status=302, location=other.address) as server:
        with pytest.raises(HTTPError) as refused:
            post(server.address, b"")
        refused.value.close()
        assert (server.signals, other.signals) == ([""], [])


def test_an_address_may_have_a_query() -> None:
    assert signalling(ADDRESS, "start") == "https://me:pass@ping.test/0b5e-secret/start?key=hidden"


@pytest.mark.parametrize("good", [ADDRESS, "http://127.0.0.1:8000", "https://ping.test/a/b"])
def test_addresses_that_can_be_pinged(good: str) -> None:
    check_address(good)


@pytest.mark.parametrize(
    "bad",
    [
        "hc-ping.com/secret",
        "ftp://a/secret",
        "https:///secret",
        "https://a/sec ret",
        "https://a:x/secret",
        "https://a/#secret",
        "https://[/secret",
        "https://ä/secret",
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(bad: str) -> None:
    with pytest.raises(UsageError, match="NEWSCRAWL_PING") as refused:
        check_address(bad)
    assert "secret" not in str(refused.value)
