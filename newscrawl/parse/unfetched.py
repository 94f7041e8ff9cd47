"""What a visit comes to that brought no page that can be read: refused by its status, not answered
at all, or too heavy."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

from newscrawl import clock
from newscrawl.downloader.workarounds import reason_of, words_of
from newscrawl.errors import UnreadError
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import Site
from newscrawl.items import Absence, Failure
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.results import failed_page

NOT_THERE = (404, 410)
MAX_DETAIL_CHARS = 500
"""Maximum length of what an error says: some quote the whole answer."""


def refused(visit: Visit, fetched: FetchedPage, site: Site) -> Failure | Absence | None:
    """What another status than 200 says. None: a listing that is not there, which is no failure.

    The root cannot be absent: a site without it is out of order.
    """
    status = fetched.status
    article_id = site.id(visit.ref) if visit.ref is not None else None
    if status not in NOT_THERE or visit.url == site.root:
        detail = f"the site answered {status}"
        return failed_page(visit, fetched, f"http {status}", detail, article_id)
    if article_id is None:
        return None
    return Absence(
        article_id,
        visit.url,
        f"http {status}",
        clock.now(),
        certain=True,
        is_named=bool(visit.headlines),
    )


def unanswered(visit: Visit, error: BaseException, site: Site) -> Failure | None:
    """What an error on the way says. None: a listing that redirects to itself for ever, a trap that
    has ended by itself; no page was there to be lost. The root is."""
    reason = reason_of(error)
    if reason == "redirect loop":
        if visit.kind != "article" and visit.url != site.root:
            return None
        error = IgnoreRequest("it redirects without an end")
    return Failure(
        visit.url,
        visit.kind,
        reason,
        f"{reason}: {words_of(error)}"[:MAX_DETAIL_CHARS],
        clock.now(),
        id=site.id(visit.ref) if visit.ref is not None else None,
    )


def unread(visit: Visit, fetched: FetchedPage, error: UnreadError) -> Failure:
    """A listing that came, and could not be read for what it costs."""
    return failed_page(visit, fetched, error.reason, str(error), None)
