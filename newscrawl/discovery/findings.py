"""What was found out of a site, and how: the end of the look at it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from importlib import resources
from typing import Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from newscrawl import clock
from newscrawl.discovery.examine import Examined
from newscrawl.discovery.forms import Form, Judged, learn_forms
from newscrawl.discovery.names import is_name, name_of
from newscrawl.discovery.plan import LookPlan
from newscrawl.discovery.schemes import coverage, matches, scheme_of
from newscrawl.errors import UsageError
from newscrawl.extract.text_language import language_of_text
from newscrawl.identity.hosts import host_key
from newscrawl.records import Record

SCHEMA = "newscrawl.site/1"

MIN_COVERAGE = 0.7
"""Forms that take less of what headlines lead to are not all of them: it is said."""

RECORDS = 10
"""Articles that are shown as they would be."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page, a feed or a sitemap that leads to articles."""

    url: str
    kind: str
    """`page`, `feed` or `sitemap`."""
    articles: int
    """How many it names."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A site as its spider describes it, with what speaks for each fact."""

    name: str
    canonical_root: str
    further_hosts: tuple[str, ...]
    forms: tuple[Form, ...]
    languages: Mapping[str, int]
    """Each with the number of articles that were read in it, the most usual first."""
    timezone: str | None
    """None where nothing tells: days are those of UTC then."""
    zone_reason: str
    listings: tuple[Listing, ...]
    looked_at: int
    failed: Mapping[str, str]
    """Pages that could not be had, with the reason."""
    doubts: tuple[str, ...]
    records: tuple[Record, ...] = field(default=())
    """Articles as they would be."""

    @property
    def is_site(self) -> bool:
        """Whether a spider can be written: what names the articles is known."""
        return bool(self.forms)

    def dump(self) -> dict[str, Any]:
        """As values of JSON, without the records."""
        values = asdict(self)
        del values["records"]
        return {"schema": SCHEMA, **values}

    @classmethod
    def load(cls, values: Mapping[str, Any]) -> Self:
        """From what `dump` gave. Raises UsageError for anything else."""
        try:
            if values["schema"] != SCHEMA:
                raise ValueError(values["schema"])
            found = cls(
                str(values["name"]),
                str(values["canonical_root"]),
                tuple(map(str, values["further_hosts"])),
                tuple(Form(**one) for one in values["forms"]),
                dict(values["languages"]),
                values["timezone"],
                str(values["zone_reason"]),
                tuple(Listing(**one) for one in values["listings"]),
                int(values["looked_at"]),
                dict(values["failed"]),
                tuple(map(str, values["doubts"])),
            )
            found.check()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UsageError(f"no description of a site: {error!r}") from error
        return found

    def check(self) -> None:
        """Raises ValueError for what can be no fact of a site: a person may have written it."""
        if not is_name(self.name):
            raise ValueError(f"the name {self.name[:60]!r} is none: it is like example_times")
        for language in self.languages:
            if not re.fullmatch("[a-z]{2}", language):
                raise ValueError(f"the language {language[:60]!r} is none: it has two letters")
        for host in self.further_hosts:
            if not re.fullmatch(r"[a-z0-9.-]+(?::\d+)?", host):
                raise ValueError(f"the host {host[:60]!r} is none")
        if self.timezone is not None and self.timezone not in available_timezones():
            raise ValueError(f"there is no time zone {self.timezone[:60]!r}")


def conclude(plan: LookPlan, name: str | None) -> Findings:
    """What the pages that were looked at come to; `name` is given by the user, None: made from the
    host."""
    root = _canonical_root(plan)
    home = urlsplit(root).netloc
    articles = plan.articles()
    judged = Judged(set(articles), plan.others(), plan.named())
    forms, doubts = learn_forms(judged, home)
    texts = [form.text for form in forms]
    scheme = scheme_of(texts, home) if texts else None
    records = [
        record
        for url, record in articles.items()
        if scheme is not None and matches(scheme, url, home)
    ]
    languages = _languages(plan.pages, articles)
    if not languages and (found := language_of_text("\n".join(one["body"] for one in records))):
        languages = {found: 0}
    zone, reason = _zone(home, records)
    has_days = any("{day" in form.text for form in forms) or _tells_days(plan, records)
    if forms and not has_days:
        doubts.append(
            f"none of the {len(records)} pages that read like articles tells a day, nor does their"
            " address, or a list that leads to them: this may be a shop, a manual or a forum"
        )
        forms = []
    doubts += _doubts(texts, plan.named(), list(languages), home)
    return Findings(
        name or name_of(root),
        root,
        _further_hosts(articles, home),
        tuple(forms),
        languages,
        zone,
        reason,
        tuple(_listings(plan, scheme, home)),
        len(plan.pages),
        dict(plan.failed),
        tuple(doubts),
        tuple(_most_telling(records)),
    )


def _tells_days(plan: LookPlan, records: Sequence[Record]) -> bool:
    """Whether anything on the site says when an article was published: news have days."""
    return (
        any(record["published"] for record in records)
        or any(page.record and page.record["headlines"] for page in plan.pages.values())
        or any(page.has_dated_links for page in plan.pages.values())
        or any(entry.is_dated for entry in plan.entries.values())
    )


def _doubts(
    texts: Sequence[str], named: Sequence[str], languages: Sequence[str], home: str
) -> list[str]:
    """What the forms that were learnt leave open."""
    said = []
    share = coverage(texts, named, home)
    if texts and len(named) > RECORDS and share < MIN_COVERAGE:
        left = next(url for url in named if coverage(texts, [url], home) == 0)
        said.append(
            f"these forms take {share:.0%} of the {len(named)} addresses that headlines and feeds"
            f" lead to; not taken: {left}"
        )
    if texts and not languages:
        said.append(
            "no page that was read says its language: all would be taken for en; say another in the"
            " spider, or in site.json"
        )
    if len(languages) > 1 and not any("{lang}" in text for text in texts):
        said.append(
            f"articles are in {' and '.join(languages)}, and no address tells which: each record"
            f" says its own, and all ids say {languages[0]}"
        )
    return said


def _canonical_root(plan: LookPlan) -> str:
    """Scheme and host of the start page as it answered, or as it says itself that it is called."""
    page = plan.pages.get(plan.start)
    urls = [page.canonical, page.url] if page is not None else []
    for url in (*urls, plan.start):
        if url and plan.scope.may_ask(url) and plan.scope.is_home(url, plan.start):
            parts = urlsplit(url)
            return f"{parts.scheme}://{parts.netloc}"
    parts = urlsplit(page.url if page is not None else plan.start)
    return f"{parts.scheme}://{parts.netloc}"


def _further_hosts(articles: Mapping[str, Record], home: str) -> tuple[str, ...]:
    hosts = (urlsplit(url).netloc for url in articles)
    return tuple(dict.fromkeys(host for host in hosts if host_key(host) != host_key(home)))


def _languages(pages: Mapping[str, Examined], articles: Mapping[str, Record]) -> dict[str, int]:
    """As the addresses or the pages of the articles tell them."""
    found = Counter(
        record["language"] or page.language
        for page in pages.values()
        if (record := articles.get(page.url)) is not None
    )
    return {language: count for language, count in found.most_common() if language}


def _zone(home: str, records: Sequence[Record]) -> tuple[str | None, str]:
    """The zone in which the site prints its days, and what speaks for it: its country has one zone,
    or one whose clock is that of the moments that its articles give."""
    moments = [
        datetime.fromisoformat(record["published"])
        for record in records
        if record["published"] and "T" in record["published"]
    ]
    offsets = Counter(filter(None, (one.utcoffset() for one in moments)))
    country = home.partition(":")[0].rpartition(".")[2].lower()
    zones = _zones_of({"uk": "gb"}.get(country, country))
    fitting = [zone for zone in zones if moments and _fits(zone, moments)]
    if len(set(map(_clock, zones))) == 1 and (not offsets or fitting):
        return zones[0], f"all of .{country} has this clock"
    if offsets and fitting:
        return fitting[0], f"of .{country}, with the clock of {sum(offsets.values())} articles"
    if offsets:
        [(offset, count)] = offsets.most_common(1)
        return None, f"not known: {count} articles give moments of UTC{_signed(offset)}"
    return None, "not known: no article gives a moment with its offset"


def _fits(zone: str, moments: Sequence[datetime]) -> bool:
    """Whether the clock of a zone is that of all moments that are not given in UTC."""
    return all(
        one.replace(tzinfo=ZoneInfo(zone)).utcoffset() == one.utcoffset()
        for one in moments
        if one.utcoffset() != timedelta(0)
    )


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _clock(zone: str) -> tuple[timedelta | None, ...]:
    """How far a zone is ahead of UTC, in winter and in summer."""
    year = clock.now().year
    return tuple(
        datetime(year, month, 1, 12, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)
    )


def _zones_of(country: str) -> list[str]:
    """The zones of a country by its code, the most peopled first (tz database, zone.tab)."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return [row[2] for row in rows if row[0].lower() == country]


def _listings(plan: LookPlan, scheme: Any, home: str) -> list[Listing]:
    """What leads to articles, the richest first."""
    found = []
    for page in plan.pages.values():
        urls = {entry.url for entry in page.entries} or {link.url for link in page.links}
        count = sum(matches(scheme, url, home) for url in urls) if scheme is not None else 0
        if not count or (not page.is_feed and scheme and matches(scheme, page.url, home)):
            continue
        is_sitemap = page.url in plan.sitemaps or (page.is_feed and page.url not in plan.feeds)
        kind = ("sitemap" if is_sitemap else "feed") if page.is_feed else "page"
        found.append(Listing(page.url, kind, count))
    return sorted(found, key=lambda one: -one.articles)


def _most_telling(records: Sequence[Record]) -> list[Record]:
    """Some records, of as many languages as there are."""
    seen: Counter[str | None] = Counter()
    ranked = []
    for record in records:
        ranked.append((seen[record["language"]], record))
        seen[record["language"]] += 1
    return [record for _, record in sorted(ranked, key=lambda pair: pair[0])[:RECORDS]]
