"""The last lines of a text that say where it is from, who worked on it and what nobody answers for:
'Source: The Paper', '责任编辑：…', 'Disclaimer: …'."""

from __future__ import annotations

import re

from newscrawl.extract import further_labels
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

MAX_LINES = 3
"""A source, an editor, a reader of proofs."""

MAX_LINE_CHARS = 100
"""A longer line tells more than names."""

MIN_BLOCKS = 2
"""A text that is nothing but such a line is that."""

_CREDIT = re.compile(
    rf"[(（\[【]?\s?(?:{further_labels.CREDIT})(?:\s?[:：]\s?|(?<=[\u4e00-\u9fff])\s)"
    rf"[^:：?？!！]{{2,{MAX_LINE_CHARS}}}[)）\]】]?",
    re.IGNORECASE,
).fullmatch
"""A label and what it is of; Chinese parts them by a space, too."""

MAX_NOTICE_CHARS = 800
"""A longer paragraph tells more."""

_NOTICE = re.compile(
    rf"(?:{further_labels.NOTICE})\s?[:：]|[(（\[【](?:{further_labels.NOTICE})[)）\]】]",
    re.IGNORECASE,
).match

_SENTENCE_ENDS = (".", "。", "!", "?", "…", ":")


def cut_final_credits(blocks: list[Block], cuts: Cuts) -> None:
    """Cut such lines from the end of the text on."""
    kept = [place for place, cut in enumerate(cuts) if not cut]
    for place in kept[: MIN_BLOCKS - 1 : -1][:MAX_LINES]:
        if not _is_credit(blocks[place]) and not _is_notice(blocks[place]):
            return
        cuts[place] = BodyRule.FINAL_CREDIT


def _is_credit(block: Block) -> bool:
    return (
        len(block.text) <= MAX_LINE_CHARS
        and not block.heading
        and not block.flags & (at.CELL | at.QUOTE | at.LIST_ITEM)
        and not block.text.endswith(_SENTENCE_ENDS)
        and _CREDIT(block.text) is not None
    )


def _is_notice(block: Block) -> bool:
    return (
        len(block.text) <= MAX_NOTICE_CHARS
        and not block.heading
        and not block.flags & (at.CELL | at.QUOTE | at.LIST_ITEM)
        and _NOTICE(block.text) is not None
    )
