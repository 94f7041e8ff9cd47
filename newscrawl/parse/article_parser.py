"""Where the article pages of a run are read: pages in, settled items and requests for probes out.

page --> pending_pages (what repeats?) --> page_reader --> sure ----> Settled
                                                    \\-> doubted --> soft404_check
                                                                  --> Settled, Probe
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial
from typing import Any

from newscrawl import clock
from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import PageError, PartError, UnreadError
from newscrawl.extract.same_story import same_title
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef
from newscrawl.items import Absence, Article, Circumstances, Failure
from newscrawl.parse.answers import Answer
from newscrawl.parse.async_reader import AsyncReader, LocalReader
from newscrawl.parse.context import ParseContext
from newscrawl.parse.earlier_pages import EarlierPages
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.gathering import PART_MISSING, Gathering, PartPage, PartRequest
from newscrawl.parse.known_articles import KnownArticle, is_anothers, is_live, known_article
from newscrawl.parse.noted_rules import note_rules
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.part_gatherer import PartGatherer
from newscrawl.parse.pending_pages import PendingPage, PendingPages
from newscrawl.parse.probe_answers import answer_to, page_answer
from newscrawl.parse.readings import ArticleLook, ArticleReading, KnownTitles
from newscrawl.parse.results import NotRead, Probe, Result, Settled, failed_page, why_no_article
from newscrawl.parse.soft404 import Candidate
from newscrawl.parse.soft404_check import Soft404Check
from newscrawl.parse.whole_article import whole_reading

CUT = "cut short"
ANOTHER_PAGE = "another page"
NOT_FOUND_PAGE = "the site's 'not found' page"


class ArticleParser:
    """Reads the article pages of one run."""

    def __init__(self, context: ParseContext, reader: AsyncReader | None = None) -> None:
        """`reader` reads the pages; None: this process does."""
        self.reader: AsyncReader = reader or LocalReader(PageReader.of(context))
        self._context = context
        self.pending = PendingPages(context)
        self._soft404 = Soft404Check(context)
        self.earlier = EarlierPages(context)
        self._parts = PartGatherer(context.site)

    def recall(self) -> None:
        """Take up what the archive of the context knows of the site's layout, and of what it
        answers where nothing is."""
        self.pending.recall()
        self._soft404.recall()

    async def look(
        self, visit: Visit, ref: ArticleRef, fetched: FetchedPage
    ) -> ArticleLook | Failure:
        """What a page shows that came for an article; a failure if it is no page, or costs too
        much. Raises NotSent where the run ends first."""
        article_id = self._context.site.id(visit.ref) if visit.ref is not None else None
        if not fetched.is_page:
            reason = "empty page" if fetched.is_empty else "not html"
            return failed_page(visit, fetched, reason, "the answer is no HTML page", article_id)
        known = known_article(self._context, visit, ref)
        try:
            return await self.reader.look(fetched, ref.language, self.pending.memory, known.titles)
        except PageError as error:
            return failed_page(visit, fetched, "no markup", str(error), article_id, error.missing)
        except UnreadError as error:
            return failed_page(visit, fetched, error.reason, str(error), article_id)

    async def take(
        self, visit: Visit, ref: ArticleRef, fetched: FetchedPage, look: ArticleLook
    ) -> AsyncIterator[Result]:
        """A page came, and was looked at: what is certain by now, of it and of those that waited
        for it. Where its article goes on, the next page of it is to be fetched first."""
        first = look.parts.first
        if first is not None:
            yield Settled(visit, self._parts.is_none(visit, ref, first))
            return
        async for result in self._gather(Gathering(visit, ref, (PartPage(fetched, look),))):
            yield result

    async def part_came(
        self, request: PartRequest, fetched: FetchedPage | None, why: str = ""
    ) -> AsyncIterator[Result]:
        """A further page of an article came; None: it did not, and `why`."""
        known, language = request.article.first.look.known, request.article.ref.language
        layout = self.pending.memory
        look = partial(self.reader.look, language=language, layout=layout, known=known)
        came = await self._parts.came(request, fetched, why, look)
        if not isinstance(came, Gathering):
            yield came
            return
        async for result in self._gather(came):
            yield result

    async def _gather(self, article: Gathering) -> AsyncIterator[Result]:
        """Go on with an article: its next page is asked for, or what has come is read."""
        asked = self._parts.next_of(article)
        if asked is not None:
            yield asked
            return
        fetched, look = article.first
        for ready in self.pending.take(article.visit, article.ref, fetched, look, article.further):
            async for result in self._read(ready, look if ready.fetched is fetched else None):
                yield result

    async def drain(self) -> AsyncIterator[Result]:
        """What waits, settled by what is known: nothing more comes but what it asks for itself."""
        asks = False
        for one in self.pending.drain():
            async for result in self._read(one):
                asks |= isinstance(result, Probe)
                yield result
        for result in () if asks else self._soft404.settle_all():
            yield result

    async def answered(self, probe: Probe, fetched: FetchedPage | None) -> AsyncIterator[Result]:
        """What answered a probe; None: nothing did."""
        answer = await answer_to(probe, fetched, self._context.site, self.reader)
        if isinstance(answer, Probe):
            yield answer
            return
        for result in self._soft404.answered(probe, answer):
            yield result

    def led_elsewhere(self, visit: Visit, url: str) -> Iterator[Result]:
        """The URL of an article leads to another page."""
        assert visit.ref is not None
        article_id = self._context.site.id(visit.ref)
        before = self._context.last_record(article_id)
        now = clock.now()
        detail = (
            f"it leads to {url}, which is neither the home page nor where the site leads from"
            " articles that cannot exist"
        )
        yield from self._soft404.add(
            Candidate(
                visit,
                visit.ref.language,
                None,
                Absence(article_id, visit.url, f"redirects to {url}", now, certain=False),
                Failure(visit.url, "article", "leads elsewhere", detail, now, id=article_id),
                is_live(before),
                leads_to=url,
                leads_home=self._soft404.is_home(url, visit.ref.language),
            )
        )

    def saw_home(self, answer: Answer) -> None:
        """The root came: what answers there may answer elsewhere, too."""
        self._soft404.saw_home(answer)

    def companions(self) -> Iterator[ArticleRef]:
        """Known articles to visit again, so that pages that wait need not wait longer for others of
        their layout. Each language is named once in a run."""
        for language in self.pending.languages_short_of_pages():
            yield from self._context.newest_live(language, 2 * self.pending.memory.few)

    def save_layouts(self) -> None:
        """Leave to the next run what this one learnt of the site's layout, and of what it answers
        where nothing is. Raises OutputError."""
        self.pending.save()
        self._soft404.save()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return self.pending.is_empty and self._soft404.is_empty

    # Reading.

    async def _read(
        self, one: PendingPage, look: ArticleLook | None = None
    ) -> AsyncIterator[Result]:
        """`look` is what is known of the page already."""
        known = known_article(self._context, one.visit, one.ref)
        # Headlines that were heard since may name it otherwise, and the record says by which.
        reading = look.reading if look is not None and look.known == known.titles else None
        try:
            result = await self._judged(one, known, reading)
        except NotSent:
            yield NotRead(one.visit)
        except UnreadError as error:
            yield Settled(one.visit, self._failure(one, error.reason, str(error)))
        except PartError as error:
            yield Settled(one.visit, self._failure(one, PART_MISSING, str(error)))
        else:
            if isinstance(result, Settled):
                yield result
                return
            for other in self._soft404.add(result):
                yield other

    async def _judged(
        self, one: PendingPage, known: KnownArticle, reading: ArticleReading | None
    ) -> Settled | Candidate:
        """What is sure; the rest is to be compared with what the site answers elsewhere. Raises
        UnreadError, NotSent."""
        fetched, language, memory = one.fetched, one.ref.language, one.memory
        learnt = memory.pages(language)
        if reading is None:
            reading = await self.reader.read(fetched, language, one.memory, known.titles)
        read = partial(self.reader.read, language=language, layout=memory, known=known.titles)
        reading = await whole_reading(reading, one.further, read)
        note_rules(self._context, reading, fetched.url)
        self.pending.watch(one, reading)
        item = self._item(one, reading, known.titles, known.before)
        if fetched.warc is not None and (isinstance(item, Article) or item.reason != CUT):
            # What fails for any other reason may be read by a better extraction.
            item.circumstances = Circumstances(
                fetched.warc.record_id, known.titles.all, one.layout, learnt
            )
        if isinstance(item, Article) and known.before is not None and known.is_live:
            pages = (fetched, *one.further.pages)
            item.says_the_same = await self.earlier.say_the_same(item, known.before, pages, read)
        if self._is_sure(item, known, reading):
            if isinstance(item, Article):
                await self._saw_article(fetched, language)
            return Settled(one.visit, item)
        absence = Absence(
            known.article_id, one.visit.url, NOT_FOUND_PAGE, clock.now(), certain=False
        )
        if known.is_gone:
            # It is gone, and this is not the article that it was.
            return Settled(one.visit, absence)
        answer = await self.reader.answer(fetched)
        named = bool(known.titles.links or known.titles.headlines)
        return Candidate(one.visit, language, answer, absence, item, known.is_live, is_named=named)

    async def _saw_article(self, fetched: FetchedPage, language: str) -> None:
        """An article is there: so the site is not out of order."""
        if not self._soft404.has_control(language):
            answer = await page_answer(fetched, self.reader)
            if answer is not None:
                self._soft404.saw_control(language, answer)

    def _item(
        self,
        one: PendingPage,
        reading: ArticleReading,
        known: KnownTitles,
        before: Mapping[str, Any] | None,
    ) -> Article | Failure:
        """What the page is, as far as it alone can say. Raises what a site's own rule raised."""
        # Where no link of this run leads to it, there is what earlier ones saw it called.
        names = known.links or known.headlines
        is_other = reading.contradicts_links if known.links else reading.contradicts_headlines
        is_other |= is_anothers(reading.article, names, one.ref, self._context.site)
        if before is None and is_other:
            shown, said = (reading.title or "")[:80], names[0][:80]
            detail = f"the page shows {shown!r}, but the link to it says {said!r}"
            return self._failure(one, ANOTHER_PAGE, detail)
        if self.pending.last_tags.show_cut(reading, before):
            detail = "the page ends in the middle: its last tags and its last words are missing"
            return self._failure(one, CUT, detail)
        if reading.rule_error is not None:
            raise reading.rule_error
        if reading.article is None:
            return self._failure(one, *why_no_article(reading), reading.missing)
        return reading.article

    def _failure(
        self, one: PendingPage, reason: str, detail: str, missing: tuple[str, ...] = ()
    ) -> Failure:
        article_id = self._context.site.id(one.ref)
        return failed_page(one.visit, one.fetched, reason, detail, article_id, missing)

    # Doubting.

    def _is_sure(
        self, item: Article | Failure, known: KnownArticle, reading: ArticleReading
    ) -> bool:
        """Whether a page needs no probe: it is surely the article, or nothing can be asked."""
        before, titles = known.before, known.titles
        if before is None and self._context.archive is None:
            return True
        if isinstance(item, Failure):
            return False
        if before is None:
            # What an earlier run saw it called may have been changed since: then it is no proof,
            # and no contradiction either.
            return bool(titles.links or titles.headlines) and not reading.contradicts_headlines
        return known.keeps_story(item) or any(
            same_title(item.title, title)
            for title in (*titles.links, *titles.headlines, before["title"])
            # A live article is another one under its title where nothing of its text is left.
            if title != before["title"] or before["change"] == "gone"
        )
