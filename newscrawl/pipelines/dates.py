"""200: the day of publication and where it is from, or the days between which it lies.
`dating/decide.py` decides; this step asks it.

What no single page tells is known at the end of a run: then articles that a headline has dated
since they were written, and those whose days their neighbours by number have come to bound, get one
`changed` line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler

from newscrawl.dating.decide import NOTHING, Decision, Evidence, decide
from newscrawl.dating.interval import Between, is_worth_a_line, local_day
from newscrawl.extract.dates.times import not_before
from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.items import Article, Headline, OwnDate
from newscrawl.lifecycle.page import Known
from newscrawl.pipelines.date_credit import DateCredit
from newscrawl.pipelines.neighbours import FURTHEST_EAST, Neighbours
from newscrawl.pipelines.step import Step
from newscrawl.records import Record, ends, is_same_moment, moment, utc

CHUNK = 500
"""Articles decided at once: as many ids as one query takes without a long statement."""


class DatePipeline(Step):
    """Dates articles. Never by a day after the day of the fetch.

    Counts `dates/<published_from>` and `dates/undated` over the articles of the run,
    `dates/conflict` for those whose evidence disagrees, `dates/future` for what was refused,
    `dates/without_credit/<source>` for a source that the site's lists prove wrong,
    `articles/redated` and `articles/narrowed` for the lines at the end.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._stats = crawler.stats
        # The day changes at the site's midnight: a headline of 'today' is not of the future there
        # while it is still yesterday in UTC.
        named = getattr(crawler.spider, "timezone", None)
        self.zone: tzinfo = ZoneInfo(named or "UTC")
        self._site = crawler.spider.name if crawler.spider else ""
        self._from: dict[str, str | None] = {}
        """Of each article of this run: where its date is from."""
        self._conflicts: set[str] = set()
        self._credit = DateCredit(self._site)
        self._neighbours = Neighbours(
            self._session, self._site, self.zone if named else FURTHEST_EAST
        )
        self._seen = 0
        """Headlines and articles since the start."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Headline):
            self._meet()
            if item.published > local_day(item.seen_at, self.zone):
                self._stats.inc_value("dates/future")
        elif isinstance(item, Article):
            self._meet()
            self._date(item)
        return item

    def _meet(self) -> None:
        self._seen += 1
        self._neighbours.meet()

    def finish(self) -> None:
        """Write what this run has learnt about the days of articles that were written before."""
        undated: dict[str, Decision] = {}
        for article_id, evidence in self._with_evidence(self._to_redate()):
            decision = self._redecide(article_id, evidence)
            if decision.published is None:
                undated[article_id] = decision
            else:
                self._redate(article_id, decision)
        # Their neighbours bound them in the same line: they are asked when all have their days.
        self._neighbours.leave_out(undated)
        for article_id, evidence in self._with_evidence(undated):
            self._redate(article_id, undated[article_id], evidence)
        self._narrow_all()
        for source in self._from.values():
            self._stats.inc_value(f"dates/{source or 'undated'}")

    # One article, as its page comes.

    def _date(self, article: Article) -> None:
        archive = self._session.archive
        fetched_on = local_day(article.fetched_at, self.zone)
        if article.published is not None and all(own.is_in_address for own in article.own_dates):
            # A site's own rule found it.
            article.own_dates.append(
                OwnDate(
                    article.published_from or "page",
                    article.published_text or "",
                    article.published,
                )
            )
        if any(as_day(own.published) > fetched_on for own in article.own_dates):
            self._stats.inc_value("dates/future")
        archive.note_own_dates(article)
        evidence = archive.evidence([article.id])[article.id]
        decision = self._decide(article.id, evidence, fetched_on)
        article.published = _read(decision.published)
        article.published_from = decision.source
        article.modified = not_before(article.modified, article.published)
        self._from[article.id] = decision.source
        if article.published is None:
            known = archive.known_or_met(article.id, article.fetched_at, article.url)
            if not known.is_read:
                # A visit that found nothing says nothing of when it came to be there; where a page
                # or a sitemap named it, and none has found nothing since, it was there.
                named_at = archive.backlog.named_at(article.id) if known.number is None else None
                fetched_at = utc(article.fetched_at)
                known = replace(known, first_seen_at=min(named_at or fetched_at, fetched_at))
            article.published_between = self._neighbours.between(known, evidence)

    def _decide(self, article_id: str, evidence: list[Evidence], fetched_on: date) -> Decision:
        known = self._session.archive.known(article_id)
        language, key = parse_id(article_id).ref
        number = position_of(key)
        decision = decide(
            evidence,
            zone=self.zone,
            without_credit=self._credit.without(self._session, self._seen),
            is_plausible=(
                None
                if number is None
                else lambda day: self._neighbours.makes_plausible(language, number, day)
            ),
        )
        if decision.conflict and article_id not in self._conflicts:
            self._conflicts.add(article_id)
            self._stats.inc_value("dates/conflict")
        is_silent = decision.published is None and not any(
            one.source == "headline" for one in evidence
        )
        if is_silent and known is not None and known.published_from == "headline":
            # What an earlier run learnt from headlines that are lost is not forgotten.
            return Decision(known.published, "headline", decision.conflict)
        if known is not None and is_same_moment(decision.published, known.published):
            # Written with another offset, in summer, it is no other day.
            decision = decision._replace(published=known.published)
        is_known = known is not None and decision.published == known.published
        if (
            decision.published is not None
            and not is_known
            and date.fromisoformat(decision.published[:10]) > fetched_on
        ):
            return NOTHING._replace(conflict=decision.conflict)
        return decision

    # At the end of the run.

    def _to_redate(self) -> list[str]:
        """Ids of the articles whose day may be another by now."""
        session = self._session
        ids = session.to_redate()
        for source in sorted(self._credit.now_without(session)) if self._seen else ():
            self._stats.set_value(f"dates/without_credit/{source}", 1)
            ids += session.archive.state.dated_by(self._site, source)
        return list(dict.fromkeys(ids))

    def _with_evidence(self, ids: Iterable[str]) -> Iterator[tuple[str, list[Evidence]]]:
        left = iter(ids)
        while chunk := list(islice(left, CHUNK)):
            evidence = self._session.archive.evidence(chunk)
            for article_id in chunk:
                yield article_id, evidence[article_id]

    def _redecide(self, article_id: str, evidence: list[Evidence]) -> Decision:
        archive = self._session.archive
        known = archive.known(article_id)
        assert known is not None
        fetched_at = archive.latest_record(known)["fetched_at"]
        return self._decide(
            article_id, evidence, local_day(datetime.fromisoformat(fetched_at), self.zone)
        )

    def _redate(
        self, article_id: str, decision: Decision, evidence: Sequence[Evidence] = ()
    ) -> None:
        """Write the line of another day, or of none, by the evidence."""
        archive = self._session.archive
        known = archive.known(article_id)
        assert known is not None
        if decision.published == known.published:
            self._session.put(replace(known, redate=False))
            return
        record = archive.latest_record(known)
        between = self._neighbours.between(known, evidence) if decision.published is None else None
        if (
            self._session.revise(record, redated(record, decision, between), "articles/redated")
            and article_id in self._from
        ):
            self._from[article_id] = decision.source

    def _narrow_all(self) -> None:
        """Write between which days the undated lie, where that has become known or much
        narrower."""
        session, stats = self._session, self._stats
        learnt = any(
            stats.get_value(name) for name in ("headlines/new", "articles/new", "articles/changed")
        )
        if (
            stats.get_value("output/error")
            or session.archive.dry
            or not (learnt or session.follows_a_kill)
            or not session.commit()  # The state is asked who is undated, the redated among them.
        ):
            return
        self._neighbours.forget()
        for language in session.archive.state.languages(self._site):
            for known, between in list(self._narrower(language)):
                record = session.archive.latest_record(known)
                if not session.revise(
                    record, {**record, "published_between": ends(between)}, "articles/narrowed"
                ):
                    return

    def _narrower(self, language: str) -> Iterator[tuple[Known, Between]]:
        archive = self._session.archive
        undated = archive.state.undated(self._site, language)
        while chunk := list(islice(undated, CHUNK)):
            evidence = archive.evidence([known.id for known in chunk])
            for known in chunk:
                between = self._neighbours.between(known, evidence[known.id])
                if is_worth_a_line(between, _read_between(known)):
                    yield known, between


def redated(record: Record, decision: Decision, between: Between | None) -> Record:
    """A line with the day that was decided; without one, but with those between which it lies,
    where the evidence disagrees by now."""
    return {
        **record,
        "published": decision.published,
        "published_from": decision.source,
        "published_between": None if between is None else ends(between),
        "modified": moment(not_before(_read(record["modified"]), _read(decision.published))),
    }


def as_day(value: date | datetime) -> date:
    """The day as the page gives it, in the page's own offset.

    >>> as_day(datetime.fromisoformat("2026-01-09T23:30:00+04:00"))
    datetime.date(2026, 1, 9)
    """
    return value.date() if isinstance(value, datetime) else value


def _read(published: str | None) -> date | datetime | None:
    if published is None:
        return None
    return datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published)


def _read_between(known: Known) -> Between:
    days = (known.not_before, known.not_after)
    first, last = (date.fromisoformat(day) if day is not None else None for day in days)
    return first, last
