"""extract.same_story: whether two texts are of one story."""

from __future__ import annotations

from support.paper_pages import BODY, FIRST, OTHER_TITLES, SECOND, THIRD, TITLE, other_text

from newscrawl.extract.same_story import is_edition, same_story, same_title


def test_an_article_that_grew_is_the_same_story_and_an_edition() -> None:
    longer = "\n\n".join([BODY, *(other_text(n) for n in range(12))])
    assert is_edition(BODY, longer)
    assert same_story(BODY, longer)


def test_an_article_of_which_half_was_written_anew_is_the_same_story_and_no_edition() -> None:
    other = f"{FIRST}\n\n{other_text(1)}\n\n{THIRD}"
    assert same_story(BODY, other)
    assert not is_edition(BODY, other)


def test_the_same_words_in_another_order_are_another_story() -> None:
    words = BODY.split()
    assert not same_story(BODY, " ".join(words[::2] + words[1::2]))


def test_a_flash_that_a_long_article_holds_is_no_proof() -> None:
    """Fewer than eight phrases stand in many texts."""
    flash = "The night ferry sailed from the pier on Monday."
    assert not same_story(flash, f"{flash} {BODY} {SECOND}")
    assert is_edition(flash, f"{flash} {BODY}")


def test_titles_are_compared_by_their_long_words_without_endings() -> None:
    assert same_title(TITLE, "Night ferries return to the pier")
    assert not same_title(TITLE, OTHER_TITLES[0])
    assert not same_title(TITLE, "")
