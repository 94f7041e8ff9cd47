"""An article page -> its parts: title, body, headline lists, dates, the further facts. The only
door to the extraction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.find_body import Body, find_body
from newscrawl.extract.body.prose import BodyContext
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.date_spots import DateSpot, find_date_spots
from newscrawl.extract.dates.parse import Moment
from newscrawl.extract.headlines.find_headlines import DatedHeadline, HeadlineLists, find_headlines
from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.html.hints import HINT_SIDEBAR
from newscrawl.extract.html.page import Page
from newscrawl.extract.metadata import Claim, Metadata, read_metadata
from newscrawl.extract.publication_date import DateContext, OwnDate, Verdict, judge, slots
from newscrawl.extract.title import Title, find_title, possible_titles, title_above
from newscrawl.identity.site import ArticleRef
from newscrawl.text import key


@dataclass(slots=True)
class Reading:
    """What one article page says, read by what its parts are. Every field has the meaning of the
    item's field of that name."""

    title: str | None
    body: str | None
    headlines: list[DatedHeadline]
    published: Moment | None
    published_text: str | None
    published_from: str | None
    page_date: date | None
    section: str | None
    authors: list[str] = field(default_factory=list)
    image: str | None = None
    own_dates: tuple[OwnDate, ...] = ()
    """All dates that the page gives for itself, the best first."""
    date_verdicts: tuple[Verdict, ...] = ()
    """What became of each date of the page, with the name of the rule that decided."""


class ArticlePage:
    """One article page, looked at once: `teach` shows the memory what stands where, `read` uses
    what the memory knows by then."""

    def __init__(self, page: Page, ref: ArticleRef | None, find_ref: FindRef) -> None:
        """`ref` is the article that the page is; None if its address does not tell. `find_ref`
        tells where the page's links lead."""
        self.page = page
        self.ref = ref
        self.find_ref = find_ref = _remembering(find_ref)
        self.language = ref.language if ref else ""
        self.metadata: Metadata = read_metadata(page.root, page.url)
        self.lists: HeadlineLists = find_headlines(
            page.outline, find_ref, ref, possible_titles(page.outline, self.metadata)
        )
        self.spots: list[DateSpot] = find_date_spots(page.outline, self.lists.blocks)

    def teach(self, memory: Boilerplate) -> None:
        """Let the memory learn this page."""
        blocks = (
            block
            for block in self.page.outline.blocks
            if block.text and not any(self.find_ref(link.href) for link in block.links)
        )
        memory.learn(self.language, blocks, self._slots())

    def _slots(self) -> Iterator[tuple[str, str]]:
        meta = self.metadata
        yield from slots(self.spots, meta.published)
        yield "title", meta.page_title
        for claim in [*meta.titles, *meta.authors, *meta.sections, *meta.images]:
            yield claim.slot, claim.text

    def read(
        self, memory: Boilerplate, known_titles: Iterable[str] = (), *, today: date | None = None
    ) -> Reading:
        """The parts of the page; a part that the page does not show is None.

        `known_titles` are texts of headlines elsewhere that link to this article; `today` is the
        day of the visit where the site is, None means that of UTC.
        """
        title = find_title(
            self.page.outline,
            self.metadata,
            self._leads_elsewhere,
            self.lists.blocks,
            list(known_titles),
            memory,
            self.language,
        )
        body = self._find_body(title, memory)
        if body is not None and (title is None or not title.confirmed):
            above = title_above(
                self.page.outline,
                body.first,
                lambda block: memory.is_furniture(self.language, block),
            )
            if above is not None:
                title = Title(above[0], above[1].index, True)
                body = self._find_body(title, memory)
        today = today or self.page.fetched_at.date()
        title_block = title.block if title else None
        context = DateContext(
            ref=self.ref,
            title_block=title_block,
            title_in_sidebar=title_block is not None
            and bool(self.page.outline.blocks[title_block].flags & HINT_SIDEBAR),
            body_first=body.first if body else None,
            body_last=body.last if body else None,
            body_blocks=body.blocks if body else frozenset(),
            headlines=self.lists.dated,
            today=today,
            fetched_at=self.page.fetched_at,
        )
        dating = judge(self.spots, self.metadata.published, memory, self.language, context)
        return Reading(
            title=title.text if title else None,
            body="\n\n".join(body.paragraphs) if body else None,
            headlines=self.lists.dated,
            published=dating.published,
            published_text=dating.published_text,
            published_from=dating.published_from,
            page_date=dating.page_date,
            own_dates=dating.own,
            date_verdicts=dating.verdicts,
            section=self._section(memory),
            authors=self._authors(title, body, memory) if title and body else [],
            image=self._image(title, body, memory) if title and body else None,
        )

    def contradicts(self, title: str, headlines: Sequence[str]) -> bool:
        """Whether the page cannot be the article that these headlines link to: they and its title
        have no word in common.

        So read an error page, a login form, a notice that stands in an article's place. A headline
        of one or two words proves nothing.
        """
        telling = [headline for headline in headlines if headline.count(" ") > 1]
        if not telling or any(_long_words(headline) & _long_words(title) for headline in telling):
            return False
        shown = {
            block.key for block in self.page.outline.blocks if block.index not in self.lists.blocks
        }
        return not any(key(headline) in shown for headline in telling)

    def _leads_elsewhere(self, href: str) -> bool:
        ref = self.find_ref(href)
        return ref is not None and ref != self.ref

    def _find_body(self, title: Title | None, memory: Boilerplate) -> Body | None:
        context = BodyContext(
            title=title.text if title else "",
            title_block=title.block if title else None,
            neighbours=self.lists.blocks,
            is_furniture=lambda block: memory.is_furniture(self.language, block),
            leads_to_article=self._leads_elsewhere,
            authors=[claim.text for claim in self.metadata.authors],
        )
        return find_body(self.page.outline, context)

    def _telling(self, claims: Sequence[Claim], memory: Boilerplate) -> list[str]:
        """The claims that speak of this article, each once: what is said on every page says
        nothing."""
        return list(
            dict.fromkeys(
                claim.text
                for claim in claims
                if not memory.is_constant(self.language, claim.slot, claim.text)
            )
        )

    def _section(self, memory: Boilerplate) -> str | None:
        return next(iter(self._telling(self.metadata.sections, memory)), None)

    def _authors(self, title: Title, body: Body, memory: Boilerplate) -> list[str]:
        claimed = [
            name
            for name in self._telling(self.metadata.authors, memory)
            if key(name) != key(self.metadata.site_name)
        ]
        if claimed:
            return claimed
        near = [
            block
            for block in self.page.outline.blocks[
                body.first - 5 if body.first > 5 else 0 : body.last + 4
            ]
            if len(block.text) < 120
        ]
        for block in near:
            match = labels.author(block.text)
            if (
                match
                and block.index != title.block
                and block.text not in body.paragraphs
                and not memory.is_furniture(self.language, block)
            ):
                return [match["names"].split(" | ")[0].strip(" ,|")]
        return []

    def _image(self, title: Title, body: Body, memory: Boilerplate) -> str | None:
        claimed = self._telling(self.metadata.images, memory)
        if claimed:
            return claimed[0]
        start = title.block if title.block is not None and title.block < body.first else body.first
        for block in self.page.outline.blocks[start : body.last + 1]:
            source = block.picture.get("src") if block.picture is not None else None
            if source and not source.startswith("data:") and block.index not in self.lists.blocks:
                return urljoin(self.page.base_url, source.strip())
        return None


FEW_PHRASES = 8
"""Fewer phrases of three words stand in many texts by chance."""


def same_story(body: str, other: str) -> bool:
    """Whether two bodies are surely editions of one article: they share a third of their phrases of
    three words, or one keeps the other.

    Single words prove nothing: a site writes of the same things in the same words every day.

    >>> same_story("The ferry left at seven, with all aboard.", "The ferry left at seven, with nobody aboard.")
    True
    >>> same_story("At seven the ferry was there, and all left aboard with it.", "The ferry left at seven, with all aboard.")
    False
    """
    phrases, other_phrases = _phrases(body), _phrases(other)
    shared, fewest = len(phrases & other_phrases), min(len(phrases), len(other_phrases))
    # A short article that a longer paragraph was added to.
    return 3 * shared >= max(len(phrases), len(other_phrases)) or (
        fewest >= FEW_PHRASES and is_edition(body, other)
    )


def is_edition(body: str, other: str) -> bool:
    """Whether one of two bodies keeps nearly all of the other: it was added to, or cut.

    >>> is_edition("The ferry left at seven.", "The ferry left at seven. Nobody knows why.")
    True
    >>> is_edition("The ferry left.", "A bridge fell.")
    False
    """
    phrases, other_phrases = _phrases(body), _phrases(other)
    return 5 * len(phrases & other_phrases) >= 4 * min(len(phrases), len(other_phrases))


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[place : place + 3]) for place in range(max(1, len(words) - 2))}


def same_title(title: str, other: str) -> bool:
    """Whether two titles share most of their words.

    >>> same_title("Ferry back in service", "The ferry is back in service"), same_title("Log in", "Ferry back in service")
    (True, False)
    """
    words, other_words = _long_words(title), _long_words(other)
    return 2 * len(words & other_words) > min(len(words), len(other_words))


def _long_words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"\w{3,}", text.casefold())}


def _remembering(find_ref: FindRef) -> FindRef:
    """The same, asked once for each link of the page."""
    known: dict[str, ArticleRef | None] = {}

    def remembered(href: str) -> ArticleRef | None:
        if href not in known:
            known[href] = find_ref(href)
        return known[href]

    return remembered
