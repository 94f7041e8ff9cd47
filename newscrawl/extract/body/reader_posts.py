"""What readers wrote behind the text, in its own element and without a day: entries that each say
how long ago, and a name; or that have a button to answer, and a name with a picture or a link to
its account, or votes.

Known by their repeating alone, so in doubt they stay: a text of interviews, of quotations, of
letters has names; one that is told as it happens has times; neither has all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.live_entries import is_named_live, writers_near
from newscrawl.extract.body.prose import BodyContext, prose_chars
from newscrawl.extract.body.reader_marks import (
    account_of,
    answers,
    controls,
    is_nickname,
    line_over,
    lines_of_ago,
    may_be_name,
    name_at,
    votes,
)
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline
from newscrawl.text import key

MIN_POSTS = 3
"""Two may be a question and its answer."""

MIN_PARAGRAPH_CHARS = 40
"""So much prose is a paragraph."""

MIN_PARAGRAPHS_ABOVE = 2
"""A text of its own stands above: under one paragraph the entries may be what it introduces."""

MIN_CHARS_ABOVE = 200
"""The same in prose: two short sentences are a lead."""

MAX_SHARE_BELOW = 0.2
"""With more prose behind them, as a share of theirs, the text goes on: it quotes them. A notice
of the editors stands there, too."""

MAX_CHARS_BELOW = 100
"""The same in characters, where they wrote little."""

MARKED_SHARE = 2 / 3
"""So many of the entries say it as the others do: 'yesterday' stands among '2 hours ago', and an
entry may have been deleted."""

MIN_HEADING_WORDS = 3
"""A heading of more words than a name is a part of a text, or another article."""


def cut_reader_posts(blocks: list[Block], cuts: Cuts, page: BodyContext, outline: Outline) -> None:
    """Cut what readers wrote behind the text. `blocks` are those of the text in order."""
    prose = [
        place
        for place, block in enumerate(blocks)
        if not cuts[place] and prose_chars(block) > MIN_PARAGRAPH_CHARS
    ]
    if page.is_live_blog or len(prose) < MIN_PARAGRAPHS_ABOVE + 1:
        return
    start = prose[MIN_PARAGRAPHS_ABOVE - 1] + 1
    for kind in (_TIMES, _BUTTONS):
        marks = kind.find(blocks, cuts, start, page)
        if len(marks) < MIN_POSTS:
            continue
        spans = _posts(blocks, marks, outline, kind)
        if (
            spans
            and _end_the_text(blocks, cuts, spans)
            and _are_others(blocks, spans, page)
            and _are_of_readers(blocks, spans, marks, page, outline, kind)
        ):
            for place in range(spans[0].start, spans[-1].stop):
                cuts[place] = cuts[place] or BodyRule.READERS_POST
            return


def _posts(blocks: list[Block], marks: list[int], outline: Outline, kind: _Marks) -> list[range]:
    """The places of each entry, given those of a mark in each; empty where they are none."""
    around = _common([blocks[place].container for place in marks])
    if around is None:
        return []
    first = blocks[0].index
    children = dict.fromkeys(_below(around, blocks[place].container) for place in marks)
    spans = [
        range(max(0, one - first), min(len(blocks), last - first))
        for child in children
        if child is not None
        for one, last in [outline.spans.get(child, (0, 0))]
    ]
    written = sum(_has_prose(blocks, span) for span in spans)
    if len(spans) >= MIN_POSTS - 1 and written >= MARKED_SHARE * len(spans):
        # Who answers the entries between them makes one text with them.
        own = sum(_prose(blocks, span) for span in spans)
        whole = _prose(blocks, range(spans[0].start, spans[-1].stop))
        return spans if own >= MARKED_SHARE * whole else []
    ends = outline.spans.get(around, (0, 0))[1] - first
    return _in_a_row(blocks, marks, min(ends, len(blocks)), kind)


def _in_a_row(blocks: list[Block], marks: list[int], ends: int, kind: _Marks) -> list[range]:
    """Entries that no elements hold, one after the other in that of all."""
    if kind.end_entries:
        size = min(after - before for before, after in pairwise(marks))
        starts = [max(0, marks[0] + 1 - size), *(mark + 1 for mark in marks)]
    else:
        above = [place for place in (mark - 1 for mark in marks) if place >= 0]
        # A name stands over its time in all of them, or in none.
        is_under_name = all(may_be_name(blocks[place].text) for place in above)
        starts = [mark - is_under_name for mark in marks] + [ends]
    posts = [range(one, other) for one, other in pairwise(starts)]
    sizes = [sum(prose_chars(blocks[place]) > 0 for place in post) for post in posts]
    # What follows the last is the text again, where it is more than any of them.
    return posts if sizes[-1] <= max(sizes[:-1]) and all(sizes) else []


def _common(elements: list[etree._Element]) -> etree._Element | None:
    """The innermost element that holds all of some."""
    around = list(elements[0].iterancestors())
    for element in elements[1:]:
        holding = {element, *element.iterancestors()}
        around = [one for one in around if one in holding]
    return around[0] if around else None


def _below(around: etree._Element, element: etree._Element) -> etree._Element | None:
    """The element directly in `around` that holds another, or is it."""
    while (parent := element.getparent()) is not None:
        if parent is around:
            return element
        element = parent
    return None


def _prose(blocks: list[Block], places: range) -> float:
    return sum(prose_chars(blocks[place]) for place in places)


def _has_prose(blocks: list[Block], places: range) -> bool:
    return any(prose_chars(blocks[place]) > 0 for place in places)


def _end_the_text(blocks: list[Block], cuts: Cuts, posts: list[range]) -> bool:
    """Whether a text stands over entries, and none under them."""
    first, last = posts[0].start, posts[-1].stop
    above = [prose_chars(block) for place, block in enumerate(blocks[:first]) if not cuts[place]]
    below = sum(
        prose_chars(block)
        for place, block in enumerate(blocks[last:], last)
        if not cuts[place] and not block.flags & at.FORM
    )
    written = sum(prose_chars(block) for block in blocks[first:last])
    return (
        sum(chars > MIN_PARAGRAPH_CHARS for chars in above) >= MIN_PARAGRAPHS_ABOVE
        and sum(above) >= MIN_CHARS_ABOVE
        and below <= max(MAX_CHARS_BELOW, MAX_SHARE_BELOW * written)
    )


def _are_of_readers(
    blocks: list[Block],
    posts: list[range],
    marks: list[int],
    page: BodyContext,
    outline: Outline,
    kind: _Marks,
) -> bool:
    """Whether entries show enough beside their marks. Those who report together have names and
    times; candidates have accounts and buttons; what is ranked has votes."""
    writers = writers_near(page, outline, blocks[posts[0].start].index)
    accounts = [account_of(blocks, post, page) for post in posts]
    names = kind.names(blocks, posts, marks, page)
    if any(map(writers.are_named, filter(None, names))):
        return False
    shown = _Shown(
        _are_many(names),
        any(map(is_nickname, names)) or _has_form(blocks[0].container),
        _most(any(map(answers, blocks[post.start : post.stop])) for post in posts),
        _most(any(map(votes, blocks[post.start : post.stop])) for post in posts),
        _are_many(accounts),
    )
    return kind.are_enough(shown)


class _Shown(NamedTuple):
    """What most entries show."""

    has_names: bool
    are_a_readers: bool
    """Whether a name of them is a nickname, or there is a form to write in. Towns, agencies and
    those who report together have names and times, too."""
    has_answers: bool
    has_votes: bool
    has_accounts: bool


def _beside_times(shown: _Shown) -> bool:
    of_readers = shown.are_a_readers or shown.has_votes or shown.has_accounts
    return shown.has_answers or (of_readers and shown.has_names)


def _beside_buttons(shown: _Shown) -> bool:
    if shown.has_answers:
        return shown.has_votes or shown.has_accounts or shown.has_names
    return shown.has_votes and shown.has_accounts


def _names_at_times(
    blocks: list[Block], _posts: list[range], marks: list[int], page: BodyContext
) -> list[str]:
    return [name_at(blocks, mark, page) for mark in marks]


def _names_over(
    blocks: list[Block], posts: list[range], _marks: list[int], _page: BodyContext
) -> list[str]:
    return [line_over(blocks, post) for post in posts]


class _Marks(NamedTuple):
    """What entries are found by: a mark in each."""

    find: Callable[[list[Block], Cuts, int, BodyContext], list[int]]
    """The places of the marks, from one on."""
    end_entries: bool
    """Whether a mark ends its entry, where no element holds it; else it begins it."""
    names: Callable[[list[Block], list[range], list[int], BodyContext], list[str]]
    """A name for each entry, given the places of the entries and of the marks."""
    are_enough: Callable[[_Shown], bool]
    """Whether what most entries show besides makes them readers'."""


_TIMES = _Marks(lines_of_ago, False, _names_at_times, _beside_times)
_BUTTONS = _Marks(controls, True, _names_over, _beside_buttons)


def _has_form(element: etree._Element) -> bool:
    """Whether a page has a field for a longer text."""
    return next(element.getroottree().iter("textarea"), None) is not None


def _most(shown: Iterable[bool]) -> bool:
    said = list(shown)
    return sum(said) >= MARKED_SHARE * len(said)


def _are_many(names: list[str]) -> bool:
    """Whether entries have names, and of more than one or two."""
    named = [key(name) for name in names if name]
    return len(named) >= MARKED_SHARE * len(names) and len(set(named)) >= max(
        MIN_POSTS - 1, len(names) / 2
    )


def _are_others(blocks: list[Block], posts: list[range], page: BodyContext) -> bool:
    """Whether nothing in entries says that they are the text's own, or told of other articles."""
    if any(is_named_live(blocks[post.start].container) for post in posts):
        return False
    own = sum(
        any(_is_own(blocks[place], page) for place in post)
        or all(blocks[place].flags & at.QUOTE for place in post if prose_chars(blocks[place]))
        for post in posts
    )
    return own <= (1 - MARKED_SHARE) * len(posts)


def _is_own(block: Block, page: BodyContext) -> bool:
    """Whether a block of an entry heads a part of a text, shows whose post on another site it is,
    or leads to an article."""
    if block.heading and block.text.count(" ") + 1 >= MIN_HEADING_WORDS:
        return True
    is_line = prose_chars(block) == 0
    return any(
        page.leads_to_article(link.href) or (is_line and page.leads_off_site(link.href))
        for link in block.links
    )
