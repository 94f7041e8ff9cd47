"""What asks something of the reader between the paragraphs: the question of a poll, the line that
stands with a button."""

from __future__ import annotations

from itertools import pairwise

from newscrawl.extract.body.prose import prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

MAX_QUESTION_CHARS = 160
"""A longer text over a form is a paragraph, and the form a newsletter's."""

MIN_PARAGRAPH_CHARS = 40
"""So much prose is a sentence."""

_ASKS = ("?", "？", "؟", ";", ":")
"""How a question ends, a Greek one too, or what introduces its answers."""


def cut_questions(blocks: list[Block], cuts: Cuts) -> None:
    """The line over the answers of a poll belongs to them; a sentence among the paragraphs, set as
    they are, is one of them unless it asks."""
    for place, (block, below) in enumerate(pairwise(blocks)):
        if (
            below.flags & at.FORM
            and not block.flags & at.FORM
            and len(block.text) < MAX_QUESTION_CHARS
            and block.container.getparent() is below.container.getparent()
            and (block.text.endswith(_ASKS) or not _is_among(blocks, cuts, place))
        ):
            cuts[place] = cuts[place] or BodyRule.POLL_QUESTION


def _is_among(blocks: list[Block], cuts: Cuts, place: int) -> bool:
    """Whether a block is a paragraph beside others that are set as it is."""
    block = blocks[place]
    around, kind = block.container.getparent(), _kind(block)
    return prose_chars(block) > MIN_PARAGRAPH_CHARS and any(
        other != place
        and not cuts[other]
        and one.container.getparent() is around
        and _kind(one) == kind
        and prose_chars(one) > MIN_PARAGRAPH_CHARS
        for other, one in enumerate(blocks)
    )


def _has_own_kind(blocks: list[Block], cuts: Cuts, place: int) -> bool:
    """Whether no paragraph is set as this block is, or none in an element as that around it."""
    others = [
        block
        for other, block in enumerate(blocks)
        if other != place and not cuts[other] and prose_chars(block)
    ]
    kind, around = _kind(blocks[place]), _around(blocks[place])
    return all(_kind(block) != kind for block in others) or all(
        _around(block) != around for block in others
    )


def _around(block: Block) -> tuple[str, str]:
    parent = block.container.getparent()
    return ("", "") if parent is None else (parent.tag, parent.get("class", ""))


def _kind(block: Block) -> tuple[str, str]:
    return block.container.tag, block.container.get("class", "")


def cut_prompts(blocks: list[Block], cuts: Cuts) -> None:
    """A short text that an element holds together with a button, and nothing else, asks for
    something: for consent, for a click. Where it is most of the text it is the text."""
    around = [block.container.getparent() for block in blocks]
    prose = sum(prose_chars(block) for block, cut in zip(blocks, cuts, strict=True) if not cut)
    for place, (block, below) in enumerate(pairwise(blocks)):
        frame = below.container
        if (
            cuts[place + 1] is BodyRule.BUTTON
            and (
                around[place] is frame
                or (block.container is frame and _has_own_kind(blocks, cuts, place))
            )
            and len(block.text) < MAX_QUESTION_CHARS
            and 2 * prose_chars(block) < prose
            and not any(
                frame in (around[other], blocks[other].container)
                for other in (place - 1, place + 2)
                if 0 <= other < len(blocks)
            )
        ):
            cuts[place] = cuts[place] or BodyRule.PROMPT
