"""What waits on the disk is given in its turn, also what is left there meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.makers import NOON

from newscrawl.frontier.policies.waiting import Waiting
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.site import Site
from newscrawl.lifecycle.transitions import met
from newscrawl.storage.archive import Archive

HOME = "https://paper.test"
ADDRESSES = {
    "told by the key": "/{year}/{month}/{day}/{slug}",
    "told by links": "/{section}/{slug}-{code}.html",
}


def site(address: str) -> Site:
    return Site("paper", HOME, PatternScheme(SchemeDescription((address,))))


def url(address: str, number: int) -> str:
    if "{code}" in address:
        return f"{HOME}/town/a-ferry-sails-{number:07x}7.html"
    return f"{HOME}/2026/01/{number:02}/a-ferry-sails"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path, run="20260114T093000Z-1f3a", clock=lambda: NOON)
    yield archive
    archive.close()


@pytest.fixture(params=[*ADDRESSES.values()], ids=[*ADDRESSES])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def left(waiting: Waiting, of: Site, address: str, number: int) -> ArticleRef:
    link = of.link(HOME, url(address, number))
    assert link is not None
    assert link.ref is not None
    assert waiting.leave(link.ref, link.url)
    waiting.let_go(link.ref)
    return link.ref


def test_what_is_left_is_given_by_the_next_run_with_where_it_is(
    archive: Archive, address: str
) -> None:
    refs = [left(Waiting(one := site(address), archive), one, address, n) for n in (1, 2, 3)]
    archive.commit()
    later = site(address)
    assert list(Waiting(later, archive)) == refs[::-1]
    assert [later.canonical(ref) for ref in refs] == [url(address, n) for n in (1, 2, 3)]


def test_what_is_left_while_others_are_given_has_its_turn(archive: Archive, address: str) -> None:
    here = site(address)
    waiting = Waiting(here, archive)
    first = left(waiting, here, address, 1)
    assert not waiting.is_done
    given = iter(waiting)
    assert next(given) == first
    assert not waiting.is_done
    # It was visited, and its turn is over; what is left now lies above it.
    archive.put_article(met(here.id(first), NOON))
    second = left(waiting, here, address, 2)
    assert list(given) == [second]
    assert waiting.is_done


def test_what_waits_already_is_not_new(archive: Archive, address: str) -> None:
    here = site(address)
    waiting = Waiting(here, archive)
    ref = left(waiting, here, address, 1)
    assert not waiting.leave(ref, url(address, 1))
    archive.commit()
    assert not Waiting(here, archive).leave(ref, url(address, 1))


def test_nothing_waits_without_an_archive_and_where_none_was_left(archive: Archive) -> None:
    here = site(ADDRESSES["told by the key"])
    for one in (Waiting(here, None), Waiting(here, archive)):
        assert one.is_done
        assert list(one) == []
        assert one.is_done
    assert not Waiting(here, None).is_kept


def test_it_says_how_many_articles_are_known(archive: Archive) -> None:
    archive.put_article(met("paper/en/1", NOON))
    archive.put_article(met("other/en/1", NOON))
    archive.commit()
    assert Waiting(site(ADDRESSES["told by the key"]), archive).known == 1
