"""What many pages tell that one cannot: which texts, claims and dates are the same on every page,
and so say nothing about an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import Any

from newscrawl.extract.html.outline import Block
from newscrawl.extract.notices import NOTICE_AFTER, LaterPages, Shown, is_set_as_text, word_marks
from newscrawl.extract.page_lesson import PageLesson
from newscrawl.text import has_letter

FEW_PAGES = 4
"""Pages that make a judgement possible: what three articles share may be a story of three days."""

ENOUGH_PAGES = 30
"""Pages after which nothing more is learnt: a template shows itself in far fewer, and the memory
stays small however long the crawl is."""

SHARE = 0.8
"""What stands on this share of pages stands on every page: the rest may be of another layout."""

MIN_COMMON_TEXTS = 4
"""Fewer texts that stand on every page do not tell one layout from another."""

FOREIGN_SHARE = 1 / 4
"""A page with less of the texts that stand on every page is of another layout."""

KINDS = 8
"""Goes up whenever a page teaches places that it did not teach before: a memory of an earlier one
learns `ENOUGH_PAGES` more, for all that it never heard of."""

_NUMBERS = count()


class Boilerplate:
    """Counts what repeats from article to article, for each language of the site. Flat: it stops
    learning after `enough` pages, but for the notices of those that come later."""

    def __init__(
        self, *, few: int = FEW_PAGES, enough: int = ENOUGH_PAGES, share: float = SHARE
    ) -> None:
        self.few = few
        self.enough = enough
        self.share = share
        self._number = next(_NUMBERS)
        self._pages: Counter[str] = Counter()
        self._loaded: Counter[str] = Counter()
        self._shown: dict[str, Shown] = {}
        self._slots: dict[str, dict[str, Counter[str]]] = {}
        self._later: dict[str, LaterPages] = {}
        """What comes when enough pages of a language are known."""
        self._watched: set[str] = set()
        """The languages of which pages were watched since it was made or loaded."""
        self._earlier: dict[str, tuple[int, frozenset[str]]] = {}
        """Of memories of earlier KINDS: their pages, and the places that those taught."""
        self._common: dict[str, tuple[int, frozenset[int]]] = {}
        """The places of the texts that stand on every page, and the pages that tell so."""

    def dump(self, language: str) -> dict[str, Any]:
        """What is known of a language, as JSON values: `load` takes it back in a later run."""
        pages, slots = self._earlier.get(language, (0, frozenset()))
        return {
            "kinds": KINDS,
            "earlier": {"pages": pages, "slots": sorted(slots)},
            "pages": self._pages[language],
            "shown": self._shown_of(language).dump(),
            "later": self._later.get(language, LaterPages()).dump(),
            "slots": {slot: dict(values) for slot, values in self._slots.get(language, {}).items()},
        }

    def load(self, language: str, dumped: Mapping[str, Any]) -> None:
        """Remember what an earlier run learnt of a language, in place of what is known."""
        self._number = next(_NUMBERS)
        self._pages[language] = self._loaded[language] = dumped["pages"]
        self._common.pop(language, None)
        if "shown" in dumped:
            self._shown[language] = Shown.load(dumped["shown"])
            self._later[language] = LaterPages.load(dumped["later"])
        else:
            again = dict(dumped.get("again", ()))
            articles = dumped.get("articles", ())
            self._shown[language] = Shown.of_counts(
                dumped["pages"], articles, dumped["texts"], again
            )
        self._slots[language] = {slot: Counter(values) for slot, values in dumped["slots"].items()}
        if dumped.get("kinds") == KINDS:
            earlier = dumped["earlier"]
            self._earlier[language] = earlier["pages"], frozenset(earlier["slots"])
        else:
            self._earlier[language] = dumped["pages"], frozenset(dumped["slots"])

    def of(self, language: str) -> Boilerplate:
        """What is known of one language, by itself."""
        one = Boilerplate(few=self.few, enough=self.enough, share=self.share)
        if self._pages[language]:
            one.load(language, self.dump(language))
            if language in one._later:
                one._later[language].window = Shown()  # Who reads a page by it watches none.
        return one

    @property
    def languages(self) -> list[str]:
        """Those of which it knows any page."""
        return list(self._pages)

    def version(self, language: str) -> tuple[int, str, int]:
        """Changes whenever what is known of a language does, and is no other memory's in a
        process."""
        return self._number, language, self._pages[language]

    def has_learnt(self, language: str) -> bool:
        """Whether it has taken in a page of this language since it was made or loaded."""
        return self._pages[language] != self._loaded[language]

    def is_full(self, language: str) -> bool:
        """Whether it has learnt enough pages of this language, and takes in no more."""
        earlier, _ = self._earlier.get(language, (0, ()))
        return self._pages[language] - earlier >= self.enough

    def may_learn(self, language: str, article: str | None) -> bool:
        """Whether a page of this article, None if not known, teaches it anything. Once is enough:
        what four of five pages show would be furniture or not by which was visited last."""
        known = self._shown_of(language).articles
        return not self.is_full(language) and (article is None or article not in known)

    def _pages_of(self, language: str, slot: str) -> int:
        """How many pages can have taught this place."""
        earlier, slots = self._earlier.get(language, (0, ()))
        return self._pages[language] - (0 if slot in slots else earlier)

    def pages(self, language: str) -> int:
        """How many pages of this language it has learnt."""
        return self._pages[language]

    def is_foreign(self, language: str, places: Iterable[int]) -> bool:
        """Whether a page, by the `place` of its blocks, has so little of what stands on every page
        that it must be of another layout. False while too few are known."""
        if not self.knows(language):
            return False
        common = self._common_places(language)
        if len(common) < MIN_COMMON_TEXTS:
            return False
        shown: set[int] = set()
        for place in places:
            if place in common:
                shown.add(place)
                if len(shown) >= FOREIGN_SHARE * len(common):
                    return False
        return True

    def _common_places(self, language: str) -> frozenset[int]:
        """The places of the texts that stand on every page. They change when a page is learnt, and
        are asked for with each."""
        pages = self._pages[language]
        known = self._common.get(language)
        if known is None or known[0] != pages:
            texts = self._shown_of(language).texts.items()
            least = self.share * pages
            places = frozenset(place for place, mask in texts if mask.bit_count() >= least)
            known = self._common[language] = pages, places
        return known[1]

    def learn(
        self, language: str, blocks: Iterable[Block], slots: Iterable[tuple[str, str]]
    ) -> None:
        """Take in one article page: its blocks, and what each of its places (`slot`) says."""
        if not self.is_full(language):
            self.learn_places(language, {one for block in blocks for one in block.places}, slots)

    def learn_places(
        self,
        language: str,
        places: Collection[int],
        slots: Iterable[tuple[str, str]],
        article: str | None = None,
        title: frozenset[int] = frozenset(),
    ) -> None:
        """As `learn`, from the `place` of each block alone. `article` and `title` are as in
        PageLesson."""
        if self.is_full(language):
            return
        self._pages[language] += 1
        self._shown_of(language).add(places, article, title)
        known = self._slots.setdefault(language, {})
        for slot, value in set(slots):
            if slot not in known:  # A counter takes longer to make than to ask whether it is there.
                known[slot] = Counter()
            known[slot][value] += 1

    def watch(self, language: str, text: PageLesson) -> bool:
        """Take in the text of a page of which the layout is known well: what stands in many of
        those that come now is a notice, though it stood in few of the first. Whether it has just
        found what may be one."""
        later = self._later.setdefault(language, LaterPages())
        articles = self._shown_of(language).articles
        if not self.is_full(language) or text.article in (*articles, *later.window.articles):
            return False
        self._watched.add(language)
        is_new = later.add(text.places, text.article, text.title, self.enough)
        if is_new:
            self._number = next(_NUMBERS)
        return is_new

    def shows_later(self, language: str, places: Collection[int]) -> bool:
        """Whether a text holds what may be a notice of later pages."""
        found = self._later_of(language)
        return any(not shown.texts.keys().isdisjoint(places) for shown in found)

    def take_later(self, language: str, other: Boilerplate) -> None:
        """Know the notices of later pages that another memory knows."""
        self._number = next(_NUMBERS)
        self._later.setdefault(language, LaterPages()).found = other._later_of(language)

    def _later_of(self, language: str) -> tuple[Shown, ...]:
        return self._later[language].found if language in self._later else ()

    def has_changed(self, language: str) -> bool:
        """Whether there is anything to be kept."""
        return language in self._watched or self.has_learnt(language)

    def _shown_of(self, language: str) -> Shown:
        shown = self._shown.get(language)
        if shown is None:
            shown = self._shown[language] = Shown()
        return shown

    def knows(self, language: str) -> bool:
        """Whether enough pages of this language were seen to tell what repeats."""
        return self._pages[language] >= self.few

    def is_furniture(self, language: str, block: Block) -> bool:
        """Whether this text stands in this place on every page, numbers aside: what readers write
        under every article may be a sentence of one. False while too few are known."""
        pages = self._pages[language]
        # Bare numbers are alike everywhere: those of a calendar and those of a table in the text.
        if pages < self.few or has_letter(block.text) is None:
            return False
        # A few reports may be one sentence with other figures; a counter is on many pages, too.
        place = block.place if pages >= NOTICE_AFTER else block.exact_place
        return self._shown[language].count(place) >= self.share * pages

    def is_notice(self, language: str, block: Block) -> bool:
        """Whether this line stands in so many articles, though not in all, that it is no article's
        own: 'Partner content', a request for consent. False while too few are known.

        No heading is one: texts of one kind have the same headings. None is what tells in the
        articles of a story what went before.
        """
        all_shown = (self._shown_of(language), *self._later_of(language))
        place = block.exact_place
        many = [shown for shown in all_shown if shown.knows and shown.stands_in_many(place)]
        if not many or not is_set_as_text(block):
            return False
        words = word_marks(block.text)
        return not all(shown.is_of_a_story(place, words) for shown in many)

    def is_constant(
        self, language: str, slot: str, value: str, *, few: int = 0, share: float = 0.0
    ) -> bool:
        """Whether this place says this on most pages, on `share` of them at least. False while
        fewer than `few` (at least the memory's own) are known."""
        pages = self._pages_of(language, slot)
        said = self.counts(language, slot).get(value, 0)
        return pages >= max(few, self.few) and 0 < said >= max(share, self.share) * pages

    def is_common(self, language: str, slot: str) -> bool:
        """Whether most pages have this place, whatever it says there."""
        pages = self._pages_of(language, slot)
        values = self._slots.get(language, {}).get(slot)
        return pages >= self.few and values is not None and values.total() >= self.share * pages

    def values(self, language: str, slot: str) -> frozenset[str]:
        """All that this place said on the pages."""
        return frozenset(self.counts(language, slot))

    def counts(self, language: str, slot: str) -> Mapping[str, int]:
        """All that this place said, each with the number of pages."""
        return self._slots.get(language, {}).get(slot, {})

    def said(self, prefix: str, language: str | None = None) -> dict[str, frozenset[str]]:
        """All that the places whose names begin so said, in one language or in all together."""
        said: dict[str, frozenset[str]] = {}
        for one in self._slots if language is None else (language,):
            for slot, values in self._slots.get(one, {}).items():
                if slot.startswith(prefix):
                    said[slot] = said.get(slot, frozenset()) | values.keys()
        return said

    def varies(self, language: str, slot: str) -> bool:
        """Whether this place says different things on different pages."""
        values = self._slots.get(language, {}).get(slot)
        return (
            values is not None
            and len(values) > 1
            and values.most_common(1)[0][1] < self.share * values.total()
        )
