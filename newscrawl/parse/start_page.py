"""What is wrong with the page where a crawl starts, without which there is nothing to crawl, and
with feeds: in words for a person."""

from __future__ import annotations

from collections.abc import Iterator

from newscrawl import clock
from newscrawl.extract.html.outline import Block
from newscrawl.extract.html.page import Page
from newscrawl.frontier.frontier import Visit
from newscrawl.items import Failure
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import Listing
from newscrawl.parse.results import failed_page
from newscrawl.run.troubles import BROKEN_FEED, NO_ARTICLE

SHELL_CHARS = 300
"""A page that scripts fill shows no more text without them: the name of the site, and that scripts
are needed."""

QUOTED_CHARS = 80
"""So much of what a page says is quoted."""


def no_listing(visit: Visit, fetched: FetchedPage, root: str) -> Iterator[Failure]:
    """What came for a listing is neither a page nor a feed: a failure where it is the start page,
    or what the site calls a feed. Other links lead to files, too."""
    if visit.url == root:
        yield no_page(visit, fetched)
    elif visit.kind == "feed":
        what = "it is empty" if fetched.is_empty else "nothing in it can be read as a feed"
        yield failed_page(visit, fetched, BROKEN_FEED, what, None)


def no_page(visit: Visit, fetched: FetchedPage) -> Failure:
    """The start page is no page."""
    if fetched.is_empty:
        detail = f"the answer is empty (status {fetched.status})"
        return failed_page(visit, fetched, "empty page", detail, None)
    kind = fetched.content_type or "of no type that the server names"
    detail = f"the answer is no HTML page and no feed: it is {kind}"
    return failed_page(visit, fetched, "not html", detail, None)


def lossy_feed(visit: Visit, fetched: FetchedPage, listing: Listing) -> Iterator[Failure]:
    """What the site calls a feed is read as far as it could be, or is no feed and leads to no
    article either."""
    loss = listing.loss
    if visit.kind == "feed" and not listing.is_feed and not listing.articles:
        loss = "in its place stands a page that leads to no article"
    if loss:
        yield failed_page(visit, fetched, BROKEN_FEED, loss, None)


def led_away(visit: Visit, url: str) -> Failure:
    """The start page leads away from the site."""
    detail = f"it leads to {url}, outside the site (if that is where it is now, give -a root=)"
    return Failure(visit.url, visit.kind, "leads elsewhere", detail, clock.now())


class StartPage:
    """Whether the start page of a run led to articles, or any other listing page did."""

    def __init__(self, root: str) -> None:
        """`root` is its URL."""
        self._root = root
        self._bare: Failure | None = None
        self._showed_news = False
        self._others_lead = False
        self._leads_to: frozenset[str] = frozenset()
        self._leads_to_news = False

    @property
    def is_told(self) -> bool:
        """Whether nothing is left to be said of it."""
        return self._bare is None

    def sees(
        self, visit: Visit, fetched: FetchedPage, listing: Listing, *, showed_news: bool
    ) -> None:
        """A listing page was read, this one or another. `showed_news`: it led to the newest
        articles, earlier."""
        if listing.articles:
            self._others_lead = True
            self._leads_to_news = self._leads_to_news or visit.url in self._leads_to
            return
        if visit.url != self._root:
            return
        self._showed_news = showed_news
        self._leads_to = frozenset(listing.listings)
        leads = f"it leads to {fetched.url}, and there " if fetched.url != visit.url else ""
        self._bare = failed_page(visit, fetched, NO_ARTICLE, leads + listing.lack, None)

    def tell(self, *, others_lead: bool = False) -> Iterator[Failure]:
        """No more pages come: what is wrong with it, once. Where other pages lead to the articles,
        and it never did, or leads to one of those, nothing is: a site may begin with a page that
        shows none. That known articles were asked for, and are there, says nothing of it.

        `others_lead`: pages that were not read do, as they did when they were read last.
        """
        bare, self._bare = self._bare, None
        is_lost = self._showed_news and not self._leads_to_news
        if bare is not None and (is_lost or not (self._others_lead or others_lead)):
            yield bare


def what_is_shown(page: Page, pages: int) -> str:
    """What a page shows that leads to no article, and to so many other pages of the site."""
    if page.root.find(".//input[@type='password']") is not None:
        return "it asks for a password"
    texts = [block for block in page.outline.blocks if block.text and not _is_menu(block)]
    text = " ".join(block.text for block in texts)
    if not pages and len(text) <= SHELL_CHARS and page.root.find(".//script") is not None:
        says = f"says no more than {_quoted(text)}" if text else "says nothing"
        return f"without its scripts it {says}"
    title = " ".join((page.root.findtext(".//title") or "").split())
    leads = f"to {pages} other pages and to no article" if pages else "to no page of the site"
    return f"it leads {leads}, and says {_quoted(text or title)}"


def _is_menu(block: Block) -> bool:
    return 2 * sum(len(link.text) for link in block.links) >= len(block.text)


def _quoted(text: str) -> str:
    return repr(text if len(text) <= QUOTED_CHARS else f"{text[: QUOTED_CHARS - 1]}…")
