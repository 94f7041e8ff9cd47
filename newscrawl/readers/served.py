"""What is done for a run in a process that reads: the functions that RemoteReader calls there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.headlines.date_order import KnownOrders
from newscrawl.parse.answers import Answer
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import Listing
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleLook, ArticleReading, KnownTitles

MAX_LAYOUTS = 16
"""Number of layouts that a process keeps: two for each language."""


class Layout(NamedTuple):
    """What is known to repeat, as it goes over: the process may have it from an earlier call."""

    version: tuple[int, str, int]
    memory: Boilerplate | None
    """None: the process is asked to have it."""


class LayoutNeeded(Exception):
    """The process does not have a layout."""


class _State:
    """What a process that reads keeps from call to call."""

    reader: PageReader
    layouts: ClassVar[OrderedDict[tuple[int, str, int], Boilerplate]] = OrderedDict()


def start(make: Callable[..., PageReader], given: tuple[Any, ...]) -> None:
    """Make what reads the pages of a site: the first call of a process."""
    _State.reader = make(*given)


def look(fetched: FetchedPage, layout: Layout, known: KnownTitles) -> ArticleLook:
    """See PageReader."""
    return _State.reader.look(fetched, _memory(layout), known)


def read(fetched: FetchedPage, layout: Layout, known: KnownTitles) -> ArticleReading:
    """See PageReader."""
    return _State.reader.read(fetched, _memory(layout), known)


def listing(
    fetched: FetchedPage, with_answer: bool, orders: KnownOrders, first: int
) -> Listing | None:
    """See PageReader."""
    return _State.reader.listing(fetched, with_answer=with_answer, orders=orders, first=first)


def answer(fetched: FetchedPage) -> Answer | None:
    """See PageReader."""
    return _State.reader.answer(fetched)


def _memory(layout: Layout) -> Boilerplate:
    known = _State.layouts
    if layout.memory is not None:
        known[layout.version] = layout.memory
        if len(known) > MAX_LAYOUTS:
            known.popitem(last=False)
    elif layout.version not in known:
        raise LayoutNeeded
    known.move_to_end(layout.version)
    return known[layout.version]
