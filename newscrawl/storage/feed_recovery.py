"""A feed and the state brought into agreement, after a crash or the loss of either."""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.storage.files.jsonl_log import GROUP_LINES, Feed
from newscrawl.storage.write_buffer import WriteBuffer


def reconcile(name: str, feed: Feed, buffer: WriteBuffer, write: Callable[[], object]) -> None:
    """Take in lines that the state lacks, append those that the feed (`articles` or `headlines`)
    lacks. `write` commits what waits in the buffer to the state, and to no feed. Raises
    OutputError, also where the two hold different lines of one number."""
    _read(name, feed, buffer, write)
    feed.sync()
    write()
    _append_missing(name, feed, buffer)


def _read(name: str, feed: Feed, buffer: WriteBuffer, write: Callable[[], object]) -> None:
    expected = None
    for seq, line in feed.recover(*buffer.state.feed_position(name)):
        if seq > buffer.last_seqs[name]:
            buffer.restore(name, line)
            if buffer.waiting_lines >= GROUP_LINES:
                write()
            continue
        expected = expected or buffer.state.lines(name, after=seq - 1)
        if next(expected) != (seq, line):
            raise feed.damaged("the state holds another line of this number")


def _append_missing(name: str, feed: Feed, buffer: WriteBuffer) -> None:
    missing: list[str] = []
    for _, line in buffer.state.lines(name, after=feed.seq):
        missing.append(line)
        if len(missing) >= GROUP_LINES:
            feed.append(missing)
            missing.clear()
    feed.append(missing)
