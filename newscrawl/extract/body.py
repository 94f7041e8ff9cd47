"""A page's body: which of its blocks are the running text of the article, and how they make paragraphs.

First the element that holds the text is found, by where the prose is; then everything inside it that is not the text goes:
captions, boxes of other articles, bylines, buttons, what stands on every page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from lxml import etree

from newscrawl.extract import blocks as at
from newscrawl.extract import labels
from newscrawl.extract.blocks import Block, Outline
from newscrawl.extract.datelines import read_dateline
from newscrawl.extract.dates import find_dates
from newscrawl.text import fold, has_digit, has_letter, key

_OUTSIDE = at.NAV | at.FOOTER | at.ASIDE | at.DIALOG | at.HINT_RELATED | at.HINT_ADVERT | at.HINT_SIDEBAR | at.HINT_NAV | at.HINT_PROMO | at.HINT_AUTHOR_BOX | at.HINT_COMMENTS
_SMALL_PRINT = at.FORM | at.FIGURE | at.HINT_CAPTION | at.HINT_BYLINE | at.HINT_TAGS | at.HEADER
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]։]\s*$")
_LINK_SEPARATORS = " \t\n,;|·•/#"
_ENTRY_TAGS = frozenset(("article", "li", "tr", "table", "section", "dd"))
_SIGNATURE_PARTS = re.compile(r"\s*[·|•,/]\s*|\s[–—-]\s")
_LARGE_FONTS = frozenset("4567")
_MOST = 0.8
_CAPTION_CHARS = 300


class Body(NamedTuple):
    """The text of an article, paragraph by paragraph, and where it stands."""

    paragraphs: list[str]
    first: int
    """Index of its first block."""
    last: int
    """Index of its last block."""
    certainty: float
    """The share of the page's prose that it holds, 0 to 1."""


def title_above(outline: Outline, body: Body, is_furniture: Callable[[Block], bool]) -> tuple[str, Block] | None:
    """What looks like a headline over a text, or is its first line, and its block; None if there is nothing.

    What is set off by its type comes first, then the longest line that is no date, no author and no sentence.
    """
    plain: list[Block] = []
    for block in reversed(outline.blocks[max(0, body.first - 6) : body.first + 1]):
        text = block.text
        if not 8 <= len(text) <= 250 or block.link_chars > 0.5 * len(text) or is_furniture(block) or text.endswith((".", ":", ";", ",")):
            continue
        if block.flags & (_OUTSIDE | at.HINT_CAPTION) or labels.author(text) or (len(block.lines()) == 1 and read_dateline(text) is not None):
            continue
        if block.heading or block.flags & at.HINT_TITLE or (block.bold_chars >= 0.9 * len(text) - 2 and len(text.split()) > 1) or _is_large(block):
            return _longest_line(block), block
        plain.append(block)
    best = max(plain, key=lambda block: len(block.text), default=None)
    return (_longest_line(best), best) if best is not None else None


def _longest_line(block: Block) -> str:
    """Of a title with its section or its date on lines of their own, the title."""
    lines = [line for line in block.lines() if read_dateline(line) is None and not labels.author(line) and not labels.field(line)]
    return max(lines, key=len, default=block.text)


def _is_large(block: Block) -> bool:
    """Whether a block is set in larger type by the means of old pages: a `font` of size 4 and up, a `big`."""
    return any(
        (element.tag == "font" and (element.get("size") or "") in _LARGE_FONTS) or element.tag == "big"
        for element in block.container.iter("font", "big")
        if fold("".join(element.itertext())) == block.text
    )


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


def find_body(outline: Outline, page: BodyContext) -> Body | None:
    """The article's text, or None where the page holds no prose outside its furniture."""
    around_title = outline.blocks[page.title_block].flags if page.title_block is not None else 0
    out = [_is_outside(block, page, around_title) for block in outline.blocks]
    for first, last in [*_comment_spans(outline, page), *_card_spans(outline, page)]:
        out[first:last] = [True] * (last - first)
    weights = [0.0 if gone or (block.links and _is_links(block, page)) else _prose(block) * _nearness(block, page) for block, gone in zip(outline.blocks, out, strict=True)]
    total = sum(weights)
    if not total:
        return None
    sums = [0.0, *accumulate(weights)]
    holder = _holder(outline, sums, page.title_block)
    first, last = outline.spans[holder]
    first = _with_lead(outline, page, out, weights, first)
    kept = _paragraph_blocks(outline, page, holder, range(first, last), out)
    if not kept:
        return None
    inside = sums[last] - sums[first]
    return Body(_paragraphs(kept, holder), kept[0].index, kept[-1].index, inside / total)


def _is_outside(block: Block, page: BodyContext, around_title: int) -> bool:
    """Whether a block is no part of the article by where it stands. What stands around the title too is the article's frame."""
    if block.index in page.neighbours or block.index == page.title_block:
        return True
    if block.flags & at.HINT_SHARE and (len(block.text) < 80 or block.link_chars > 0.5 * len(block.text)) and not block.flags & at.QUOTE:
        return True
    return bool(block.flags & _OUTSIDE & ~around_title) or page.is_furniture(block)


def _prose(block: Block) -> float:
    """How much of a block is running text, in characters."""
    chars = len(block.text) - block.link_chars
    if block.heading or chars < 20 or block.link_chars > 0.6 * len(block.text):
        return 0.0
    if len(block.text) < 100 and read_dateline(block.text) is not None:
        return 0.0
    words = block.text.count(" ") + 1
    if words >= 12 or (words >= 4 and _SENTENCE_END.search(block.text)):
        return float(chars)
    return 0.2 * chars


def _nearness(block: Block, page: BodyContext) -> float:
    """Text above the title is rarely the article's."""
    return 0.2 if page.title_block is not None and block.index < page.title_block else 1.0


def _comment_spans(outline: Outline, page: BodyContext) -> list[tuple[int, int]]:
    """Parts of the page where like elements follow each other, each with a date and a text of its own: what readers wrote."""
    if page.title_block is None:
        return []
    dated: dict[etree._Element, dict[etree._Element, tuple[int, int]]] = {}
    for block in outline.blocks:
        if block.index in page.neighbours or len(block.text) > 80 or not has_digit(block.text):
            continue
        if block.index < page.title_block - 2 or read_dateline(block.text) is None:
            continue
        entry = block.container
        for _ in range(5):
            parent = entry.getparent()
            if parent is None or entry.tag == "body":
                break
            first, last = outline.spans.get(entry, (block.index, block.index + 1))
            if last - first > 1:
                dated.setdefault(parent, {})[entry] = (first, last)
            entry = parent
    spans = []
    for entries in dated.values():
        kinds = Counter((entry.tag, entry.get("class")) for entry in entries)
        for entry, (first, last) in entries.items():
            alike = kinds[entry.tag, entry.get("class")]
            named = entry.get("class") is not None or entry.tag in _ENTRY_TAGS
            if alike > (1 if named else 2) and not first <= page.title_block < last:
                spans.append((first, last))
    return _without_first_post(sorted(spans), outline, page.title_block)


def _without_first_post(spans: list[tuple[int, int]], outline: Outline, title_block: int) -> list[tuple[int, int]]:
    """The same, but for the first where no text stands between it and the title: on a forum the article is the first post."""
    if not spans or title_block > spans[0][0]:
        return spans
    if any(_prose(block) >= 20 for block in outline.blocks[title_block + 1 : spans[0][0]]):
        return spans
    return [span for span in spans if span[0] >= spans[0][1]]


def _card_spans(outline: Outline, page: BodyContext) -> list[tuple[int, int]]:
    """Parts of the page where like elements follow each other, each with a link as its heading: other stories, not this one."""
    entries: dict[etree._Element, dict[etree._Element, tuple[int, int]]] = {}
    for block in outline.blocks:
        if not block.links or not _is_link_heading(block) or block.index == page.title_block:
            continue
        entry = block.container
        for _ in range(4):
            parent = entry.getparent()
            if parent is None:
                break
            first, last = outline.spans.get(entry, (block.index, block.index + 1))
            if last - first > 8:
                break
            entries.setdefault(parent, {})[entry] = (first, last)
            entry = parent
    spans = []
    for cards in entries.values():
        alike = Counter((card.tag, card.get("class", "").split(" ")[0]) for card in cards)
        kind, count = alike.most_common(1)[0]
        if count > 2:
            spans += [span for card, span in cards.items() if (card.tag, card.get("class", "").split(" ")[0]) == kind and (span[1] - span[0] > 1 or span[0] < (page.title_block or 0))]
    return spans


def _is_link_heading(block: Block) -> bool:
    """Whether a block is a link of several words, or begins with one and goes on with a teaser."""
    link = block.links[0]
    if len(link.text) < 20:
        return bool(block.heading) and block.link_chars > 0.8 * len(block.text)
    return block.link_chars > 0.8 * len(block.text) or block.text.startswith(link.text)


def _branch_of_title(
    children: list[etree._Element], mass: Callable[[etree._Element], float], outline: Outline, title_block: int | None
) -> etree._Element | None:
    """The child that holds the title and a text after it, if all other prose is single lines: notices, slogans, a footer."""
    for child in children:
        first, last = outline.spans[child]
        if title_block is None or not first <= title_block < last or mass(child) < 20:
            continue
        others = [other for other in children if other is not child and mass(other) > 0.3 * mass(child)]
        return child if all(outline.spans[other][1] - outline.spans[other][0] <= 2 for other in others) and mass(child) > 0.15 * sum(map(mass, children)) else None
    return None


def _has_twin_with_text(child: etree._Element, children: list[etree._Element], mass: Callable[[etree._Element], float], outline: Outline) -> bool:
    """Whether the text goes on in a like element that holds little else: a second part of the same article."""
    kind = (child.tag, child.get("class"))
    if kind[1] is None:
        return False
    for twin in children:
        if twin is not child and (twin.tag, twin.get("class")) == kind and mass(twin) > 20:
            first, last = outline.spans[twin]
            if mass(twin) > 0.7 * sum(len(block.text) for block in outline.blocks[first:last]):
                return True
    return False


def _holder(outline: Outline, sums: list[float], title_block: int | None) -> etree._Element:
    """The smallest element that holds nearly all prose, and more than a single paragraph where there is more."""

    def mass(element: etree._Element) -> float:
        first, last = outline.spans.get(element, (0, 0))
        return sums[last] - sums[first]

    holder = max(outline.spans, key=lambda element: (outline.spans[element][1] - outline.spans[element][0], -_depth(element)))
    while True:
        children = [child for child in holder if child in outline.spans]
        inside = mass(holder)
        heaviest = max(children, key=mass, default=None)
        if heaviest is not None and mass(heaviest) < _MOST * inside:
            heaviest = _branch_of_title(children, mass, outline, title_block)
        if heaviest is None or (outline.spans[heaviest][1] - outline.spans[heaviest][0] > 1 and _has_twin_with_text(heaviest, children, mass, outline)):
            return holder
        first, last = outline.spans[heaviest]
        if last - first == 1 and inside > mass(heaviest):
            return holder
        holder = heaviest


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _with_lead(outline: Outline, page: BodyContext, out: list[bool], weights: list[float], first: int) -> int:
    """Where the text begins: prose between the title and the element that holds the rest is its lead."""
    if page.title_block is None or page.title_block >= first:
        return first
    for index in range(page.title_block + 1, first):
        block = outline.blocks[index]
        if weights[index] >= 40 and not out[index] and not block.flags & _SMALL_PRINT and read_dateline(block.text) is None:
            return index
    return first


def _paragraph_blocks(outline: Outline, page: BodyContext, holder: etree._Element, span: range, out: list[bool]) -> list[Block]:
    """The blocks of the text, in order."""
    inside = [outline.blocks[index] for index in span]
    tags = Counter(block.container.tag for block in inside if not out[block.index] and _prose(block) > 40 and block.picture is None)
    prose = [block for block in inside if not out[block.index] and _prose(block) > 40]
    marked = sum(1 for block in prose if block.marked_chars >= 0.9 * len(block.text)) > len(prose) / 2
    usual = _Usual(tags.most_common(1)[0][0] if tags else "p", _usual_class(inside, out), marked)
    title = key(page.title)
    around_title = outline.blocks[page.title_block].flags if page.title_block is not None else 0
    gone = [out[block.index] or _is_apart(block, page, around_title, title, outline, holder, usual) for block in inside]
    _drop_datelines(inside, gone)
    _begin_at_title(inside, gone, page)
    _end_at_comments(inside, gone)
    _drop_edges(inside, gone, page)
    _drop_orphaned_labels(inside, gone)
    _drop_questions(inside, gone)
    return [block for block, dropped in zip(inside, gone, strict=True) if not dropped and block.text]


class _Usual(NamedTuple):
    """How the paragraphs of a text are mostly set."""

    tag: str
    names: str | None
    marked: bool
    """Whether in small or italic type."""


def _usual_class(blocks: list[Block], out: list[bool]) -> str | None:
    """The class that most paragraphs have; None where they have many."""
    names = Counter(block.container.get("class", "") for block in blocks if not out[block.index] and _prose(block) > 40)
    if not names:
        return None
    name, count = names.most_common(1)[0]
    return name if count > 0.4 * names.total() else None


def _is_apart(block: Block, page: BodyContext, around_title: int, title: str, outline: Outline, holder: etree._Element, usual: _Usual) -> bool:
    """Whether a block inside the text is no part of it."""
    text, flags = block.text, block.flags & ~(around_title & (at.FORM | at.FIGURE))
    if not text or not (has_letter(text) or (flags & (at.CELL | at.LIST_ITEM) and has_digit(text))):
        return True
    short = len(text) < 160
    if flags & at.FIGURE and not flags & (at.CELL | at.QUOTE | at.LIST_ITEM):
        return True
    if flags & at.HINT_CAPTION or (flags & at.FORM and short):
        return True
    if short and flags & (at.HINT_BYLINE | at.HINT_TAGS) and not (text.endswith((".", "!", "?")) and text.count(" ") > 3 and not block.links):
        return True
    said = block.key
    if said == title or (title and title in said and len(said) < len(title) + 40 and len(title) > 10):
        return True
    if labels.furniture(text) or labels.read_also(text) or (short and labels.tags(text)):
        return True
    if _is_links(block, page):
        return True
    return _is_caption(block, outline, holder, usual)


def _is_links(block: Block, page: BodyContext) -> bool:
    """Whether a block is links to elsewhere and no sentence: related articles, tags, buttons."""
    if not block.links:
        return False
    outside = len(block.text) - block.link_chars
    to_article = any(page.leads_to_article(link.href) for link in block.links)
    if labels.starts_read_also(block.text) and outside < 60:
        return True
    if block.heading and not to_article and not block.flags & at.LIST_ITEM:
        return False
    beside = "".join([text for text, link in block.segments if link == -1]).strip(_LINK_SEPARATORS)
    if (beside.endswith(":") and len(beside) < 25) or (not beside and not block.heading and not block.links[0].href.startswith("#")):
        return True
    # A sentence has its own end; what ends with a link, or in brackets, is an entry of a list.
    is_sentence = beside.endswith((".", "!", "?", ";", ",")) or beside.count(" ") > 7
    if to_article and outside <= (0.3 if is_sentence else 1.0) * block.link_chars:
        return True
    return outside <= 0.15 * block.link_chars and all(not link.href.startswith("#") for link in block.links)


def _is_caption(block: Block, outline: Outline, holder: etree._Element, usual: _Usual) -> bool:
    """Whether a block is the line under a picture."""
    picture = block.picture
    if picture is None or len(block.text) > _CAPTION_CHARS or block.heading:
        return False
    if block.marked_chars >= 0.9 * len(block.text) and not usual.marked:
        return True
    frame = picture.getparent()
    while frame is not None and frame not in outline.spans and frame is not holder:
        frame = frame.getparent()
    first, last = outline.spans[frame] if frame is not None else (0, 0)
    if frame is None or frame is holder or not first <= block.index < last:
        names = block.container.get("class", "")
        return block.container is not holder and bool(names) and usual.names is not None and names != usual.names
    body_first, body_last = outline.spans[holder]
    if last - first > 2 or frame.tag in ("section", "article", "main") or (first <= body_first and body_last <= last):
        return False
    if frame is block.container:
        return frame.tag not in (usual.tag, "p", "td") or (frame.tag != "td" and usual.names is not None and frame.get("class", "") != usual.names)
    return True


def _drop_datelines(blocks: list[Block], gone: list[bool]) -> None:
    """The lines with a date over and under the text. Between its paragraphs such a line is one of them: a chronicle, a short sentence."""
    prose = [place for place, block in enumerate(blocks) if not gone[place] and _prose(block) > 40]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    for place, block in enumerate(blocks):
        if first < place < last and not block.flags & at.HINT_BYLINE:
            continue
        if len(block.text) < 160 and has_digit(block.text) and _is_dateline(block):
            gone[place] = True


def _is_dateline(block: Block) -> bool:
    if read_dateline(block.text) is not None:
        return True
    return labels.author(block.text) is not None and bool(find_dates(block.text)) and not block.text.endswith(".")


def _begin_at_title(blocks: list[Block], gone: list[bool], page: BodyContext) -> None:
    """What stands over the title is not the text, and neither is a name directly under it."""
    if page.title_block is None:
        return
    above = [place for place, block in enumerate(blocks) if block.index < page.title_block]
    below = [place for place, block in enumerate(blocks) if block.index > page.title_block and not gone[place]]
    if sum(_prose(blocks[place]) for place in above if not gone[place]) < sum(_prose(blocks[place]) for place in below):
        for place in above:
            gone[place] = True
    for place in below:
        if not _is_signature(blocks[place]):
            break
        gone[place] = True
    for place in reversed(below):
        if not gone[place]:
            gone[place] = _is_signature(blocks[place]) and len(below) > 1 and not blocks[place].flags & (at.LIST_ITEM | at.CELL)
            break


def _is_signature(block: Block) -> bool:
    """Whether a short line is nothing but an author, a place, the time that the reading takes."""
    if block.heading or block.flags & at.QUOTE or len(block.text) > 100 or block.text.endswith("."):
        return False
    parts = _SIGNATURE_PARTS.split(block.text)
    if any(labels.reading_time(part) for part in parts):
        return True
    words = " ".join(parts).split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() and word.strip(".-’'").isalpha() for word in words)


def _end_at_comments(blocks: list[Block], gone: list[bool]) -> None:
    """What follows the heading of the comments is not the text."""
    for place, block in enumerate(blocks):
        if len(block.text) < 40 and labels.comments(block.text) and not all(gone[:place]):
            gone[place:] = [True] * (len(blocks) - place)
            return


def _drop_edges(blocks: list[Block], gone: list[bool], page: BodyContext) -> None:
    """The lines before the first sentence and after the last that name an author."""
    authors = {key(name) for name in page.authors}
    for place, block in enumerate(blocks):
        if gone[place] or len(block.text) > 120 or _SENTENCE_END.search(block.text):
            continue
        match = labels.author(block.text)
        if block.key in authors or (match and len(match["names"].split()) <= 6 and (match["names"][0].isupper() or not match["names"][0].islower())):
            gone[place] = True


def _drop_questions(blocks: list[Block], gone: list[bool]) -> None:
    """The line over the answers of a poll belongs to them."""
    for place, (block, below) in enumerate(pairwise(blocks)):
        if below.flags & at.FORM and not block.flags & at.FORM and len(block.text) < 160 and block.container.getparent() is below.container.getparent():
            gone[place] = True


def _drop_orphaned_labels(blocks: list[Block], gone: list[bool]) -> None:
    """A heading or a short label goes with the links that it stands over, when they are all that it stands over."""
    for place in range(len(blocks) - 2, -1, -1):
        block, below = blocks[place], blocks[place + 1]
        if gone[place] or len(block.text) > 80 or not gone[place + 1] or not below.links or not below.text.startswith(below.links[0].text):
            continue
        is_label = bool(block.heading) or block.bold_chars >= 0.9 * len(block.text) or block.text.endswith(":")
        if not is_label or (_SENTENCE_END.search(block.text) and not block.text.endswith(":")):
            continue
        if not block.heading or _section_is_gone(blocks, gone, place):
            gone[place] = True


def _section_is_gone(blocks: list[Block], gone: list[bool], place: int) -> bool:
    """Whether nothing is left between a heading and the next."""
    for index in range(place + 1, len(blocks)):
        if blocks[index].heading and not blocks[index].links:
            return True
        if not gone[index]:
            return False
    return True


def _paragraphs(blocks: list[Block], holder: etree._Element) -> list[str]:
    """The blocks as paragraphs; the cells of a row of a table make one."""
    around = {holder, *holder.iterancestors()}
    paragraphs: list[str] = []
    for row, members in groupby(blocks, key=lambda block: block.table_row if block.table_row not in around else None):
        texts = list(members)
        cells = [_cell(block) for block in texts]
        if row is not None and len(set(cells)) == len(cells):
            paragraphs.append(" ".join(block.text for block in texts))
        else:
            paragraphs += [block.text for block in texts]
    return paragraphs


def _cell(block: Block) -> etree._Element:
    element = block.container
    while element.tag not in ("td", "th"):
        parent = element.getparent()
        if parent is None:
            return block.container
        element = parent
    return element
