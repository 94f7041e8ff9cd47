"""Text as dates are looked for in it."""

from __future__ import annotations

import pytest

from newscrawl.extract.dates.plain import plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("٢٧", "27"),
        ("۲۷", "27"),
        ("२७", "27"),
        ("২৭", "27"),
        ("௨௭", "27"),
        ("๒๗", "27"),
        ("២៧", "27"),
        ("၂၇", "27"),
        ("２７", "27"),
        ("\u200f27\u200e\u061c", "27"),
        ("ژانویهٔ", "ژانویه"),
        ("३ अप्रैल", "3 अप्रैल"),
    ],
)
def test_digits_of_every_script_and_no_marks_but_those_that_are_vowels(
    text: str, plain: str
) -> None:
    assert plain_text(text)[0] == plain
