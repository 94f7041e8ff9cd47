"""Article pages that wait to be read until it is known what repeats from page to page; and what is
known of that, kept from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from newscrawl.errors import OutputError
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.order import Order
from newscrawl.extract.headlines.date_order import KnownOrders, known_orders
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef
from newscrawl.parse.context import ParseContext
from newscrawl.parse.cut_pages import LastTags
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.readings import ArticleLook, ArticleReading
from newscrawl.parse.whole_article import Further

NOTHING_FURTHER = Further()

CUT = f"body/{BodyRule.ON_MANY_PAGES}"
"""Among the rules of a page of which a notice was cut."""

SAVED_AT = (4, 10, 20, 30)
"""Numbers of pages of a language after which what repeats is saved, so that a run that is killed
leaves it to the next: as soon as it is of use, in between, and when nothing more is learnt."""


class PendingPage(NamedTuple):
    """An article page that came, and the memory of the layout that it is in."""

    visit: Visit
    ref: ArticleRef
    fetched: FetchedPage
    memory: Boilerplate
    layout: str | None
    """WARC record of the first page that taught this memory; None where not all of its pages are
    known."""
    further: Further = NOTHING_FURTHER
    """The further pages of the article."""


class PendingPages:
    """Hands out each page once enough pages of its kind are known.

    A page that shows hardly anything of what stands on every page is of another layout: the site
    has been rebuilt. It is learnt afresh, and once enough pages are of the other layout that is the
    one.
    """

    def __init__(self, context: ParseContext) -> None:
        self.memory = Boilerplate()
        self.other = Boilerplate()
        """What repeats in the layout that seems to take the place of the known one."""
        self.last_tags = LastTags()
        self._context = context
        self._waiting: dict[tuple[bool, str], list[PendingPage]] = {}
        self._reported_short: set[tuple[bool, str]] = set()
        self._layouts: dict[tuple[bool, str], str | None] = {}
        self._recent: dict[str, list[str]] = {}
        """The WARC records of the last pages that were watched in this run."""
        self.to_reread: dict[str, list[str]] = {}
        """By language the WARC records of pages that were read before a notice on them was known
        for what it is."""
        self._listed: set[tuple[str, Order]] = set()
        """What the listings of this run prove of the order of day and month."""

    def recall(self) -> None:
        """Take up what earlier runs learnt."""
        assert self._context.archive is not None
        for language, dumped in self._context.archive.layouts().items():
            self.memory.load(language, dumped)
            # Not in what a version without WARC files left.
            self._layouts[False, language] = dumped.get("layout")
            self.last_tags.load(dumped.get("last_tags", ()))

    def take(
        self,
        visit: Visit,
        ref: ArticleRef,
        fetched: FetchedPage,
        look: ArticleLook,
        further: Further = NOTHING_FURTHER,
    ) -> list[PendingPage]:
        """A page came, and was looked at by what `memory` knew: the pages that can be read by
        now. `further` are the other pages of its article."""
        self.last_tags.saw(fetched.body)
        language, sample = ref.language, look.sample
        # By what is known by now: pages that were looked at together with this one have taught.
        is_foreign = sample is not None and self.memory.is_foreign(language, sample.places)
        memory = self.other if is_foreign else self.memory
        is_lesson = sample is not None and memory.may_learn(language, sample.article)
        if sample is not None and is_lesson:
            memory.learn_places(language, *sample)
            self._note_lesson((is_foreign, language), fetched, memory.pages(language))
        waiting = self._waiting.setdefault((is_foreign, language), [])
        waiting.append(
            PendingPage(
                visit, ref, fetched, memory, self._layouts.get((is_foreign, language)), further
            )
        )
        if not memory.knows(language):
            return []
        if is_lesson and memory.pages(language) in SAVED_AT:
            # It is no loss, and the archive meets a full disk at its own next write: it knows how
            # to end the run.
            with suppress(OutputError):
                self._save(language, memory)
        return self._waiting.pop((is_foreign, language))

    def _note_lesson(self, key: tuple[bool, str], fetched: FetchedPage, place: int) -> None:
        """Keep which page taught, so that a later reading of the WARC files can know what was
        known."""
        record_id = fetched.warc.record_id if fetched.warc is not None else None
        layout = self._layouts.setdefault(key, record_id)
        if layout is None or record_id is None or self._context.archive is None:
            self._layouts[key] = None
        else:
            self._context.archive.note_lesson(layout, place, record_id)

    def _save(self, language: str, memory: Boilerplate) -> None:
        if self._context.archive is not None:
            layout = self._layouts.get((memory is self.other, language))
            kept = {"layout": layout, "last_tags": self.last_tags.dump()}
            self._context.archive.save_layout(language, {**memory.dump(language), **kept})

    def note_orders(self, proven: Iterable[tuple[str, Order]]) -> None:
        """Take in what a listing proves of the order of day and month in lists."""
        self._listed.update(proven)

    def list_orders(self) -> KnownOrders:
        """The order of day and month in lists, as all pages so far prove it."""
        known = known_orders(self.memory)
        known.add(self._listed)
        return known

    def watch(self, one: PendingPage, reading: ArticleReading) -> None:
        """Take in the text of an article of the known layout: a notice may begin with any page."""
        text, language = reading.text_sample, one.ref.language
        if reading.article is None or text is None or one.memory is not self.memory:
            return
        if not self.memory.is_full(language) or one.fetched.warc is None:
            return
        recent = self._recent.setdefault(language, [])
        recent.append(one.fetched.warc.record_id)
        is_stale = self.memory.shows_later(language, text.places) and CUT not in reading.rules
        if self.memory.watch(language, text):
            self.to_reread.setdefault(language, []).extend(recent)
        elif is_stale:
            # It was read at the time when that was found.
            self.to_reread.setdefault(language, []).append(one.fetched.warc.record_id)
        del recent[: -self.memory.enough]

    @property
    def has_learnt(self) -> bool:
        """Whether a page of this run taught what repeats in the known layout."""
        return any(self.memory.has_learnt(language) for language in self.memory.languages)

    @property
    def layouts(self) -> dict[str, str | None]:
        """For each language the record under which the lessons of the known layout are kept; None
        where not all of them are known."""
        return {
            language: one for (is_other, language), one in self._layouts.items() if not is_other
        }

    def languages_short_of_pages(self) -> Iterator[str]:
        """The languages in which pages wait, each once: more pages of these would tell what
        repeats."""
        for key, pages in self._waiting.items():
            if pages and key not in self._reported_short:
                self._reported_short.add(key)
                yield key[1]

    @property
    def is_empty(self) -> bool:
        """Whether no page waits."""
        return not any(self._waiting.values())

    def drain(self) -> list[PendingPage]:
        """The pages that still wait, now that no more of their kind will come."""
        drained = [one for pages in self._waiting.values() for one in pages]
        self._waiting.clear()
        return drained

    def save(self) -> None:
        """Keep what this run learnt of a new layout, and of languages that it met for the first
        time. Raises OutputError."""
        for memory in (self.memory, self.other):
            for language in memory.languages:
                if memory.knows(language) and memory.has_changed(language):
                    self._save(language, memory)
