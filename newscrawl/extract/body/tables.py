"""Cells of a table: those of rows and columns that say something together, which no word in them
makes a button or a byline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, text_of
from newscrawl.text import fold, has_letter, key

MIN_CELLS = 2
"""A row of fewer is a line."""

MAX_CELLS = 60
"""So many cells of a row are looked at; one of more is no line of figures."""

MAX_PIECES = 60
"""Pieces of text in a cell that are looked at: a whole page may be in one."""

MAX_HEAD_CELLS = 20
"""Cells behind one of the head of a table among which one of its rows begins."""

CELLS_OF_FACT = 2
MAX_FACT_CHARS = 80
MIN_KNOWN_FACTS = 2
"""Rows of a table that tells the facts of an article: a label, what it asks for; a table of books
has authors, too, and no other label."""
KNOWN_TO_UNKNOWN = 2
"""There are more rows with a known label to one with another: that of a book reviewed has a
publisher, a price."""

MAX_ENTRY_CHARS = 160
"""A table with a longer cell sets out a page."""


def is_cell(block: Block) -> bool:
    """Whether a block is all that a cell of a table says, beside others in its row."""
    row = block.table_row
    if row is None:
        return False
    inside = [block.container, *islice(block.container.iterancestors(), 1)]
    cell = next((element for element in inside if element.tag in ("td", "th")), None)
    if cell is None or key(_text(cell)) != block.key:
        return False
    return any(key(_text(other)) for other in _cells(row) if other is not cell)


def is_headed_table(element: etree._Element) -> bool:
    """Whether an element holds the rows of a table that says what they or its columns are: films,
    matches, members."""
    table = element if element.tag == "table" else next(element.iterancestors("table"), None)
    return (
        element.tag in ("table", "tbody", "tr")
        and table is not None
        and next(table.iter("th"), None) is not None
    )


def is_named_in_row(block: Block) -> bool:
    """Whether a cell is one of a row that says more of what it names, in a table with heads: links
    in it are no list of other articles."""
    row = block.table_row
    return (
        row is not None
        and is_cell(block)
        and is_headed_table(row)
        and len(_texts(row)) >= MIN_CELLS
    )


def is_table_entry(block: Block) -> bool:
    """Whether a block is a cell of a table whose rows have as many cells, all of them short, and
    each with a text: figures, results, a timetable. What its cells say is the author's, though one
    be called 'Share' or as a person is."""
    if not block.flags & at.CELL or block.table_row is None or block.links or not is_cell(block):
        return False
    cells = _texts(block.table_row)
    if not MIN_CELLS <= len(cells) < MAX_CELLS:
        return False
    if not all(0 < len(text) <= MAX_ENTRY_CHARS for text in cells):
        return False
    others = [_texts(row) for row in _rows_beside(block.table_row)]
    return bool(others) and all(
        len(row) == len(cells) and all(len(text) <= MAX_ENTRY_CHARS for text in row)
        for row in others
    )


def keep_heads(blocks: Sequence[Block], cuts: Cuts) -> None:
    """Keep the cells that stand on every page in a table that else says something of its own:
    figures of one kind stand under the same heads in many articles."""
    for place, block in enumerate(blocks):
        if cuts[place] is BodyRule.ON_EVERY_PAGE and is_table_entry(block):
            table = _table_of(block)
            beside = range(place + 1, min(place + MAX_HEAD_CELLS, len(blocks)))
            if any(
                not cuts[other]
                and has_letter(blocks[other].text) is not None
                and _table_of(blocks[other]) is table
                for other in beside
            ):
                cuts[place] = None


def fact_cells(blocks: Sequence[Block], cuts: Cuts) -> Iterator[int]:
    """The places of the cells of tables that tell facts of the article, the author's name among
    them: each row a label and what it asks for, and two labels or more that are known."""
    if not any(block.flags & at.CELL and labels.byline_label(block.text) for block in blocks):
        return
    cells = [block if block.flags & at.CELL else None for block in blocks]
    for table, places in _groups(cells, _table_of).items():
        is_dated = any(cuts[place] is BodyRule.DATELINE for place in places)
        if _tells_facts([_texts(row) for row in table.iter("tr")], is_dated):
            yield from places


def fact_terms(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of the terms of lists that tell facts of the article, likewise."""
    if not any(block.container.tag == "dt" for block in blocks):
        return
    for terms, places in _groups(blocks, _terms_of).items():
        texts = [blocks[place].text for place in places]
        asking = [text_of(term) for term in terms.iter("dt")]
        is_short = max(map(len, texts)) <= MAX_FACT_CHARS
        if is_short and _are_known(asking, any(map(find_dates, texts))):
            yield from places


def _groups(
    blocks: Sequence[Block | None], around: Callable[[Block], etree._Element | None]
) -> dict[etree._Element, list[int]]:
    """The places of the blocks in each of the elements that `around` gives."""
    groups: dict[etree._Element, list[int]] = {}
    for place, block in enumerate(blocks):
        if block is not None and (element := around(block)) is not None:
            groups.setdefault(element, []).append(place)
    return groups


def _terms_of(block: Block) -> etree._Element | None:
    return next(block.container.iterancestors("dl"), None)


def _tells_facts(rows: Sequence[Sequence[str]], is_dated: bool) -> bool:
    if any(len(row) != CELLS_OF_FACT or max(map(len, row)) > MAX_FACT_CHARS for row in rows):
        return False
    asking = [label for label, _ in rows]
    return _are_known(asking, is_dated) and any(map(labels.byline_label, asking))


def _are_known(asking: Sequence[str], is_dated: bool) -> bool:
    """Whether most of these labels ask for facts of an article, or one of them for its day."""
    count = sum(map(labels.asks_fact, asking)) + is_dated
    return count >= MIN_KNOWN_FACTS and count > KNOWN_TO_UNKNOWN * (len(asking) - count)


def _table_of(block: Block) -> etree._Element | None:
    row = block.table_row
    return None if row is None else next(row.iterancestors("table"), None)


def _rows_beside(row: etree._Element) -> Iterator[etree._Element]:
    """The row above and the one below."""
    for preceding in (True, False):
        yield from islice(row.itersiblings("tr", preceding=preceding), 1)
    # The head of a table has an element of its own.
    group = row.getparent()
    if group is not None and group.tag in ("thead", "tbody"):
        for body in (group.getnext(), group.getprevious()):
            if body is not None and body.tag in ("thead", "tbody"):
                yield from islice(body.iterchildren("tr"), 1)


def _texts(row: etree._Element) -> list[str]:
    return list(map(_text, _cells(row)))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return islice(row.iterchildren("td", "th"), MAX_CELLS)


def _text(cell: etree._Element) -> str:
    return fold("".join(map(str, islice(cell.itertext(), MAX_PIECES))))
