"""A page's title, and the rules that choose it, by name."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class TitleRule(StrEnum):
    """What chose a title. The names are public, as those of BodyRule are."""

    CONFIRMED_BLOCK = "confirmed-block"
    """A block that looks like a title, or that other voices confirm."""
    WHOLE_OF_CUT = "whole-of-cut"
    """The block that says whole what the best one cuts short."""
    WITHOUT_KICKER = "without-kicker"
    """The end of the best block, which a voice says, as the block begins with a label."""
    AS_VOICED = "as-voiced"
    """A voice that says the parts of the best block with what parts them."""
    WITHOUT_ADDITION = "without-addition"
    """A voice that the best block begins with, as the block carries a date or the like too."""
    HEADLINE_ELSEWHERE = "headline-elsewhere"
    """No block: a headline elsewhere that a claim of the page begins with."""
    WITHOUT_SITE_NAME = "without-site-name"
    """No block: a claim, less the site's name at its end."""
    PAGE_TITLE_PART = "page-title-part"
    """No block: the longest part of the `title` element."""
    CLAIM = "claim"
    """No block: a claim of the metadata, or the `title` element, as it is."""
    BELOW_PATH = "below-path"
    """The headline under the path to the page, whose last step is the best block."""
    UNCONFIRMED_BLOCK = "unconfirmed-block"
    """A block that looks a little like a title, as nothing else is there."""
    SET_OFF_ABOVE_TEXT = "set-off-above-text"
    """A line over the text that is set off by its type."""
    LONGEST_ABOVE_TEXT = "longest-above-text"
    """The longest line over the text that is no date, no author and no sentence."""


class Title(NamedTuple):
    """A title and where it stands."""

    text: str
    block: int | None
    """Index of the block that shows it; None where no block does."""
    confirmed: bool
    """Whether it is certain: a heading, or two voices that say the same. If not, what stands over
    the text may be better."""
    rule: TitleRule
