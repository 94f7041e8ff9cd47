"""What a page says elsewhere of the text of its article: the metadata's text, summary and number of
words; and how far a reading agrees with them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from newscrawl.extract.claims import Metadata
from newscrawl.text import key

MIN_TEXT_WORDS = 50
"""A shorter text in the metadata is a summary under another name."""

MIN_SUMMARY_WORDS = 6
"""Different long words of a summary; fewer may all be missing in a text by chance."""

MIN_LONG_CHARS = 5
"""Shorter words stand in any text."""

MIN_WORD_COUNT = 100
"""A smaller number of words says little: a caption may double it."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
"""A word; in scripts that write no spaces, a letter."""
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]").match


def words(text: str) -> list[str]:
    """The words of a text; in scripts that write no spaces, its letters.

    >>> words("A ferry's bell")
    ['a', 'ferry', 's', 'bell']
    """
    return _WORD.findall(text.casefold())


def _long(found: list[str]) -> set[str]:
    return {word for word in found if len(word) >= MIN_LONG_CHARS or _UNSPACED(word)}


class Witnesses:
    """What the metadata of a page say of its text."""

    def __init__(self, metadata: Metadata, title: str) -> None:
        """`title` is what the page was read to be called: its words say nothing of the text."""
        self._metadata = metadata
        self._title = title

    @property
    def is_free(self) -> bool | None:
        """Whether the text is for everybody; None where the page does not say."""
        return self._metadata.is_free

    @property
    def paragraphs(self) -> list[str]:
        """The text of the article as the metadata give it."""
        return self._metadata.paragraphs

    @cached_property
    def _text(self) -> Counter[str]:
        return Counter(words(self._metadata.body))

    @cached_property
    def _summary(self) -> set[str]:
        meta = self._metadata
        names = " ".join((self._title, meta.page_title, meta.site_name, *meta.publishers))
        return _long(words(meta.description)) - set(words(names))

    def text_share(self, body: str) -> float | None:
        """How many of the words of the text that the metadata give a reading holds, from 0 to 1;
        None where they give none, or a summary. They may give the beginning only."""
        claimed = self._text.total()
        if claimed < MIN_TEXT_WORDS:
            return None
        return (Counter(words(body)) & self._text).total() / claimed

    def share_in_text(self, body: str) -> float:
        """How many of the words of a reading stand in the text that the metadata give, from 0
        to 1."""
        found = Counter(words(body))
        return (found & self._text).total() / found.total() if found else 0.0

    def summary_share(self, body: str) -> float | None:
        """How many of the long words of the summary a reading holds, from 0 to 1; None where there
        is no summary that tells."""
        if len(self._summary) < MIN_SUMMARY_WORDS:
            return None
        said = body.casefold()
        return sum(word in said for word in self._summary) / len(self._summary)

    def is_summary(self, text: str) -> bool:
        """Whether a text is the summary or a part of it, word for word."""
        return key(text) in key(self._metadata.description)

    def word_share(self, body: str) -> float | None:
        """The number of words of a reading, as a share of the number that the metadata give; None
        where they give none."""
        claimed = self._metadata.words or 0
        if claimed < MIN_WORD_COUNT:
            return None
        return len(words(body)) / claimed
