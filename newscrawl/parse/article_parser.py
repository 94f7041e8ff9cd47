"""Where article pages are read: pages in, items out; a page that may be none at all is held until
probes have been asked.

page --> reading room (what repeats?) --> read --> sure    --> Article
                                              \\-> in doubt --> nowhere.py --> Article, Absence or
                                              Failure
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from parsel import Selector
from scrapy import Request
from scrapy.http import Response

from newscrawl import clock
from newscrawl.downloader.responses import arrived_at, capture_of, is_page
from newscrawl.errors import PageError
from newscrawl.extract.article import ArticlePage, Reading
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.html.page import Page
from newscrawl.extract.links import ref_finder
from newscrawl.extract.same_story import same_story, same_title
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef
from newscrawl.items import Absence, Article, Circumstances, Failure, HeadlinePair, OwnDate, WarcRef
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.pending_pages import PendingPages, Waiting
from newscrawl.parse.soft404 import (
    Answer,
    Candidate,
    Soft404Detector,
    Verdict,
    answer_of,
)

if TYPE_CHECKING:
    from newscrawl.lifecycle.page import Known
    from newscrawl.news_spider import Item, NewsSpider

CUT = "cut short"
NOT_FOUND_PAGE = "the site's 'not found' page"
WHOLE_PAGES = 8
"""So many pages with their last tags show that this site writes them."""

CONTROLS = 3
"""So many articles that should exist are tried before the site is taken for sick."""


class ArticleParser:
    """Reads the article pages of one run."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self.pending = PendingPages()
        self._soft404 = Soft404Detector()
        self._home: Answer | None = None
        self._controls: dict[str, list[ArticleRef]] = {}
        self._ends = {True: 0, False: 0}
        """Pages that end as pages do, and others."""

    def take(self, visit: Visit, article: ArticlePage, response: Response) -> Iterator[Item]:
        """A page came: what can be told by now, of it and of those that waited for it."""
        for ready in self.pending.take(visit, article, response):
            yield from self._read(ready)

    def rest(self, response: Response | None = None) -> Iterator[Item]:
        """What waits, told with what there is: nothing more will come."""
        for one in self.pending.rest():
            yield from self._read(one)
        yield from self._settle_all(at_end=True)

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return self.pending.is_empty and not self._soft404.candidates

    def companions(self, language: str) -> list[ArticleRef]:
        """Known articles to visit again, so that what repeats shows itself."""
        archive = self._spider.archive
        newest = (
            []
            if archive is None
            else archive.state.newest_live(self._spider.name, language, 2 * self.pending.memory.few)
        )
        return self._refs_of(newest)

    def _refs_of(self, known: Iterable[Known]) -> list[ArticleRef]:
        """Those of these articles whose URL is known."""
        site = self._spider.site
        return [ref for one in known if (ref := site.reachable(one.id, one.url)) is not None]

    # Reading.

    def _read(self, one: Waiting) -> Iterator[Item]:
        visit, article, response, memory, layout = one
        assert article.ref is not None
        article_id = self._spider.site.id(article.ref)
        before = self._before(article_id)
        # A link of this run calls it by name: what others called it earlier adds nothing to the
        # first reading.
        called = [] if before is None and visit.headlines else self._called(article_id)
        known = [] if before is None else [before["title"]]
        titles = (*visit.headlines, *known, *called)
        reading = self.read(article, memory, titles)
        item: Article | Failure
        if before is None and reading.title and article.contradicts(reading.title, visit.headlines):
            detail = (
                f"the page shows {reading.title[:80]!r}, but the link to it says"
                f" {visit.headlines[0][:80]!r}"
            )
            item = failed_page(visit, response, "another page", detail, article_id)
        elif self._is_cut(one, reading, before):
            item = failed_page(
                visit,
                response,
                CUT,
                "the page ends in the middle: its last tags and its last words are missing",
                article_id,
            )
        else:
            item = self.load(visit, article, response, reading)
        capture = capture_of(response)
        if capture is not None and (isinstance(item, Article) or item.reason != CUT):
            # What fails for any other reason may be read by a better extraction.
            item.circumstances = Circumstances(
                capture["record_id"], titles, layout, memory.pages(article.language)
            )
        # What an earlier run saw it called may have been changed since: then it is no proof, and no
        # contradiction either.
        is_called = bool(visit.headlines or called) and not (
            reading.title and article.contradicts(reading.title, called)
        )
        yield from self._judge(one, item, before, called, is_called=is_called)

    def read(self, article: ArticlePage, memory: Boilerplate, titles: Sequence[str]) -> Reading:
        """The parts of a page, given what is known of its neighbours."""
        today = article.page.fetched_at.astimezone(ZoneInfo(self._spider.timezone or "UTC")).date()
        return article.read(memory, titles, today=today)

    def load(
        self, visit: Visit, article: ArticlePage, response: Response, reading: Reading
    ) -> Article | Failure:
        """What was read as an item: a site's own selectors come first. A failure where title or
        body is missing."""
        site = self._spider.site
        assert article.ref is not None
        article_id, capture = site.id(article.ref), capture_of(response)
        loader = ArticleLoader(selector=Selector(root=article.page.root, type="html"))
        self._spider.load_article(loader)
        reading.image = reading.image and site.at_home(reading.image)
        loader.add_reading(reading)
        loader.replace_value(
            "headlines",
            [
                HeadlinePair(entry.title, site.canonical(entry.ref), entry.published)
                for entry in reading.headlines
            ],
        )
        try:
            return loader.load_article(
                id=article_id,
                url=site.canonical(article.ref),
                language=article.ref.language,
                fetched_at=article.page.fetched_at,
                fetched_from=response.url,
                own_dates=[OwnDate(own.source, own.text, own.when) for own in reading.own_dates],
                etag=_header(response, b"ETag"),
                last_modified=_header(response, b"Last-Modified"),
                warc=(
                    WarcRef(capture["file"], capture["offset"], capture["record_id"])
                    if capture is not None
                    else None
                ),
            )
        except PageError as error:
            return failed_page(
                visit,
                response,
                f"no {' and '.join(error.missing)}",
                str(error),
                article_id,
                error.missing,
            )

    def _is_cut(self, one: Waiting, reading: Reading, before: Mapping[str, Any] | None) -> bool:
        """Whether a page lacks its end: a server that dies while it answers may send the first half
        as if it were all."""
        ends = is_whole(one.response.body)
        self._ends[ends] += 1
        if ends:
            return False
        if before is not None:
            return (
                reading.body is not None
                and len(reading.body) < len(before["body"])
                and before["body"].startswith(reading.body[:-3])
            )
        return self._ends[True] >= WHOLE_PAGES and self._ends[False] * 4 < self._ends[True]

    def _before(self, article_id: str) -> Mapping[str, Any] | None:
        """The last record of an article; None if it was never read."""
        archive = self._spider.archive
        known = archive.known(article_id) if archive is not None else None
        return (
            archive.latest(known)
            if archive is not None and known is not None and known.is_read
            else None
        )

    def _called(self, article_id: str) -> list[str]:
        """What dated headlines of this run and of earlier ones call the article."""
        archive = self._spider.archive
        return (
            []
            if archive is None
            else list(
                dict.fromkeys(sighting["title"] for sighting in archive.sightings(article_id))
            )
        )

    # Doubting.

    def _judge(
        self,
        one: Waiting,
        item: Article | Failure,
        before: Mapping[str, Any] | None,
        called: Sequence[str],
        *,
        is_called: bool,
    ) -> Iterator[Item]:
        visit, article = one.visit, one.article
        assert article.ref is not None
        language = article.ref.language
        if isinstance(item, Article):
            if before is None:
                is_sure = is_called or self._spider.archive is None
            else:
                links = [*visit.headlines, *called]
                is_sure = same_story(before["body"], item.body) or any(
                    same_title(item.title, link) for link in links if link != before["title"]
                )
            if is_sure:
                if language not in self._soft404.control:
                    self._soft404.control[language] = answer_of(article.page, article.find_ref)
                yield from self._spider.settle(visit, item)
                return
        elif before is None and self._spider.archive is None:
            yield from self._spider.settle(visit, item)
            return
        absence = Absence(
            self._spider.site.id(article.ref),
            visit.url,
            NOT_FOUND_PAGE,
            clock.now(),
            certain=False,
        )
        answer = answer_of(article.page, article.find_ref)
        yield from self._doubt(
            Candidate(
                visit,
                language,
                answer,
                absence,
                item,
                is_known=before is not None and before["change"] != "gone",
            )
        )

    def led_elsewhere(self, visit: Visit, url: str) -> Iterator[Item]:
        """An article's address leads to another page."""
        assert visit.ref is not None
        article_id = self._spider.site.id(visit.ref)
        before = self._before(article_id)
        now = clock.now()
        absence = Absence(article_id, visit.url, f"redirects to {url}", now, certain=False)
        detail = (
            f"it leads to {url}, which is neither the home page nor where the site leads from"
            " articles that cannot exist"
        )
        otherwise = Failure(visit.url, "article", "leads elsewhere", detail, now, id=article_id)
        is_known = before is not None and before["change"] != "gone"
        yield from self._doubt(
            Candidate(
                visit,
                visit.ref.language,
                None,
                absence,
                otherwise,
                is_known,
                leads_to=url,
                leads_home=self._is_news_page(url),
            )
        )

    def _is_news_page(self, url: str) -> bool:
        """Whether an address is that of the root, or of a page where the site shows its newest
        articles."""
        site, archive = self._spider.site, self._spider.archive
        plans = archive.state.plan(site.name).values() if archive is not None else []
        first = {pages[0][0].rstrip("/") for pages in plans if pages}
        return site.at_home(url).rstrip("/") in first | {site.at_home(site.root).rstrip("/")}

    def saw_home(self, page: Page) -> None:
        """The root came: what answers there may answer elsewhere, too."""
        self._home = answer_of(page, ref_finder(page, self._spider.site))

    def _doubt(self, candidate: Candidate) -> Iterator[Item]:
        self._soft404.candidates.append(candidate)
        yield from self._settle_all()

    def _settle_all(self, *, at_end: bool = False) -> Iterator[Item]:
        candidates, self._soft404.candidates = self._soft404.candidates, []
        for candidate in candidates:
            if not at_end and self._must_wait(candidate):
                self._soft404.candidates.append(candidate)
                continue
            verdict = self._soft404.judge(candidate)
            item: Article | Failure | Absence = candidate.otherwise
            if verdict is Verdict.ABSENT:
                item = candidate.absence
            elif verdict in (Verdict.SICK, Verdict.UNKNOWN) and isinstance(item, Article):
                detail = (
                    "the page has too little of the article as it was read, and no headline of the"
                    " site calls it by this title"
                )
                item = Failure(
                    candidate.visit.url,
                    "article",
                    "another page",
                    detail,
                    item.fetched_at,
                    id=item.id,
                    circumstances=item.circumstances,
                )
            yield from self._spider.settle(candidate.visit, item)

    def _must_wait(self, candidate: Candidate) -> bool:
        """Whether a probe is still to be heard; it is asked if that has not been done."""
        while (need := self._soft404.needs(candidate)) is not None:
            if self._ask(need, candidate.language):
                return True
        return False

    def _ask(self, need: str, language: str) -> bool:
        """Ask the probe, if that has not been done; whether an answer can still come."""
        if (need, language) in self._soft404.asked:
            return True
        if need == "home" and self._home is not None:
            self._soft404.home[language] = self._home
            return False
        site, engine = self._spider.site, self._spider.crawler.engine
        ref = self._probe(need, language)
        if (ref is None and need != "home") or engine is None:
            getattr(self._soft404, need)[language] = None
            return False
        self._soft404.asked.add((need, language))
        url = site.root if ref is None else site.address(ref)
        meta = {"handle_httpstatus_all": True, "probe": (need, language, ref)}
        engine.crawl(
            Request(
                url,
                callback=self._probe_answered,
                errback=self._probe_failed,
                dont_filter=True,
                meta=meta,
            )
        )
        return True

    def _probe(self, need: str, language: str) -> ArticleRef | None:
        """The article that a probe asks for; None where there is none to ask for."""
        if need == "nowhere":
            return self._spider.site.scheme.impossible(language)
        return None if need == "home" else self._next_control(language)

    def _next_control(self, language: str) -> ArticleRef | None:
        """An article that should be there: the newest that are known, but for the candidates."""
        archive = self._spider.archive
        if language not in self._controls:
            candidates = {candidate.visit.ref for candidate in self._soft404.candidates}
            live = (
                []
                if archive is None
                else archive.state.newest_live(
                    self._spider.name, language, CONTROLS + len(candidates)
                )
            )
            self._controls[language] = [
                ref for ref in self._refs_of(live) if ref not in candidates
            ][:CONTROLS]
        return self._controls[language].pop(0) if self._controls[language] else None

    def _probe_answered(self, response: Response) -> Iterator[Item]:
        need, language, ref = response.meta["probe"]
        answer: Answer | None = None
        if response.status == 200 and is_page(response):
            page = self._spider.page_of(response)
            if need != "control" or self._spider.site.article(response.url) == ref:
                answer = answer_of(page, ref_finder(page, self._spider.site))
        yield from self._heard(need, language, answer)

    def _probe_failed(self, failure: Any) -> Iterator[Item]:
        need, language, _ = failure.request.meta["probe"]
        yield from self._heard(need, language, None)

    def _heard(self, need: str, language: str, answer: Answer | None) -> Iterator[Item]:
        self._soft404.asked.discard((need, language))
        if answer is None and need == "control" and self._ask(need, language):
            return
        getattr(self._soft404, need)[language] = answer
        yield from self._settle_all()


def is_whole(body: bytes) -> bool:
    r"""Whether a page has its last tag, in whatever encoding.

    >>> is_whole(b"<p>Seven.</p></body></html>\n"), is_whole("<p>Seven.</p></html>".encode("utf-16")), is_whole(b"<p>Seven.</p><p>The")
    (True, True, False)
    """
    # In UTF-16 every other byte of a tag is zero.
    return _ENDS.search(body[-4_000:].replace(b"\0", b"")) is not None


_ENDS = re.compile(rb"</html\s*>", re.IGNORECASE)


def failed_page(
    visit: Visit,
    response: Response,
    reason: str,
    detail: str,
    article_id: str | None,
    missing: tuple[str, ...] = (),
) -> Failure:
    """A page that came and could not be read, its bytes with it."""
    return Failure(
        visit.url,
        visit.kind,
        reason,
        detail,
        arrived_at(response),
        missing=missing,
        status=response.status,
        page=response.body or None,
        id=article_id,
    )


def _header(response: Response, name: bytes) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
