"""What a single block is: running text, links to elsewhere, a signature. Asked of every block, of
the text and around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.body.word_count import words_in
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.dates.parse import find_dates
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, text_of
from newscrawl.text import has_digit

MIN_PROSE_CHARS = 20
"""Less outside links is a label, a name, a button, whatever it says."""

MAX_LINK_SHARE = 0.6
"""A block whose links make up more of it is a list of them."""

MAX_DATELINE_CHARS = 100
"""A longer text with a date in it is not asked whether it is a line of date and author."""

MIN_CLAUSE_WORDS = 12
"""From so many words on, a text is prose without a full stop, too: broken lines, lists."""

MIN_SENTENCE_WORDS = 4
"""From so many words on, a text with an end is a sentence; 'Read more…' and 'Photo:' are none."""

LABEL_WEIGHT = 0.2
"""What other text counts: a chronicle of short lines must outweigh a menu, not a paragraph."""

MAX_READ_ALSO_CHARS = 60
"""More beside a link that 'Read also:' stands before is a sentence that begins so."""

MAX_LINKS_LABEL_CHARS = 25
"""A longer text that ends with a colon before links introduces a quotation or a list."""

MIN_SENTENCE_SPACES = 8
"""Number of spaces beside links that make a sentence, also without an end: that may be a link."""

ARTICLE_LINK_ROOM = 1.0
"""A link to an article with a name, a date, a teaser up to its own length is an entry of a list."""

SENTENCE_LINK_ROOM = 0.3
"""Where what stands beside the link is a sentence, only so much of the link's length is."""

LINK_ROOM = 0.15
"""A link to no article has hardly anything beside it, or else it is part of a sentence."""

MIN_WITNESSED_CHARS = 60
"""A shorter sentence may stand in the text and, by chance, in a box beside it: a slogan, a
reader's word."""

MIN_DESCRIBED_CHARS = 30
"""Letters and digits of a standfirst; a shorter line may stand in a description by chance."""

DESCRIPTION_CUT = 12
"""So many letters at the end of a description may be a part of a word, where it was cut short."""

MAX_BUTTON_CHARS = 60
"""A longer text in a button is an answer of a poll, or a paragraph that opens."""

BUTTON_LEVELS = 3
"""Elements between a text and the button that it is the label of."""

BOLD_SHARE = 0.9
"""A line is bold if so much of it is; the colon or the space at its end may not be."""

MAX_LEAD_SHARE = 0.25
"""A lead is a smaller share of the text than this."""

MAX_SIGNATURE_CHARS = 100
"""A longer line is more than a name and a place."""

SIGNATURE_WORDS = range(2, 6)
"""A name and a surname; five for two persons, or a person and a place."""

SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]։。！？：；」』）]\s*$")
_LINK_SEPARATORS = " \t\n,;|·•/#"
_SIGNATURE_PARTS = re.compile(r"\s*[·|•,/]\s*|\s[–—-]\s")


class BodyContext(NamedTuple):
    """What the reading of the body needs to know of the page."""

    title: str
    title_block: int | None
    neighbours: frozenset[int]
    """Blocks that belong to lists of other articles."""
    is_furniture: Callable[[Block], bool]
    """Whether a text stands on every page."""
    leads_to_article: Callable[[str], bool]
    """Whether a link leads to another article."""
    authors: Sequence[str]
    witness: str = ""
    """The key of the text that the metadata give of the article; empty where they give none."""
    description: str = ""
    """The key of the summary that the metadata give; empty where they give none."""
    is_notice: Callable[[Block], bool] = lambda _: False
    """Whether a line stands on many pages, though not on every one."""
    is_signed: Callable[[Block], bool] = lambda _: False
    """Whether a last line is names, as the last lines of other texts are."""
    is_live_blog: bool = False
    """Whether its entries have dates of their own."""
    leads_off_site: Callable[[str], bool] = lambda _: False
    """Whether a link leads to another site."""
    language: str = ""
    """The language tag of the page; empty where it is not known."""

    def is_witnessed(self, block: Block) -> bool:
        """Whether the metadata say that a paragraph is the article's, word for word."""
        return (
            bool(self.witness)
            and prose_chars(block) >= MIN_WITNESSED_CHARS
            and block.key in self.witness
        )

    def is_described(self, block: Block) -> bool:
        """Whether a block is the summary that the metadata give of the article: all of it, or so
        much of it as they took."""
        said, description = block.key, self.description
        return (
            not block.links
            and min(len(said), len(description)) >= MIN_DESCRIBED_CHARS
            and (said in description or said.startswith(description[:-DESCRIPTION_CUT]))
        )


def prose_chars(block: Block) -> float:
    """How much of a block is running text, in characters."""
    if block.prose is None:
        block.prose = _prose_chars(block)
    return block.prose


def _prose_chars(block: Block) -> float:
    chars = len(block.text) - block.link_chars
    if (
        block.heading
        or chars < MIN_PROSE_CHARS
        or block.link_chars > MAX_LINK_SHARE * len(block.text)
    ):
        return 0.0
    if len(block.text) < MAX_DATELINE_CHARS and is_dateline(block):
        return 0.0
    words = words_in(block.text)
    if words >= MIN_CLAUSE_WORDS or (
        words >= MIN_SENTENCE_WORDS and SENTENCE_END.search(block.text)
    ):
        return float(chars)
    return LABEL_WEIGHT * chars


def links_rule(block: Block, page: BodyContext) -> BodyRule | None:
    """The rule by which a block is links to elsewhere and no sentence: related articles, tags,
    buttons. None if it is none."""
    if not block.links:
        return None
    outside = len(block.text) - block.link_chars
    if outside < MAX_READ_ALSO_CHARS and labels.starts_read_also(block.text):
        return BodyRule.READ_ALSO_LINK
    to_article = any(page.leads_to_article(link.href) for link in block.links)
    if block.heading and not to_article and not block.flags & at.LIST_ITEM:
        return None
    beside = "".join([text for text, link in block.segments if link == -1])
    linked = _Linked(block, outside, beside.strip(_LINK_SEPARATORS), to_article)
    return next((rule for rule, applies in _LINK_RULES if applies(linked)), None)


class _Linked(NamedTuple):
    """A block with links, and what the rules ask of it."""

    block: Block
    outside: int
    """Characters outside its links."""
    beside: str
    """What it says outside its links, without separators at the ends."""
    to_article: bool
    """Whether a link of it leads to another article."""


def _is_labelled(linked: _Linked) -> bool:
    """A label stands before its links; what ends with a colon introduces the next paragraph."""
    if linked.block.text.endswith(":"):
        return False
    return linked.beside.endswith(":") and len(linked.beside) < MAX_LINKS_LABEL_CHARS


def _is_alone(linked: _Linked) -> bool:
    block = linked.block
    return not linked.beside and not block.heading and not block.links[0].href.startswith("#")


def _is_entry_of_list(linked: _Linked) -> bool:
    """What ends with a link to an article, or in brackets, is an entry; a sentence has its own
    end."""
    if not linked.to_article:
        return False
    beside = linked.beside
    is_sentence = (
        beside.endswith((".", "!", "?", ";", ",")) or beside.count(" ") >= MIN_SENTENCE_SPACES
    )
    room = SENTENCE_LINK_ROOM if is_sentence else ARTICLE_LINK_ROOM
    return linked.outside <= room * linked.block.link_chars


def _is_mostly_links(linked: _Linked) -> bool:
    block = linked.block
    return linked.outside <= LINK_ROOM * block.link_chars and not any(
        link.href.startswith("#") for link in block.links
    )


_LINK_RULES: tuple[tuple[BodyRule, Callable[[_Linked], bool]], ...] = (
    (BodyRule.LABELLED_LINKS, _is_labelled),
    (BodyRule.LINKS_ALONE, _is_alone),
    (BodyRule.ARTICLE_LINKS, _is_entry_of_list),
    (BodyRule.MOSTLY_LINKS, _is_mostly_links),
)


def is_control(block: Block) -> bool:
    """Whether a block is a link or a button as a whole: it leads somewhere, and heads nothing."""
    return (
        bool(block.flags & at.FORM) or block.link_chars >= len(block.text) or _is_in_button(block)
    )


def _is_in_button(block: Block) -> bool:
    """Whether a button stands around a block: those that hold blocks are few elements deep."""
    around = [block.container, *islice(block.container.iterancestors(), BUTTON_LEVELS)]
    return any(element.tag == "button" or element.get("role") == "button" for element in around)


def is_set_off(block: Block) -> bool:
    """Whether a line is a heading, or bold as one."""
    return bool(block.heading) or block.bold_chars >= BOLD_SHARE * len(block.text)


def heads_comments(block: Block, above: float, below: float) -> bool:
    """Whether a line that says comments heads them, and does not lead down to them, or count them
    under a lead. `above` and `below` are the prose of the text around it, in characters."""
    if is_control(block):
        return above >= below
    is_count = has_digit(block.text) and not is_set_off(block)
    return not is_count or above >= MAX_LEAD_SHARE * (above + below)


def is_button(block: Block) -> bool:
    """Whether a block says nothing but what a button around it or in it says, or all of them."""
    if len(block.text) > MAX_BUTTON_CHARS:
        return False
    if _is_in_button(block):
        return True
    said = [text_of(button) for button in block.inside("button")]
    # Two that stand side by side have no space between them.
    together = "".join(said).replace(" ", "")
    return block.text in said or (bool(said) and block.text.replace(" ", "") == together)


def is_dateline(block: Block) -> bool:
    """Whether a block is a line with a date, and with little else or an author's label."""
    if read_dateline(block.text) is not None:
        return True
    return (
        labels.author(block.text) is not None
        and bool(find_dates(block.text))
        and not block.text.endswith(".")
    )


def is_signature(block: Block) -> bool:
    """Whether a short line is nothing but an author, a place, the time that the reading takes."""
    if (
        block.heading
        or block.flags & at.QUOTE
        or len(block.text) > MAX_SIGNATURE_CHARS
        or block.text.endswith(".")
    ):
        return False
    parts = _SIGNATURE_PARTS.split(block.text)
    if any(labels.reading_time(part) for part in parts):
        return True
    names = labels.name_joint.split(block.text)
    if len(names) > 1 and all(" " in name for name in names):
        parts = names  # Two persons with name and surname, and what joins them.
    words = " ".join(parts).split()
    return len(words) in SIGNATURE_WORDS and all(
        word[0].isupper() and word.strip(".-’'").isalpha() for word in words
    )
