"""What the parser asks of an archive, and leaves there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from support.archives import make
from support.parsing import SITE, ref

from newscrawl.storage.archive import Archive
from newscrawl.storage.parser_archive import ParserArchive

RUN = "20260117T093000Z-4d6e"


def opened(folder: Path, *, dry: bool = False) -> Archive:
    at = datetime(2026, 1, 17, 9, 30, tzinfo=UTC)
    return Archive(folder, run=RUN, dry=dry, clock=lambda: at)


def test_it_tells_the_last_record_of_what_was_ever_read(tmp_path: Path) -> None:
    archive = opened(make(tmp_path))
    parser = ParserArchive(archive, SITE)
    changed, gone = parser.last_record("paper/en/2"), parser.last_record("paper/en/3")
    assert changed is not None
    assert gone is not None
    assert (changed["title"], gone["change"]) == ("The ferry sails no more", "gone")
    assert parser.last_record("paper/en/10") is None, "it failed"
    assert parser.last_record("paper/en/4666") is None
    archive.close()


def test_it_tells_each_title_once_and_the_newest_articles_first(tmp_path: Path) -> None:
    archive = opened(make(tmp_path))
    parser = ParserArchive(archive, SITE)
    assert parser.headline_titles("paper/en/2") == [
        "The ferry of pier 2 sails again",
        "The ferry sails no more",
    ]
    assert parser.newest_live("en", 3) == [ref(12), ref(8), ref(7)]
    assert parser.newest_live("ru", 3) == []
    archive.close()


def test_what_was_answered_where_nothing_is_comes_back_in_a_later_run(tmp_path: Path) -> None:
    answers: dict[str, dict[str, Any]] = {
        "https://paper.test/en/news/detail/0": {
            "at": "2026-01-17T09:30:00Z",
            "answer": {"url": "/", "texts": [[7, 9]], "is_gate": False, "is_redirect": True},
        },
        "https://paper.test/zz/news/detail/0": {"at": "2026-01-17T09:30:01Z", "answer": None},
    }
    archive = opened(tmp_path)
    ParserArchive(archive, SITE).save_nowhere_answers(answers)
    archive.close()
    again = opened(tmp_path)
    assert ParserArchive(again, SITE).nowhere_answers() == answers
    ParserArchive(again, SITE).save_nowhere_answers({})
    assert ParserArchive(again, SITE).nowhere_answers() == {}
    again.close()


def test_what_was_learnt_comes_back_in_a_later_run(tmp_path: Path) -> None:
    archive = opened(tmp_path)
    learnt = {"pages": 4, "texts": [[1, 4]], "slots": {"title": {"а": 4}}, "layout": "<urn:1>"}
    ParserArchive(archive, SITE).save_layout("en", learnt)
    archive.close()
    again = opened(tmp_path)
    assert ParserArchive(again, SITE).layouts() == {"en": json.loads(json.dumps(learnt))}
    again.close()


def test_a_dry_run_leaves_nothing(tmp_path: Path) -> None:
    make(tmp_path)
    archive = opened(tmp_path, dry=True)
    before = ParserArchive(archive, SITE).layouts()
    ParserArchive(archive, SITE).save_layout("ka", {"pages": 4})
    assert ParserArchive(archive, SITE).layouts() == before
    archive.close()


def test_what_is_owed_and_which_pages_taught_stands_in_the_state(tmp_path: Path) -> None:
    archive = opened(make(tmp_path))
    parser = ParserArchive(archive, SITE)
    parser.look_up([ref(1), ref(99)])
    parser.owe([ref(1), ref(99)])
    parser.note_lesson("<urn:1>", 1, "<urn:1>")
    archive.commit()
    assert archive.state.unvisited("paper") == [
        ("paper/en/99", "https://paper.test/en/news/detail/99")
    ]
    assert archive.state.lessons_by_layout()["<urn:1>"] == ["<urn:1>"]
    archive.close()
