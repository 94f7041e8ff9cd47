"""Records that are listings are told, and articles that are like others are not."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.chain import whole_run
from support.makers import article

from newscrawl.items import Article
from newscrawl.pipelines.listings_read import COUNT, EXAMPLE

FERRY = (
    "The ferry of the third pier was closed for a week after the storm in the valley.\n\nIt sails."
)
MILL = (
    "An empty mill above the gorge has been let to an orchestra for the whole winter.\n\nIt plays."
)
CUT = "The ferry of the third pier was closed for a week after the storm…"


def told(folder: Path, *bodies: tuple[str, str]) -> dict[str, Any]:
    items: list[Article] = [
        article(1, id=f"paper/en/{name}", url=f"https://paper.test/{name}", title=name, body=body)
        for name, body in bodies
    ]
    return dict(partial(whole_run, folder / "output")(*items).counts)


STORIES = (("ferry-sails-again", FERRY), ("mill-is-let", MILL))


@pytest.mark.parametrize(
    "body",
    [
        CUT,
        f"{CUT}\n\nAn empty mill above the gorge has been let to an orchestra for the…",
        f"{FERRY.split(chr(10))[0]}\n\n{MILL.split(chr(10))[0]}\n\nAll our news in one place.",
    ],
)
def test_a_text_of_the_beginnings_of_others_is_a_listings(tmp_path: Path, body: str) -> None:
    counts = told(tmp_path, *STORIES, ("harbour", body))
    assert (counts[COUNT], counts[EXAMPLE]) == (1, "paper/en/harbour")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ferry-twin", FERRY),
        ("short", "It was closed for a week."),
        ("follow-up", f"{FERRY.split(chr(10))[0]}\n\nNow it is open.\n\nSo it was said on Monday."),
        ("2026/01/05/harbour", CUT),
        ("4666", CUT),
    ],
)
def test_an_article_that_is_like_another_is_none(tmp_path: Path, name: str, body: str) -> None:
    assert COUNT not in told(tmp_path, *STORIES, (name, body))
