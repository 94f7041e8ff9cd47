"""extract.function_words: what each of them tells."""

from __future__ import annotations

from newscrawl.extract.function_words import LANGUAGES, TELLING


def test_a_word_tells_less_the_more_languages_have_it() -> None:
    assert TELLING["der"][0][0] in ("de", "da") and len(TELLING["nicht"]) == 1
    assert dict(TELLING["nicht"]) == {"de": 1.0}
    for of in TELLING.values():
        assert abs(sum(weight for _, weight in of) - 1) < 1e-9


def test_each_language_has_some_that_are_its_own() -> None:
    own = {of[0][0] for of in TELLING.values() if len(of) == 1}
    assert own == LANGUAGES
