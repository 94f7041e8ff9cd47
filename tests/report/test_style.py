"""The style: contrast by WCAG 2.2 AA in the light, in the dark and on paper; no colour that is not
there."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("newscrawl.report").joinpath("style.css").read_text("utf-8")
LIGHT, DARK, PAPER = (
    dict(re.findall(r"--([\w-]+): (#\w+)", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.S)
)
SCHEMES = pytest.mark.parametrize(
    "colours", [LIGHT, DARK, LIGHT | PAPER], ids=["light", "dark", "paper"]
)

TEXTS = [("ink", f"m{level}") for level in range(1, 5)] + [("ins-ink", "ins"), ("del-ink", "del")]
TEXTS += [
    (text, ground)
    for text in ("ink", "soft", "link", "good", "bad", "calm")
    for ground in ("paper", "card")
]
MARKS = ("dated", "undated", "gone", "absent", "failed", "page", "headline", "l1", "l2", "l3", "l4")


def contrast(one: str, other: str) -> float:
    """From 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@SCHEMES
def test_words_and_marks_stand_out(colours: dict[str, str]) -> None:
    dull = {
        (text, ground) for text, ground in TEXTS if contrast(colours[text], colours[ground]) < 4.5
    }
    dull |= {(mark, "paper") for mark in MARKS if contrast(colours[mark], colours["paper"]) < 3}
    assert dull == set()


@SCHEMES
def test_more_articles_stand_out_more(colours: dict[str, str]) -> None:
    levels = [contrast(colours[f"l{level}"], colours["paper"]) for level in range(1, 5)]
    assert levels == sorted(levels)


def test_every_colour_that_is_used_is_there_in_every_light() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", STYLE)) - {"serif"}
    assert used == set(LIGHT) == set(DARK) and set(PAPER) <= used
