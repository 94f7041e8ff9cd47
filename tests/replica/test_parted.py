"""Articles of the replica that stand on several pages: every page is there, and together they are
the article."""

from __future__ import annotations

import re
from datetime import date

import pytest

from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.options import Options
from newscrawl.replica.parted import parts_of
from newscrawl.replica.replies import request_for
from newscrawl.replica.site import Site
from newscrawl.replica.urls import article_path


def site(markup: str = "semantic", pages: int = 3) -> Site:
    return Site(
        Options(
            markup=markup,
            articles=24,
            languages=("en",),
            listing_size=20,
            seed=1,
            today=date(2026, 1, 14),
            seed_page=None,
            plain_links=True,
            faults=(),
            pages=pages,
        )
    )


def test_the_parts_are_the_whole_article() -> None:
    archive = site().archives["en"]
    parted = 0
    for number in archive.numbers:
        article = archive.article(number)
        parts = parts_of(article, 3)
        assert [block for part in parts for block in part] == [*article.blocks]
        assert all(part[-1].kind != "subheading" for part in parts[:-1])
        parted += len(parts) > 1
        assert parts_of(article, 1) == [article.blocks]
    assert 2 <= parted <= len(archive.numbers) / 4


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_markup_leads_from_page_to_page(markup: str) -> None:
    copy = site(markup)
    archive = copy.archives["en"]
    number = next(n for n in archive.numbers if len(parts_of(archive.article(n), 3)) == 3)
    path = article_path("en", number)
    for place in (1, 2, 3):
        reply = copy.answer(request_for(f"{path}?page={place}" if place > 1 else path))
        page = re.sub(r"\s+", " ", reply.body.decode())
        others = [one for one in (2, 3) if one != place]
        assert all(f"{path}?page={one}" in page for one in others)
        assert f"{path}?page={place}" not in page
    assert copy.answer(request_for(f"{path}?page=4")).status == 404
    plain = site(markup, pages=1)
    assert '?page=2"' not in plain.answer(request_for(path)).body.decode()
