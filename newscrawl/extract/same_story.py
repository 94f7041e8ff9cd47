"""Whether two texts are of one story: bodies that are editions of one article, titles that say the
same."""

from __future__ import annotations

import re

PHRASE_WORDS = 3
"""Words of a phrase. Single words prove nothing: a site writes of the same things in the same words
every day."""

FEW_PHRASES = 8
"""Fewer phrases stand in many texts by chance."""

STORY_SHARE = 1 / 3
"""Two bodies of one story share so much of the phrases of the longer one: half was written anew."""

EDITION_SHARE = 4 / 5
"""One of two editions keeps so much of the phrases of the shorter one: it was added to, or cut."""

WORD_START = 6
"""Letters of a word that stay the same in most of its forms."""


def same_story(body: str, other: str) -> bool:
    """Whether two bodies are surely editions of one article: they share a third of their phrases,
    or one keeps the other.

    >>> ferry = "The ferry left at seven, with all aboard."
    >>> same_story(ferry, "The ferry left at seven, with nobody aboard.")
    True
    >>> same_story(ferry, "At seven the ferry was there, and all left aboard with it.")
    False
    """
    phrases, other_phrases = _phrases(body), _phrases(other)
    counts = (len(phrases), len(other_phrases))
    # A short article that a longer paragraph was added to shares less, and is kept whole.
    return len(phrases & other_phrases) >= STORY_SHARE * max(counts) or (
        min(counts) >= FEW_PHRASES and is_edition(body, other)
    )


def is_edition(body: str, other: str) -> bool:
    """Whether one of two bodies keeps nearly all of the other: it was added to, or cut.

    >>> is_edition("The ferry left at seven.", "The ferry left at seven. Nobody knows why.")
    True
    >>> is_edition("The ferry left.", "A bridge fell.")
    False
    """
    phrases, other_phrases = _phrases(body), _phrases(other)
    return len(phrases & other_phrases) >= EDITION_SHARE * min(len(phrases), len(other_phrases))


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    last = max(1, len(words) - PHRASE_WORDS + 1)
    return {tuple(words[place : place + PHRASE_WORDS]) for place in range(last)}


def same_title(title: str, other: str) -> bool:
    """Whether two titles share most of their words.

    >>> same_title("Ferry back in service", "The ferry is back in service")
    True
    >>> same_title("Log in", "Ferry back in service")
    False
    """
    words, other_words = long_words(title), long_words(other)
    return 2 * len(words & other_words) > min(len(words), len(other_words))


def long_words(text: str) -> set[str]:
    """The words of a text that are no articles and the like, without their endings."""
    return {word[:WORD_START] for word in re.findall(r"\w{3,}", text.casefold())}
