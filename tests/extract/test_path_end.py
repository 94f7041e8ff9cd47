"""extract.path_end: the headline under a path whose last step is a first-level heading."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, TITLE, html, read

SOUGHT = "Ferry upper pier: timetable, tickets and why it sails again"
"""What is written for search engines."""
HEAD = (
    f"<title>{SOUGHT} | Paper</title><meta property='og:title' content='{SOUGHT}'>"
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s"}</script>'
)
STEPS = "<li><a href=/>Home</a></li><li><a href=/en/piers>Piers</a></li>"
PATHS = (
    f"<nav><ul>{STEPS}<li><h1>{SOUGHT}</h1></li></ul></nav>",
    f"<ul class=breadcrumb><li><a href=/en/piers>Piers</a></li><li><h1>{SOUGHT}</h1></li></ul>",
    f"<div><a href=/>Home</a> <a href=/en/piers>Piers</a> <h1>{SOUGHT}</h1></div>",
    f"<div class=crumbs><div><a href=https://paper.test/>Home</a> ›</div><h1>{SOUGHT}</h1></div>",
)


def title_of(above: str, headline: str, claimed: str = TITLE) -> str | None:
    return read(html(f"{above}<div>{headline}{PROSE}</div>", HEAD % claimed)).title


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headline",
    [
        f"<h2>{TITLE}</h2>",
        f"<p>Upper pier</p><h2>{TITLE}</h2>",
        f"<h2><span>Crossing</span><span>{TITLE}</span></h2>",
        f"<p class=headline>{TITLE}</p>",
    ],
)
def test_the_last_step_of_a_path_is_no_title_where_the_headline_stands_under_it(
    path: str, headline: str
) -> None:
    assert title_of(path, headline) == TITLE


@pytest.mark.parametrize("path", PATHS)
def test_a_label_may_stand_before_the_headline_in_the_metadata(path: str) -> None:
    shown = f"<h2><div>After the storm</div><div>{TITLE}</div></h2>"
    assert title_of(path, shown, f"After the storm: {TITLE}") == TITLE


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "below",
    [
        "",
        "<h2>The timetable of the winter</h2>",
        f"<h2><a href=/en/news/detail/9>{TITLE}</a></h2>",
        f"<aside><h2>{TITLE}</h2></aside>",
    ],
)
def test_the_last_step_is_the_title_where_nobody_confirms_a_headline(path: str, below: str) -> None:
    assert title_of(path, below) == SOUGHT


@pytest.mark.parametrize(
    "above",
    [
        f"<nav>{STEPS}</nav><div><h1>{SOUGHT}</h1></div>",
        f"<div><p>The harbour office has a say in this.</p><h1>{SOUGHT}</h1></div>",
        f"<div><a href=/en/piers>Piers</a><h1>{SOUGHT}</h1></div>",
        f"<h1>{SOUGHT}</h1>",
    ],
)
def test_a_heading_that_ends_no_path_stays_the_title(above: str) -> None:
    assert title_of(above, f"<h2>{TITLE}</h2>") == SOUGHT
