"""Sites of other kinds: written from right to left, with pages for phones and for printing, with
live blogs, galleries, interviews and videos among the reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from support.commands import crawl
from support.variants import first_then_slow

from newscrawl.replica import running
from newscrawl.replica.kinds import kind_of

FIELDS = ("url", "title", "body", "language", "published", "published_from", "modified")
SITES: dict[str, dict[str, Any]] = {
    "kinds from right to left": {"markup": "magazine", "languages": ("ar",), "kinds": True},
    "right to left": {"markup": "cards", "languages": ("ar",), "listing_size": 7},
    "of two scripts": {"markup": "magazine", "languages": ("ar", "en"), "listing_size": 5},
    "kinds": {"markup": "cards", "languages": ("en",), "kinds": True, "listing_size": 9},
    "declared kinds": {"markup": "semantic", "languages": ("ru",), "kinds": True, "pages": 3},
    "views": {"markup": "word", "languages": ("en",), "faults": ("views",), "plain_links": True},
    "views of cards": {"markup": "cards", "languages": ("en",), "faults": ("views",)},
}


@pytest.mark.parametrize("name", first_then_slow([*SITES]))
def test_each_article_is_found_once_and_whole(name: str, tmp_path: Path) -> None:
    with running(articles=36, **SITES[name]) as replica:
        run = crawl(replica.root, tmp_path, "NEWSCRAWL_READERS=0")
        truth = {record["id"]: dict(record) for record in replica.truth()}
        lines = {line["id"]: line for line in run.lines()}
        assert Counter(line["id"] for line in run.lines()) == Counter(truth.keys()), run.stderr
        for article_id, record in truth.items():
            told = lines[article_id]
            assert {key: told[key] for key in FIELDS} == {key: record[key] for key in FIELDS}


def test_there_is_each_kind_among_so_many() -> None:
    kinds = {kind_of(number) for number in range(7482, 7518)}
    assert kinds == {"report", "live", "gallery", "interview", "video"}
