"""How a run ended is told to the address of the user, whatever that end was, and the address is
nowhere to be found."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from run.test_standing import NEWS, broken, site
from support import launcher
from support.local_server import from_table, hanging_page, serving
from support.pinged import Pinged, pinged
from support.timeouts import COMMAND_S

from newscrawl.storage.files.lock import FolderLock


def words(root: str, output: Path) -> tuple[str, ...]:
    return (
        *("crawl", "ccbsnews", "-a", f"root={root}", "-s", f"NEWSCRAWL_OUTPUT={output}"),
        *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
        *("-s", "NEWSCRAWL_READERS=0", "-s", "RETRY_ENABLED=False"),
    )


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_each_end_is_told_and_no_file_names_the_address(tmp_path: Path) -> None:
    output = tmp_path / "output"

    def run(to: Pinged, *more: str) -> tuple[int, list[str], str]:
        to.told.clear()
        done = launcher.run(*words(server.root, output), *more, env={"NEWSCRAWL_PING": to.address})
        assert "secret" not in done.stderr
        line = done.stderr.rstrip("\n").rpartition("\n")[2]
        assert not to.told or to.told[-1][1] == line
        return done.returncode, to.signals, line

    fails = {f"{NEWS}2": broken()}
    with serving(site(fails)) as server, pinged() as to:
        assert run(to)[:2] == (1, ["/start", "/1"])
        fails.clear()
        assert run(to, "-a", "full=1", "-s", "NEWSCRAWL_WARC=True")[:2] == (0, ["/start", ""])
        assert run(to, "-a", "dry_run=1")[:2] == (0, [])
        assert run(to, "-a", "ful=1")[:2] == (2, ["/2"])
        lock = FolderLock(output)
        try:
            assert run(to)[:2] == (75, ["/75"])
        finally:
            lock.release()
    assert b"secret" not in everything(output)
    assert b"the ping address (http://\xe2\x80\xa6)" in everything(output / "runs")


def test_an_address_that_does_not_answer_is_a_warning_and_the_run_is_healthy(
    tmp_path: Path,
) -> None:
    with serving(site({})) as server, pinged(status=503) as to:
        done = launcher.run(
            *words(server.root, tmp_path / "output"), "-s", f"NEWSCRAWL_PING={to.address}"
        )
    assert done.returncode == 0
    assert done.stderr.count("the ping address") == 2 and "secret" not in done.stderr
    assert done.stderr.rstrip().rpartition("\n")[2].startswith("ccbsnews: healthy")
    # The beginning once, the end twice.
    assert to.signals == ["/start", "", ""]


def test_a_wrong_address_is_refused_before_anything(tmp_path: Path) -> None:
    done = launcher.run(
        *words("http://127.0.0.1:1", tmp_path / "output"), "-s", "NEWSCRAWL_PING=ftp://a/secret"
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "NEWSCRAWL_PING" in done.stderr and "secret" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM])
def test_an_interrupted_run_is_told_as_such(tmp_path: Path, number: signal.Signals) -> None:
    pages = from_table({"/": hanging_page})
    with serving(pages) as server, pinged() as to:
        said = words(server.root, tmp_path / "output")
        with launcher.start(*said, env={"NEWSCRAWL_PING": to.address}) as process:
            server.wait_for(2)
            process.send_signal(number)
            process.send_signal(number)
            assert process.wait(COMMAND_S) == 128 + number
    assert to.signals == ["/start", f"/{128 + number}"]
