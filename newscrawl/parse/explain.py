"""Why one page was read as it was: each block, date and claim with the rule that decided, as plain
values. What `scrapy read --explain` shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from newscrawl.errors import PageError
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.byline_lines import MAX_BYLINE_CHARS
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.parse import iso
from newscrawl.extract.html.hints import HINT_TITLE
from newscrawl.extract.html.outline import Block, text_of
from newscrawl.extract.metadata import ORGANIZATION_SLOT, PERSON_SLOT
from newscrawl.extract.reading import Reading
from newscrawl.extract.title_rules import TitleRule
from newscrawl.parse.explained_part import (
    Candidate,
    PartWhy,
    candidate,
    claimed_part,
    first_words,
    part,
    same,
)
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.text import fold

SCHEMA = "newscrawl.explanation/1"

PARTS = ("title", "body", "section", "authors", "image", "published")
"""What a site's own rules may give."""

OF_A_SITE = (
    "what stands on every page of the site: nothing is cut for that here, and a claim that every"
    " page makes counts",
    "which dates every page shows: the day of the visit is told by this page alone",
    "what other pages call the article: no link confirms its title",
    "whether it is the site's page for what is not found, or the same text as another",
)
"""What a crawl knows, and a page alone cannot tell."""
OF_A_URL = (
    "where the page was: no site's own rules apply, and no link is known as that of an article"
)


class BlockWhy(TypedDict):
    """A block of the page."""

    block: int
    """Its place on the page, from 0."""
    element: str
    """The innermost block-level element around it: `p`, `h1`."""
    kept: bool
    """Whether it is in the text."""
    rule: str
    """A name of BodyRule."""
    text: str
    """Its first words."""


class DateWhy(TypedDict):
    """A date of the page."""

    source: str
    """`metadata` or `page`."""
    place: str
    """Its place in the markup."""
    text: str
    """As printed or as claimed."""
    outcome: str
    """`own`, `stamp` or `refused`."""
    rule: str
    """A name of DateRule."""


class Explanation(TypedDict):
    """Why a page was read as it was. Texts of the page are folded, and hold nothing that a terminal
    obeys."""

    title: PartWhy
    section: PartWhy
    authors: PartWhy
    description: PartWhy
    modified: PartWhy
    tags: PartWhy
    own_rules: list[str]
    """Parts that the site's own rules gave, whatever the extraction found."""
    blocks: list[BlockWhy]
    dates: list[DateWhy]
    doubts: list[str]
    """Why the text was doubted at first reading: names of Doubt."""
    body_doubt: str | None
    """The doubt that is left, in a line; None where there is none."""
    teaser: str | None
    """Why the text is but the start of the article: a name of Teaser; None where nothing says
    so."""
    unknown: list[str]
    """What a page alone cannot tell."""


def explain(fetched: FetchedPage, reader: PageReader) -> Explanation | None:
    """Why a page is read as `read_page` reads it; None where there is no markup to be read."""
    if not fetched.is_page:
        return None
    try:
        page = reader.article_page(fetched)
    except PageError:
        return None
    reading = page.read(Boilerplate(), today=reader.today(fetched))
    return {
        "title": _title(page, reading),
        "section": _section(page, reading),
        "authors": _authors(page, reading),
        **_further(page, reading),
        "own_rules": _own_rules(page, reader),
        "blocks": [_block(block, rule) for block, rule in _blocks(page, reading)],
        "dates": [
            {
                "source": one.source,
                "place": fold(one.slot),
                "text": first_words(one.text),
                "outcome": one.outcome,
                "rule": str(one.rule),
            }
            for one in reading.date_verdicts
        ],
        "doubts": list(map(str, reading.doubts)),
        "body_doubt": reading.body_doubt,
        "teaser": reading.teaser,
        "unknown": [*OF_A_SITE, *([] if fetched.url else [OF_A_URL])],
    }


def _own_rules(page: ArticlePage, reader: PageReader) -> list[str]:
    try:
        own = reader.own_values(page)
    except Exception:  # A site's own rule may raise whatever it likes: the reading tells of it.
        return []
    return [name for name in PARTS if own.get_collected_values(name)]


def _blocks(page: ArticlePage, reading: Reading) -> Iterator[tuple[Block, BodyRule]]:
    rules = reading.decisions.blocks if reading.decisions is not None else []
    yield from zip(page.page.outline.blocks, rules, strict=True)


def _block(block: Block, rule: BodyRule) -> BlockWhy:
    return {
        "block": block.index,
        "element": _element(block),
        "kept": rule.keeps,
        "rule": str(rule),
        "text": first_words(block.text),
    }


def _element(block: Block) -> str:
    return f"h{block.heading}" if block.heading else fold(str(block.container.tag))


# The parts that several may claim to be.

_FROM_A_CLAIM = frozenset(
    (
        TitleRule.CLAIM,
        TitleRule.WITHOUT_SITE_NAME,
        TitleRule.PAGE_TITLE_PART,
        TitleRule.AS_VOICED,
        TitleRule.WITHOUT_ADDITION,
    )
)
"""The rules by which a title is in the words of a claim."""


def _title(page: ArticlePage, reading: Reading) -> PartWhy:
    rule = reading.decisions.title if reading.decisions is not None else None
    title = reading.title or ""
    candidates: list[Candidate] = []
    for block, why in _blocks(page, reading):
        shows = why is BodyRule.TITLE
        if block.text and (shows or block.heading or block.flags & HINT_TITLE):
            candidates.append(candidate(_at(block), block.text, shows, same(title, block.text)))
    is_claimed = rule in _FROM_A_CLAIM
    voices = [*page.metadata.titles, Claim("title element", page.metadata.page_title)]
    for claim in voices:
        if claim.text:
            is_taken = is_claimed and bool(title) and title in claim.text
            is_claimed = is_claimed and not is_taken
            is_same = same(title, claim.text)
            candidates.append(candidate(claim.slot, claim.text, is_taken, is_same))
    return part([title], rule, candidates)


def _section(page: ArticlePage, reading: Reading) -> PartWhy:
    rule = reading.decisions.section if reading.decisions is not None else None
    section = reading.section or ""
    found = [
        *page.metadata.sections,
        *(Claim("breadcrumb", text_of(trail)) for trail in page.page.outline.trails),
    ]
    candidates = [
        candidate(
            claim.slot,
            claim.text,
            claim.slot == rule and bool(section) and section in claim.text,
            same(section, claim.text),
        )
        for claim in found
        if claim.text
    ]
    return part([section], rule, candidates)


def _authors(page: ArticlePage, reading: Reading) -> PartWhy:
    rule = reading.decisions.authors if reading.decisions is not None else None
    names = [name for name in reading.authors if name]
    # Persons of JSON-LD bring its organisations with them.
    slots = {rule, ORGANIZATION_SLOT} if rule == PERSON_SLOT else {rule}
    candidates = []
    for claim in page.metadata.authors:
        named = any(name in claim.text for name in names)
        candidates.append(candidate(claim.slot, claim.text, named and claim.slot in slots, named))
    is_claimed = any(claim.slot == rule for claim in page.metadata.authors)
    for block, why in _blocks(page, reading):
        named = any(name in block.text for name in names)
        if why in _BYLINES or _may_name_author(block, why, named):
            is_taken = named and bool(rule) and not is_claimed
            candidates.append(candidate(_at(block), block.text, is_taken, named))
    return part(names, rule, candidates)


class _Further(TypedDict):
    """The parts that claims of the metadata give, or nobody."""

    description: PartWhy
    modified: PartWhy
    tags: PartWhy


def _further(page: ArticlePage, reading: Reading) -> _Further:
    meta, why = page.metadata, reading.decisions
    modified = [iso(reading.modified)] if reading.modified is not None else []
    shown = [Claim(_at(block), claim.text) for block, claim in page.shown_tags]
    return {
        "description": claimed_part(
            [reading.description or ""], why and why.description, meta.descriptions
        ),
        "modified": claimed_part(modified, why and why.modified, meta.modified),
        "tags": claimed_part(reading.tags, why and why.tags, [*meta.keywords, *shown]),
    }


_BYLINES = frozenset(
    (
        BodyRule.NAMED_BYLINE,
        BodyRule.NAMED_AUTHOR_BOX,
        BodyRule.AUTHOR_LINE,
        BodyRule.SIGNATURE_BELOW_TITLE,
        BodyRule.SIGNATURE_AT_END,
    )
)
"""The rules that cut a line for naming an author, or for standing where authors do."""


def _may_name_author(block: Block, why: BodyRule, is_named: bool) -> bool:
    """Whether a line that no rule took for a byline may be one."""
    return (
        0 < len(block.text) <= MAX_BYLINE_CHARS
        and not why.keeps
        and (is_named or labels.author(block.text) is not None)
    )


def _at(block: Block) -> str:
    return f"block {block.index}, {_element(block)}"
