"""A page's title: the visible heading that its other voices confirm, or the best of those
voices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline, text_of
from newscrawl.extract.metadata import Metadata
from newscrawl.text import has_digit, key

_LOOSE_PARTS = re.compile(r":\s+|\s+-\s+")
_PARTS = re.compile(r"\s+[|–—»«·•:-]+\s+|\s*[|»«·•]+\s*|::|\s+/\s+")
_ELSEWHERE = at.NAV | at.FOOTER | at.ASIDE | at.DIALOG | at.HINT_COMMENTS | at.HINT_RELATED
_MAX_CHARS = 400
_LARGE_FONTS = frozenset("4567")
_START = 6
_ABOVE = 6
"""So many blocks over a text may show its title."""


class Title(NamedTuple):
    """A title and where it stands."""

    text: str
    block: int | None
    """Index of the block that shows it; None where no block does."""
    confirmed: bool
    """Whether it is certain: a heading, or two voices that say the same. If not, what stands over
    the text may be better."""


def possible_titles(outline: Outline, metadata: Metadata) -> frozenset[int]:
    """Indexes of the blocks that may show the title of the page itself: its first headings, and
    what the metadata says word for word."""
    claims = {key(claim.text) for claim in metadata.titles} | {
        key(part) for part in [metadata.page_title, *_PARTS.split(metadata.page_title)]
    }
    return frozenset(
        block.index
        for block in outline.blocks
        if block.text
        and (
            block.heading == 1
            or (
                block.link_chars < 0.8 * len(block.text)
                and len(block.text) <= _MAX_CHARS
                and block.key in claims
            )
        )
    )


def find_title(
    outline: Outline,
    metadata: Metadata,
    leads_elsewhere: Callable[[str], bool],
    in_lists: frozenset[int],
    known: Sequence[str],
    memory: Boilerplate,
    language: str,
) -> Title | None:
    """The title of an article page. None where nothing claims to be one.

    `leads_elsewhere` tells links to other articles, `in_lists` the blocks of headline lists;
    `known` are texts of headlines elsewhere that link to this article.
    """
    known_keys = [key(text) for text in known if len(key(text)) > 2]
    claims = [
        claim.text
        for claim in metadata.titles
        if not memory.is_constant(language, claim.slot, claim.text)
    ]
    claim_keys = [key(text) for text in claims]
    page_title = (
        "" if memory.is_constant(language, "title", metadata.page_title) else metadata.page_title
    )
    page_key = key(page_title)
    part_keys = {
        key(part)
        for pattern in (_PARTS, _LOOSE_PARTS)
        for part in pattern.split(page_title)
        if part
    }
    # Most blocks have nothing in common with any voice: their first letters tell, at a tenth of the
    # cost.
    starts = {voice[:_START] for voice in [*known_keys, *claim_keys, page_key, *part_keys]}
    best: _Candidate | None = None
    candidates: list[_Candidate] = []
    for block in outline.blocks:
        if not block.text or len(block.text) > _MAX_CHARS or block.index in in_lists:
            continue
        block_key = block.key
        if not block_key or block_key.isdigit():
            continue
        looks_like_title = block.heading or block.flags & at.HINT_TITLE
        is_like_voice = block_key[:_START] in starts or (
            len(block_key) > 8 and page_key.endswith(block_key)
        )
        if not looks_like_title and not is_like_voice and not block.has_breaks:
            continue
        text = block.text
        score = _confirmation(block_key, known_keys, claim_keys, page_key, part_keys)
        for line in block.lines() if len(block.segments) > 2 else ():
            line_score = (
                _confirmation(key(line), known_keys, claim_keys, page_key, part_keys)
                if len(line) > 4
                else 0
            )
            if line_score > score:
                text, score = line, line_score
        if score < 1 and not looks_like_title:
            continue
        if memory.is_furniture(language, block):
            continue
        score += _look(block, leads_elsewhere)
        candidates.append(_Candidate(score, text, block))
        if best is None or score > best.score:
            best = candidates[-1]
    if best is not None and best.score >= 1:
        best = _uncut(best, candidates)
        return Title(
            _without_additions(best.text, [*known, *claims], page_title), best.block.index, True
        )
    text = _best_claim(claims, page_title, metadata.site_name, known)
    if text:
        return Title(text, None, bool(claims or known_keys))
    return Title(best.text, best.block.index, False) if best is not None else None


class _Candidate(NamedTuple):
    score: float
    text: str
    block: Block


def _uncut(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The whole of a title that the page also shows cut short: in its path, say."""
    start = key(best.text)
    whole = [
        one
        for one in candidates
        if one.score >= 1
        and key(one.text).startswith(start)
        and 0 < len(key(one.text)) - len(start) <= 80
    ]
    cut = best.text.endswith(("…", "...")) or best.block.flags & _ELSEWHERE
    return max(
        (one for one in whole if cut or (one.block.heading and not best.block.heading)),
        key=lambda one: one.score,
        default=best,
    )


def _confirmation(
    block: str, known: list[str], claims: list[str], page_title: str, parts: set[str]
) -> float:
    """How many other voices say what a block says. A block that only begins or ends as they do
    counts by how much of it they cover."""
    score = 0.0
    for voice in known:
        score += 4 * _agreement(block, voice)
    for voice in claims[:4]:
        score += 2 * _agreement(block, voice)
    if block in parts and len(block) > 4:
        # The longest part of the page's title is the article's; the others are the section and the
        # site.
        score += 2 * min(1.0, 0.2 + len(block) / max(map(len, parts)))
    elif len(block) > 8 and page_title.startswith(block):
        score += 2 * min(1.0, len(block) / len(page_title) + 0.3)
    elif (
        len(block) > 8
        and page_title
        and (page_title.endswith(block) or (len(page_title) > 8 and block.startswith(page_title)))
    ):
        score += 1.5
    return score


def _agreement(block: str, voice: str) -> float:
    """1 where both say the same; less where one is the beginning of the other, as headlines are cut
    for lack of space."""
    if block == voice:
        return 1.0
    shorter, longer = sorted((block, voice), key=len)
    if len(shorter) >= 12 and longer.startswith(shorter):
        return 0.4 + 0.5 * len(shorter) / len(longer)
    return 0.0


def _look(block: Block, leads_elsewhere: Callable[[str], bool]) -> float:
    """How much a block looks like the headline of a page."""
    score = {0: 0.0, 1: 1.0, 2: 0.6, 3: 0.3}.get(block.heading, 0.1)
    if block.flags & at.HINT_TITLE:
        score += 0.2
    if block.flags & _ELSEWHERE:
        score -= 1.2
    if block.flags & at.HINT_SIDEBAR:
        score -= 0.4
    if block.link_chars > 0.8 * len(block.text):
        score -= 2 if any(leads_elsewhere(link.href) for link in block.links) else 0.5
    words = len(block.text.split())
    if words < 3:
        score -= 0.8
    if block.text.startswith(("©", "(c)")) or (
        len(block.links) > 1 and block.link_chars > 0.8 * len(block.text)
    ):
        score -= 3
    if block.bold_chars and not block.heading:
        score += 0.05
    return score


def _without_additions(text: str, voices: list[str], page_title: str) -> str:
    """A heading that carries more than the title (a date, a label of the section) gives way to the
    voice that it begins or ends with."""
    block = key(text)
    for voice in voices:
        voice_key = key(voice)
        if 12 <= len(voice_key) < len(block) and block.startswith(voice_key):
            rest = text[len(voice) :] if text.startswith(voice) else ""
            if rest and len(rest) < 40 and has_digit(rest) and key(page_title).find(block) < 0:
                return voice
    return text


def _best_claim(claims: list[str], page_title: str, site_name: str, known: Iterable[str]) -> str:
    """The title where no block shows it: a headline elsewhere, or a claim of the metadata, without
    the name of the site."""
    site = key(site_name)
    for claim in [*claims, page_title]:
        if not claim:
            continue
        for text in known:
            if (
                not text.endswith(("…", "..."))
                and key(claim).startswith(key(text))
                and len(key(text)) > 5
            ):
                return text
        whole = [part for part in _PARTS.split(claim) if key(part)]
        parts = [part for part in whole if key(part) != site]
        if len(whole) > len(parts) > 0 and key(whole[-1]) == site:
            return claim[: claim.rfind(parts[-1]) + len(parts[-1])].strip()
        if claim is page_title and len(parts) > 1:
            return max(parts, key=len).strip()
        return claim
    return ""


def title_above(
    outline: Outline, body_first: int, is_furniture: Callable[[Block], bool]
) -> tuple[str, Block] | None:
    """What looks like a headline over the text that begins with block `body_first`, or is its first
    line; and its block.

    None if nothing does.

    What is set off by its type comes first, then the longest line that is no date, no author and no
    sentence.
    """
    plain: list[Block] = []
    for block in reversed(outline.blocks[max(0, body_first - _ABOVE) : body_first + 1]):
        text = block.text
        if (
            not 8 <= len(text) <= 250
            or block.link_chars > 0.5 * len(text)
            or text.startswith("©")
            or is_furniture(block)
            or text.endswith((".", ":", ";", ","))
        ):
            continue
        if (
            block.flags & (at.OUTSIDE | at.HINT_CAPTION)
            or labels.author(text)
            or (len(block.lines()) == 1 and read_dateline(text) is not None)
        ):
            continue
        if (
            block.heading
            or block.flags & at.HINT_TITLE
            or (block.bold_chars >= 0.9 * len(text) - 2 and len(text.split()) > 1)
            or _is_large(block)
        ):
            return _longest_line(block), block
        plain.append(block)
    best = max(plain, key=lambda block: len(block.text), default=None)
    return (_longest_line(best), best) if best is not None else None


def _longest_line(block: Block) -> str:
    """Of a title with its section or its date on lines of their own, the title."""
    lines = [
        line
        for line in block.lines()
        if read_dateline(line) is None and not labels.author(line) and not labels.field(line)
    ]
    return max(lines, key=len, default=block.text)


def _is_large(block: Block) -> bool:
    """Whether a block is set in larger type by the means of old pages: a `font` of size 4 and up, a
    `big`."""
    return any(
        (element.tag == "font" and (element.get("size") or "") in _LARGE_FONTS)
        or element.tag == "big"
        for element in block.container.iter("font", "big")
        if key(text_of(element)) == block.key
    )
