"""Keywords: of the article, each once, however many the page gives."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import OTHER_TITLES, TITLE, address, memory_of, other_text, read, story

from newscrawl.extract.tags import MAX_TAGS


def meta(name: str, text: str) -> str:
    return f'<meta name="{name}" property="{name}" content="{text}">'


def json_ld(keywords: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "keywords": keywords}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def tags(head: str = "", **parts: str) -> list[str]:
    return read(story(head=head, **parts)).tags


@pytest.mark.parametrize(
    "head",
    [
        json_ld("ferries, the upper  pier"),
        json_ld(["ferries", "the upper\npier"]),
        json_ld(["ferries,the upper pier"]),
        json_ld([{"@type": "DefinedTerm", "name": "ferries"}, {"name": "the upper pier"}]),
        json_ld(["ferries", ["the upper pier", 7, None, True], 12.5, {}]),
        meta("article:tag", "ferries") + meta("article:tag", "the upper pier"),
        meta("keywords", "ferries, the upper pier"),
        meta("news_keywords", "ferries; #the upper pier, ,FERRIES"),
        meta("keywords", "&lt;b&gt;ferries&lt;/b&gt;, &quot;the upper pier&quot;"),
    ],
)
def test_they_are_parted_folded_and_told_once(head: str) -> None:
    assert tags(head) == ["ferries", "the upper pier"]


@pytest.mark.parametrize(
    "below",
    [
        "<a rel=tag href=/en/tag/a>ferries</a> <a rel=tag href=/en/tag/b>the upper pier</a>",
        "<ul class=tags><li><a href=/t/a>ferries</a><li><a href=/t/b>the upper pier</a></ul>",
        "<p class=post-tags><a href=/t/a>ferries</a>, <a href=/t/b>the upper pier</a></p>",
        "<p>Tags: ferries, the upper pier</p>",
        "<p>Topics: <a href=/t/a>ferries</a> | <a href=/t/b>the upper pier</a></p>",
    ],
)
def test_those_that_the_page_shows_at_the_text_count(below: str) -> None:
    assert tags(below=below) == ["ferries", "the upper pier"]


@pytest.mark.parametrize(
    "below",
    [
        "<aside><a rel=tag href=/t/a>ferries</a></aside>",
        "<nav class=tags><a href=/t/a>ferries</a></nav>",
        "<div class=comments><a rel=tag href=/t/a>ferries</a></div>",
        "<p class=categories><a rel='category tag' href=/c/a>ferries</a></p>",
        f"<p class=tags><a href={address(4000)}>Another article</a></p>",
        "<p class=entry-footer><a href=/login>Log in</a></p>",
    ],
)
def test_links_of_the_site_and_of_others_are_none(below: str) -> None:
    assert tags(below=below) == []


def test_all_voices_are_heard_the_articles_own_metadata_first() -> None:
    head = meta("keywords", "ferries, tea") + json_ld(["Harbour"])
    reading = read(story(head=head, below="<a rel=tag href=/t/a>Piers</a>"))
    assert reading.tags == ["Harbour", "ferries", "tea", "Piers"]
    assert reading.decisions is not None
    assert reading.decisions.tags == "json-ld keywords"


def test_what_stands_on_every_page_is_none() -> None:
    def page(number: int) -> str:
        return story(
            f"<p>{other_text(number)}</p><p>{other_text(number + 20)}</p>",
            head=meta("keywords", f"news, valley, boat {number}"),
            below="<a rel=tag href=/t/top>Top stories</a>",
            title=TITLE if number == 9 else OTHER_TITLES[number],
        )

    memory = memory_of([page(number) for number in range(6)])
    assert read(page(9), memory=memory).tags == ["boat 9"]


@pytest.mark.parametrize(
    "text", [TITLE, "x" * 101, "#", "https://paper.test/a", "The Pier", "a " * 11]
)
def test_what_is_no_keyword_is_left_out(text: str) -> None:
    site = meta("og:site_name", "The Pier")
    assert tags(site + meta("article:tag", text) + meta("article:tag", "tea")) == ["tea"]


@pytest.mark.parametrize(
    "head",
    [
        json_ld([f"word {number}" for number in range(10_000)]),
        json_ld(",".join(f"word {number}" for number in range(10_000))),
        meta("keywords", ",".join(f"word {number}" for number in range(10_000))),
        "".join(meta("article:tag", f"word {number}") for number in range(10_000)),
    ],
    ids=["list", "text", "keywords", "tags"],
)
def test_ten_thousand_keywords_are_bounded(head: str) -> None:
    assert tags(head) == [f"word {number}" for number in range(MAX_TAGS)]


def test_a_nest_of_lists_is_none() -> None:
    nested: object = "ferries"
    for _ in range(40):
        nested = [nested]
    assert tags(json_ld(nested)) == []


def test_a_keyword_that_most_articles_share_is_theirs_and_one_of_all_pages_nobodys() -> None:
    def page(place: int, *more: str) -> str:
        names = ["Valley", f"pier {place}", *more]
        line = "".join(f"<a rel=tag href=/tag/{one}>{one}</a> " for one in names)
        return story(
            f"<p>{other_text(2 * place)}</p><p>{other_text(2 * place + 1)}</p>",
            title=OTHER_TITLES[place % 8],
            below=f"<p>Tags: {line}</p>",
        )

    memory = memory_of([page(place, *(["ferries"] if place % 6 else [])) for place in range(18)])
    assert read(page(20, "ferries"), memory=memory).tags == ["pier 20", "ferries"]
