"""Whether the reading of a body is to be doubted, and why: by what the page's metadata say of the
text, and by how much of the page's prose it leaves out."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.find_body import BodySearch
from newscrawl.extract.body.prose import prose_chars
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.body.witnesses import Witnesses
from newscrawl.extract.html.outline import Outline

MIN_TEXT_SHARE = 0.5
"""A body with less of the text that the metadata give lacks what the article is."""

MIN_SUMMARY_SHARE = 1 / 3
"""A body with fewer of the summary's words may be another text, or the summary a slogan."""

SURE_SUMMARY_SHARE = 2 / 3
"""A body with so many of the summary's words is the text that it sums up."""

MIN_PROSE_SHARE = 1 / 3
"""A body with less of the page's prose than this leaves out what may be the text."""

MIN_WORD_SHARE = 0.5
"""A body with fewer of the words that the metadata count is a part of the text."""

MIN_PARAGRAPH_CHARS = 40
"""Prose of a paragraph; less is a label."""

OUTER_WEIGHT = 0.5
"""What a paragraph counts for the element around its parent."""

MIN_SURE_CHARS = 250
"""A body with less prose may be a notice or labels, where most of the page's prose is elsewhere."""

RIVAL_SHARE = 1.5
"""An element with so much more prose than the body may be the text in its stead."""

NOTICE_SHARE = 0.5
"""A text that speaks of cookies in so many of its paragraphs is the notice about them."""

_FOREIGN = frozenset(
    (
        BodyRule.HEADLINE_LIST,
        BodyRule.IN_NAVIGATION,
        BodyRule.IN_FOOTER,
        BodyRule.NAMED_COMMENTS,
        BodyRule.NAMED_RELATED,
        BodyRule.ON_EVERY_PAGE,
        BodyRule.ON_MANY_PAGES,
        BodyRule.COMMENT,
        BodyRule.READERS_POST,
        BodyRule.UNDER_COMMENTS_LABEL,
    )
)
"""The rules that cut what is nobody's text, however much of it there is."""


_OF_OTHERS = _FOREIGN | {BodyRule.STORY_CARD, BodyRule.OTHER_ARTICLE}
"""And those that cut the texts of others, which may be set as one."""


class Doubt(StrEnum):
    """Why a reading of a body is doubted. The names are public, as those of BodyRule."""

    NO_TEXT = "no-text"
    """Nothing on the page was read as its text."""
    AGAINST_METADATA_TEXT = "against-metadata-text"
    """It holds less than half of the text that the metadata give."""
    SUMMARY_ELSEWHERE = "summary-elsewhere"
    """What the metadata give as the summary stands on the page, and hardly in the body."""
    COOKIE_NOTICE = "cookie-notice"
    """Most of its paragraphs speak of cookies, and the title does not."""
    LITTLE_OF_THE_PROSE = "little-of-the-prose"
    """It holds less than a third of the page's prose, and no summary speaks for it."""
    CUT_SHORT = "cut-short"
    """It has less than half of the words that the metadata count, and they say that the text is not
    for everybody."""


class Suspect(NamedTuple):
    """A reading of a body and what it is to be judged by."""

    search: BodySearch
    outline: Outline
    witnesses: Witnesses
    title: str
    is_part: bool = False
    """Whether the page is one of several of its article: what speaks of the whole text says nothing
    of this one."""

    @property
    def text(self) -> str:
        """The body as one text; empty where there is none."""
        body = self.search.body
        return "\n".join(body.paragraphs) if body else ""

    @property
    def given_share(self) -> float | None:
        """How much it has of the text that the metadata give; None where they give none of this
        page's."""
        return None if self.is_part else self.witnesses.text_share(self.text)

    @property
    def is_teaser(self) -> bool:
        """Whether the metadata count far more words, and say that they are not for everybody."""
        if self.is_part or self.witnesses.is_free is not False:
            return False
        words = self.witnesses.word_share(self.text)
        return words is not None and words < MIN_WORD_SHARE


def doubts_of(suspect: Suspect) -> tuple[Doubt, ...]:
    """The reasons to doubt a reading; none where all is well."""
    if suspect.search.body is None:
        return (Doubt.NO_TEXT,)
    found = []
    given = suspect.given_share
    if given is not None and given < MIN_TEXT_SHARE:
        found.append(Doubt.AGAINST_METADATA_TEXT)
    summary = suspect.witnesses.summary_share(suspect.text)
    if summary is not None and summary < MIN_SUMMARY_SHARE and _is_elsewhere(suspect, summary):
        found.append(Doubt.SUMMARY_ELSEWHERE)
    if _is_cookie_notice(suspect):
        found.append(Doubt.COOKIE_NOTICE)
    is_sure = given is not None or (summary is not None and summary >= SURE_SUMMARY_SHARE)
    if not is_sure and prose_share(suspect) < MIN_PROSE_SHARE:
        found.append(Doubt.LITTLE_OF_THE_PROSE)
    if suspect.is_teaser:
        found.append(Doubt.CUT_SHORT)
    return tuple(found)


def prose_share(suspect: Suspect) -> float:
    """The prose of a body as a share of all on the page that may be of its article: notices about
    cookies are not."""
    kept = all_prose = 0.0
    for block, rule in zip(suspect.outline.blocks, suspect.search.rules, strict=True):
        if rule not in _FOREIGN and (rule.keeps or "ookie" not in block.text):
            chars = prose_chars(block)
            all_prose += chars
            if rule.keeps:
                kept += chars
    return kept / all_prose if all_prose else 1.0


def has_rival(suspect: Suspect) -> bool:
    """Whether a single element of the page holds more prose than the body, or the body hardly any:
    what many boxes hold together is no text."""
    body = 0.0
    held: Counter[etree._Element] = Counter()
    for block, rule in zip(suspect.outline.blocks, suspect.search.rules, strict=True):
        chars = prose_chars(block)
        if rule.keeps:
            body += chars
        elif rule not in _OF_OTHERS and chars >= MIN_PARAGRAPH_CHARS:
            around = block.container.getparent()
            if around is not None:
                held[around] += int(chars)
                wider = around.getparent()
                if wider is not None:
                    held[wider] += int(OUTER_WEIGHT * chars)
    return body < MIN_SURE_CHARS or max(held.values(), default=0) > RIVAL_SHARE * body


def _is_elsewhere(suspect: Suspect, share: float) -> bool:
    """Whether what was cut of the page's prose says more of the summary than the body does; a
    standfirst that stands alone is not the text that it sums up."""
    cut = [
        block
        for block, rule in zip(suspect.outline.blocks, suspect.search.rules, strict=True)
        if not rule.keeps and rule not in _FOREIGN and prose_chars(block)
    ]
    beside = Counter(block.container.getparent() for block in cut)
    said = "\n".join(
        block.text
        for block in cut
        if beside[block.container.getparent()] > 1 or not suspect.witnesses.is_summary(block.text)
    )
    other = suspect.witnesses.summary_share(said)
    return other is not None and other > max(share, SURE_SUMMARY_SHARE)


def _is_cookie_notice(suspect: Suspect) -> bool:
    body = suspect.search.body
    if body is None or "cookie" in suspect.title.casefold():
        return False
    paragraphs = [text.casefold() for text in body.paragraphs]
    return sum("cookie" in text for text in paragraphs) > NOTICE_SHARE * len(paragraphs)
