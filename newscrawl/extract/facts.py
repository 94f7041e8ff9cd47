"""The further facts of an article page, such as its section, its authors and its picture; what is
said on every page says nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from newscrawl.extract.author_context import AuthorContext
from newscrawl.extract.author_names import House
from newscrawl.extract.authors import find_authors
from newscrawl.extract.body.find_body import Body
from newscrawl.extract.claims import Claim, Metadata
from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.decisions import ImageRule
from newscrawl.extract.description import MAX_CHARS, DescriptionContext, find_description
from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.html.outline import Block
from newscrawl.extract.html.page import Page
from newscrawl.extract.picture import find_picture
from newscrawl.extract.picture_facts import find_picture_facts
from newscrawl.extract.publication_date import Visit, slots
from newscrawl.extract.section import find_section
from newscrawl.extract.section_context import SectionContext
from newscrawl.extract.section_places import LabelPlaces
from newscrawl.extract.site_name import site_names
from newscrawl.extract.tags import TagContext, find_tags
from newscrawl.extract.title_rules import Title
from newscrawl.extract.title_score import PARTS
from newscrawl.items import PictureFacts
from newscrawl.text import key


class Found(NamedTuple):
    """A fact and the rule that found it."""

    values: list[str]
    rule: str | None

    @property
    def first(self) -> str | None:
        """The first value; None where nothing was found."""
        return self.values[0] if self.values else None


_NOTHING = Found([], None)


class FactContext(NamedTuple):
    """What the search for the facts needs to know of the page."""

    page: Page
    home: str
    """The page's URL at the site itself; empty where it is not known."""
    metadata: Metadata
    title: Title | None
    body: Body | None
    in_lists: frozenset[int]
    """The blocks of headline lists."""
    shown_tags: Sequence[tuple[Block, Claim]]
    """What the page shows as tags, wherever it stands."""
    find_ref: FindRef
    leads_elsewhere: Callable[[str], bool]
    """Whether a link leads to another article."""
    is_constant: Callable[[str, str], bool]
    """Whether a place (`slot`) says this on most pages."""
    is_on_all: Callable[[str, str], bool]
    """Likewise, on all pages or all but a few: many articles may share a keyword."""
    is_furniture: Callable[[Block], bool]
    is_byline_place: Callable[[Block], bool]
    """Whether other pages show that names in the place of a block are those of authors."""
    places: LabelPlaces
    """What the places of the page say on other pages."""
    is_common_picture: Callable[[str], bool]
    """Whether they show this picture, too."""
    signatures: frozenset[int] = frozenset()
    """The blocks that were cut as the signature of the text."""


def further_slots(
    metadata: Metadata,
    changes: Sequence[DateSpot],
    shown: Sequence[tuple[Block, Claim]],
    visit: Visit,
) -> Iterator[tuple[str, str]]:
    """What the places of titles, authors, sections, pictures, summary, last change and keywords
    say, for the memory."""
    yield "title", metadata.page_title
    told = [metadata.titles, metadata.authors, metadata.sections, metadata.images]
    yield from ((claim.slot, claim.text) for claims in told for claim in claims)
    yield from slots(changes, metadata.modified, visit)
    for claim in (*metadata.descriptions, *metadata.keywords, *(claim for _, claim in shown)):
        if len(claim.text) <= MAX_CHARS:  # A longer one is refused whatever other pages say.
            yield claim.slot, claim.text


class Facts:
    """The facts of one page whose title and text were looked for."""

    def __init__(self, context: FactContext) -> None:
        self._context = context

    @cached_property
    def section(self) -> Found:
        """Its section."""
        page, find_ref, title = self._context.page, self._context.find_ref, self._context.title
        title_block = title.block if title else None
        body = self._context.body
        if body is not None and title_block is not None and title_block > body.last:
            title_block = None  # An entry of a list, on a page that prints no title over its text.
        context = SectionContext(
            claims=self._not_constant(self._context.metadata.sections),
            house=self._house,
            title=title.text if title else "",
            title_block=title_block,
            head=body.first if title_block is None and body is not None else title_block,
            text=(body.first, body.last) if body is not None else (title_block or 0,) * 2,
            url=page.url,
            base_url=page.base_url,
            leads_to_article=lambda href: find_ref(href) is not None,
            is_furniture=self._context.is_furniture,
            places=self._context.places,
            page_title=self._context.metadata.page_title,
        )
        found = find_section(page.outline, context)
        return Found([found.name] if found.name else [], found.rule)

    def authors(self) -> Found:
        """Its authors; none where title or text is missing."""
        title, body = self._context.title, self._context.body
        if title is None or body is None:
            return _NOTHING
        blocks = self._context.page.outline.blocks
        context = AuthorContext(
            claims=self._not_constant(self._context.metadata.authors),
            house=self._house,
            title_block=title.block,
            title_flags=0 if title.block is None else blocks[title.block].flags,
            body_first=body.main,
            body_last=body.last,
            body_blocks=body.blocks,
            in_lists=self._context.in_lists,
            sections=frozenset(key(claim.text) for claim in self._context.metadata.sections),
            labels=frozenset(map(key, self.section.values)),
            is_furniture=self._context.is_furniture,
            signatures=self._context.signatures,
            is_byline_place=self._context.is_byline_place,
            people=self._context.places.people,
            leads_elsewhere=self._context.leads_elsewhere,
        )
        return Found(*find_authors(blocks, context))

    def image(self) -> Found:
        """The addresses of its picture; none where title or text is missing."""
        title, body = self._context.title, self._context.body
        if title is None or body is None:
            return _NOTHING
        claimed = self._telling(self._context.metadata.images)
        if claimed.values:
            return claimed
        page, in_lists = self._context.page, self._context.in_lists
        start = title.block if title.block is not None and title.block < body.first else body.first
        found = find_picture(
            page.outline.blocks[start : body.last + 1],
            base_url=page.base_url,
            left_out=lambda block: block.index in in_lists,
            is_common=self._context.is_common_picture,
        )
        return Found([found], ImageRule.PICTURE) if found else _NOTHING

    def picture(self, image: str | None) -> PictureFacts:
        """What is said of its picture, the one at this address."""
        page, meta, title = self._context.page, self._context.metadata, self._context.title
        return find_picture_facts(page, image, meta.pictures, title.text if title else "")

    def description(self) -> Found:
        """Its summary; none where title or text is missing."""
        title, body = self._context.title, self._context.body
        if title is None or body is None:
            return _NOTHING
        meta = self._context.metadata
        context = DescriptionContext(
            claims=self._not_constant(meta.descriptions),
            title=title.text,
            body="\n\n".join(body.paragraphs),
            site_name=meta.site_name,
        )
        found = find_description(context)
        return Found([found.text] if found.text else [], found.rule)

    def tags(self) -> Found:
        """Its keywords; none where title or text is missing."""
        title, body = self._context.title, self._context.body
        if title is None or body is None:
            return _NOTHING
        is_on_all, house = self._context.is_on_all, self._house
        context = TagContext(
            claims=[
                claim
                for claim in self._context.metadata.keywords
                if not is_on_all(claim.slot, claim.text)
            ],
            shown=[
                (block, claim)
                for block, claim in self._context.shown_tags
                if not is_on_all(claim.slot, claim.text)
            ],
            title=title.text,
            is_house=lambda name: name in house,
            first=body.first if title.block is None else min(title.block, body.first),
            last=body.last,
            in_lists=self._context.in_lists,
        )
        return Found(*find_tags(context))

    @cached_property
    def _house(self) -> House:
        page, meta = self._context.page, self._context.metadata
        shown = site_names(page, meta.site_name, PARTS.split(meta.page_title))
        urls = (page.url, self._context.home, meta.address)
        hosts = (urlsplit(url).netloc for url in urls)
        return House([meta.site_name, *meta.publishers, *shown], *hosts)

    def _not_constant(self, claims: Sequence[Claim]) -> list[Claim]:
        is_constant = self._context.is_constant
        return [claim for claim in claims if not is_constant(claim.slot, claim.text)]

    def _telling(self, claims: Sequence[Claim]) -> Found:
        """The claims that speak of this article, each once, and the place of the first."""
        places: dict[str, str] = {}
        for claim in self._not_constant(claims):
            places.setdefault(claim.text, claim.slot)
        return Found(list(places), next(iter(places.values()), None))
