"""Whether a text is but the start of its article, the rest of which is for those who pay: by what
stands at its end, never by a claim of the metadata alone, as many pages make it that show all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from newscrawl.extract.body.find_body import BodySearch
from newscrawl.extract.body.witnesses import Witnesses
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Outline
from newscrawl.extract.languages import patterns

MAX_WORDS = 250
"""A longer text is no teaser: papers give away the first paragraphs, and lay a prompt over whole
articles, too."""

MAX_CHARS = 15 * MAX_WORDS
"""A text of more characters has more words, in whatever language: they are not counted."""

MAX_SENTENCES = 2
"""More than these that end in an ellipsis are a text whose author ended it so."""

MAX_PROMPT_CHARS = 300
"""A longer text is a paragraph, whatever it says of subscribers."""

BLOCKS_BELOW = 3
"""Blocks of text below the body in which its prompt stands: a heading may stand over it."""

WHOLE_SHARE = 0.8
"""A body with so many of the words that the metadata count is whole."""

REMEMBERED_LINES = 1_024
"""Lines under a text that are remembered: those of every page, beside the headlines of the last
hundred."""

_ELSEWHERE = at.FOOTER | at.NAV | at.DIALOG | at.HINT_RELATED | at.HINT_COMMENTS
"""Where a prompt does not end the text: in the frame, laid over the page, at another article."""
_PROMPT = re.compile(patterns("paywall"), re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？](?=[\s\"'”»)]|$)")
_ELLIPSIS = ("…", "...", "[…]", "[...]", "(…)", "(...)")


class Teaser(StrEnum):
    """Why a text is the start of an article and no more. The names are public, as those of
    BodyRule."""

    PROMPT = "prompt"
    """Where it ends the page says that the rest is for subscribers"""
    ELLIPSIS = "ellipsis"
    """It is one or two sentences that end in an ellipsis, and the metadata say that the text is not
    for everybody"""


LINES: Mapping[str, str] = {
    Teaser.PROMPT: "where the text ends the page says that the rest is for subscribers",
    Teaser.ELLIPSIS: "a sentence or two that break off, of a text that is not for everybody",
}
"""The same for people."""


def teaser_of(search: BodySearch, outline: Outline, witnesses: Witnesses) -> Teaser | None:
    """Why the body of a page is a teaser; None where nothing surely says so."""
    body = search.body
    if body is None or sum(map(len, body.paragraphs)) > MAX_CHARS:
        return None
    text = "\n".join(body.paragraphs)
    # The text that the metadata give may be the same start.
    if len(text.split()) > MAX_WORDS or (witnesses.word_share(text) or 0) >= WHOLE_SHARE:
        return None
    last = body.paragraphs[-1]
    is_asked = _has_prompt_below(search, outline)
    if witnesses.is_free is False and not is_asked:
        if last.rstrip().endswith(_ELLIPSIS) and len(_SENTENCE_END.findall(text)) <= MAX_SENTENCES:
            return Teaser.ELLIPSIS
        # What a text itself says of subscribers may be its subject.
        is_asked = len(last) <= MAX_PROMPT_CHARS and _PROMPT.search(last) is not None
    return Teaser.PROMPT if is_asked else None


def is_start_of(shown: str, whole: str, *, is_teaser: bool = False) -> bool:
    """Whether a text is the start of one that is known, with a sign that the rest of it is withheld
    and not cut: it ends in a line that asks to subscribe, or breaks off in an ellipsis, or its page
    was found to be a teaser.

    >>> whole = "The quay is open again.\\n\\nThe ferry is back, too.\\n\\nNobody waits."
    >>> is_start_of("The quay is open again.\\n\\nSubscribe to continue reading.", whole)
    True
    >>> is_start_of("The quay is open again.\\n\\nThe ferry …", whole)
    True
    >>> is_start_of("The quay is open again.", whole)
    False
    """
    paragraphs, known = shown.split("\n\n"), whole.split("\n\n")
    while len(paragraphs) > 1 and paragraphs[-1] not in known:
        if len(paragraphs[-1]) > MAX_PROMPT_CHARS or not _is_prompt(paragraphs[-1]):
            break
        paragraphs.pop()
        is_teaser = True
    last = paragraphs.pop()
    if (ending := next((one for one in _ELLIPSIS if last.endswith(one)), None)) is not None:
        is_teaser, last = True, last.removesuffix(ending).rstrip()
    count = len(paragraphs)
    is_start = known[:count] == paragraphs and count < len(known) and known[count].startswith(last)
    return is_teaser and is_start


@lru_cache(maxsize=REMEMBERED_LINES)
def _is_prompt(text: str) -> bool:
    """Whether a line asks to subscribe. What stands under a text is the same on many pages."""
    return _PROMPT.search(text) is not None


def _has_prompt_below(search: BodySearch, outline: Outline) -> bool:
    """Whether a line under the text asks to subscribe for the rest of it."""
    assert search.body is not None
    below = [block for block in outline.blocks[search.body.last + 1 :] if block.text]
    return any(
        len(block.text) <= MAX_PROMPT_CHARS
        and not block.flags & _ELSEWHERE
        and _is_prompt(block.text)
        for block in below[:BLOCKS_BELOW]
    )
