"""What came beside what is known: a page that cannot be read any more, another name, a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support import archives
from support.makers import article, failure, headline

from newscrawl.pipelines.beside_known import is_named, is_renamed, is_unread, needed_against
from newscrawl.storage.archive import Archive

RUN = "20260118T093000Z-bbbb"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Numbers 1 to 9 are known, of which 1 is live, and 99 is not."""
    with closing(Archive(archives.make(tmp_path / "output"), run=RUN)) as archive:
        yield archive


def test_a_page_that_came_for_a_live_article_and_is_none_is_unread(archive: Archive) -> None:
    came = failure(1, id="paper/en/1", status=200)
    assert is_unread(came, archive)
    assert not is_unread(replace(came, status=500), archive)
    assert not is_unread(replace(came, status=None), archive)
    assert not is_unread(replace(came, id="paper/en/99"), archive)
    assert not is_unread(replace(came, id=None), archive)


def test_another_name_than_all_before_is_one_where_there_was_any(archive: Archive) -> None:
    assert is_renamed(headline(1, title="Never seen before"), archive)
    archive.add_headline(headline(1, title="Never seen before"))
    assert not is_renamed(headline(1, title="Never  SEEN before"), archive)
    assert not is_renamed(headline(99, title="Never seen before"), archive)


def test_an_article_is_named_where_a_headline_says_its_title(archive: Archive) -> None:
    new = article(99, title="The ferry sails")
    assert not is_named(new, archive)
    archive.add_headline(headline(99, title="The ferry sails"))
    assert is_named(new, archive)
    assert not is_named(article(99, title="Another"), archive)


def test_what_was_held_and_lost_nothing_weighs_less_than_what_lacks_its_text(
    archive: Archive,
) -> None:
    known = archive.known("paper/en/1")
    assert known is not None
    body = archive.latest_record(known)["body"]
    edited = article(1, body=f"{body} Corrected on Friday.")
    assert needed_against([edited], archive) == 1
    assert needed_against([edited, article(1, body=body[: len(body) // 3])], archive) == 5
    assert needed_against([], archive) == 0
