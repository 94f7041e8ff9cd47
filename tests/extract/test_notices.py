"""extract.notices: which texts are nobody's, and which tell in the articles of a story what went
before."""

from __future__ import annotations

import json

import pytest

from newscrawl.extract.notices import LaterPages, Shown, word_marks

NOTICE, BACKGROUND, OWN = 1, 2, 100
TITLES = (
    "Orchards flower early above Tsalka",
    "Schools reopen after the holidays",
    "Mayor promises buses until midnight",
    "Vineyards count the hailstones",
    "Museum buys letters of a painter",
    "Wrestlers return without medals",
)
STORY = (
    "Ferry Margarita still missing off Ostrin",
    "Families of the ferry wait ashore",
    "Divers reach the sunken ferry",
    "Owner of the ferry is questioned",
    "Minister speaks of the Margarita",
    "Nobody saw the ferry leave",
)
WHAT_HAPPENED = "The Margarita, a ferry of 1974, left Ostrin on 3 March and never came back."
ASKED = "Partner content: read how the savings bank helps young families to a home."


def shown(pages: int, *, notice: int = 0, titles: tuple[str, ...] = TITLES) -> Shown:
    """So many articles; every `notice`-th has the notice, and each has a text of its own."""
    found = Shown()
    for number in range(pages):
        places = {OWN + number, *({NOTICE} if notice and number % notice == 0 else ())}
        found.add(places, f"{number}", word_marks(f"{titles[number % len(titles)]} {number}"))
    return found


@pytest.mark.parametrize(
    ("pages", "every", "is_in_many"),
    [(11, 1, False), (12, 2, True), (12, 3, False), (24, 4, True), (30, 4, True), (30, 5, False)],
)
def test_a_text_of_a_quarter_of_the_articles_and_of_six_is_in_many(
    pages: int, every: int, is_in_many: bool
) -> None:
    assert shown(pages, notice=every).stands_in_many(NOTICE) is is_in_many


def test_an_article_that_is_read_again_counts_once() -> None:
    found = shown(12)
    for _ in range(10):
        found.add({OWN}, "0")
    assert found.count(OWN) == 11
    assert not found.stands_in_many(OWN)


def test_what_the_articles_of_a_story_share_is_theirs() -> None:
    found = shown(18)
    for number, title in enumerate(STORY, 50):
        found.add({BACKGROUND}, f"{number}", word_marks(title))
    assert found.stands_in_many(BACKGROUND)
    assert found.is_of_a_story(BACKGROUND, word_marks(WHAT_HAPPENED))
    assert found.is_of_a_story(BACKGROUND, ()), "most of the titles name the ferry"


def test_what_unrelated_articles_share_is_of_no_story() -> None:
    found = shown(24, notice=4)
    assert not found.is_of_a_story(NOTICE, word_marks(ASKED))
    named = shown(24, notice=4, titles=tuple(f"{title} - The Harbour Gazette" for title in TITLES))
    assert not named.is_of_a_story(NOTICE, word_marks("The Harbour Gazette asks for your help"))


def test_no_story_is_half_of_a_site() -> None:
    found = shown(6)
    for number, title in enumerate(STORY * 2, 50):
        found.add({BACKGROUND}, f"{number}", word_marks(title))
    assert not found.is_of_a_story(BACKGROUND, word_marks(WHAT_HAPPENED))


def test_it_is_the_same_when_it_is_loaded() -> None:
    found = shown(24, notice=4)
    again = Shown.load(json.loads(json.dumps(found.dump())))
    assert again.dump() == found.dump()
    assert again.stands_in_many(NOTICE)


def test_counts_of_an_earlier_program_are_taken_over() -> None:
    found = Shown.of_counts(15, [f"{n}" for n in range(12)], [(NOTICE, 6), (OWN, 8)], {OWN: 3})
    assert found.stands_in_many(NOTICE)
    assert found.count(OWN) == 8
    assert not found.stands_in_many(OWN)
    assert not found.is_of_a_story(NOTICE, word_marks(ASKED))


def test_later_pages_are_looked_at_in_stretches_and_notices_are_kept_of_them() -> None:
    later = LaterPages()

    def add(numbers: range, place: int) -> list[bool]:
        return [
            later.add({OWN + n, *({place} if n % 2 else ())}, f"{n}", frozenset(), 20)
            for n in numbers
        ]

    assert add(range(19), NOTICE) == [False] * 19
    assert add(range(19, 20), NOTICE) == [True]
    assert [one.texts.keys() for one in later.found] == [{NOTICE}]
    assert later.window.pages == 0
    assert not any(add(range(20, 40), NOTICE)), "it is known by now"
    assert not any(add(range(40, 60), OWN)[:-1])
    again = LaterPages.load(json.loads(json.dumps(later.dump())))
    assert again.dump() == later.dump()
    for stretch in range(5):
        add(range(60 + 20 * stretch, 80 + 20 * stretch), 10 + stretch)
    assert [set(one.texts) for one in later.found] == [{11}, {12}, {13}, {14}]
