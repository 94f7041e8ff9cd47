"""The replica as a process: it starts, serves, tells what it was asked for, and is gone
afterwards."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from support.paths import REPOSITORY
from support.timeouts import STEP_S, until

from newscrawl.replica import Replica, options, running
from newscrawl.replica.options import Options


def get(replica: Replica, target: str) -> str:
    with urlopen(replica.root + target, timeout=STEP_S) as response:
        return str(response.read().decode())


def middle(replica: Replica) -> str:
    numbers = replica.site.archives["en"].numbers
    return f"/en/news/detail/{numbers[len(numbers) // 2]}"


def connect(root: str) -> socket.socket:
    address = urlsplit(root)
    return socket.create_connection((address.hostname or "", address.port or 0), timeout=STEP_S)


def test_it_serves_what_its_truth_says_in_another_process() -> None:
    with running(markup="soup", articles=12, languages=("ru",)) as replica:
        for record in replica.truth():
            assert record["title"] in get(replica, urlsplit(record["url"]).path)


def test_it_tells_what_it_was_asked_for_in_order() -> None:
    with running(articles=12) as replica:
        get(replica, "/en/news?page=1")
        get(replica, "/ru")
        with pytest.raises(HTTPError, match="404") as nothing:
            get(replica, "/nothing")
        nothing.value.close()
        assert replica.requests() == ["/en/news?page=1", "/ru", "/nothing"]


def test_it_counts_the_requests_that_are_open_at_once() -> None:
    with running(articles=12, faults=("hanging",)) as replica, ExitStack() as connections:
        for _ in range(3):
            connection = connections.enter_context(connect(replica.root))
            connection.sendall(f"GET {middle(replica)} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        until(lambda: len(replica.requests()) == 3)
        assert replica.max_parallel() == 3


def test_a_connection_serves_many_requests() -> None:
    with running(articles=12) as replica:
        connection = http.client.HTTPConnection(urlsplit(replica.root).netloc, timeout=STEP_S)
        for _ in range(3):
            connection.request("GET", "/en")
            assert len(connection.getresponse().read()) > 1000
        ours = connection.sock.getsockname()
        connection.request("HEAD", "/en")
        answer = connection.getresponse()
        assert answer.read() == b""
        assert int(answer.headers["content-length"]) > 1000
        assert connection.sock.getsockname() == ours
        connection.close()


def test_it_ends_with_the_block_also_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), running(articles=12) as replica:
        raise ZeroDivisionError
    assert replica.process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        connect(replica.root)


def test_it_ends_when_whoever_started_it_is_killed() -> None:
    block = (
        "with running(articles=12) as replica:\n    print(replica.root, replica.process.pid,"
        " flush=True)\n    input()"
    )
    script = f"from newscrawl.replica import running\n{block}"
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    assert parent.stdout is not None
    root, pid = parent.stdout.readline().split()
    with connect(root) as connection:
        parent.kill()
        parent.communicate()
        try:
            # The end of the stream comes when the server's process has ended.
            assert connection.recv(1) == b""
        except TimeoutError:
            os.kill(int(pid), signal.SIGKILL)
            raise


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_quietly(
    number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    with running(articles=12, faults=("hanging",)) as replica, connect(replica.root) as connection:
        connection.sendall(f"GET {middle(replica)} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        assert get(replica, "/en")
        os.kill(replica.process.pid, number)
        assert replica.process.wait(STEP_S) == 0
    assert capfd.readouterr().err == ""


def test_the_huge_page_comes_in_pieces() -> None:
    with (
        running(articles=30, languages=("en",), faults=("huge",)) as replica,
        urlopen(replica.root + middle(replica), timeout=STEP_S) as page,
    ):
        size = 0
        while piece := page.read(1 << 20):
            size += len(piece)
        assert size > 290 << 20


def test_the_hanging_page_sends_not_a_byte() -> None:
    with running(articles=30, faults=("hanging",)) as replica, connect(replica.root) as connection:
        connection.sendall(f"GET {middle(replica)} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        assert get(replica, "/en")
        connection.setblocking(False)
        with pytest.raises(BlockingIOError):
            connection.recv(1)


def test_the_cut_page_breaks_off_before_its_announced_length() -> None:
    with (
        running(articles=30, faults=("cut",)) as replica,
        pytest.raises(http.client.IncompleteRead) as broken,
    ):
        get(replica, middle(replica))
    assert len(broken.value.partial) > 1000


def test_the_dying_server_is_gone_after_its_last_answer() -> None:
    with running(articles=12, faults=("dies",)) as replica:
        for _ in range(25):
            get(replica, "/en")
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            get(replica, "/en")
        assert replica.process.wait(STEP_S) == 1


def test_the_command_line_says_what_running_says() -> None:
    wanted = Options(
        markup="cms",
        articles=40,
        languages=("ka", "en"),
        listing_size=9,
        seed=5,
        today=date(2026, 1, 14),
        seed_page=Path("/tmp/page.txt"),
        plain_links=True,
        faults=("sid", "deep"),
        validators="both",
        listing_depth=30,
        listing_step=4,
        own_date_share=0.25,
        numbers="own",
    )
    assert options.parse(wanted.arguments()) == (wanted, 0, False)


@pytest.mark.parametrize(
    ("argument", "line"),
    [
        ("--markup=paper", "no markup is called 'paper'; there are semantic"),
        ("--lang=xx", "no language is called 'xx'"),
        ("--fault=gremlins", "no fault is called 'gremlins'"),
        ("--validators=stamp", "no choice of validators is called 'stamp'; there are none, etag"),
        ("--numbers=roman", "no way of numbering is called 'roman'; there are shared, own"),
        ("--listing-depth=0", "begin at 1"),
        ("--listing-step=0", "begin at 1"),
        ("--own-date-share=1.5", "between 0 and 1"),
        ("--articles=1", "1 articles cannot be shared by 3 languages"),
        ("--listing-size=0", "at least one article"),
        ("--today=someday", "invalid"),
    ],
)
def test_a_wrong_argument_is_refused_with_one_clear_line(
    argument: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        options.parse([argument])
    assert refused.value.code == 2
    assert line in capsys.readouterr().err


def test_running_refuses_an_unknown_name_before_it_starts_anything() -> None:
    with pytest.raises(ValueError, match="no markup is called"), running(markup="paper"):
        pass


def test_a_port_that_is_taken_is_told() -> None:
    with running(articles=12) as replica:
        taken = urlsplit(replica.root).port or 0
        with pytest.raises(RuntimeError, match="did not start"), running(articles=12, port=taken):
            pass
