"""Kills the real command, runs it again, and checks what it leaves: for test_kills.py, bench/kill
and bench/churn.

with running(articles=80) as replica:
    episode = Episode(replica, output, seed=7)
    episode.kills(5)
    assert not episode.settle()
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random
from signal import SIGKILL
from tempfile import TemporaryDirectory
from typing import Any

from newscrawl.identity.site import Site
from newscrawl.replica import Change, Record, Replica, changes
from newscrawl.spiders.ccbsnews import CcbsnewsSpider
from newscrawl.verify.folder import Bounds, FolderAudit
from support import launcher
from support.memory import family_of
from support.timeouts import LONG_COMMAND_S
from support.warcs import all_records, faults_of

SITE = Site(CcbsnewsSpider.name, CcbsnewsSpider.canonical_root, CcbsnewsSpider.article_address)
DYING = Path(__file__).with_name("dying.py")
FEEDS = {"articles": "revisions", "headlines": "headlines"}
"""The feeds, and the tables of the state that hold the same lines."""
LITTER = (".part", ".probe")
"""In names of files that no run may leave behind for good."""
POINTS = (
    "before-commit",
    "after-commit",
    "half-line",
    "before-sync",
    "half-record",
    "before-warc-sync",
    "before-index",
    "index",
    "closed",
    "report",
    "seal",
)
"""dying.INSTANTS; not imported, for that module arms the process that imports it with Scrapy."""
POLL_S = 0.004
Line = dict[str, Any]


# The command.


@dataclass(frozen=True, slots=True)
class AfterSeconds:
    """A kill when so much time has passed since the command was started."""

    seconds: float


@dataclass(frozen=True, slots=True)
class AfterRequests:
    """A kill when the replica has been asked so often."""

    requests: int


@dataclass(frozen=True, slots=True)
class AtWrite:
    """A kill from inside, the n-th time that a point of `dying.INSTANTS` is reached."""

    point: str
    times: int


@dataclass(frozen=True, slots=True)
class ReaderAfterRequests:
    """A kill of the process that reads alone, when the replica has been asked so often: the run is
    to go on as if nothing had happened."""

    requests: int


Instant = AfterSeconds | AfterRequests | AtWrite | ReaderAfterRequests


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    stderr: str
    seconds: float
    readers_killed: int = 0
    """How many of its processes that read were killed."""

    @property
    def was_killed(self) -> bool:
        return self.code == -SIGKILL

    @property
    def last_line(self) -> str:
        return self.stderr.rstrip("\n").rpartition("\n")[2]


def crawl(
    root: str,
    output: Path,
    *words: str,
    kill: Instant | None = None,
    replica: Replica | None = None,
) -> Ended:
    """`scrapy crawl ccbsnews` with the delays off, from its start to its end or until it is killed;
    `words` may set them again.

    A kill by requests needs the `replica` that counts them, and makes it forget those before.
    """
    settings = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", f"NEWSCRAWL_OUTPUT={output}")
    said = [
        "crawl",
        "ccbsnews",
        "-a",
        f"root={root}",
        *(word for one in settings for word in ("-s", one)),
        *words,
    ]
    start = (
        [str(DYING), kill.point, str(kill.times)] if isinstance(kill, AtWrite) else launcher.SCRAPY
    )
    readers_killed = 0
    if isinstance(kill, AfterRequests | ReaderAfterRequests):
        assert replica is not None
        replica.forget()
    started = time.perf_counter()
    with launcher.start(*said, program=start) as process:
        if isinstance(kill, AfterSeconds):
            with suppress(subprocess.TimeoutExpired):
                process.wait(kill.seconds)
            process.kill()
        elif isinstance(kill, AfterRequests | ReaderAfterRequests):
            assert replica is not None
            while process.poll() is None and len(replica.requests()) < kill.requests:
                time.sleep(POLL_S)
            if isinstance(kill, ReaderAfterRequests):
                readers_killed = kill_readers(process.pid)
            else:
                process.kill()
        code = process.wait(LONG_COMMAND_S)
        seconds = time.perf_counter() - started
        return Ended(code, process.stderr(), seconds, readers_killed)


def kill_readers(pid: int) -> int:
    """Kill the processes that read for a run; how many there were."""
    readers = family_of(pid)[1:]
    for reader in readers:
        with suppress(ProcessLookupError):
            os.kill(reader, SIGKILL)
    return len(readers)


def _is_renamed(ended: Ended) -> bool:
    """Whether all that a run complains of is a page under another title than the headline of an
    earlier run: the next run reads it."""
    return (
        ended.code == 1 and re.search(r"failed \(\d+ another page\)", ended.last_line) is not None
    )


# What is found.


@dataclass(slots=True)
class Findings:
    """What is wrong, each in a sentence; false if nothing is."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, one.name) for one in fields(self))

    def __iadd__(self, more: Findings) -> Findings:
        for one in fields(self):
            getattr(self, one.name).extend(getattr(more, one.name))
        return self

    def __str__(self) -> str:
        return (
            "\n".join(
                f"{one.name}: {what}" for one in fields(self) for what in getattr(self, one.name)
            )
            or "nothing is wrong"
        )


def read_feed(output: Path, feed: str) -> bytes:
    """The bytes of a feed; none where there is no such file."""
    path = output / f"{feed}.jsonl"
    return path.read_bytes() if path.exists() else b""


def lines_of(output: Path, feed: str = "articles") -> list[Line]:
    """The lines of a feed. Raises ValueError for one that is not whole."""
    return [json.loads(line) for line in read_feed(output, feed).splitlines()]


def present(lines: Iterable[Line]) -> dict[str, Line]:
    """The feed replayed from line 1: the last line of each article that is there."""
    last = {line["id"]: line for line in lines}
    return {one: line for one, line in last.items() if line["change"] != "gone"}


@contextmanager
def copied_state(output: Path) -> Iterator[sqlite3.Connection]:
    """The state as it lies there, opened elsewhere: what a kill left is not touched."""
    with TemporaryDirectory() as folder:
        for name in ("newscrawl.db", "newscrawl.db-wal"):
            if (output / name).exists():
                shutil.copy(output / name, folder)
        with closing(sqlite3.connect(Path(folder) / "newscrawl.db")) as connection:
            connection.row_factory = sqlite3.Row
            yield connection


def said_by_state(state: sqlite3.Connection, feed: str) -> bytes:
    """The feed as the state has it; nothing where a kill came before its tables."""
    table = FEEDS[feed]
    if not state.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        return b""
    return b"".join(
        f"{line}\n".encode() for (line,) in state.execute(f"SELECT line FROM {table} ORDER BY seq")
    )


def check_killed(output: Path) -> tuple[Findings, int]:
    """Right after a kill: every line but the last is whole, and a feed is a beginning of what the
    state knows.

    Gives how many bytes the next run owes the feeds, too.
    """
    found, owed = Findings(), 0
    with copied_state(output) as state:
        for feed in FEEDS:
            there, said = read_feed(output, feed), said_by_state(state, feed)
            found.torn += _torn(feed, there[: there.rfind(b"\n") + 1])
            if not said.startswith(there):
                found.other.append(f"{feed}.jsonl is no beginning of what the state knows")
            owed += len(said) - len(there)
        found.lost += _unfounded(state)
    found.other += [told for level, told in audited(output) if level == "fault"]
    return found, owed


def _unfounded(state: sqlite3.Connection) -> list[str]:
    """What is known of the pages of a language, without the lessons that it is from."""
    if not state.execute("SELECT 1 FROM sqlite_master WHERE name = 'lessons'").fetchone():
        return []
    taught = {layout for (layout,) in state.execute("SELECT layout FROM lessons")}
    known = [
        (row["language"], json.loads(row["pages"])["layout"])
        for row in state.execute("SELECT language, pages FROM memories")
    ]
    return [
        f"the lessons of {language}, from {layout} on"
        for language, layout in known
        if layout is not None and layout not in taught
    ]


def audited(output: Path) -> list[tuple[str, str]]:
    """What `scrapy verify` finds: the level of each finding, and where and what."""
    audit = FolderAudit(
        output, None, sites={CcbsnewsSpider.name: SITE}, failed=Bounds(10_000, 1 << 30)
    )
    audit.check()
    return [
        (one.level, f"{one.file}, byte {one.offset}, {one.id}: {one.what}")
        for one in audit.findings.listed
    ]


def check_settled(output: Path) -> Findings:
    """After a run to the end: all is whole and says the same, each revision is there once, and each
    line leads to its page."""
    found = Findings()
    with copied_state(output) as state:
        for feed in FEEDS:
            there, said = read_feed(output, feed), said_by_state(state, feed)
            found.torn += _torn(feed, there)
            if there != said:
                found.other.append(
                    f"{feed}.jsonl has {len(there)} bytes, and the state says {len(said)} others"
                )
        if found.torn:
            return found
        for feed in FEEDS:
            lines = lines_of(output, feed)
            if [line["seq"] for line in lines] != list(range(1, len(lines) + 1)):
                found.other.append(f"seq of {feed}.jsonl is not 1 to {len(lines)} down the file")
        found += _check_revisions(lines_of(output))
        # One that came back has a line again, behind that of the other.
        last: dict[str, tuple[str, str]] = {}
        for line in lines_of(output, "headlines"):
            told = (line["title"], line["published"])
            if last.get(line["id"]) == told:
                found.doubled.append(f"headline {told} of {line['id']} stands twice in a row")
            last[line["id"]] = told
        found += _check_rows(state, lines_of(output))
        for (run,) in state.execute("SELECT id FROM runs WHERE verdict IS NULL"):
            found.other.append(f"run {run} has neither ended nor been killed")
        for (run,) in state.execute("SELECT id FROM runs"):
            if not (output / "runs" / f"{run}.json").exists():
                found.lost.append(f"the report of run {run}")
    found += check_pages(output)
    found.other += faults_of(output)
    found.other += [f"{level}: {told}" for level, told in audited(output)]
    found.other += [
        f"{path} was left behind"
        for path in output.rglob("*")
        if any(name in path.name for name in LITTER)
    ]
    return found


def _torn(feed: str, there: bytes) -> list[str]:
    torn = [] if there.endswith(b"\n") or not there else [f"the end of {feed}.jsonl"]
    for number, line in enumerate(
        there.splitlines()[: len(there.splitlines()) - len(torn)], start=1
    ):
        try:
            json.loads(line)
        except ValueError:
            torn.append(f"{feed}.jsonl, line {number}")
    return torn


def _doubled(what: str, keys: Iterable[tuple[Any, ...]]) -> list[str]:
    return [
        f"{what} {key} stands {count} times" for key, count in Counter(keys).items() if count > 1
    ]


def _check_revisions(lines: Sequence[Line]) -> Findings:
    """Each article has its revisions 1, 2, 3 … in this order, and none says again what the one
    before it said."""
    found = Findings(
        doubled=_doubled("revision", ((line["id"], line["revision"]) for line in lines))
    )
    last: dict[str, Line] = {}
    compared = ("title", "body", "published", "section", "authors", "image", "same_as")
    for line in lines:
        before = last.get(line["id"])
        if line["revision"] != (before["revision"] + 1 if before else 1) and not found.doubled:
            found.lost.append(f"a revision of {line['id']} before {line['revision']}")
        if (line["change"] == "new") != (before is None):
            found.other.append(
                f"revision {line['revision']} of {line['id']} is called {line['change']}"
            )
        if (
            before
            and (line["change"] == "gone") == (before["change"] == "gone")
            and all(line[key] == before[key] for key in compared)
        ):
            found.doubled.append(f"revision {line['revision']} of {line['id']} says nothing new")
        last[line["id"]] = line
    return found


def _check_rows(state: sqlite3.Connection, lines: Sequence[Line]) -> Findings:
    """What the state knows of each article is what its last line says."""
    found = Findings()
    last = {line["id"]: line for line in lines}
    rows = {row["id"]: row for row in state.execute("SELECT * FROM articles WHERE seq IS NOT NULL")}
    found.other += [
        f"{one} has lines, and no row in the state" for one in last.keys() - rows.keys()
    ]
    found.other += [
        f"{one} has a row in the state, and no line" for one in rows.keys() - last.keys()
    ]
    for one in last.keys() & rows.keys():
        line, row = last[one], rows[one]
        said = (
            "gone" if line["change"] == "gone" else "live",
            *(line[key] for key in ("seq", "revision", "content_sha256", "published")),
        )
        known = tuple(
            row[key] for key in ("status", "seq", "revision", "content_sha256", "published")
        )
        if said != known:
            found.other.append(f"of {one} the feed says {said}, the state {known}")
    return found


def check_pages(output: Path) -> Findings:
    """The page that a line was read from is in the record that it names, and shows its title; read
    by another program than ours."""
    found = Findings()
    records = {record.id: record for record in all_records(output)}
    for line in lines_of(output):
        warc = line["warc"]
        record = records.get(warc["record_id"]) if warc is not None else None
        if record is None or (record.file, record.offset) != (warc["file"], warc["offset"]):
            found.lost.append(f"the page of line {line['seq']}, in {warc}")
            continue
        page = records[record.headers["WARC-Refers-To"]] if record.kind == "revisit" else record
        shown = html.unescape(re.sub(r"<[^>]*>", "", page.payload.decode("utf-8", "replace")))
        if line["title"] not in " ".join(shown.split()):
            found.other.append(
                f"the page of line {line['seq']}, in {warc}, does not show the title"
                f" {line['title']}"
            )
    return found


def check_truth(output: Path, truth: Sequence[Record]) -> Findings:
    """The feed replayed from line 1 is what the site shows, no more and no less; twins name each
    other."""
    found = Findings()
    there = present(lines_of(output))
    true = {record["id"]: record for record in truth}
    found.lost += sorted(true.keys() - there.keys())
    found.other += [
        f"{one} is not there, and no line says so" for one in sorted(there.keys() - true.keys())
    ]
    texts: dict[str, set[str]] = {}
    for line in there.values():
        texts.setdefault(line["content_sha256"], set()).add(line["id"])
    for one in sorted(true.keys() & there.keys()):
        line = there[one]
        found.other += [
            f"{name} of {one} is {line[name]!r}, not {true[one][name]!r}"
            for name in ("title", "body")
            if line[name] != true[one][name]
        ]
        twins = texts[line["content_sha256"]] - {one}
        if missing := twins - set(line["same_as"]):
            found.other.append(
                f"{one} says the same as {', '.join(sorted(missing))}, and does not name it"
            )
    return found


# What happens to the site.


class Mischief:
    """Random changes of the articles. Of what it deletes, the crawler is to find no more than
    `most_deleted` at once: see the guard.

    It restores nothing that the feed in `output` never told of: a number that listings showed to no
    run is no news when they show it.
    """

    def __init__(
        self, replica: Replica, output: Path, random: Random, *, most_deleted: int = 9
    ) -> None:
        self.replica = replica
        self.output = output
        self.random = random
        self.most_deleted = most_deleted
        self.counts: Counter[str] = Counter()
        self._deleted = 0

    def do(self, count: int) -> list[str]:
        """So many changes, one after the other; gives each in words."""
        told = []
        for _ in range(count):
            change = self._change()
            self.counts[change.kind] += 1
            new = self.replica.apply(change)
            told.append(
                f"{change.kind} {change.language}/{change.number or new[0]}"
                + (f" as {new[0]}" if new and change.number else "")
            )
        return told

    def found(self) -> None:
        """The crawler has found what was deleted."""
        self._deleted = 0

    def _told(self, language: str) -> set[int]:
        lines = read_feed(self.output, "articles").split(b"\n")[:-1]
        ids = (json.loads(line)["id"].split("/") for line in lines)
        return {int(number) for _, code, number in ids if code == language}

    def _change(self) -> Change:
        random = self.random
        language = random.choice(list(self.replica.site.archives))
        archive = self.replica.site.archives[language]
        kind = random.choice(("publish", "edit", "edit", "edit", "delete", "restore", "republish"))
        if kind == "restore" and (gone := archive.gone & self._told(language)):
            return changes.restore(language, random.choice(sorted(gone)))
        if kind == "delete" and len(archive.numbers) > 3 and self._deleted < self.most_deleted:
            self._deleted += 1
            return changes.delete(language, random.choice(archive.numbers))
        if kind == "republish":
            return changes.republish(language, random.choice(archive.numbers))
        if kind == "publish":
            return changes.publish(language)
        return changes.edit(
            language, random.choice(archive.numbers), random.choice(("title", "body", "both"))
        )


# A feed that is killed again and again.


class Episode:
    """One output folder, from nothing: runs that are killed while the site changes between them,
    then runs to the end."""

    def __init__(
        self, replica: Replica, output: Path, *, seed: int, whole_s: float, most_changes: int = 4
    ) -> None:
        """`whole_s` is what a first crawl takes on this machine: where kills by the clock should
        fall."""
        self.replica = replica
        self.output = output
        self.random = Random(seed)
        self.mischief = Mischief(replica, output, self.random)
        self.found = Findings()
        self.told: list[str] = []
        """What was done, in order."""
        self.killed = self.readers_killed = self.runs = self.behind = 0
        """Kills, and those of them that met a process that reads alone; all runs; kills that left
        the feeds behind the state."""
        self._whole_s = whole_s
        self._most_changes = most_changes
        self._is_full = False
        # Every other archive has many small WARC files.
        self._settings = ["-s", "NEWSCRAWL_WARC_BYTES=60000"] if seed % 2 else []

    def kills(self, count: int) -> None:
        """Start the command until it, or what reads for it, has been killed so often; a run that
        comes to its end first is as good as any."""
        aim = self.killed + count
        while self.killed < aim:
            if self._most_changes:
                self.told += self.mischief.do(self.random.randint(0, self._most_changes))
            words = self.random.choice([["-a", "revisit=all"], []]) if self._is_full else []
            instant = self._instant(words)
            ended = crawl(
                self.replica.root,
                self.output,
                *words,
                *self._settings,
                kill=instant,
                replica=self.replica,
            )
            self.runs += 1
            self.told.append(f"{' '.join(words) or 'scheduled'}, {instant}: {ended.code}")
            if ended.was_killed:
                self.killed += 1
                found, owed = check_killed(self.output)
                self.behind += owed > 0
            else:
                self.killed += ended.readers_killed
                self.readers_killed += ended.readers_killed
                found = check_settled(self.output)
                self._is_full = self._is_full or not words
                if ended.code and not _is_renamed(ended):
                    found.other.append(
                        f"a run that was not disturbed ended with {ended.code}: {ended.last_line}"
                    )
            self._note(found)

    def _instant(self, words: Sequence[str]) -> Instant:
        random = self.random
        match random.choice(("seconds", "requests", "reader", "write")):
            case "seconds":
                return AfterSeconds(random.uniform(0.35, 1.05) * self._whole_s)
            case "requests":
                most = 4 if self._is_full and not words else len(self.replica.truth()) + 30
                return AfterRequests(random.randint(1, most))
            case "reader":
                most = 4 if self._is_full and not words else len(self.replica.truth()) + 30
                return ReaderAfterRequests(random.randint(1, most))
        point = random.choice(POINTS)
        return AtWrite(point, random.randint(1, 12 if point == "half-record" else 6))

    def settle(self) -> Findings:
        """Let the command run to its end, and check all that was promised. Gives what is wrong, of
        earlier checks as well."""
        for words in ([], ["-a", "revisit=all"]):
            ended = crawl(self.replica.root, self.output, *words, *self._settings)
            self.runs += 1
            self.told.append(f"{' '.join(words) or 'scheduled'}, to its end: {ended.code}")
            if ended.code:
                self.found.other.append(f"the last run ended with {ended.code}: {ended.last_line}")
        self._is_full = True
        self.mischief.found()
        self._note(check_settled(self.output))
        self._note(check_truth(self.output, self.replica.truth()))
        return self.found

    def _note(self, found: Findings) -> None:
        if found:
            self.told.append(f"  {found}")
        self.found += found
