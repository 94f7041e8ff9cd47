"""What is newer: by number, or by what is known of the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.makers import NOON, ready

from newscrawl.extract.links import Links
from newscrawl.frontier.policies.news_order import NewsOrder
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.site import Site
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive

LATER = NOON + timedelta(hours=3)
SLUGS = Site("paper", "https://paper.test", PatternScheme(SchemeDescription(("/{slug}",))))
NUMBERS = Site("paper", "https://paper.test", PatternScheme(SchemeDescription(("/{number}",))))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path, run="20260114T093000Z-1f3a", clock=lambda: NOON)
    yield archive
    archive.close()


def add(archive: Archive, key: str, day: int | None, fetched_at: object = NOON) -> None:
    published = None if day is None else date(2026, 1, day)
    what = {
        "published": published,
        "published_from": published and "page",
        "fetched_at": fetched_at,
    }
    archive.add_revision(article_record(ready(1, id=f"paper/en/{key}", **what)))
    archive.commit()


def test_without_numbers_days_tell_what_is_newest_and_a_moment_what_was_known(
    archive: Archive,
) -> None:
    order = NewsOrder(SLUGS, archive)
    for key, day in (("old", 2), ("newest", 9), ("middle", 5)):
        add(archive, key, day)
    assert order.newest("en", 2) == ["newest", "middle"]
    mark = order.marks(["en", "ka"])
    assert mark == {"en": int(NOON.timestamp())}

    add(archive, "since", 4, LATER)
    news = order.news("en", mark["en"], limit=10)
    assert news.has_news, "it was read after the mark"
    assert not order.news("en", int(LATER.timestamp()), limit=10).has_news


def test_with_numbers_the_highest_is_the_newest(archive: Archive) -> None:
    order = NewsOrder(NUMBERS, archive)
    for key, day in (("7", 9), ("12", 2)):
        add(archive, key, day)
    assert order.newest("en", 5) == [12, 7]
    assert order.marks(["en"]) == {"en": 12}
    assert order.news("en", 7, limit=5).has_news
    assert not order.news("en", 12, limit=5).has_news


@pytest.mark.parametrize(("site", "key", "place"), [(SLUGS, "a-b-c", "a-b-c"), (NUMBERS, "7", 7)])
def test_a_place_is_an_article(archive: Archive, site: Site, key: str, place: object) -> None:
    order, ref = NewsOrder(site, archive), ArticleRef("en", key)
    (found,) = order.places_in(Links([(ref, "https://paper.test/x")], [], []))["en"]
    assert found == place
    assert order.ref("en", found) == ref
    assert order.ids("en", [found]) == {place: f"paper/en/{key}"}
