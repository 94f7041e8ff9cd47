"""robots.txt by RFC 9309, the pace that a site asks for, the end of a run that is refused, pages
too large or broken.

All of it in real crawls on loopback; what belongs together runs at once in one process.
"""

from __future__ import annotations

import contextlib
import gzip
import itertools
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

import pytest
from support import probe
from support.local_server import CutError, Page, Site, from_table, hanging_page, head, page, serving
from support.probe import Result, plan
from support.timeouts import patient

from newscrawl.middlewares.robots import MAX_BYTES, rules_text

Pages = dict[str, Callable[[], Page]]

OURS: dict[str, Any] = {
    "DOWNLOADER": "probe.TimedDownloader",
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "newscrawl.middlewares.robots.RobotsMiddleware": 100,
        "newscrawl.middlewares.politeness.PolitenessMiddleware": 560,
    },
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": "newscrawl",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_MAXSIZE": 16 << 20,
    "NEWSCRAWL_BACKOFF": 0,
    "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
}


@dataclass(slots=True)
class Case:
    """One small site and how it is crawled."""

    pages: Pages
    settings: dict[str, Any] = field(default_factory=dict)
    asks: list[str] = field(default_factory=lambda: ["/open", "/closed"])


@dataclass(slots=True)
class Outcome:
    """What the site saw and what the crawl says."""

    site: Site
    result: Result

    @property
    def pages_sent(self) -> list[str]:
        """The paths asked for besides robots.txt, in order."""
        return [path for path in self.site.paths if not path.startswith("/robots")]

    @property
    def reasons(self) -> set[tuple[str, str]]:
        return {(name, reason) for _, name, reason in self.result["failures"]}

    @property
    def gaps_s(self) -> list[float]:
        """Between each request and the one before it, by the clock of the crawl."""
        moments = [sent_at_s for _, sent_at_s in self.result["sent"]]
        return [later - before for before, later in itertools.pairwise(moments)]

    def gap_after_s(self, path: str) -> float:
        """Between the first request for this page and the next one for any."""
        first = [url for url, _ in self.result["sent"]].index(self.site.root + path)
        return self.gaps_s[first]


def run(cases: dict[str, Case]) -> dict[str, Outcome]:
    """All cases at once, in one process, each on a site of its own."""
    with contextlib.ExitStack() as open_sites:
        sites = {
            name: open_sites.enter_context(serving(from_table(case.pages)))
            for name, case in cases.items()
        }
        plans = [
            plan([sites[name].root + path for path in case.asks], OURS | case.settings)
            for name, case in cases.items()
        ]
        results = probe.finished(probe.start(*plans))
    return {name: Outcome(sites[name], result) for name, result in zip(cases, results, strict=True)}


def robots(text: str | bytes, status: int = 200, **headers: str | int) -> Callable[[], Page]:
    everyday: dict[str, str | int] = {"content_type": "text/plain"}
    return lambda: page(text, status, **everyday | headers)


def in_turn(*answers: Callable[[], Page]) -> Callable[[], Page]:
    """These answers one after the other; the last one stays."""
    rest = itertools.chain(answers[:-1], itertools.repeat(answers[-1]))
    return lambda: next(rest)()


async def cut_page() -> Page:
    yield head(content_type="text/html", content_length=1000)
    yield b"<p>Half a"
    raise CutError


# robots.txt

CLOSED = "User-agent: *\nDisallow: /closed\n"
TWO_PAGES: Pages = {"/open": page, "/closed": page}


def redirected(times: int) -> Pages:
    """/robots.txt redirects so many times before it gives rules."""
    hops: Pages = {
        f"/robots{hop or ''}.txt": partial(page, "", 301, location=f"/robots{hop + 1}.txt")
        for hop in range(times)
    }
    return hops | {f"/robots{times}.txt": robots(CLOSED)} | TWO_PAGES


def with_robots(answer: Callable[[], Page], **settings: Any) -> Case:
    return Case(TWO_PAGES | {"/robots.txt": answer}, settings)


ROBOTS = {
    "rules": with_robots(robots(CLOSED)),
    "none": Case(TWO_PAGES),
    "403": with_robots(robots(CLOSED, 403)),
    "web page": with_robots(robots("<!doctype html>\n<p>Not found\nUser-agent: *\nDisallow: /\n")),
    "rules sent as html": with_robots(robots(CLOSED, content_type="text/html")),
    "503": with_robots(robots("", 503)),
    "500 once": with_robots(in_turn(robots("", 500), robots(CLOSED))),
    "cut": with_robots(cut_page, RETRY_TIMES=1),
    "hangs": with_robots(hanging_page, RETRY_TIMES=0, DOWNLOAD_TIMEOUT=0.3),
    "five redirects": Case(redirected(5)),
    "six redirects": Case(redirected(6)),
    "redirect to a web page": with_robots(robots("", 302, location="/open")),
    "ours and others": with_robots(
        robots("User-agent: *\nDisallow: /\n\nUser-agent: NewsCrawl\nDisallow: /closed\n")
    ),
    "others only": with_robots(robots("User-agent: otherbot\nDisallow: /\n")),
    "sitemaps": with_robots(
        robots(CLOSED + "Sitemap: /sitemap.xml\nSitemap: http://127.0.0.1/more.xml\n")
    ),
    "all closed": with_robots(robots("User-agent: *\nDisallow: /\n")),
}


@pytest.fixture(scope="module")
def by_robots() -> dict[str, Outcome]:
    return run(ROBOTS)


@pytest.mark.parametrize(
    "name",
    ["rules", "rules sent as html", "500 once", "five redirects", "ours and others", "sitemaps"],
)
def test_what_robots_txt_forbids_is_not_fetched(by_robots: dict[str, Outcome], name: str) -> None:
    outcome = by_robots[name]
    assert outcome.pages_sent == ["/open"]
    assert outcome.result["stats"]["robots/forbidden"] == 1
    assert outcome.reasons == {("RobotsForbidden", "forbidden by robots.txt")}


@pytest.mark.parametrize("name", ["none", "403", "web page", "six redirects", "others only"])
def test_without_rules_for_us_all_is_allowed(by_robots: dict[str, Outcome], name: str) -> None:
    outcome = by_robots[name]
    assert sorted(outcome.pages_sent) == ["/closed", "/open"]
    assert "robots/forbidden" not in outcome.result["stats"]


def test_a_redirect_of_robots_txt_to_a_page_leaves_all_allowed(
    by_robots: dict[str, Outcome],
) -> None:
    assert sorted(by_robots["redirect to a web page"].pages_sent) == ["/closed", "/open", "/open"]


@pytest.mark.parametrize(
    ("name", "reason", "asked"),
    [("503", "http 503", 3), ("cut", "cut short", 2), ("hangs", "timeout", 1)],
)
def test_without_robots_txt_nothing_is_fetched(
    by_robots: dict[str, Outcome], name: str, reason: str, asked: int
) -> None:
    outcome = by_robots[name]
    assert outcome.site.paths == ["/robots.txt"] * asked
    assert outcome.result["stats"]["robots/unreachable"] == 2
    assert outcome.result["stats"]["robots/unreachable_reason"] == reason
    assert outcome.reasons == {("RobotsUnreachable", "robots.txt unreachable")}
    assert "robots/forbidden" not in outcome.result["stats"]


def test_a_site_that_forbids_all_is_not_touched(by_robots: dict[str, Outcome]) -> None:
    outcome = by_robots["all closed"]
    assert outcome.pages_sent == []
    assert outcome.result["stats"]["robots/forbidden"] == 2


def test_sitemaps_are_offered_to_the_spider_as_whole_addresses(
    by_robots: dict[str, Outcome],
) -> None:
    outcome = by_robots["sitemaps"]
    assert outcome.result["sitemaps"] == [
        outcome.site.root + "/sitemap.xml",
        "http://127.0.0.1/more.xml",
    ]
    assert by_robots["rules"].result["sitemaps"] == []


def test_no_outcome_of_robots_txt_is_logged_as_an_error(by_robots: dict[str, Outcome]) -> None:
    assert not [
        name for name, outcome in by_robots.items() if "log_count/ERROR" in outcome.result["stats"]
    ]


def test_of_a_huge_robots_txt_only_whole_lines_are_read() -> None:
    first, last = b"User-agent: *\nDisallow: /first\n", b"Disallow: /last\n"
    comment = b"#" * (MAX_BYTES - len(first) - 12) + b"\n"
    kept = rules_text(200, first + comment + last)
    # The limit falls within `Disallow: /last`: what would be left of it is `Disallow: `.
    assert kept == first + comment


# The pace


def slow_down(status: int, **headers: str | int) -> Callable[[], Page]:
    return lambda: page("", status, **headers)


def in_an_hour() -> Page:
    at = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    return page("", 503, retry_after=at)


PACE = {
    "crawl-delay": Case(
        {
            "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.4\n"),
            "/1": page,
            "/2": page,
            "/3": page,
        },
        # AutoThrottle goes down to DOWNLOAD_DELAY on a fast site: here it may not.
        {
            "AUTOTHROTTLE_ENABLED": True,
            "AUTOTHROTTLE_START_DELAY": 0,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        },
        ["/1", "/2", "/3"],
    ),
    "crawl-delay beyond the cap": Case(
        {"/robots.txt": robots("User-agent: *\nCrawl-delay: 3600\n"), "/1": page, "/2": page},
        {"NEWSCRAWL_CRAWL_DELAY_MAX": 0.3},
        ["/1", "/2"],
    ),
    "crawl-delay below ours": Case(
        {"/robots.txt": robots("User-agent: *\nCrawl-delay: 0.01\n"), "/1": page, "/2": page},
        {"DOWNLOAD_DELAY": 0.3, "DOWNLOAD_DELAY_JITTER": 0},
        ["/1", "/2"],
    ),
    "retry-after": Case(
        {"/1": in_turn(slow_down(429, retry_after=1), page), "/2": page, "/3": page},
        {},
        ["/1", "/2", "/3"],
    ),
    "retry-after as a date": Case(
        {"/1": in_turn(in_an_hour, page), "/2": page},
        {"NEWSCRAWL_RETRY_AFTER_MAX": 0.6},
        ["/1", "/2"],
    ),
    "retry-after beyond the cap": Case(
        {"/1": in_turn(slow_down(503, retry_after=3600), page)},
        {"NEWSCRAWL_RETRY_AFTER_MAX": 0.3},
        ["/1"],
    ),
    "no retry-after": Case({"/1": slow_down(503), "/2": page}, {"NEWSCRAWL_BACKOFF": 0.2}, ["/1"]),
}


@pytest.fixture(scope="module")
def by_pace() -> dict[str, Outcome]:
    return run(PACE)


TICK_S = 0.001
"""An event loop may call a timer so much before its time."""


@pytest.mark.parametrize(
    ("name", "delay_s"),
    [("crawl-delay", 0.4), ("crawl-delay beyond the cap", 0.3), ("crawl-delay below ours", 0.3)],
)
def test_each_request_waits_for_the_slower_pace(
    by_pace: dict[str, Outcome], name: str, delay_s: float
) -> None:
    gaps_s = by_pace[name].gaps_s
    assert len(gaps_s) == len(PACE[name].asks)
    assert min(gaps_s) > delay_s - TICK_S


def test_the_pace_that_a_site_asks_for_is_kept_up_to_the_cap(by_pace: dict[str, Outcome]) -> None:
    kept_s = {
        name: outcome.result["stats"].get("manners/crawl_delay_s")
        for name, outcome in by_pace.items()
        if name.startswith("crawl-delay")
    }
    assert kept_s == {
        "crawl-delay": 0.4,
        "crawl-delay beyond the cap": 0.3,
        "crawl-delay below ours": None,
    }


@pytest.mark.parametrize(
    ("name", "seconds"),
    [("retry-after", 1.0), ("retry-after as a date", 0.6), ("retry-after beyond the cap", 0.3)],
)
def test_the_whole_host_is_paused_as_long_as_it_asks(
    by_pace: dict[str, Outcome], name: str, seconds: float
) -> None:
    outcome = by_pace[name]
    assert outcome.result["stats"]["manners/held_s"] == seconds
    assert outcome.gap_after_s("/1") > seconds - TICK_S
    assert {status for _, status, _ in outcome.result["answers"]} == {200}
    assert len(outcome.result["answers"]) == len(PACE[name].asks)


def test_without_retry_after_each_pause_is_twice_the_one_before(
    by_pace: dict[str, Outcome],
) -> None:
    outcome = by_pace["no retry-after"]
    assert outcome.pages_sent == ["/1", "/1", "/1"]
    _, first_s, second_s = outcome.gaps_s
    assert first_s > 0.2 - TICK_S
    assert second_s > 0.4 - TICK_S
    assert outcome.result["stats"]["manners/held_s"] == 0.8


# The circuit breaker

FORTY = [f"/{number}" for number in range(40)]


def answered(answer: Callable[[], Page]) -> Pages:
    return {"/robots.txt": robots("")} | dict.fromkeys(FORTY, answer)


REFUSALS = {
    "403": Case(answered(slow_down(403)), {"NEWSCRAWL_REFUSALS_MAX": 10}, FORTY),
    "403 at a slow pace": Case(
        answered(slow_down(403)),
        # The second page would have its turn when the run has long been ended. (Not in an hour: a
        # slot begins at 0 of the clock that counts from the start of the machine.)
        {"NEWSCRAWL_REFUSALS_MAX": 1, "DOWNLOAD_DELAY": patient(6), "ROBOTSTXT_OBEY": False},
        FORTY,
    ),
    "500 with retries": Case(answered(slow_down(500)), {"NEWSCRAWL_REFUSALS_MAX": 10}, FORTY),
    "500 at first, each page": Case(
        answered(in_turn(*[slow_down(500)] * 40, *[page] * 40)),
        {"NEWSCRAWL_REFUSALS_MAX": 10},
        FORTY,
    ),
    "hangs": Case(
        answered(hanging_page),
        {
            "DOWNLOAD_TIMEOUT": 0.2,
            # It might come too late, too.
            "ROBOTSTXT_OBEY": False,
            "RETRY_TIMES": 0,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "NEWSCRAWL_REFUSALS_MAX": 10,
        },
        FORTY,
    ),
    "404": Case({}, {}, FORTY),
    "every tenth answers": Case(answered(in_turn(*[*[slow_down(403)] * 9, page] * 4)), {}, FORTY),
    "few broken pages": Case(
        answered(page) | dict.fromkeys(FORTY[5:14], slow_down(500)), {}, FORTY
    ),
}


@pytest.fixture(scope="module")
def by_refusal() -> dict[str, Outcome]:
    return run(REFUSALS)


# Eight at once: of those that time out together, each lets one more go before the last of them is
# counted.
@pytest.mark.parametrize(
    ("name", "most_requests"),
    [
        ("403", 10),
        ("403 at a slow pace", 1),
        ("500 with retries", 3 * 40 - 10),
        ("hangs", 10 + 2 * 8),
    ],
)
def test_a_run_that_is_refused_page_after_page_is_ended(
    by_refusal: dict[str, Outcome], name: str, most_requests: int
) -> None:
    outcome = by_refusal[name]
    assert outcome.result["finish_reason"] == "refused"
    assert "pages in a row were refused" in outcome.result["stats"]["manners/refused"]
    assert len(outcome.pages_sent) <= most_requests


def test_pages_that_answer_when_asked_again_are_no_refusal(by_refusal: dict[str, Outcome]) -> None:
    """However many first tries fail before the first retry is sent."""
    outcome = by_refusal["500 at first, each page"]
    assert (outcome.result["finish_reason"], len(outcome.pages_sent)) == ("finished", 80)


def test_what_was_not_sent_when_the_run_was_ended_is_no_failure_of_the_page(
    by_refusal: dict[str, Outcome],
) -> None:
    assert by_refusal["403 at a slow pace"].reasons == {("NotSent", "not sent")}


@pytest.mark.parametrize("name", ["404", "every tenth answers", "few broken pages"])
def test_a_site_that_still_answers_is_not_left(by_refusal: dict[str, Outcome], name: str) -> None:
    outcome = by_refusal[name]
    assert outcome.result["finish_reason"] == "finished"
    assert set(outcome.pages_sent) == set(FORTY)


# Pages too large, and broken ones

HUGE = 300 << 20
BLOCK = bytes(1 << 16)


async def huge_page() -> Page:
    yield head(content_type="text/html", content_length=HUGE)
    for _ in range(HUGE // len(BLOCK)):
        yield BLOCK


async def huge_page_of_unknown_length() -> Page:
    yield head(content_type="text/html", transfer_encoding="chunked")
    for _ in range(HUGE // len(BLOCK)):
        yield b"%x\r\n%b\r\n" % (len(BLOCK), BLOCK)


def bomb(encoding: str, wbits: int) -> Callable[[], Page]:
    """300 MiB of nothing, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    packed = b"".join(
        [*(packer.compress(BLOCK) for _ in range(HUGE // len(BLOCK))), packer.flush()]
    )
    return lambda: page(packed, content_encoding=encoding)


@pytest.fixture(scope="module")
def too_large() -> Outcome:
    pages: Pages = {
        "/huge": huge_page,
        "/huge-chunks": huge_page_of_unknown_length,
        "/gzip-bomb": bomb("gzip", 31),
        "/deflate-bomb": bomb("deflate", 15),
    }
    return run({"": Case(pages, {}, list(pages))})[""]


def test_a_page_too_large_fails_and_is_not_asked_for_again(too_large: Outcome) -> None:
    assert [(name, reason) for _, name, reason in sorted(too_large.result["failures"])] == [
        ("IgnoreRequest", "too large"),
        ("IgnoreRequest", "too large"),
        ("DownloadCancelledError", "too large"),
        ("DownloadCancelledError", "too large"),
    ]
    assert len(too_large.pages_sent) == 4


def test_a_page_too_large_does_not_swell_the_crawl(too_large: Outcome) -> None:
    # Of 300 MiB: the body up to the limit of 16 MiB, and one copy of it while its buffer grows.
    assert 0 < too_large.result["grown_mib"] < 80


BROKEN: dict[str, tuple[Callable[[], Page], str]] = {
    "/cut": (cut_page, "cut short"),
    "/hangs": (hanging_page, "timeout"),
    "/bad-gzip": (lambda: page(b"not packed at all", content_encoding="gzip"), "bad compression"),
    "/bad-deflate": (
        lambda: page(b"\xff\xff\xffnot", content_encoding="deflate"),
        "bad compression",
    ),
    "/bad-br": (lambda: page(b"not packed at all", content_encoding="br"), "bad compression"),
    "/bad-zstd": (lambda: page(b"not packed at all", content_encoding="zstd"), "bad compression"),
    "/mailto": (lambda: page("", 302, location="mailto:desk@site.test"), "bad redirect"),
    "/loop": (lambda: page("", 302, location="/loop"), "redirect loop"),
}


@pytest.fixture(scope="module")
def broken() -> dict[str, Outcome]:
    settings = {
        "ROBOTSTXT_OBEY": False,
        "RETRY_TIMES": 1,
        "REDIRECT_MAX_TIMES": 5,
        # As the frontier has it: a redirect to a page seen before is followed, so that its failure
        # is heard of.
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
    }
    # A site for each: none of the others is to run out of the time that one is given.
    return run(
        {
            path: Case(
                {path: answer},
                settings | ({"DOWNLOAD_TIMEOUT": 0.4} if path == "/hangs" else {}),
                [path],
            )
            for path, (answer, _) in BROKEN.items()
        }
    )


@pytest.mark.parametrize("path", BROKEN)
def test_each_broken_page_is_named_by_its_fault(broken: dict[str, Outcome], path: str) -> None:
    [(url, _, reason)] = broken[path].result["failures"]
    assert (url, reason) == (broken[path].site.root + path, BROKEN[path][1])


def test_a_server_that_is_not_there_is_named_by_its_fault() -> None:
    result = probe.crawl(
        ["http://127.0.0.1:1/", "http://no-such-host.invalid/"],
        OURS | {"ROBOTSTXT_OBEY": False, "RETRY_TIMES": 0},
    )
    assert {reason for _, _, reason in result["failures"]} == {
        "connection refused",
        "host not found",
    }


def test_a_picture_that_claims_to_be_html_arrives_as_an_answer() -> None:
    """The spider has to look at it: no part of Scrapy does."""
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    with serving(
        from_table({"/picture": lambda: page(gzip.compress(picture), content_encoding="gzip")})
    ) as site:
        result = probe.crawl([site.root + "/picture"], OURS)
    assert [tuple(answer) for answer in result["answers"]] == [
        (site.root + "/picture", 200, len(picture))
    ]
