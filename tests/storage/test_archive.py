"""What a second run knows of the first, read from the feeds alone."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from makers import headline, ready

from newscrawl.errors import OutputError
from newscrawl.storage.archive import Archive, Known
from newscrawl.storage.records import article_digest, compared_digest

RUN = "20260114T093000Z-1f3a"


def known(archive: Archive, article_id: str = "paper/en/1") -> Known:
    found = archive.known(article_id)
    assert found is not None
    return found


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "new" / "output")
    assert archive.known("paper/en/1") is None
    assert not archive.has_headline(headline())
    assert list(archive.sightings()) == []
    archive.close()
    assert (tmp_path / "new" / "output" / "articles.jsonl").read_bytes() == b""


def test_the_next_run_knows_the_last_line_of_each_article(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for item in (ready(1), ready(2), ready(1, title="Another title", revision=2)):
        archive.add_article(item, run=RUN)
    archive.close()
    archive = Archive(tmp_path)
    assert known(archive).revision == 1 or known(archive).digest == article_digest(ready(1, title="Another title"))
    assert archive.record(known(archive))["title"] == "Another title"
    assert archive.record(known(archive, "paper/en/2"))["seq"] == 2
    assert known(archive, "paper/en/2").digest == article_digest(ready(2))
    archive.close()


def test_the_next_run_knows_which_headlines_were_seen(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add_headline(headline(1), run=RUN)
    archive.close()
    archive = Archive(tmp_path)
    assert archive.has_headline(headline(1, seen_on="http://127.0.0.1/elsewhere"))
    assert not archive.has_headline(headline(1, day=date(2026, 1, 8)))
    assert not archive.has_headline(headline(1, title="Another title"))
    assert not archive.has_headline(headline(2))
    assert [line["id"] for line in archive.sightings()] == ["paper/en/1"]
    archive.close()


@pytest.mark.parametrize(
    ("facts", "open_to_headlines", "day"),
    [
        ({}, True, None),
        ({"published": date(2026, 1, 9), "published_from": "headline"}, True, date(2026, 1, 9)),
        ({"published": date(2026, 1, 9), "published_from": "page"}, False, None),
        ({"published": datetime(2026, 1, 9, 8, tzinfo=UTC), "published_from": "metadata"}, False, None),
    ],
)
def test_a_headline_may_date_what_no_page_dates(
    tmp_path: Path, facts: dict[str, object], open_to_headlines: bool, day: date | None
) -> None:
    archive = Archive(tmp_path)
    archive.add_article(ready(1, **facts), run=RUN)
    assert (known(archive).open_to_headlines, known(archive).headline_day) == (open_to_headlines, day)
    archive.close()


def test_a_torn_line_is_not_known(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.add_article(ready(1), run=RUN)
    archive.add_article(ready(2), run=RUN)
    archive.close()
    feed = tmp_path / "articles.jsonl"
    feed.write_bytes(feed.read_bytes()[:-9])
    archive = Archive(tmp_path)
    assert archive.known("paper/en/1") and archive.known("paper/en/2") is None
    archive.close()


def test_an_output_folder_that_is_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(OutputError):
        Archive(tmp_path / "output")


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
        1, page_date=date(2026, 1, 14), headlines=[], fetched_from="http://127.0.0.2/", fetched_at=datetime(2026, 2, 1, tzinfo=UTC)
    )
    assert article_digest(other) == article_digest(ready(1))


def test_an_item_and_its_line_have_one_digest(tmp_path: Path) -> None:
    item = ready(1, published=datetime(2026, 1, 9, 8, tzinfo=UTC), published_from="page", authors=["A. Writer"], section="Город")
    archive = Archive(tmp_path)
    archive.add_article(item, run=RUN)
    assert compared_digest(archive.record(known(archive))) == article_digest(item) == known(archive).digest
    archive.close()


def test_knowing_an_article_takes_less_than_300_bytes(tmp_path: Path) -> None:
    """100,000 articles and their headlines stay below 30 MB."""
    archive = Archive(tmp_path)
    for count in range(5_000):
        archive.add_article(ready(count, body="x"), run=RUN)
        archive.add_headline(headline(count), run=RUN)
    archive.close()
    tracemalloc.start()
    archive = Archive(tmp_path)
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    archive.close()
    assert taken / 5_000 < 300
