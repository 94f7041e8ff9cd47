"""An article page as it is looked at once, whatever is known of others: its metadata, its lists and
dates, and what it teaches of its layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from zlib import crc32

from newscrawl.extract.body.prose import prose_chars
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.body.second_reading import MIN_PARAGRAPH_CHARS
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.claims import Metadata
from newscrawl.extract.dates.change_spots import find_change_spots
from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.dates.date_spots import find_date_spots
from newscrawl.extract.dates.page_language import page_in
from newscrawl.extract.dates.slots import Slots
from newscrawl.extract.facts import further_slots
from newscrawl.extract.headlines.date_order import known_orders, slots_of_orders, visited_by
from newscrawl.extract.headlines.find_headlines import find_headlines
from newscrawl.extract.headlines.lists import DatedHeadline, HeadlineLists
from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.html.page import Page
from newscrawl.extract.links import remembering
from newscrawl.extract.metadata import read_metadata
from newscrawl.extract.notices import word_marks
from newscrawl.extract.page_lesson import PageLesson
from newscrawl.extract.parts import MAX_PARTS, NO_PARTS, Parts
from newscrawl.extract.picture import picture_places
from newscrawl.extract.plain_names import name_places
from newscrawl.extract.publication_date import (
    Visit,
    slots,
)
from newscrawl.extract.reading import Reading
from newscrawl.extract.section_places import label_places, title_places
from newscrawl.extract.tags import shown_tags
from newscrawl.extract.text_language import language_of_text
from newscrawl.extract.title import possible_titles
from newscrawl.extract.translations import find_translations
from newscrawl.identity.site import ArticleRef

MIN_HEADLINE_SPACES = 2
"""A headline of one or two words proves nothing about a page."""


Seen = TypeVar("Seen", bound="SeenPage")
Given = ParamSpec("Given")
Gives = TypeVar("Gives")


def in_its_language(
    method: Callable[Concatenate[Seen, Given], Gives],
) -> Callable[Concatenate[Seen, Given], Gives]:
    """A method in which dates are read in the language of its page."""

    @wraps(method)
    def reading(self: Seen, /, *given: Given.args, **named: Given.kwargs) -> Gives:
        with page_in(self.visited.language):
            return method(self, *given, **named)

    return reading


class SeenPage:
    """One article page, looked at once: `teach` shows the memory what stands where."""

    def __init__(
        self,
        page: Page,
        ref: ArticleRef | None,
        find_ref: FindRef,
        *,
        parts: Parts = NO_PARTS,
        is_further: bool = False,
        home: str = "",
    ) -> None:
        """`ref` is the article that the page is; None if its URL does not tell. `find_ref` tells
        where the page's links lead, `parts` where the article goes on. `is_further`: another page
        is the first of the article. `home` is the page's URL at the site itself, where it came from
        a mirror."""
        self.page = page
        self.home = home
        self.parts = parts
        self.is_further = is_further
        self.ref = ref
        self.find_ref = find_ref = remembering(find_ref)
        self.language = ref.language if ref else ""
        self.visited = visited_by(page, self.language)
        self.shown_tags = shown_tags(page.outline.blocks, lambda href: find_ref(href) is not None)
        self.ways = Slots()
        self._look()

    @in_its_language
    def _look(self) -> None:
        page = self.page
        self.metadata: Metadata = read_metadata(page)
        if self.metadata.is_live_blog and self.parts.last > MAX_PARTS:
            # Its first page is whole: the newest entries. No one reads the old ones to the end.
            self.parts = replace(self.parts, next=None, whole=None)
        self._titles = titles = possible_titles(page.outline, self.metadata)
        self.lists: HeadlineLists = find_headlines(
            page.outline, self.find_ref, self.ref, titles, self.visited
        )
        self.spots: list[DateSpot] = find_date_spots(page.outline, self.lists.blocks, self.ways)
        self.changes = find_change_spots(page.outline, self.lists.blocks, self.ways)

    def translations(self) -> list[ArticleRef]:
        """The same article in other languages, as the page says."""
        return find_translations(self.page, self.ref, self.find_ref)

    def language_of(self, title: str, body: str) -> str:
        """The language of the article, by its text and by what its page declares; where neither
        tells, as the URL has it or its site, empty where that is not known."""
        return language_of_text(f"{title}\n{body}", self.page.language) or self.language

    def teach(self, memory: Boilerplate) -> None:
        """Let the memory learn this page."""
        if not memory.is_full(self.language):
            memory.learn_places(self.language, *self.sample())

    @in_its_language
    def sample(self, today: date | None = None) -> PageLesson:
        """What this page teaches of its layout, as plain values. `today` is as for `read`."""
        visit = Visit(today or self.page.fetched_at.date(), self.page.fetched_at)
        said = [
            *slots(self.spots, self.metadata.published, visit),
            *slots_of_orders(self.lists.orders),
            *further_slots(self.metadata, self.changes, self.shown_tags, visit),
            *name_places(self.page.outline.blocks, self.ways),
            *label_places(self.page.outline.blocks, self.ways),
            *title_places(self.metadata.page_title),
            *picture_places(self.page.outline.blocks, self._titles),
        ]
        blocks, find_ref = self.page.outline.blocks, self.find_ref
        own = (
            place
            for block in blocks
            if block.text and not (block.links and any(find_ref(link.href) for link in block.links))
            for place in block.places
        )
        return PageLesson(frozenset(own), tuple(said), *self._called())

    def _called(self) -> tuple[str | None, frozenset[int]]:
        """What names the article, and the words of its title."""
        meta, blocks = self.metadata, self.page.outline.blocks
        titles = [claim.text for claim in meta.titles[:1]] or [meta.page_title]
        # Not every page says to machines what it is called.
        titles += [blocks[index].text for index in self._titles if blocks[index].heading == 1]
        return self.ref.key if self.ref else None, word_marks(" ".join(titles))

    @in_its_language
    def text_sample(self, reading: Reading) -> PageLesson:
        """What this page, read with what is known of others, teaches of notices in its text."""
        rules = reading.decisions.blocks if reading.decisions is not None else ()
        places = (
            place
            for block, rule in zip(self.page.outline.blocks, rules, strict=False)
            if rule.keeps or rule is BodyRule.ON_MANY_PAGES
            for place in block.places
        )
        return PageLesson(frozenset(places), (), *self._called())

    @in_its_language
    def headlines(self, memory: Boilerplate) -> list[DatedHeadline]:
        """The dated headlines of the page, by what other pages prove of their dates."""
        if not self.lists.undecided:
            return self.lists.proven
        return self.lists.dated(known_orders(memory, self.language))

    def prose(self) -> frozenset[int]:
        """What stands for the paragraphs of a page that is one of several; else empty."""
        if not self.is_further and self.parts.next is None:
            return frozenset()
        texts = (
            one.text for one in self.page.outline.blocks if prose_chars(one) >= MIN_PARAGRAPH_CHARS
        )
        return frozenset(crc32(text.encode("utf-8", "replace")) for text in texts)
