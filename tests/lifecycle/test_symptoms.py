"""What a text loses when its site as a whole goes wrong, and what edits do to it."""

from __future__ import annotations

import pytest

from newscrawl.lifecycle.symptoms import first_symptoms, script_of, symptoms

SENTENCE = (
    "The ferry – the old one – sails at seven, “if the wind allows it”, the pilot’s wife says. "
)
RUSSIAN = "Паром отправится в семь утра, если позволит ветер, говорит жена лоцмана. "
GEORGIAN = "ბორანი დილის შვიდ საათზე გავა, თუ ქარი ნებას დართავს, ამბობს ლოცმანის ცოლი. "


def record(
    body: str, title: str = "The ferry sails", published: str | None = "2026-01-05"
) -> dict[str, object]:
    return {"title": title, "body": body, "published": published}


def wrong(text: str, charset: str) -> str:
    return text.encode().decode(charset, "replace")


@pytest.mark.parametrize("text", [SENTENCE, RUSSIAN, GEORGIAN])
@pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp1251", "ascii"])
def test_a_text_in_a_wrong_charset_has_lost_its_letters(text: str, charset: str) -> None:
    before = text * 6
    assert symptoms(record(before), record(wrong(before, charset))) >= {"garbled"}


def test_a_page_of_another_charset_read_as_latin_has_lost_its_script() -> None:
    before = RUSSIAN * 6
    after = before.encode("cp1251").decode("latin-1")
    assert symptoms(record(before), record(after)) == {"garbled"}
    assert script_of(before) == "Cyrillic"


@pytest.mark.parametrize(
    "text", [SENTENCE, RUSSIAN, GEORGIAN, "« L’été à Évian », dit‑il : « déjà… » "]
)
def test_an_edit_loses_nothing(text: str) -> None:
    before = text * 6
    for after in (
        before + text,
        before.replace("7", "8"),
        text * 4,
        before + "Really??? " + before,
    ):
        assert symptoms(record(before), record(after)) == set()


def test_a_text_that_was_garbled_before_has_lost_nothing_new() -> None:
    garbled = wrong(SENTENCE * 6, "cp1252")
    assert symptoms(record(garbled), record(garbled + "More. ")) == set()


def test_half_of_a_text_is_most_of_it() -> None:
    assert symptoms(record("x" * 1_000), record("x" * 500)) == set()
    assert symptoms(record("x" * 1_000), record("x" * 499)) == {"shorter"}


def test_a_first_reading_is_judged_by_itself() -> None:
    assert first_symptoms(record(SENTENCE * 6)) == set()
    assert first_symptoms(record("Soon.", published=None)) == {"shorter", "undated"}
    assert first_symptoms(record(wrong(SENTENCE * 6, "cp1252"))) == {"garbled"}
