"""What an archive keeps of a text."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.text import content_sha256, fold, fold_body


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Two  words", "Two words"),
        (" \t\n at the ends \r\n", "at the ends"),
        ("a\u00a0b\u2003c\u202fd\u3000e\u2028f\u0085g", "a b c d e f g"),
        ("\ufeffByte order mark", "Byte order mark"),
        ("rail\u00adway and zero\u200bwidth\u2060", "railway and zerowidth"),
        ("a \u200b b", "a b"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("half an emoji \ud83d", "half an emoji \ufffd"),
        ("red \x9b31m and \x1b[31m, \x80\x9f", "red 31m and [31m,"),
        ("no \ufdd0character \uffff\U0001fffe\U0010ffff", "no character"),
        ("turned \u202eround\u202c, \u2067set \u202aapart", "turned round, set apart"),
        ("", ""),
        ("\u200b \u00a0", ""),
    ],
)
def test_white_space_is_folded_and_what_shows_nothing_goes(printed: str, kept: str) -> None:
    assert fold(printed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "«Кавычки» — и тире…",
        "თბილისი, 9 იანვარი",
        "“Quotes” – ‘dash’",
        "می\u200cخواهم",
        "и\u0306 as two code points",
        "👩\u200d👧",
        "\u200fعنوان\u200e 2026\u061c",
        "\U0010fffd of a font of our own",
    ],
)
def test_letters_quotes_and_joiners_stay_as_they_were_written(text: str) -> None:
    assert fold(text) == text


@given(st.text())
@settings(deadline=None)
def test_folding_twice_changes_nothing_and_gives_utf8(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip() and "  " not in once and "\n" not in once
    assert json.loads(json.dumps(once, ensure_ascii=False).encode()) == once


NO_TEXT = [
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)),
]
"""Controls, what turns the direction of text, half characters, noncharacters."""


def test_nothing_that_a_terminal_or_a_reader_obeys_is_kept() -> None:
    assert [code for code in NO_TEXT if chr(code) in fold(f"a{chr(code)}b")] == []


def test_a_hard_wrapped_line_is_no_paragraph() -> None:
    assert (
        fold_body("Wrapped\nby hand.\n\n\n\u00a0\n\n Next.\n \nLast.")
        == "Wrapped by hand.\n\nNext.\n\nLast."
    )


def test_a_body_of_white_space_is_empty() -> None:
    assert fold_body(" \n\n\u200b\n\n\u00a0") == ""


def test_digest_is_that_of_the_contract() -> None:
    assert (
        content_sha256("Title", "One.\n\nTwo.")
        == hashlib.sha256(b"Title\n\nOne.\n\nTwo.").hexdigest()
    )


def test_digest_does_not_mind_how_a_letter_is_composed() -> None:
    assert content_sha256("и\u0306", "x") == content_sha256("й", "x")
