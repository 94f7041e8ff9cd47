"""A page's title: the visible heading that its other voices confirm, or the best of those
voices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from newscrawl.extract.claims import Metadata
from newscrawl.extract.heading_parts import ending_with, less_label, part_heading
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline
from newscrawl.extract.path_end import headline_under_path
from newscrawl.extract.said_titles import belong_together, is_few_words, said_titles
from newscrawl.extract.title_rules import Title, TitleRule
from newscrawl.extract.title_score import FOREIGN, MIN_SCORE, MIN_WORDS, PARTS, Voices, look
from newscrawl.text import has_digit, key

MAX_CHARS = 400
"""The longest of 393 real titles has 175."""

LINK_SHARE = 0.8
"""A block is a link if so much of it is."""

MIN_LINE_CHARS = 5
"""A shorter line of a block is a label, never the title in it."""

MAX_MISSING = 80
"""Letters that a title cut short may lack; a block with more beside it is a paragraph that begins
with the title."""

MIN_VOICE_CHARS = 12
"""Letters that a voice has at least to stand for the heading that it begins."""

MIN_LEAD_CHARS = 20
"""Letters that a sentence has more than the title that it begins with; with fewer it is the title,
and what metadata or a link say of it is cut."""

SENTENCE_ENDS = (".", ".”", ".»", '."', "։", "।")

MAX_ADDITION_CHARS = 40
"""What a heading carries beside the title: a date, a time, a place. More is of the title."""

PARTS_BELOW = 2
"""Blocks under a label that may be the title that it is a label of."""

MIN_KNOWN_CHARS = 6
"""Letters of a headline elsewhere that may stand for a claim that begins with it."""

_CUT = ("…", "...")
"""How a title ends that is cut short."""


class TitleContext(NamedTuple):
    """What the search for the title needs to know of the page."""

    claims: Sequence[str]
    """Titles in the metadata that are not the same on every page, best first."""
    page_title: str
    """The `title` element; empty where it is the same on every page."""
    site_names: frozenset[str]
    """Keys of the names under which the site goes."""
    known: Sequence[str]
    """Texts of headlines elsewhere that link to this article."""
    in_lists: frozenset[int]
    """Blocks of headline lists."""
    leads_elsewhere: Callable[[str], bool]
    """Whether a link leads to another article."""
    is_furniture: Callable[[Block], bool]
    """Whether a text stands on every page."""


def possible_titles(outline: Outline, metadata: Metadata) -> frozenset[int]:
    """Indexes of the blocks that may show the title of the page itself, or of an entry of it: its
    first headings, and what the metadata says word for word."""
    said = (metadata.page_title, *PARTS.split(metadata.page_title), *metadata.entry_titles)
    claims = {key(claim.text) for claim in metadata.titles} | set(map(key, said))
    return frozenset(
        block.index
        for block in outline.blocks
        if block.text
        and (
            block.heading == 1
            or (
                block.link_chars < LINK_SHARE * len(block.text)
                and len(block.text) <= MAX_CHARS
                and block.key in claims
            )
        )
    )


def find_title(outline: Outline, page: TitleContext) -> Title | None:
    """The title of an article page. None where nothing claims to be one."""
    voices = Voices.of(page.known, page.claims, page.page_title)
    candidates = list(_candidates(outline, page, voices))
    best = max(candidates, key=lambda one: one.score, default=None)
    if best is not None and best.score >= MIN_SCORE:
        return _of_block(_heading_instead(best, candidates, page), candidates, page, outline)
    claimed = _best_claim(page)
    if claimed is not None:
        text, rule = claimed
        shown = ending_with(text, outline.blocks)
        if shown is not None and shown.index not in page.in_lists:
            return Title(text, shown.index, True, TitleRule.WITHOUT_KICKER)
        return Title(text, None, bool(page.claims or voices.known), rule)
    if best is None:
        return None
    return Title(best.text, best.block.index, False, TitleRule.UNCONFIRMED_BLOCK)


class _Candidate(NamedTuple):
    score: float
    text: str
    block: Block


def _candidates(outline: Outline, page: TitleContext, voices: Voices) -> Iterator[_Candidate]:
    """The blocks that look like a title or say what a voice says, each with its score."""
    for block in outline.blocks:
        if not block.text or len(block.text) > MAX_CHARS or block.index in page.in_lists:
            continue
        block_key = block.key
        if not block_key or block_key.isdigit():
            continue
        looks_so = bool(block.heading or block.flags & at.HINT_TITLE)
        if not looks_so and not _may_say_title(block, voices):
            continue
        score, text = _best_line(block, voices)
        if (score >= MIN_SCORE or looks_so) and not page.is_furniture(block):
            yield _Candidate(score + look(block, page.leads_elsewhere), text, block)


def _heading_instead(
    best: _Candidate, candidates: list[_Candidate], page: TitleContext
) -> _Candidate:
    """The first heading in place of a block that says but a few words of the title; the same block
    where nothing speaks for that."""
    titles = said_titles(page.known, page.claims, page.page_title)
    if best.text.endswith(_CUT) or not is_few_words(best.block, best.text, titles):
        return best
    headings = (
        one
        for one in candidates
        if one.block.heading == 1
        and one.score >= MIN_SCORE
        and not one.block.flags & FOREIGN
        and len(one.text.split()) >= MIN_WORDS
    )
    heading = next(headings, best)
    return best if belong_together(best.text, heading.text, titles) else heading


def _may_say_title(block: Block, voices: Voices) -> bool:
    """Whether a block that does not look like a title may say what the voices say."""
    return (block.has_breaks or voices.may_say(block.key)) and not _is_lead(block, voices)


def _is_lead(block: Block, voices: Voices) -> bool:
    """Whether a sentence begins as the title does and goes on: the first of a text whose title no
    block shows."""
    if not block.text.endswith(SENTENCE_ENDS):
        return False
    begins = (*voices.known, *voices.claims, voices.page_title)
    line = key(block.lines()[0]) if block.has_breaks else block.key
    return any(
        len(voice) >= MIN_VOICE_CHARS
        and len(line) >= len(voice) + MIN_LEAD_CHARS
        and line.startswith(voice)
        for voice in begins
    )


def _best_line(block: Block, voices: Voices) -> tuple[float, str]:
    """What of a block the voices confirm most, the whole or one of its lines, and how much they
    do."""
    best = (voices.confirm(block.key), block.text)
    for line in block.lines() if len(block.segments) > 2 else ():
        if len(line) >= MIN_LINE_CHARS and (score := voices.confirm(key(line))) > best[0]:
            best = (score, line)
    return best


_RULE_OF_PARTING = {
    "as voiced": TitleRule.AS_VOICED,
    "without label": TitleRule.WITHOUT_KICKER,
    "by spaces": TitleRule.CONFIRMED_BLOCK,
}


def _of_block(
    best: _Candidate, candidates: list[_Candidate], page: TitleContext, outline: Outline
) -> Title:
    rule = TitleRule.CONFIRMED_BLOCK
    below = headline_under_path(best.block, outline, [*page.claims, page.page_title])
    if below is not None and below.index not in page.in_lists:
        best, rule = _Candidate(best.score, below.text, below), TitleRule.BELOW_PATH
    whole = _uncut(best, candidates)
    if whole is not best:
        best, rule = whole, TitleRule.WHOLE_OF_CUT
    elif (headed := _heading_of_cut(best, page, outline)) is not None:
        return headed
    following = outline.blocks[best.block.index + 1 : best.block.index + 1 + PARTS_BELOW]
    if best.text == best.block.text and (
        parted := less_label(best.block, following, page.known, page.claims)
    ):
        return Title(parted.text, parted.block.index, True, _RULE_OF_PARTING[parted.how])
    voices = [*page.known, *page.claims, *PARTS.split(page.page_title)]
    if best.text == best.block.text and len(best.block.segments) > 1:
        parted = part_heading(best.block, [*page.claims, page.page_title], voices)
        if parted is not None:
            return Title(parted.text, best.block.index, True, _RULE_OF_PARTING[parted.how])
    text = _without_additions(best.text, [*page.known, *page.claims], page.page_title)
    if text is not best.text:
        rule = TitleRule.WITHOUT_ADDITION
    return Title(text, best.block.index, True, rule)


def _uncut(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The whole of a title that the page also shows cut short: in its path, say."""
    start = key(best.text)
    whole = [
        one
        for one in candidates
        if one.score >= MIN_SCORE
        and key(one.text).startswith(start)
        and 0 < len(key(one.text)) - len(start) <= MAX_MISSING
    ]
    cut = best.text.endswith(_CUT) or best.block.flags & FOREIGN
    return max(
        (one for one in whole if cut or (one.block.heading and not best.block.heading)),
        key=lambda one: one.score,
        default=best,
    )


def _heading_of_cut(best: _Candidate, page: TitleContext, outline: Outline) -> Title | None:
    """The title, where a heading ends with it whole as the metadata say it, and the best block, a
    link to the page itself, cuts it short."""
    start = key(best.text)
    if not best.text.endswith(_CUT):
        return None
    for voice in (*page.claims, page.page_title):
        for said in (voice, *PARTS.split(voice)):
            if key(said).startswith(start) and (shown := ending_with(said, outline.blocks)):
                return Title(said.strip(), shown.index, True, TitleRule.WITHOUT_KICKER)
    return None


def _without_additions(text: str, voices: list[str], page_title: str) -> str:
    """A heading that carries more than the title (a date, a time) gives way to the voice that it
    begins with."""
    block = key(text)
    for voice in voices:
        voice_key = key(voice)
        if MIN_VOICE_CHARS <= len(voice_key) < len(block) and block.startswith(voice_key):
            rest = text[len(voice) :] if text.startswith(voice) else ""
            if (
                rest
                and len(rest) < MAX_ADDITION_CHARS
                and has_digit(rest)
                and block not in key(page_title)
            ):
                return voice
    return text


def _best_claim(page: TitleContext) -> tuple[str, TitleRule] | None:
    """The title where no block shows it: a headline elsewhere, or a claim of the metadata, without
    the name of the site."""
    claim = next(filter(None, [*page.claims, page.page_title]), None)
    if claim is None:
        return None
    for text in page.known:
        if _begins_claim(text, claim):
            return text, TitleRule.HEADLINE_ELSEWHERE
    whole = [part for part in PARTS.split(claim) if key(part)]
    parts = [part for part in whole if key(part) not in page.site_names]
    if len(whole) > len(parts) > 0 and key(whole[-1]) in page.site_names:
        end = claim.rfind(parts[-1]) + len(parts[-1])
        return claim[:end].strip(), TitleRule.WITHOUT_SITE_NAME
    if claim is page.page_title and len(parts) > 1:
        return max(parts, key=len).strip(), TitleRule.PAGE_TITLE_PART
    return claim, TitleRule.CLAIM


def _begins_claim(known: str, claim: str) -> bool:
    """Whether a claim begins with a headline elsewhere that is not cut short."""
    start = key(known)
    return (
        len(start) >= MIN_KNOWN_CHARS and not known.endswith(_CUT) and key(claim).startswith(start)
    )
