"""Which of a page's dates is what: the day of publication, the stamp of the visit, or neither.

A date is the article's own only if something says so: metadata of the article, or a line beside its title. What stands the same on
every page, what is newer than all news of the page, what lies in the future, is not. In doubt there is no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract.blocks import MACHINE_DATE, Block, Outline
from newscrawl.extract.datelines import day_of, read_dateline
from newscrawl.extract.dates import Moment, find_dates, may_hold_date, read_date
from newscrawl.extract.headlines import DatedHeadline
from newscrawl.extract.memory import Memory
from newscrawl.extract.metadata import Claim
from newscrawl.extract.months import CHANGED, LABELS
from newscrawl.extract.surroundings import ASIDE, FIGURE, FOOTER, HINT_COMMENTS, HINT_RELATED, HINT_SIDEBAR, NAV, QUOTE
from newscrawl.text import fold, has_digit
from newscrawl.urls import ArticleRef

_DIGITS = re.compile(r"\d+")
_ELSEWHERE = NAV | FOOTER | ASIDE | QUOTE | FIGURE | HINT_COMMENTS | HINT_RELATED
_UPDATED = re.compile(r"(?<![\w-])updated(?![\w-])(?!.*publish)")
_CHANGED_WORDS = re.compile(r"\b(?:updated|modified|edited|changed|обновлено|изменено|განახლდა)\b", re.IGNORECASE)
_CHANGED_NAMES = re.compile(r"dateModified|(?<![\w-])modified(?![\w-])")
_TABLE_PARTS = frozenset(("table", "tr", "td", "th"))
_LINE_CHARS = 160
_MANY = 12
"""Pages that must be known before a day that is not the visit's counts as the same on every page."""
_ABOVE_TITLE = 4
_BELOW_TITLE = 4
_BELOW_BODY = 3


class DateSpot(NamedTuple):
    """A date that stands by itself on a page, outside lists and running text."""

    slot: str
    """Its place in the markup with its label: the same on every page of one template."""
    when: Moment
    text: str
    """As printed."""
    labelled: bool
    """Whether a word says that this is the day of publication, or an author stands beside it."""
    block: int
    shape: str
    """Its slot without places in rows: the same for the dates of all comments."""
    elsewhere: bool
    """Whether it stands in the page's frame: navigation, footer, sidebar."""
    alone: bool = True
    """Whether nothing else stands in its line."""
    has_own_line: bool = False
    """Whether other lines stand in its block."""
    in_sidebar: bool = False
    """Whether names of classes say that it stands beside the text. They lie where the title stands there too."""
    over_text: bool = False
    """Whether running text follows: then the line may be that of a comment, and not the last line of the article."""


class Dating(NamedTuple):
    """What a page says of its dates."""

    published: Moment | None
    published_text: str | None
    """As printed or as claimed."""
    published_from: str | None
    """`metadata` or `page`."""
    page_date: date | None


class DateContext(NamedTuple):
    """What the judgement needs to know of the page."""

    ref: ArticleRef | None
    title_block: int | None
    title_in_sidebar: bool
    body_first: int | None
    body_last: int | None
    body_blocks: frozenset[int]
    headlines: Sequence[DatedHeadline]
    today: date
    """The day of the visit, UTC."""


def find_date_spots(outline: Outline, in_lists: frozenset[int]) -> list[DateSpot]:
    """The dates of a page that stand by themselves, in reading order."""
    spots: list[DateSpot] = []
    for block in outline.blocks:
        if block.index in in_lists or not (block.machine_dates or may_hold_date(block.text)):
            continue
        if len(block.text) > _LINE_CHARS:
            spots += _spot_before_text(block)
            continue
        # Several lines in one block: what is said under the name and the date of a reader.
        has_text = sum(1 for printed in block.lines() if read_dateline(printed) is None) > 0
        before = outline.blocks[block.index - 1].text if block.index else ""
        is_labelled = len(before) < 30 and before.strip(" :").casefold() in LABELS
        following = outline.blocks[block.index + 1 : block.index + 3]
        over_text = has_text or any(len(below.text) - below.link_chars > 40 and not below.heading for below in following)
        if _is_of_change(block, outline):
            continue
        spots += [
            spot._replace(
                has_own_line=len(block.lines()) > 1,
                labelled=spot.labelled or is_labelled,
                over_text=over_text,
                in_sidebar=bool(block.flags & HINT_SIDEBAR),
            )
            for spot in _spots_of(block)
        ]
    return spots


def _is_of_change(block: Block, outline: Outline) -> bool:
    """Whether the markup, or the label in the block before, says that a date is of the last change."""
    before = outline.blocks[block.index - 1].text if block.index else ""
    if len(before) < 30 and {word.strip(" :").casefold() for word in before.split()} & CHANGED:
        return True
    marked = [block.container, *block.container.iter("time", "span")]
    return any(_CHANGED_NAMES.search(f"{element.get('itemprop') or ''} {element.get('class') or ''}") for element in marked)


def _spots_of(block: Block) -> list[DateSpot]:
    spots = []
    machine = _machine_moment(block)
    for printed in block.lines() if has_digit(block.text) else ():
        line = read_dateline(printed)
        if line is not None:
            text = next((found.text for found in find_dates(printed)), printed)
            labelled = bool(line.label or line.rest)
            # For people the day, for machines the moment: the same date, once told exactly.
            when = (
                machine
                if machine is not None and day_of(machine) == day_of(line.when) and not isinstance(line.when, datetime)
                else line.when
            )
            elsewhere = bool(block.flags & _ELSEWHERE)
            spots.append(
                DateSpot(
                    _slot(block, printed.replace(text, "")), when, text, labelled, block.index, _shape(block), elsewhere, not line.rest
                )
            )
    if spots:
        return spots
    if machine is not None:
        return [
            DateSpot(
                _slot(block, ""),
                machine,
                block.text or machine.isoformat(),
                True,
                block.index,
                _shape(block),
                bool(block.flags & _ELSEWHERE),
            )
        ]
    if len(block.text) > 120 or block.text.endswith((".", "!", "?", "…", "”", "»")) or not has_digit(block.text):
        return _spot_before_text(block)
    # Several things in one line, perhaps without a space between them: each piece of text for itself.
    pieces = [found for text, link in block.segments if link == -1 for found in find_dates(text)] or find_dates(block.text)
    return [
        DateSpot(_slot(block, block.text.replace(found.text, "")), found.when, found.text, False, block.index, _shape(block), True, False)
        for found in pieces
    ]


def _machine_moment(block: Block) -> Moment | None:
    """The one date for machines that a block holds; None if there is none, or several."""
    found = set()
    for text, link in block.segments if block.machine_dates else ():
        if link == MACHINE_DATE:
            try:
                found.add(read_date(text))
            except DateError:
                continue
    return found.pop() if len(found) == 1 else None


def _names_inside(block: Block) -> str:
    return " ".join(element.get("class") or "" for element in block.container.iter("time", "span", "abbr"))


def _spot_before_text(block: Block) -> list[DateSpot]:
    """The date that begins a longer line as a piece of its own: a stamp before a notice."""
    first = next((fold(text) for text, link in block.segments if link == -1 and text.strip()), "")
    line = read_dateline(first) if len(first) < 60 else None
    if line is None or line.rest or line.label:
        return []
    return [DateSpot(_slot(block, ""), line.when, first, False, block.index, _shape(block), True, False)]


def _shape(block: Block) -> str:
    """The way to a block from the page's root, with its names, without numbers."""
    path = [block.container, *block.container.iterancestors()]
    return _DIGITS.sub("0", "/".join(f"{element.tag}.{element.get('class') or ''}" for element in path))


def _slot(block: Block, beside: str) -> str:
    """The way to a block from the page's root, with its names, without numbers; and the words beside the date, if few."""
    path = []
    element: etree._Element | None = block.container
    while element is not None and element.tag not in ("body", "html"):
        names = element.get("class") or element.get("id") or ""
        # Old pages are tables without names: there it is the place in the row that tells the stamp from the byline.
        place = chr(97 + len(list(element.itersiblings(preceding=True))) % 26) if element.tag in _TABLE_PARTS else ""
        path.append(f"{element.tag}{place}.{names}")
        element = element.getparent()
    return _DIGITS.sub("0", "/".join(path) + "|" + (beside[:12] if len(beside) < 40 else ""))


def judge(spots: Sequence[DateSpot], claims: Sequence[Claim], memory: Memory, language: str, page: DateContext) -> Dating:
    """Tell the page's dates apart."""
    page_date = _stamp(spots, memory, language, page)
    for claim in claims:
        try:
            when = read_date(claim.text)
        except DateError:
            continue
        if _may_be_published(when, page, page_date) and not _is_clock(claim.slot, when, memory, language, page, page_date):
            return Dating(when, claim.text, "metadata", page_date)
    own = _own_spot(spots, memory, language, page, page_date)
    if own is not None:
        return Dating(own.when, own.text, "page", page_date)
    return Dating(None, None, None, page_date)


def slots(spots: Sequence[DateSpot], claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """What each place of the page says, for the memory: by the day, as a clock that runs says something new every second."""
    said = [(spot.slot, day_of(spot.when).isoformat()) for spot in spots]
    for claim in claims:
        try:
            said.append((claim.slot, day_of(read_date(claim.text)).isoformat()))
        except DateError:
            continue
    return said


def _may_be_published(when: Moment, page: DateContext, page_date: date | None) -> bool:
    """Not in the future, and not later than most articles of the page that were numbered after this one."""
    day = day_of(when)
    today = page.today
    if page_date is not None and page_date == today + timedelta(days=1):
        today = page_date  # The site's own clock: it lies east of ours and its day has begun.
    if day > today:
        return False
    if page.ref is None:
        return True
    later = [entry for entry in page.headlines if entry.ref.language == page.ref.language and entry.ref.number > page.ref.number]
    earlier_than_this = sum(1 for entry in later if entry.published < day - timedelta(days=3))
    return not later or earlier_than_this <= len(later) / 2


def _newest(page: DateContext) -> date | None:
    return max((entry.published for entry in page.headlines), default=None)


def _is_clock(slot: str, when: Moment, memory: Memory, language: str, page: DateContext, page_date: date | None) -> bool:
    """Whether a claim is no date of this article: every page makes it."""
    day = day_of(when)
    if day not in (page.today, page_date):
        # The first pages that a run reads are the newest: some may well be of one day.
        return memory.is_constant(language, slot, day.isoformat(), few=_MANY)
    return memory.is_constant(language, slot, day.isoformat()) or not memory.knows(language)


def _stamp(spots: Sequence[DateSpot], memory: Memory, language: str, page: DateContext) -> date | None:
    """The day of the visit as the page prints it: the same on every page, never older than the page's news."""
    newest = _newest(page)
    tomorrow = page.today + timedelta(days=1)
    possible = [spot for spot in spots if (newest is None or day_of(spot.when) >= newest) and day_of(spot.when) <= tomorrow]
    constant = [spot for spot in possible if memory.is_constant(language, spot.slot, day_of(spot.when).isoformat())]
    if constant:
        return _best_stamp(constant, page.today)
    if memory.knows(language):
        possible = [spot for spot in possible if memory.is_common(language, spot.slot) and not memory.varies(language, spot.slot)]
    apart = [spot for spot in possible if spot.alone and not spot.labelled and not _is_beside_title(spot, page)]
    if apart:
        return _best_stamp(apart, page.today)
    beside = [spot for spot in possible if not spot.labelled]
    if newest is None:
        beside = [spot for spot in beside if spot.alone and day_of(spot.when) == page.today]
    return _best_stamp(beside, page.today) if beside else None


def _best_stamp(spots: Sequence[DateSpot], today: date) -> date:
    """Of several the day of the visit by our own clock, else one that stands alone, else the latest: nothing on a page is younger."""
    best = max(spots, key=lambda spot: (day_of(spot.when) == today, spot.alone, day_of(spot.when)))
    return day_of(best.when)


def _is_beside_title(spot: DateSpot, page: DateContext) -> bool:
    """Whether a date stands where bylines stand: around the title, or right behind the text."""
    if spot.elsewhere or page.title_block is None or (spot.in_sidebar and not page.title_in_sidebar):
        return False
    if page.body_first is not None and page.body_last is not None and page.body_first < spot.block < page.body_last:
        return False
    if page.body_last is not None and spot.block > page.body_last:
        return spot.block <= page.body_last + _BELOW_BODY and not spot.over_text
    if page.title_block - _ABOVE_TITLE <= spot.block <= page.title_block + _BELOW_TITLE:
        return True
    if page.body_first is not None and page.title_block < spot.block < page.body_first:
        return True
    if page.body_first is not None and page.body_last is not None:
        return page.body_first - 2 <= spot.block <= page.body_last
    return False


def _own_spot(spots: Sequence[DateSpot], memory: Memory, language: str, page: DateContext, page_date: date | None) -> DateSpot | None:
    newest = _newest(page)
    days: dict[str, set[date]] = {}
    for spot in spots:
        if day_of(spot.when) != page_date and (page.title_block is None or spot.block >= page.title_block - _ABOVE_TITLE):
            days.setdefault(spot.shape, set()).add(day_of(spot.when))
    candidates = []
    for spot in spots:
        if spot.block == page.title_block and not spot.alone and not spot.has_own_line:
            continue  # A title with a date in it.
        if not _is_beside_title(spot, page) or not _may_be_published(spot.when, page, page_date):
            continue
        is_under_text = page.body_last is not None and spot.block > page.body_last
        has_unlike_twins = len(days.get(spot.shape, ())) > 1
        if spot.block in page.body_blocks or (has_unlike_twins and (is_under_text or not spot.labelled)):
            continue  # A line of the text; and like lines with other dates are a chronicle's, or the readers'.
        day = day_of(spot.when)
        if _is_clock(spot.slot, spot.when, memory, language, page, page_date):
            continue
        if memory.knows(language):
            over_body = page.body_first is None or spot.block < page.body_first
            is_rare = over_body and not memory.is_common(language, spot.slot)
            certain = spot.labelled or memory.varies(language, spot.slot) or is_rare
        else:
            certain = (
                (spot.labelled and day != page_date) or (newest is not None and day < newest) or (page_date is not None and day < page_date)
            )
        if certain:
            candidates.append(spot)
    if not candidates:
        return None
    labelled = [spot for spot in candidates if spot.labelled]
    chosen = labelled or candidates
    if len({day_of(spot.when) for spot in chosen}) > 1:
        title = page.title_block or 0
        return min(chosen, key=lambda spot: (spot.block < title, abs(spot.block - title)))
    return max(chosen, key=lambda spot: hasattr(spot.when, "hour"))
