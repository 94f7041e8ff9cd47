"""extract.body.things: what an article recommends is its text, cards of stories are not."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, OTHER_TITLES, PROSE, other_text, read, story

SAID = "It burns for nine hours, weighs less than a loaf of bread, and its glass can be replaced:"


def entries(href: str, text: str = SAID, tag: str = "h3") -> str:
    return "".join(
        f"<div class=item><{tag}><a href={href.format(n=n)}>{title}</a></{tag}>"
        f"<p>{text} {other_text(n) if text else ''}</p></div>"
        for n, title in enumerate(OTHER_TITLES)
    )


def shown(markup: str) -> list[bool]:
    body = read(story(f"{PROSE}{markup}")).body or ""
    return [other_text(n) in body for n in range(len(OTHER_TITLES))]


@pytest.mark.parametrize(
    "href",
    [
        "https://shop{n}.example.com/lamp",
        "//shop{n}.example.com/lamp",
        "/go/lamp-{n} rel='nofollow Sponsored'",
    ],
)
def test_entries_that_lead_to_other_sites_and_say_something_are_the_text(href: str) -> None:
    things = entries(href)
    assert all(shown(things))
    page = story(f"<p>{FIRST}</p>{things}")
    assert OTHER_TITLES[3] in (read(page).body or "")


@pytest.mark.parametrize(
    "markup",
    [
        entries("/en/stories/{n}.html"),
        entries("https://shop.example.com/{n}", tag="b"),
        entries("https://partner.example.com/{n}", text=""),
        f"<h2>From our partners</h2><div>{entries('https://partner{n}.example.com/1')}</div>",
    ],
    ids=["stories of this site", "no headings", "nothing said", "in a box of their own"],
)
def test_cards_are_not(markup: str) -> None:
    assert not any(shown(markup))


def test_entries_over_the_title_are_not() -> None:
    things = entries("https://shop{n}.example.com/lamp")
    body = read(story(PROSE, above=f"<div>{things}</div>")).body or ""
    assert other_text(0) not in body
