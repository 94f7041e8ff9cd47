"""extract.title_score: how much a block of a page is its title."""

from __future__ import annotations

import pytest
from support.paper_pages import OTHER_TITLES, PROSE, TITLE, a_page, html

from newscrawl.extract.html.outline import Block
from newscrawl.extract.title_score import FEW_WORDS, HEADINGS, IMPRINT, MIN_SCORE, Voices, look
from newscrawl.text import key

NOBODY = Voices.of([], [], "")


def block_of(markup: str) -> Block:
    return a_page(html(markup + PROSE)).outline.blocks[0]


def looks(markup: str) -> float:
    return look(block_of(markup), lambda href: "/news/detail/" in href)


def test_a_headline_elsewhere_outweighs_metadata_and_these_the_browsers_title() -> None:
    known = Voices.of([TITLE], [], "").confirm(key(TITLE))
    claim = Voices.of([], [TITLE], "").confirm(key(TITLE))
    part = Voices.of([], [], f"{OTHER_TITLES[0]} and more | {TITLE}").confirm(key(TITLE))
    assert known > claim > part > MIN_SCORE


def test_any_one_voice_makes_a_title_of_a_plain_block() -> None:
    voices: list[tuple[list[str], list[str], str]] = [
        ([TITLE], [], ""),
        ([], [TITLE], ""),
        ([], [], TITLE),
    ]
    assert min(Voices.of(*said).confirm(key(TITLE)) for said in voices) >= MIN_SCORE


def test_repeated_claims_do_not_outweigh_two_headlines_elsewhere() -> None:
    claims = Voices.of([], [TITLE] * 9, "").confirm(key(TITLE))
    assert claims <= Voices.of([TITLE] * 2, [], "").confirm(key(TITLE))


def test_a_headline_cut_short_confirms_less_than_the_whole_and_a_few_letters_nothing() -> None:
    whole, half, start = (Voices.of([text], [], "") for text in (TITLE, TITLE[:24], TITLE[:9]))
    said = key(TITLE)
    assert whole.confirm(said) > half.confirm(said) > start.confirm(said) == 0
    assert NOBODY.confirm(said) == 0


@pytest.mark.parametrize("page_title", [TITLE, f"{TITLE} - Paper", f"Paper: {TITLE}"])
def test_what_a_voice_says_is_never_sorted_out_beforehand(page_title: str) -> None:
    assert Voices.of([], [], page_title).may_say(key(TITLE))
    assert not Voices.of([], [], page_title).may_say(key(OTHER_TITLES[0]))


def test_higher_headings_look_more_like_titles() -> None:
    found = [looks(f"<h{level}>{TITLE}</h{level}>") for level in range(1, 7)]
    assert found == sorted(found, reverse=True)
    assert found[0] == HEADINGS[1] >= MIN_SCORE > found[1]


def test_what_is_no_title_looks_less_like_one_than_plain_text() -> None:
    plain = looks(f"<p>{TITLE}</p>")
    assert looks("<p>Sport</p>") == pytest.approx(plain + FEW_WORDS)
    assert looks(f"<p>© {TITLE}</p>") == pytest.approx(plain + IMPRINT)
    own, other = f"<p><a href=/x>{TITLE}</a></p>", f"<p><a href=/en/news/detail/1>{TITLE}</a></p>"
    assert plain > looks(own) > looks(other)
    assert looks(f"<nav><p>{TITLE}</p></nav>") < plain < looks(f"<p class=headline>{TITLE}</p>")
