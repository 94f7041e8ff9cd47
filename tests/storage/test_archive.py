"""State and feeds of a folder: the state first, the feeds from it, and both in agreement whatever
happened between."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from support.makers import NOON, headline, ready

from newscrawl.errors import OutputError
from newscrawl.items import Article
from newscrawl.lifecycle.page import Known
from newscrawl.lifecycle.transitions import absent, failed, met, visited
from newscrawl.records import article_digest, article_record, compared_digest
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.connection import NAME
from newscrawl.storage.state.repository import State

RUN = "20260114T093000Z-1f3a"


def opened(folder: Path, *, dry: bool = False) -> Archive:
    return Archive(folder, run=RUN, dry=dry, clock=lambda: NOON)


def add(archive: Archive, article: Article) -> None:
    archive.add_revision(article_record(article))


def known(archive: Archive, article_id: str = "paper/en/1") -> Known:
    found = archive.known(article_id)
    assert found is not None
    return found


def lines(folder: Path, name: str = "articles") -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three revisions of two articles, and a headline."""
    archive = opened(tmp_path)
    for item in (
        ready(1),
        ready(2),
        replace(ready(1, title="Another title"), revision=2, change="changed"),
    ):
        add(archive, item)
    archive.add_headline(headline(2))
    archive.close()
    return tmp_path


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    archive = opened(tmp_path / "new" / "output")
    assert archive.known("paper/en/1") is None
    assert archive.is_news(headline())
    archive.close()
    assert (tmp_path / "new" / "output" / "articles.jsonl").read_bytes() == b""


def test_the_next_run_knows_the_last_line_of_each_article(folder: Path) -> None:
    archive = opened(folder)
    assert (known(archive).revision, known(archive).seq, known(archive).status) == (2, 3, "live")
    assert known(archive).digest == article_digest(ready(1, title="Another title"))
    assert archive.latest_record(known(archive))["title"] == "Another title"
    assert archive.latest_record(known(archive, "paper/en/2"))["seq"] == 2
    archive.close()


def test_what_waits_for_its_group_is_known_already(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    add(archive, ready(1))
    archive.add_headline(headline(1))
    assert lines(tmp_path) == []
    assert archive.latest_record(known(archive))["title"] == ready(1).title
    assert not archive.is_news(headline(1))
    assert [sighting["published"] for sighting in archive.sightings("paper/en/1")] == ["2026-01-09"]
    assert archive.twins(ready(1).content_sha256) == ["paper/en/1"]
    assert archive.to_redate("paper") == ["paper/en/1"]
    archive.close()
    assert len(lines(tmp_path)) == 1


def test_what_was_told_counts_when_it_is_on_the_disk(tmp_path: Path) -> None:
    told: list[str] = []
    archive = Archive(
        tmp_path,
        run=RUN,
        on_count=lambda name, count: told.extend([name] * count),
        clock=lambda: NOON,
    )
    archive.add_revision(article_record(ready(1)), counts=["articles/new"])
    assert told == []
    archive.commit()
    assert told == ["articles/new"]
    archive.close()


def test_the_next_run_knows_which_headlines_were_seen(folder: Path) -> None:
    archive = opened(folder)
    assert not archive.is_news(headline(2, seen_on="http://127.0.0.1/elsewhere"))
    assert archive.is_news(headline(2, day=date(2026, 1, 8)))
    assert archive.is_news(headline(2, title="Another title"))
    assert archive.is_news(headline(1))
    archive.close()


# Feeds and state.


def test_the_feed_is_the_revisions_of_the_state(folder: Path) -> None:
    state = State(folder, read_only=True)
    for name in ("articles", "headlines"):
        assert (
            "".join(f"{line}\n" for _, line in state.lines(name)).encode()
            == (folder / f"{name}.jsonl").read_bytes()
        )
    state.close()


def test_a_file_that_is_no_database_is_an_output_error_that_says_what_to_do(folder: Path) -> None:
    (folder / NAME).write_bytes(b"no database at all, but long enough to look at" * 100)
    with pytest.raises(OutputError, match=r"newscrawl\.db.*move it away"):
        opened(folder)


def test_a_state_of_a_later_version_is_left_alone(folder: Path) -> None:
    with sqlite3.connect(folder / NAME) as state:
        state.execute("UPDATE meta SET value = '99'")
    state.close()
    with pytest.raises(OutputError, match="later version"):
        opened(folder)


def test_an_output_folder_that_is_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(OutputError):
        opened(tmp_path / "output")


# A dry run.


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_dry_run_knows_all_and_leaves_every_byte(folder: Path) -> None:
    before = bytes_of(folder)
    archive = opened(folder, dry=True)
    assert known(archive).revision == 2
    add(archive, ready(3))
    archive.add_headline(headline(3))
    archive.commit()
    assert archive.latest_record(known(archive, "paper/en/3"))["seq"] == 4
    archive.close()
    assert bytes_of(folder) == before


def test_a_dry_run_after_a_kill_reads_what_was_committed_and_leaves_every_byte(
    folder: Path, tmp_path: Path
) -> None:
    archive = opened(folder)
    add(archive, ready(3))
    archive.commit()
    killed = tmp_path / "killed"
    killed.mkdir()
    for name, content in bytes_of(folder).items():
        (killed / name).write_bytes(content)
    archive.close()
    assert (killed / f"{NAME}-wal").stat().st_size > 0
    (killed / f"{NAME}-shm").unlink()
    before = bytes_of(killed)
    dry = opened(killed, dry=True)
    assert known(dry, "paper/en/3").seq == 4
    dry.close()
    assert bytes_of(killed) == before


def test_a_dry_run_where_nothing_is_makes_nothing(tmp_path: Path) -> None:
    archive = opened(tmp_path / "nowhere", dry=True)
    assert archive.known("paper/en/1") is None
    archive.close()
    assert not (tmp_path / "nowhere").exists()


# Details.


def test_validators_are_kept_until_a_page_comes_without(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    archive.add_revision(
        article_record(ready(1)), validators=('"a"', "Wed, 14 Jan 2026 09:30:00 GMT")
    )
    assert (known(archive).etag, known(archive).last_modified) == (
        '"a"',
        "Wed, 14 Jan 2026 09:30:00 GMT",
    )
    archive.put_article(visited(known(archive), NOON))
    assert known(archive).etag == '"a"'
    archive.put_article(visited(known(archive), NOON), validators=(None, None))
    assert known(archive).etag is None
    archive.close()


@pytest.mark.parametrize(
    ("make", "redate"),
    [
        (lambda: ready(1), True),
        (lambda: ready(1, published=date(2026, 1, 8), published_from="headline"), True),
        (lambda: ready(1, published=date(2026, 1, 8), published_from="page"), False),
    ],
    ids=["undated", "by headline", "by its page"],
)
def test_a_headline_opens_only_what_no_page_dates(
    tmp_path: Path, make: Callable[[], Article], redate: bool
) -> None:
    archive = opened(tmp_path)
    add(archive, make())
    archive.add_headline(headline(1))
    assert known(archive).redate is redate
    archive.close()


def test_numbers_that_never_were_are_known_too(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    archive.put_article(absent(met("paper/en/9", NOON), NOON, "http 404"))
    archive.close()
    archive = opened(tmp_path)
    found = known(archive, "paper/en/9")
    assert (found.status, found.is_read, found.reason, found.number) == (
        "absent",
        False,
        "http 404",
        9,
    )
    archive.close()
    assert lines(tmp_path) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Another"},
        {"body": "Another."},
        {"published": date(2026, 1, 9)},
        {"published": datetime(2026, 1, 9, tzinfo=timezone(timedelta(hours=4)))},
        {"section": "Sport"},
        {"authors": ["A. Writer"]},
        {"image": "https://paper.test/a.jpg"},
    ],
)
def test_each_compared_field_makes_a_difference(facts: dict[str, object]) -> None:
    assert article_digest(ready(1, **facts)) != article_digest(ready(1))


def test_stamp_headlines_and_address_make_none() -> None:
    other = ready(
        1,
        page_date=date(2026, 1, 14),
        headlines=[],
        fetched_from="http://127.0.0.2/",
        fetched_at=datetime(2026, 2, 1, tzinfo=UTC),
    )
    assert article_digest(other) == article_digest(ready(1))


def test_an_item_and_its_line_have_one_digest(tmp_path: Path) -> None:
    item = ready(
        1,
        published=datetime(2026, 1, 9, 8, tzinfo=UTC),
        published_from="page",
        authors=["A. Writer"],
        section="Город",
    )
    archive = opened(tmp_path)
    add(archive, item)
    assert (
        compared_digest(archive.latest_record(known(archive)))
        == article_digest(item)
        == known(archive).digest
    )
    archive.close()


def test_lines_of_one_group_stay_in_order(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    for number in range(1, 700):
        add(archive, replace(ready(number), revision=1))
    archive.close()
    assert [line["seq"] for line in lines(tmp_path)] == list(range(1, 700))


def test_what_a_page_says_of_other_languages_is_kept_beside_the_line(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    item = ready(1, translations=["paper/ru/12"])
    archive.add_revision(article_record(item), article=item)
    add(archive, ready(2))
    archive.close()
    archive = opened(tmp_path)
    assert known(archive).translations == '["paper/ru/12"]'
    assert known(archive, "paper/en/2").translations is None
    assert "translations" not in lines(tmp_path)[0]
    archive.close()


def test_an_article_is_left_to_the_next_run_only_if_nothing_is_known_of_it(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    add(archive, ready(1))
    archive.add_unvisited("paper", [(f"paper/en/{number}", f"/{number}") for number in (1, 2, 3)])
    archive.put_article(failed(met("paper/en/3", NOON), NOON, "timeout"))
    archive.commit()
    assert archive.state.unvisited("paper") == [("paper/en/2", "/2")]
    archive.close()
