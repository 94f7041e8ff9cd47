"""A takedown: nothing tells the text any more, whatever killed it in between; and everything else
stays where it is."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from support import takedowns
from support.paths import PYTHONPATH, SUPPORT
from support.takedowns import NEXT, ORDERED, RUN, SECRETS, VICTIM, take_down
from support.timeouts import LONG_COMMAND_S

from newscrawl.storage.archive import Archive
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import order
from newscrawl.storage.suppression.shown_elsewhere import shown_elsewhere
from newscrawl.storage.suppression.texts import Texts
from newscrawl.storage.warc.gzip_members import members_of
from newscrawl.verify.folder import Bounds, FolderAudit

ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return takedowns.make(tmp_path_factory.mktemp("made") / "made")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file, WARC files as their records are read; without what a page of another article may
    tell."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.name.endswith(".warc.gz"):
                with path.open("rb") as file:
                    content = b"".join(
                        one.content
                        for one in members_of(file)
                        if b"Target-URI: http://127.0.0.1/\r\n" not in one.content
                    )
            found[str(path.relative_to(folder))] = content
    return found


def left(folder: Path) -> list[tuple[str, str]]:
    """Where something of the article is told still, and what."""
    return [
        (name, secret)
        for name, content in bytes_of(folder).items()
        for secret in SECRETS
        if secret.encode() in content
    ]


def findings(folder: Path) -> list[tuple[str, str, str]]:
    audit = FolderAudit(folder, None, sites={}, failed=Bounds(9, 99_999))
    audit.check()
    # What a kill leaves of a report is not of a takedown's making.
    return [
        (one.level, one.file, one.what)
        for one in audit.findings.listed
        if not one.file.endswith(".part")
    ]


def feeds(folder: Path) -> list[bytes]:
    return [(folder / f"{name}.jsonl").read_bytes() for name in ("articles", "headlines")]


def test_everything_told_of_it_before(made: Path) -> None:
    """Else the other tests would prove nothing."""
    told = {name for name, _ in left(made)}
    warc = {name for name in told if name.endswith(".warc.gz")}
    failed = {name for name in told if name.startswith("failed/")}
    assert told - warc - failed == {
        "articles.jsonl",
        "headlines.jsonl",
        "newscrawl.db",
        f"runs/{RUN}.json",
    }
    assert (len(warc), len(failed)) == (1, 1)


def test_nothing_tells_of_it_afterwards_and_all_else_stays(folder: Path) -> None:
    before, old = bytes_of(folder), feeds(folder)
    sizes = {name: (folder / name).stat().st_size for name in before}
    counts = take_down(folder)
    assert left(folder) == []
    assert counts == {
        "lines": 2,
        "headlines": 2,
        "named": 4,
        "followed": 4,
        "records": 4,
        "compacted": 1,
    }
    for feed, content in zip(feeds(folder), old, strict=True):
        lines, was = feed.splitlines(keepends=True), content.splitlines(keepends=True)
        assert [len(line) for line in lines[: len(was)]] == [len(line) for line in was]
        for line, before_ in zip(map(json.loads, lines), map(json.loads, was), strict=False):
            same = {name for name in before_ if line[name] == before_[name]}
            if line["id"] == VICTIM:
                assert before_.keys() - same <= {"title", "body", "headlines", "authors", "image"}
                assert (line["title"], line["suppressed"]) == ("", True)
            else:
                assert before_.keys() - same <= {"headlines"}
                assert "suppressed" not in line
    last = json.loads(feeds(folder)[0].splitlines()[old[0].count(b"\n")])
    assert (last["id"], last["change"], last["revision"], last["run"], last["suppressed"]) == (
        VICTIM,
        "gone",
        3,
        ORDERED,
        True,
    )
    assert {
        name: (folder / name).stat().st_size for name in before if name.endswith(".warc.gz")
    }.items() <= sizes.items()
    assert [one for one in findings(folder) if one[0] == "fault"] == []
    assert sorted(path.name for path in (folder / "failed").iterdir()) == [
        name.removeprefix("failed/") for name in before if "detail-22" in name
    ]
    report = json.loads((folder / "runs" / f"{RUN}.json").read_bytes())
    assert [one["detail"] for one in report["failures"]] == ["suppressed", "suppressed", "no body"]
    assert report["summary"] == "suppressed"


def test_the_records_are_tombstones_in_their_places_and_the_others_untouched(folder: Path) -> None:
    [path] = (folder / "warc").glob("*.warc.gz")
    before = members(path)
    take_down(folder)
    after = members(path)
    assert [(one.offset, one.length) for one in after] == [
        (one.offset, one.length) for one in before
    ]
    changed = [
        (was.content, now.content)
        for was, now in zip(before, after, strict=True)
        if was.raw != now.raw
    ]
    assert len(changed) == 4
    for was, now in changed:
        assert b"Newscrawl-Article: paper/en/2\r\n" in was
        assert {b"WARC-Type: response", b"WARC-Type: revisit"} & {*was.splitlines()}
        assert b"WARC-Type: metadata\r\n" in now
        assert b"a letter" not in now
    assert b"detail/2 " not in path.with_name(path.name.replace(".warc.gz", ".cdxj")).read_bytes()
    with closing(State(folder, read_only=True)) as state:
        rows = state.captures_of_article(VICTIM)
        assert {(row["kind"], row["digest"], row["entity"], row["mime"]) for row in rows} == {
            ("suppressed", None, None, None)
        }
        assert [row["sha256"] for row in state.warc_files()] == [
            hashlib.sha256(path.read_bytes()).hexdigest()
        ]


def members(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return list(members_of(file))


def test_other_pages_that_show_its_headline_are_counted(folder: Path) -> None:
    texts = Texts()
    texts.add({"url": "https://paper.test/en/news/detail/2", "title": takedowns.TITLE})
    assert shown_elsewhere(folder, texts, VICTIM) == 1


def test_a_second_takedown_changes_nothing_and_mends_what_came_back(folder: Path) -> None:
    old = feeds(folder)
    take_down(folder)
    done = feeds(folder)
    take_down(folder)
    assert feeds(folder) == done
    restored = old[0] + b"".join(done[0].splitlines(keepends=True)[old[0].count(b"\n") :])
    assert len(restored) == len(done[0])
    (folder / "articles.jsonl").write_bytes(restored)
    take_down(folder)
    assert feeds(folder) == done


def replayed(lines: list[dict[str, Any]], now: dict[str, Any]) -> dict[str, Any]:
    """What a reader holds who held `now` and reads these lines."""
    return now | {line["id"]: line for line in lines}


def test_whoever_follows_the_feed_from_any_line_ends_with_what_the_archive_holds(
    folder: Path,
) -> None:
    """Also what others call the article, which the lines that were read before showed still."""
    read_before = [[json.loads(line) for line in feed.splitlines()] for feed in feeds(folder)]
    take_down(folder)
    articles, headlines = [
        [json.loads(line) for line in feed.splitlines()] for feed in feeds(folder)
    ]
    with closing(State(folder, read_only=True)) as state:
        present = {record["id"]: record for record in LatestRecords(state)}
    assert present[VICTIM]["change"] == "gone"
    for seq in range(len(read_before[0]) + 1):
        held = replayed(read_before[0][:seq], {})
        assert replayed(articles[seq:], held) == present, f"after line {seq}"
    told = [line for line in articles[len(read_before[0]) :] if line["id"] != VICTIM]
    assert {(line["id"], line["change"], line["cause"]) for line in told} == {
        (f"paper/en/{number}", "changed", "parser") for number in (1, 3, 4, 5)
    }
    # Headlines are told by article, and a line that is suppressed takes back all of its article.
    for seq in range(len(read_before[1]) + 1):
        titles: dict[str, set[str]] = {}
        for line in [*read_before[1][:seq], *headlines[seq:]]:
            titles.setdefault(line["id"], set()).add(line["title"])
            if line.get("suppressed"):
                titles[line["id"]] = set()
        assert not titles[VICTIM], f"after line {seq}"


def test_what_others_call_it_by_its_new_address_is_taken_out_too(
    made: Path, tmp_path: Path
) -> None:
    """The article moved after its last line was written, and its neighbours were read since."""
    folder = Path(shutil.copytree(made, tmp_path / "output"))
    old, new = "https://paper.test/en/news/detail/2", "https://paper.test/en/story/number/2"
    with closing(Archive(folder, run=NEXT)) as archive:
        known = archive.known("paper/en/5")
        assert known is not None
        record = archive.latest_record(known)
        pairs = [pair | {"url": pair["url"].replace(old, new)} for pair in record["headlines"]]
        moved = {**record, "headlines": pairs, "title": "Another title", "change": "changed"}
        archive.add_revision(moved | {"revision": 2, "run": NEXT})
    assert new in (folder / "articles.jsonl").read_text("utf-8")
    take_down(folder, urls=[new])
    assert left(folder) == []


@pytest.fixture(scope="module")
def killed(made: Path) -> int:
    """At how many writes a takedown can be killed. Beside `made` lies what was left by each."""
    environment = {**os.environ, "PYTHONPATH": PYTHONPATH}
    command = [sys.executable, str(SUPPORT / "takedowns.py"), str(made.parent)]
    ended = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG_COMMAND_S,
    )
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout)


@pytest.mark.slow
def test_killed_at_any_write_it_is_brought_to_its_end_by_the_next_run(
    made: Path, killed: int, tmp_path: Path
) -> None:
    undisturbed = Path(shutil.copytree(made, tmp_path / "undisturbed"))
    take_down(undisturbed)
    due, due_warc = feeds(undisturbed), warc(undisturbed)
    assert killed > 30
    cut_short = 0
    for number in range(1, killed + 1):
        folder = made.parent / str(number)
        assert [one for one in findings(folder) if one[0] == "fault"] == [], number
        with closing(sqlite3.connect(folder / "newscrawl.db")) as state:
            [[ordered]] = state.execute("SELECT count(*) FROM suppressions")
            [[undone]] = state.execute("SELECT count(*) FROM suppressions WHERE NOT done")
        cut_short += undone
        Archive(folder, run=NEXT).close()
        if not ordered:
            assert feeds(folder) == feeds(made), number
            take_down(folder)
        assert left(folder) == [], number
        assert feeds(folder) == due, number
        assert warc(folder) == due_warc, number
        assert [one for one in findings(folder) if one[0] == "fault"] == [], number
    assert cut_short > 20


def warc(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in (folder / "warc").iterdir()
        if not path.name.startswith(".")
    }


def test_a_state_that_is_lost_is_rebuilt_with_its_takedowns(folder: Path) -> None:
    take_down(folder)
    archive = Archive(folder, run=ORDERED)
    report = {
        "schema": "newscrawl.run/1",
        "run": ORDERED,
        "started_at": takedowns.AT,
        "exit_code": 0,
    }
    (folder / "runs" / f"{ORDERED}.json").write_text(
        json.dumps({**report, "arguments": {"suppress": VICTIM, "reason": "a letter"}})
    )
    archive.close()
    (folder / "newscrawl.db").unlink()
    done = feeds(folder)
    archive = Archive(folder, run=NEXT)
    known = archive.known(VICTIM)
    assert (
        archive.is_suppressed(VICTIM)
        and known is not None
        and (known.status, known.due_at) == ("suppressed", None)
    )
    assert archive.state.suppressions() == [
        {"id": VICTIM, "reason": "a letter", "at": takedowns.AT, "done": True, "run": ORDERED}
    ]
    assert {row["kind"] for row in archive.state.captures_of_article(VICTIM)} == {"suppressed"}
    archive.close()
    assert feeds(folder) == done


def test_an_article_that_was_never_met_is_taken_down_in_advance(folder: Path) -> None:
    with closing(State(folder)) as state:
        made = order(state, "paper/en/77", reason="a letter", at=takedowns.AT, run=ORDERED)
        assert not made.done
    archive = Archive(folder, run=NEXT)
    assert archive.is_suppressed("paper/en/77")
    assert archive.state.numbers("paper", "en")[0] == 77
    assert archive.state.numbers("paper", "en", read=True)[0] == 5
    archive.close()
    assert [one for one in findings(folder) if one[0] == "fault"] == []


def test_what_verify_says_where_a_text_came_back(folder: Path) -> None:
    old = feeds(folder)
    take_down(folder)
    (folder / "articles.jsonl").write_bytes(old[0] + feeds(folder)[0].splitlines(keepends=True)[-1])
    said = [
        what
        for level, file, what in findings(folder)
        if (level, file) == ("fault", "articles.jsonl")
    ]
    assert "the article was taken down, and the line has its text" in said


# WARC files that are not what the state says.


def only_warc(folder: Path) -> Path:
    [path] = (folder / "warc").glob("*.warc.gz")
    return path


def test_a_file_that_was_written_anew_by_others_loses_no_other_record(folder: Path) -> None:
    path = only_warc(folder)
    path.write_bytes(
        b"".join(
            gzip.compress(one.content, 1 if place % 2 else 9)
            for place, one in enumerate(members(path))
        )
    )
    before = path.read_bytes()
    counts = take_down(folder)
    assert counts[f"damaged/{path.name}"] + counts["records"] == 4
    assert counts[f"damaged/{path.name}"] > 0
    others = [
        one.content for one in members_in(before) if b"Article: paper/en/2\r\n" not in one.content
    ]
    assert set(others) <= {one.content for one in members(path)}
    assert {name for name, _ in left(folder)} == {f"warc/{path.name}"}
    assert ("fault", f"warc/{path.name}") in {found[:2] for found in findings(folder)}


def members_in(content: bytes) -> list[Any]:
    return list(members_of(BytesIO(content)))


def test_a_file_that_was_cut_blocks_nothing_and_is_told(folder: Path) -> None:
    path = only_warc(folder)
    whole = path.read_bytes()
    own = [
        one
        for one in members(path)
        if b"Article: paper/en/2\r\n" in one.content
        and b"WARC-Type: request\r\n" not in one.content
    ]
    os.truncate(path, own[-1].offset + own[-1].length // 2)
    counts = take_down(folder)
    assert counts[f"damaged/{path.name}"] == 1
    with closing(State(folder, read_only=True)) as state:
        assert [row["done"] for row in state.suppressions()] == [True]
    assert ("fault", f"warc/{path.name}") in {found[:2] for found in findings(folder)}
    path.write_bytes(whole)
    assert take_down(folder)["records"] == 4
    assert left(folder) == []
    assert [one for one in findings(folder) if one[0] == "fault"] == []


def test_a_short_file_is_a_fault_while_its_takedown_is_half_done(folder: Path) -> None:
    path = only_warc(folder)
    with closing(State(folder)) as state:
        order(state, VICTIM, reason="a letter", at=takedowns.AT, run=ORDERED)
    os.truncate(path, path.stat().st_size - 9)
    assert {level for level, file, _ in findings(folder) if file == f"warc/{path.name}"} == {
        "fault"
    }


def test_failed_pages_of_others_that_show_its_headline_are_removed(folder: Path) -> None:
    there = folder / "failed"
    name = "127-0-0-1-8080-en-news-0123456789-20260114T093000Z.html"
    (there / name).write_text("<p>Mayor of <b>Tarsk</b>\n denies", encoding="utf-8")
    assert take_down(folder)["failed"] == 1
    assert [path.name for path in there.iterdir() if "detail-22" not in path.name] == []
