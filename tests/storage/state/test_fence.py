"""A run that was taken over writes nothing more, wherever its state is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from support.makers import NOON, ready

from newscrawl import lease
from newscrawl.errors import OutputError
from newscrawl.lease import Lease, Leash, boot_ns
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.fence import Fence, fenced
from newscrawl.storage.warc.writer import Origin

HOUR_NS = 3600 * 10**9

Guarded = Callable[[int], Archive]


class Held:
    """Leases of this process."""

    def __init__(self) -> None:
        self.leash = Leash()
        self.renew()

    def renew(self) -> None:
        self.leash.hold_until(boot_ns() + HOUR_NS)

    def end(self) -> None:
        self.leash.hold_until(boot_ns())

    def fence(self, token: int) -> Fence:
        return Fence(Lease(token, self.leash.descriptor, 1.0))


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    yield held
    held.leash.close()


def opened(folder: Path, fence: Fence, database: str | None = None) -> Archive:
    return Archive(
        folder,
        run=f"20260114T120000Z-{folder.stat().st_ino % 65536:04x}",
        database=database,
        guard=fence.check,
        clock=lambda: NOON,
    )


def lines(folder: Path) -> int:
    return len((folder / "articles.jsonl").read_bytes().splitlines())


def check_takeover(folder: Path, held: Held, database: str | None = None) -> None:
    """Two archives of one folder, as on two machines whose file system knows no locks."""
    with closing(opened(folder, held.fence(7), database)) as ours:
        ours.add_revision(article_record(ready(1)))
        ours.commit()
        ours.add_revision(article_record(ready(2)))
        with closing(opened(folder, held.fence(8), database)) as theirs:
            with pytest.raises(OutputError, match="its token is 8, that of this one 7"):
                ours.commit()
            theirs.add_revision(article_record(ready(3)))
            theirs.commit()
        with pytest.raises(OutputError, match="another run has taken over"):
            opened(folder, held.fence(7), database)
        ours._start_batch()
        with pytest.raises(OutputError, match="another run has taken over"):
            ours.state.write(ours._batch)
        ours.dry = True  # What it would write at its end was tried above.
    assert lines(folder) == 2
    with closing(opened(folder, held.fence(9), database)) as last:
        assert last.known("paper/en/2") is None and last.known("paper/en/3") is not None


def test_the_archive_takes_nothing_from_a_run_that_was_taken_over(
    tmp_path: Path, held: Held
) -> None:
    check_takeover(tmp_path, held)


@pytest.mark.slow
def test_nor_does_one_whose_state_is_in_postgresql(
    tmp_path: Path, database: str, held: Held
) -> None:
    check_takeover(tmp_path, held, database)


def test_what_was_committed_before_comes_late_to_its_own_place(tmp_path: Path, held: Held) -> None:
    """Stopped between the commit and the feed: whoever took over has appended the lines."""
    with closing(opened(tmp_path, held.fence(7))) as ours:
        ours.add_revision(article_record(ready(1)))
        written = ours._write_to_state()
        opened(tmp_path, held.fence(8)).close()
        before = (tmp_path / "articles.jsonl").read_bytes()
        assert before.count(b"\n") == 1
        with pytest.raises(OutputError, match="another program has written"):
            ours._feeds["articles"].append([row["line"] for row in written.revisions])
        ours.dry = True
    assert (tmp_path / "articles.jsonl").read_bytes() == before


def test_when_the_lease_has_ended_nothing_is_written_anywhere(
    tmp_path: Path, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newscrawl.storage.files.failed_pages import FailedPages
    from newscrawl.storage.files.run_reports import write_run
    from newscrawl.storage.warc.writer import WarcWriter

    monkeypatch.setenv(lease.VARIABLE, f"7 {held.leash.descriptor} 1")
    lease.current.cache_clear()
    try:
        guard = fenced(None)
        assert guard is not None
        archive = Archive(tmp_path, run="20260114T120000Z-0001", guard=guard, clock=lambda: NOON)
        warc = WarcWriter(tmp_path, Origin("paper", "20260114T120000Z-0001"), archive.state)
        archive.add_revision(article_record(ready(1)))
        held.end()
        pages = FailedPages(tmp_path / "failed", max_pages=5, max_bytes=5_000)
        for write in (
            archive.commit,
            lambda: archive._feeds["articles"].append(["{}"]),
            lambda: write_run(tmp_path, "20260114T120000Z-0001", {}),
            lambda: pages.keep("http://a.test/1", b"page", seen_at=NOON),
            lambda: warc._make_room(0),
        ):
            with pytest.raises(OutputError, match="the lease of this run has ended"):
                write()
        assert not (tmp_path / "failed").exists() and not (tmp_path / "runs").exists()
        assert list((tmp_path / "warc").iterdir()) == []
        assert lines(tmp_path) == 0
        archive.dry = True
        archive.close()
    finally:
        lease.current.cache_clear()


def test_without_a_lease_the_guard_is_that_of_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(lease.VARIABLE, raising=False)
    lease.current.cache_clear()
    assert fenced(None) is None

    def guard(connection: Connection) -> None:
        raise AssertionError("nothing is written here")

    assert fenced(guard) is guard
