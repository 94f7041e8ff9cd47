"""Invents the articles: the same seed, language and number give the same text, at any time, in any
order.

Nothing is kept but a bounded cache, so an archive of 100,000 articles costs nothing until it is
read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from newscrawl.replica.bodies import Block, invent_body
from newscrawl.replica.kinds import as_kind, kind_of
from newscrawl.replica.languages import LANGUAGES, Language
from newscrawl.replica.seed_page import SeedPage
from newscrawl.replica.sorted_numbers import SortedNumbers

NEWEST_NUMBER = 7517
"""The number of the site's newest article as it was known on 14 January 2026."""
SEED_NUMBER = 4666
SEED_LANGUAGE = "en"
NUMBERINGS = ("shared", "own", "interleaved")
"""How languages number their articles: each up to the same newest number; each up to one of its
own; by turns from one sequence."""
LONGEST_ARCHIVE = timedelta(days=7300)
"""An archive too large for one article a day puts several on a day rather than begin in another
century."""


@dataclass(frozen=True, slots=True)
class Article:
    """The truth about an article, whatever the markup makes of it."""

    language: Language
    number: int
    title: str
    published: date | None
    """None: nothing on the site tells the day."""
    section: int
    """Index into the language's sections; `topics` likewise."""
    topics: tuple[int, ...]
    authors: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs in reading order."""
        return [paragraph for block in self.blocks for paragraph in block.paragraphs()]


class Edition(NamedTuple):
    """Whose text an article has, and how often it was edited."""

    number: int
    """Another article's where it is published anew."""
    titles: int = 0
    bodies: int = 0


class Archive:
    """All articles of one language. Numbers grow with dates; the newest is of the day before
    `today`, so no hour of it is yet to come.

    Between two of its articles lie `step` numbers where languages take theirs by turns. What is
    published while the site is served is of the day it is given; what is deleted is in `gone`, and
    keeps its text.
    """

    def __init__(
        self,
        language: Language,
        count: int,
        *,
        seed: int,
        today: date,
        seed_page: SeedPage | None = None,
        newest: int = NEWEST_NUMBER,
        step: int = 1,
        kinds: bool = False,
    ) -> None:
        self.language = language
        self.kinds = kinds
        self.seed = seed
        self.today = today
        self.seed_page = seed_page if language.code == SEED_LANGUAGE else None
        self.newest = self._newest_at_first = max(newest, count)
        self.step = step
        self.numbers = SortedNumbers(range(self.newest, self.newest - count * step, -step))
        if self.seed_page and count and SEED_NUMBER not in self.numbers:
            self.numbers = SortedNumbers((SEED_NUMBER, *self.numbers[1:]))
        self.middle = self.numbers[count // 2] if count else None
        """The article in the middle, as it was at first."""
        self.gone: set[int] = set()
        self._days: dict[int, date] = {}
        self._editions: dict[int, Edition] = {}
        self._changed: dict[int, datetime] = {}
        self._per_day = max(8 / 7, count / LONGEST_ARCHIVE.days)
        self.title = lru_cache(maxsize=4096)(self._title)
        self.article = lru_cache(maxsize=512)(self._article)

    def published(self, number: int) -> date | None:
        """The day of publication; None for the article of the seed page, which shows none."""
        if day := self._days.get(number):
            return day
        below = (self._newest_at_first - number) // self.step
        if not self.seed_page:
            return self._day_before(self.today, below + 1)
        if number == SEED_NUMBER:
            return None
        given = self.seed_page.headlines
        if below < len(given):
            return given[below].day
        return self._day_before(given[-1].day, below - len(given) + 1)

    def changed(self, number: int) -> datetime:
        """The moment of the last change of its text; that of its publication where there was
        none."""
        return self._changed.get(number) or datetime.combine(
            self.published(number) or self.today, time(), UTC
        )

    def ordinal(self, number: int) -> int:
        """A count of this language's articles alone, for whatever is so with every second or third
        of them."""
        return number // self.step

    # What becomes of the articles.

    def publish(
        self, number: int, day: date, moment: datetime, *, text_of: int | None = None
    ) -> None:
        """A new article above all others, with a text of its own or that which another has now."""
        self._days[number] = day
        self._changed[number] = moment
        if text_of is not None:
            self._editions[number] = self.edition(text_of)
        self.numbers.add(number)
        self.newest = number

    def edit(self, number: int, moment: datetime, *, title: bool, body: bool) -> None:
        """Another title, another body, or both: never those that it had just before."""
        edition = self.edition(number)
        self._editions[number] = edition._replace(
            titles=edition.titles + title, bodies=edition.bodies + body
        )
        self._changed[number] = moment
        self.title.cache_clear()
        self.article.cache_clear()

    def delete(self, number: int) -> None:
        """It is there no more."""
        self.numbers.remove(number)
        self.gone.add(number)

    def restore(self, number: int) -> None:
        """It is back as it was."""
        self.gone.remove(number)
        self.numbers.add(number)

    # What the articles are.

    def edition(self, number: int) -> Edition:
        """Which text it has now."""
        return self._editions.get(number) or Edition(number)

    def section(self, number: int) -> int:
        """The one section that the article belongs to."""
        number = self.edition(number).number
        return number * 2654435761 % 2**32 % len(self.language.sections)

    def topics(self, number: int) -> tuple[int, ...]:
        """One or two tags."""
        number = self.edition(number).number
        first = number * 40503 % 65536 % len(self.language.topics)
        return (
            (first,)
            if number % 2
            else (first, (first + 1 + number % 3) % len(self.language.topics))
        )

    def _day_before(self, day: date, articles: int) -> date:
        return day - timedelta(days=math.ceil(articles / self._per_day))

    def _random(self, number: int, part: str) -> Random:
        return Random(f"{self.seed} {self.language.code} {number} {part}")

    def _title(self, number: int) -> str:
        source, edits, _ = self.edition(number)
        if self.seed_page and not edits:
            if source == SEED_NUMBER:
                return self.seed_page.title
            below = self._newest_at_first - source
            if 0 <= below < len(self.seed_page.headlines):
                return self.seed_page.headlines[below].title
        random = self._random(source, "title")
        template = random.choice(self.language.titles)
        if edits:
            # The next pattern in turn: chance might choose the same words again.
            template = self.language.titles[
                (self.language.titles.index(template) + edits) % len(self.language.titles)
            ]
            random = self._random(source, f"title {edits}")
        return self.language.say(template, random)

    def _article(self, number: int) -> Article:
        source, _, edits = self.edition(number)
        random = self._random(source, "body")
        seeded = self.seed_page is not None and source == SEED_NUMBER
        if self.seed_page and seeded:
            blocks = tuple(
                Block("paragraph", (paragraph,)) for paragraph in self.seed_page.paragraphs
            )
        else:
            blocks = tuple(invent_body(self.language, random))
        if self.kinds and not seeded:
            day = self.language.long_date(self.published(number) or self.today)
            blocks = as_kind(kind_of(source), blocks, self.language, day, random)
        if edits:
            # An edit is one paragraph below the first; the next edit puts another in its place.
            sentences = self.language.sentences
            added = self.language.say(
                sentences[(source + edits) % len(sentences)], self._random(source, f"body {edits}")
            )
            blocks = (blocks[0], Block("paragraph", (added,)), *blocks[1:])
        return Article(
            language=self.language,
            number=number,
            title=self.title(number),
            published=self.published(number),
            section=self.section(number),
            topics=self.topics(number),
            authors=() if seeded else (self.language.person(random),),
            blocks=blocks,
        )


def archives(
    languages: Sequence[str],
    articles: int,
    *,
    seed: int,
    today: date,
    seed_page: SeedPage | None = None,
    numbering: str = "shared",
    kinds: bool = False,
) -> dict[str, Archive]:
    """One archive a language; `articles` is how many there are in all, shared out evenly. Raises
    KeyError for an unknown language."""
    share, rest = divmod(articles, len(languages))
    newest, step = [NEWEST_NUMBER] * len(languages), 1
    if numbering == "own":
        newest = [NEWEST_NUMBER * left // len(languages) for left in range(len(languages), 0, -1)]
    elif numbering == "interleaved":
        top, step = max(NEWEST_NUMBER, articles), len(languages)
        newest = [top - place for place in range(len(languages))]
    return {
        code: Archive(
            LANGUAGES[code],
            share + (place < rest),
            seed=seed,
            today=today,
            seed_page=seed_page,
            newest=newest[place],
            step=step,
            kinds=kinds,
        )
        for place, code in enumerate(languages)
    }


def next_number(archive: Archive, archives: Iterable[Archive]) -> int:
    """The number that its next article gets."""
    return 1 + (max(each.newest for each in archives) if archive.step > 1 else archive.newest)
