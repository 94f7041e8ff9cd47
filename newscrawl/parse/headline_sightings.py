"""The dated headlines that a run sees: of articles' pages each is passed on once, however many show
it; and which of them lie before the day from which on articles are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from newscrawl.identity.site import ArticleRef
from newscrawl.items import Headline
from newscrawl.loaders import HeadlineLoader
from newscrawl.parse.context import SiteURLs
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import SeenHeadline, ShownArticle
from newscrawl.text import fold


class HeadlineSightings:
    """The headlines of one run."""

    def __init__(
        self,
        site: SiteURLs,
        since: date | None = None,
        on_first: Callable[[ArticleRef, str], None] = lambda ref, title: None,
    ) -> None:
        """`since` is the day before which nothing is wanted; None: everything is. `on_first` is
        called with article and title of each headline, once."""
        self._site = site
        self._since = since
        self._on_first = on_first
        self._seen: set[int] = set()

    def of(
        self, headlines: Sequence[SeenHeadline], fetched: FetchedPage, *, is_listing: bool = False
    ) -> Iterator[Headline]:
        """The headlines of a page that this run sees for the first time: the same ten stand on
        every page. Of a listing page all, for only who sees all that it shows can tell whether
        one has changed there."""
        beside: dict[ArticleRef, set[tuple[str, str]]] = defaultdict(set)
        for seen in headlines:
            beside[seen.ref].add((fold(seen.title), seen.published.isoformat()))
        passed: set[int] = set()
        for seen in headlines:
            mark = hash(seen)
            if mark in (passed if is_listing else self._seen):
                continue
            passed.add(mark)
            if mark not in self._seen:
                self._seen.add(mark)
                self._on_first(seen.ref, seen.title)
            loader = HeadlineLoader()
            loader.add_value("title", seen.title)
            loader.add_value("published", seen.published)
            yield loader.load_headline(
                id=self._site.id(seen.ref),
                url=self._site.canonical(seen.ref),
                seen_on=fetched.url,
                seen_at=fetched.fetched_at,
                beside=frozenset(beside[seen.ref]),
            )

    def are_past(self, headlines: Sequence[SeenHeadline]) -> bool:
        """Whether all that a listing shows for the first time lies before `since`: the same latest
        news stand on every page."""
        news = [seen for seen in headlines if hash(seen) not in self._seen]
        return bool(news) and all(self.is_too_old(seen.published) for seen in news)

    def wanted(self, articles: Iterable[ShownArticle]) -> list[ShownArticle]:
        """Those that are not known to be from before `since`."""
        return [shown for shown in articles if not self.is_too_old(shown.published)]

    def is_too_old(self, day: date | None) -> bool:
        """Whether a day lies before `since`; an unknown one does not."""
        return self._since is not None and day is not None and day < self._since
