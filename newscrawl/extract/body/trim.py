"""What stands inside the text and is no part of it: captions, boxes of other articles, bylines,
buttons, polls.

First each block is judged by itself (here), then by what stands around it (edges.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.biography import cut_biography
from newscrawl.extract.body.boxes import cut_boxes, spare_misnamed
from newscrawl.extract.body.captions import (
    UsualParagraph,
    are_entries,
    caption_rule,
    is_set_as,
    usual_paragraph,
)
from newscrawl.extract.body.edges import cut_by_surroundings
from newscrawl.extract.body.final_credits import cut_final_credits
from newscrawl.extract.body.final_list import cut_final_list
from newscrawl.extract.body.gallery import CAPTIONS, spare_gallery
from newscrawl.extract.body.prose import (
    SENTENCE_END,
    BodyContext,
    is_button,
    links_rule,
    prose_chars,
)
from newscrawl.extract.body.pull_quotes import cut_pull_quotes, cut_said_twice
from newscrawl.extract.body.reader_posts import cut_reader_posts
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.body.tables import is_named_in_row, is_table_entry
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline
from newscrawl.text import has_digit, has_letter, key

SHORT_CHARS = 160
"""A shorter text may be a line beside the text, if its surroundings say so; a longer one is a
paragraph, whatever they say."""

MIN_PARAGRAPH_CHARS = 40
"""So much prose is a sentence: it shows how the text is set, and it is not repeated by chance."""

MIN_SENTENCE_SPACES = 4
"""Number of spaces that make a sentence, if it has an end: no byline, no list of tags."""

MIN_REPEATS = 3
"""A sentence that stands so often in a text is nobody's: a notice. Twice may be a quotation."""

MAX_REPEATED_SHARE = 0.8
"""Sentences that are repeated and hold more of the prose are what the text is made of; notices in
place of embedded pictures held up to .6."""

MAX_LABEL_CHARS = 400
"""A longer text is no label, whatever it says: the longest has the name of a file."""

MIN_TITLE_CHARS = 11
"""A shorter title may be the beginning of a paragraph of its own."""

MAX_TITLE_ADDITION = 40
"""The title with less beside it is the title again: with a date, a section, the site's name."""

_BESIDE_A_TEXT = CAPTIONS - {BodyRule.CAPTION_OF_SLIDE} | {BodyRule.IN_FORM}
"""The rules that say of a block that it stands beside a text."""


class _Text(NamedTuple):
    """What the rules ask of the text that a block stands in."""

    page: BodyContext
    title: str
    """The key of the title."""
    repeated: frozenset[str]
    """Keys of the sentences that stand again and again between its paragraphs."""
    ignored: int
    """Flags that say nothing here, as they are of the title, too: a page that is one form; or of
    most of the text: a list of pictures, each with its heading."""


_Applies = Callable[[Block, int, _Text], bool]
"""Whether a rule applies to a block; the flags are those that say something here."""


def cut_inside(
    outline: Outline, page: BodyContext, holder: etree._Element, span: range, cuts: Cuts
) -> None:
    """Cut of the blocks of `span` those that are no part of the text. `holder` is the element that
    holds the text."""
    inside = [outline.blocks[index] for index in span]
    outside_cuts = cuts[span.start : span.stop]
    spare_misnamed(inside, outside_cuts, outline)
    cuts[span.start : span.stop] = outside_cuts
    left = [block for block in inside if not cuts[block.index]]
    usual = usual_paragraph([one for one in left if prose_chars(one) > MIN_PARAGRAPH_CHARS])
    around_title = outline.blocks[page.title_block].flags if page.title_block is not None else 0
    ignored = around_title & (at.FORM | at.FIGURE)
    if are_entries(inside):
        ignored |= at.FIGURE | at.HINT_CAPTION
    text = _Text(page, key(page.title), _repeated(inside), ignored)
    inside_cuts = [
        cuts[block.index]
        or _rule(block, text)
        or (None if block.flags & ignored else caption_rule(block, outline, holder, usual))
        for block in inside
    ]
    _spare_only_prose(inside, inside_cuts)
    _cut_captions_said_again(inside, inside_cuts, usual, page)
    cut_pull_quotes(inside, inside_cuts)
    cut_reader_posts(inside, inside_cuts, page, outline)
    cut_by_surroundings(inside, inside_cuts, page)
    cut_said_twice(inside, inside_cuts)
    cut_final_list(inside, inside_cuts, page)
    cut_boxes(inside, inside_cuts, outline)
    cut_final_credits(inside, inside_cuts)
    cut_biography(inside, inside_cuts, page, outline)
    spare_gallery(inside, inside_cuts)
    cuts[span.start : span.stop] = inside_cuts


def _spare_only_prose(blocks: list[Block], cuts: Cuts) -> None:
    """A line beside a text is one only where there is a text: the only prose is none."""
    prose = [
        place for place, block in enumerate(blocks) if prose_chars(block) > MIN_PARAGRAPH_CHARS
    ]
    if any(cuts[place] is None for place in prose):
        return
    for place in prose:
        if cuts[place] in _BESIDE_A_TEXT:
            cuts[place] = None


def _cut_captions_said_again(
    blocks: list[Block], cuts: Cuts, usual: UsualParagraph, page: BodyContext
) -> None:
    """The caption of a picture stands again where the picture is shown large."""
    captions = {
        block.key
        for block, cut in zip(blocks, cuts, strict=True)
        if cut in _BESIDE_A_TEXT and len(block.text) > MIN_PARAGRAPH_CHARS
    }
    for place, block in enumerate(blocks):
        is_usual = is_set_as(block, usual)
        is_text = is_usual or bool(block.heading) or page.is_described(block)
        # An item of a list may say what a picture shows; what is shown large has its picture.
        is_text = is_text or (bool(block.flags & at.LIST_ITEM) and block.picture is None)
        if not cuts[place] and not is_text and block.key in captions:
            cuts[place] = BodyRule.REPEATED


def _repeated(blocks: list[Block]) -> frozenset[str]:
    """Keys of the sentences and labels that stand again and again between the paragraphs. A
    question to each of several persons may, and so may an entry with numbers: amounts, prices,
    results."""
    keys = [
        block.key
        for block in blocks
        if prose_chars(block) > MIN_PARAGRAPH_CHARS
        and not block.flags & (at.CELL | at.LIST_ITEM)
        and not block.text.endswith("?")
        and not has_digit(block.text)
    ]
    keys += [
        block.key
        for block in blocks
        if _is_bare_label(block) and not block.text.endswith((":", "?"))
    ]
    if len(keys) - len(set(keys)) < MIN_REPEATS - 1:  # Of most texts no sentence is repeated.
        return frozenset()
    repeated = frozenset(text for text, count in Counter(keys).items() if count >= MIN_REPEATS)
    prose = sum(map(prose_chars, blocks))
    said_again = sum(prose_chars(block) for block in blocks if block.key in repeated)
    return repeated if said_again <= MAX_REPEATED_SHARE * prose else frozenset()


def _is_bare_label(block: Block) -> bool:
    """Whether a short line stands in an element that says nothing of what it is, as buttons and
    notices do; paragraphs of a dialogue may repeat themselves."""
    return (
        block.container.tag == "div"
        and not block.heading
        and not block.flags & (at.CELL | at.LIST_ITEM | at.QUOTE)
        and 0 < len(block.text) <= MIN_PARAGRAPH_CHARS
        and not SENTENCE_END.search(block.text)
        and not has_digit(block.text)
    )


def _rule(block: Block, text: _Text) -> BodyRule | None:
    flags = block.flags & ~text.ignored
    for rule, applies in _RULES:
        if applies(block, flags, text):
            return None if rule in _OF_LABELS and is_table_entry(block) else rule
    by_links = links_rule(block, text.page)
    return None if by_links is None or is_named_in_row(block) else by_links


def _has_no_letters(block: Block, flags: int, _: _Text) -> bool:
    return not has_letter(block.text) and not (
        flags & (at.CELL | at.LIST_ITEM) and has_digit(block.text)
    )


def _is_in_figure(_: Block, flags: int, __: _Text) -> bool:
    return bool(flags & at.FIGURE) and not flags & (at.CELL | at.QUOTE | at.LIST_ITEM)


def _is_named_caption(_: Block, flags: int, __: _Text) -> bool:
    return bool(flags & at.HINT_CAPTION)


def _is_in_form(block: Block, flags: int, _: _Text) -> bool:
    return bool(flags & at.FORM) and _is_short(block)


def _is_button(block: Block, _: int, __: _Text) -> bool:
    return is_button(block)


def _is_named_byline(block: Block, flags: int, _: _Text) -> bool:
    return bool(flags & at.HINT_BYLINE) and _is_short(block) and not _is_sentence(block)


def _is_named_tags(block: Block, flags: int, _: _Text) -> bool:
    return bool(flags & at.HINT_TAGS) and _is_short(block) and not _is_sentence(block)


def _repeats_title(block: Block, _: int, text: _Text) -> bool:
    """A sentence that begins with the title and goes on is the lead."""
    title, said = text.title, block.key
    if said == title:
        return True
    return (
        len(title) >= MIN_TITLE_CHARS
        and len(said) < len(title) + MAX_TITLE_ADDITION
        and title in said
        and (bool(block.heading) or not block.text.endswith((".", "!", "?")))
    )


def _is_repeated(block: Block, _: int, text: _Text) -> bool:
    return block.key in text.repeated


def _is_furniture_label(block: Block, _: int, __: _Text) -> bool:
    return len(block.text) <= MAX_LABEL_CHARS and labels.furniture(block.text)


def _is_copyright_notice(block: Block, _: int, __: _Text) -> bool:
    return len(block.text) <= MAX_LABEL_CHARS and labels.copyright_notice(block.text)


def _is_read_also_label(block: Block, _: int, __: _Text) -> bool:
    return len(block.text) <= MAX_LABEL_CHARS and labels.read_also(block.text) is not None


def _is_tags_label(block: Block, _: int, __: _Text) -> bool:
    return _is_short(block) and labels.tags(block.text) is not None


def _is_short(block: Block) -> bool:
    return len(block.text) < SHORT_CHARS


def _is_sentence(block: Block) -> bool:
    return (
        not block.links
        and block.text.endswith((".", "!", "?"))
        and block.text.count(" ") >= MIN_SENTENCE_SPACES
    )


_RULES: tuple[tuple[BodyRule, _Applies], ...] = (
    (BodyRule.NO_LETTERS, _has_no_letters),
    (BodyRule.IN_FIGURE, _is_in_figure),
    (BodyRule.NAMED_CAPTION, _is_named_caption),
    (BodyRule.IN_FORM, _is_in_form),
    (BodyRule.BUTTON, _is_button),
    (BodyRule.NAMED_BYLINE, _is_named_byline),
    (BodyRule.NAMED_TAGS, _is_named_tags),
    (BodyRule.REPEATS_TITLE, _repeats_title),
    (BodyRule.REPEATED, _is_repeated),
    (BodyRule.FURNITURE_LABEL, _is_furniture_label),
    (BodyRule.COPYRIGHT_NOTICE, _is_copyright_notice),
    (BodyRule.READ_ALSO_LABEL, _is_read_also_label),
    (BodyRule.TAGS_LABEL, _is_tags_label),
)
"""The first that applies cuts a block; after them come links (prose.py) and captions."""

_OF_LABELS = frozenset(
    (BodyRule.FURNITURE_LABEL, BodyRule.COPYRIGHT_NOTICE, BodyRule.READ_ALSO_LABEL)
)
"""The rules that go by what a line says alone."""
