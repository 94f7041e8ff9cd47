"""Which texts stand in so many unrelated articles that they are no article's own, as a request for
consent does; and which do so as a story goes on, and are its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

from newscrawl.extract.html.outline import Block

NOTICE_PAGES = 6
"""A line that stands in so many articles may be nobody's text: those of one story may share a
paragraph of what went before, and a short sentence comes to several pens."""

NOTICE_AFTER = 12
"""Articles that are known before a line is taken for a notice: the newest eight may be of one
story. Those that are read before that are read again."""

NOTICE_SHARE = 1 / 4
"""And on this share of all: a paragraph of what went before, or of a series, stands on the pages of
its story alone, and no story is a quarter of a site."""

MIN_NOTICE_WORDS = 4
"""A shorter line that stands on many pages may be a heading of their texts, or an answer."""

STORY_SHARE = 1 / 2
"""Where so many of the titles of the articles with a text say one of its words, they are of one
story: what they share tells what went before."""

SAME_WORD_SHARE = 2 / 3
"""So are they where so many have one word in common, whatever the text says."""

COMMON_SHARE = 1 / 4
"""A word in so many titles of other articles is the site's, and tells no story."""

MAX_STRETCHES = 4
"""Of the stretches of later pages so many are remembered for their notices, the latest: a site
changes them now and then."""

_WORD = re.compile(r"[^\W\d_]{5,}")
_STEM_CHARS = 6
"""Letters of a word that stay the same in most of its forms."""


def word_marks(text: str) -> frozenset[int]:
    """What stands for the longer words of a text, without their endings: small, and no text."""
    return frozenset(
        crc32(word[:_STEM_CHARS].encode("utf-8", "replace"))
        for word in _WORD.findall(text.casefold())
    )


def is_set_as_text(block: Block) -> bool:
    """Whether a line is long enough for a notice, and no heading: texts of one kind have the same
    headings."""
    return (
        not block.heading
        and block.bold_chars < len(block.text)
        and block.text.count(" ") >= MIN_NOTICE_WORDS - 1
    )


class Shown:
    """Which of some articles showed which texts: a bit an article, in the order in which they were
    read. An article that is read again has a bit of its own, which counts for nobody."""

    def __init__(self) -> None:
        self.pages = 0
        self.articles: list[str | None] = []
        """Each once; None for one whose name is not known."""
        self.titles: list[frozenset[int]] = []
        """For each bit the words of the title, as `word_marks`; empty where they are not known."""
        self.texts: dict[int, int] = {}
        """For each text, by its place, the bits of the pages that showed it."""
        self._firsts = 0
        """The bits of the first visits."""

    def add(
        self, places: Collection[int], article: str | None, title: frozenset[int] = frozenset()
    ) -> None:
        """Take in a page."""
        bit = 1 << self.pages
        self.pages += 1
        self.titles.append(title)
        if article is None or article not in self.articles:
            self.articles.append(article)
            self._firsts |= bit
        texts = self.texts
        for place in places:
            texts[place] = texts.get(place, 0) | bit

    def count(self, place: int) -> int:
        """How many pages showed a text."""
        return self.texts.get(place, 0).bit_count()

    @property
    def knows(self) -> bool:
        """Whether enough articles are known to tell."""
        return len(self.articles) >= NOTICE_AFTER

    def stands_in_many(self, place: int) -> bool:
        """Whether a text stands in so many articles that it may be nobody's. False while too few
        are known."""
        articles = len(self.articles)
        count = (self.texts.get(place, 0) & self._firsts).bit_count()
        return self.knows and count >= max(NOTICE_PAGES, NOTICE_SHARE * articles)

    def is_of_a_story(self, place: int, words: Collection[int]) -> bool:
        """Whether the articles with a text are of one story, by the words of their titles that
        other titles do not say: two thirds have one in common, or half say one of the text's own
        `words`. No story is half of a site."""
        mask = self.texts.get(place, 0) & self._firsts
        inside = [title for bit, title in enumerate(self.titles) if mask >> bit & 1]
        outside = [
            title for bit, title in enumerate(self.titles) if (self._firsts & ~mask) >> bit & 1
        ]
        if len(inside) > len(outside):
            return False
        telling = {
            word
            for word in frozenset[int]().union(*inside)
            if sum(word in title for title in outside) < max(1, COMMON_SHARE * len(outside))
        }
        own = telling.intersection(words)
        most_said = max((sum(word in title for title in inside) for word in telling), default=0)
        saying_own = sum(not own.isdisjoint(title) for title in inside)
        return most_said >= SAME_WORD_SHARE * len(inside) or saying_own >= STORY_SHARE * len(inside)

    def trimmed(self) -> Shown:
        """The same with nothing but the texts that may be nobody's."""
        kept = Shown()
        kept.pages, kept._firsts = self.pages, self._firsts
        kept.articles, kept.titles = self.articles, self.titles
        kept.texts = {
            place: mask for place, mask in self.texts.items() if self.stands_in_many(place)
        }
        return kept

    def dump(self) -> dict[str, Any]:
        """The same as JSON values; see `load`."""
        return {
            "pages": self.pages,
            "articles": self.articles,
            "titles": [sorted(title) for title in self.titles],
            "texts": [list(one) for one in self.texts.items()],
            "firsts": self._firsts,
        }

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> Shown:
        """What `dump` gave."""
        shown = cls()
        shown.pages, shown.articles = dumped["pages"], list(dumped["articles"])
        shown.titles = [frozenset(title) for title in dumped["titles"]]
        shown.texts = {int(place): int(mask) for place, mask in dumped["texts"]}
        shown._firsts = dumped["firsts"]
        return shown

    @classmethod
    def of_counts(
        cls,
        pages: int,
        articles: Sequence[str | None],
        counts: Iterable[tuple[int, int]],
        again: Mapping[int, int],
    ) -> Shown:
        """What an earlier program left: how many pages showed each text, and how many of them
        (`again`) were read again. Which they were is not known, nor how they were called."""
        shown = cls()
        shown.pages, shown.articles = pages, list(articles)
        shown.titles = [frozenset()] * pages
        shown._firsts = (1 << len(shown.articles)) - 1
        for place, count in counts:
            repeated = again.get(place, 0)
            shown.texts[place] = (1 << count - repeated) - 1 | (
                (1 << repeated) - 1 << len(shown.articles)
            )
        return shown


class LaterPages:
    """The pages that come when a layout is known well: a notice may begin with any of them. They
    are looked at in stretches, and of each no more is kept than what may be a notice."""

    def __init__(self) -> None:
        self.window = Shown()
        """The pages since the last look."""
        self.found: tuple[Shown, ...] = ()
        """What may be notices of the latest stretches, the last one last."""

    def add(
        self, places: Collection[int], article: str | None, title: frozenset[int], stretch: int
    ) -> bool:
        """Take in the text of an article; `stretch` pages are one. Whether something may have
        turned out to be a notice that was none before."""
        self.window.add(places, article, title)
        if self.window.pages < stretch:
            return False
        found, self.window = self.window.trimmed(), Shown()
        told = {place for one in self.found for place in one.texts}
        if found.texts:
            self.found = (*self.found, found)[-MAX_STRETCHES:]
        return not found.texts.keys() <= told

    def dump(self) -> dict[str, Any]:
        """The same as JSON values; see `load`."""
        return {"window": self.window.dump(), "found": [one.dump() for one in self.found]}

    @classmethod
    def load(cls, dumped: Mapping[str, Any]) -> LaterPages:
        """What `dump` gave."""
        later = cls()
        later.window = Shown.load(dumped["window"])
        later.found = tuple(map(Shown.load, dumped["found"]))
        return later
