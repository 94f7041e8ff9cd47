"""What changed, word by word: enough around it, never all of it, and in bounded time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.report.words import MAX_WORDS, Piece, changes

WORDS = st.lists(st.sampled_from(["a", "b", "c", "\n\n"]), max_size=30).map(" ".join)


def test_only_the_surroundings_are_shown() -> None:
    before = " ".join(f"w{place}" for place in range(100))
    pieces = changes(before, before.replace("w50", "new"))
    assert pieces == [
        Piece("cut", "…"),
        Piece("same", "w43 w44 w45 w46 w47 w48 w49"),
        Piece("old", "w50"),
        Piece("new", "new"),
        Piece("same", "w51 w52 w53 w54 w55 w56 w57"),
        Piece("cut", "…"),
    ]


def test_a_paragraph_that_came_is_marked() -> None:
    assert changes("One.\n\nThree.", "One.\n\nTwo.\n\nThree.") == [
        Piece("same", "One. ¶"),
        Piece("new", "Two. ¶"),
        Piece("same", "Three."),
    ]


def test_a_word_that_two_changes_share_by_chance_is_changed_with_them() -> None:
    assert changes(
        "Farmers of Solm ask for a loud say", "The council of Tarsk votes on a long bypass"
    ) == [
        Piece("old", "Farmers of Solm ask for a loud say"),
        Piece("new", "The council of Tarsk votes on a long bypass"),
    ]
    pieces = changes("1 mile and 2 miles", "3 mile and 4 miles")
    assert [piece.text for piece in pieces] == ["1", "3", "mile and", "2", "4", "miles"]


def test_from_nothing_and_to_nothing() -> None:
    assert changes("", "A title") == [Piece("new", "A title")]
    assert changes("A title", "") == [Piece("old", "A title")]


@given(WORDS, WORDS)
def test_the_words_that_went_and_came_are_those_that_differ(before: str, after: str) -> None:
    pieces = changes(before, after)
    if before.split() == after.split() and before.count("\n\n") == after.count("\n\n"):
        return
    kept = {what: [piece for piece in pieces if piece.what == what] for what in ("old", "new")}
    assert all(piece.text.strip() for pieces_ in kept.values() for piece in pieces_)


def test_texts_without_bound_are_compared_by_paragraphs_and_cut() -> None:
    long = "\n\n".join(
        " ".join(f"{paragraph}.{word}" for word in range(300)) for paragraph in range(40)
    )
    other = "\n\n".join(
        " ".join(f"{paragraph}:{word}" for word in range(300)) for paragraph in range(40)
    )
    repeated = (
        "\n\n".join("xy"[place % 2] for place in range(9_999)),
        "\n\n".join("yyx"[place % 3] for place in range(9_999)),
    )
    for pieces in (changes(long, other), changes(*repeated)):
        assert [piece.what for piece in pieces if piece.what != "same"] == ["old", "new"]
        assert all(
            len(piece.text.split()) == MAX_WORDS + 1 for piece in pieces if piece.what != "same"
        )
