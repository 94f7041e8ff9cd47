"""extract.body.witnesses: what the metadata say of the text, and how far a reading agrees."""

from __future__ import annotations

from support.paper_pages import FIRST, SECOND, THIRD, TITLE, other_text

from newscrawl.extract.body.witnesses import Witnesses, words
from newscrawl.extract.claims import Metadata

LONG = " ".join(other_text(number) for number in range(4))


def witnesses(**said: object) -> Witnesses:
    metadata = Metadata()
    for name, value in said.items():
        setattr(metadata, name, value)
    return Witnesses(metadata, TITLE)


def test_words_of_scripts_without_spaces_are_letters() -> None:
    assert words("Tea 茶です, ჩაი!") == ["tea", "茶", "で", "す", "ჩაი"]


def test_the_text_that_the_metadata_give_may_be_its_beginning_only() -> None:
    told = witnesses(body=LONG)
    assert told.text_share(f"{LONG} {FIRST} {SECOND}") == 1.0
    share = told.text_share(FIRST)
    assert share is not None
    assert share < 0.3
    assert told.share_in_text(LONG) == 1.0
    assert told.share_in_text("") == 0.0


def test_a_short_text_in_the_metadata_is_no_text() -> None:
    assert witnesses(body=FIRST).text_share(FIRST) is None
    assert witnesses().text_share(FIRST) is None


def test_the_summary_speaks_with_its_long_words_that_the_title_has_not() -> None:
    told = witnesses(description=f"{TITLE}. {SECOND}")
    assert told.summary_share(SECOND) == 1.0
    share = told.summary_share(THIRD)
    assert share is not None
    assert share < 0.3
    assert witnesses(description=TITLE).summary_share(FIRST) is None


def test_the_number_of_words() -> None:
    assert witnesses(words=200).word_share("one two three four") == 0.02
    assert witnesses(words=20).word_share("one two") is None
    assert witnesses().word_share("one two") is None
