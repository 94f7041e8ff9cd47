"""What became of a run, in one exit code, one word and one line: decided from counts, with no crawl
in sight.

The counts are Scrapy's stats. Ours, and who sets them:

- `articles/new`, `articles/changed` (archive session): lines written; `articles/redated` are those
  of the changed that a later headline dated.
- `articles/unchanged` (dedupe, store): articles visited that are as the archive holds them.
- `articles/other_capitals` (twins): addresses that differ from that of a known article in capitals
  alone, and show it: no records of their own.
- `articles/known_shown` (spider): articles that listing pages showed and that needed no visit.
- `sitemaps/passed_by` (spider): sitemaps that were not read, since their index says that they have
  not changed since they were.
- `articles/gone`, `articles/doubted` (absences): articles that are gone, and those in whose place
  another page stands.
- `gone/withheld`, `gone/visited` (absences): articles that seemed gone, and those visited: too many
  to be believed, none was written.
- `nowhere/named`, `nowhere/visited` (absences): articles never read before that the site leads to,
  and in whose place it shows the page that stands where nothing is, out of those visited: only
  where they are so many that the site must be sick.
- `pages/named` (spider): 1 if the user named the pages.
- `articles/failed`, `listings/failed` (archive session): pages that could not be had or read: the
  run is not healthy.
- `editions/failed` (archive session): languages that `robots.txt` forbids while it allows others.
- `articles/standing`, `listings/standing`, `editions/standing` (archive session): those that three
  runs have told before, for the same reason: they are no trouble.
- `articles/acknowledged`, `listings/acknowledged`, `editions/acknowledged` (archive session): those
  that somebody has acknowledged, for this reason: likewise.
- `articles/not_found` (absences): numbers that answer 404 or 410, or with another page, and were
  never read: no failure.
- `articles/suppressed`, `headlines/suppressed` (suppressed): what came of articles that were taken
  down, and was dropped.
- `articles/teasers` (parsing): articles of which the page shows but the start; the log names each.
- `articles/kept_whole` (dedupe): those of which the whole text is known, and stays as it was.
- `articles/listings_read`, `articles/listings_read_example` (listings read): records that are made
  of the beginnings of others, and the first of them: a form of addresses fits listings, too.
- `articles/before_since` (spider): articles that `-a since=` left out.
- `listings/not_found` (spider, archive session): listing links that are dead ends, redirect loops
  among them: no failure.
- `listings/not_html` (spider): listing links that lead to something else than a page.
- `headlines/new` (archive session): lines written.
- `pages/failed/<reason>` (archive session): failed pages by reason.
- `pages/answered`, `robots/answered` (run stats): pages that came; answers to a request for
  `robots.txt`.
- `numbers/missing`, `numbers/up_to`, `numbers/lowest`, `numbers/below` (spider): how many numbers a
  walk of the whole site left unaccounted for, out of how many; the lowest that is known, and how
  many of the missing lie below it.
- `dates/<published_from>`, `dates/undated` (dates): articles of the run by where their day is from.
- `dates/conflict`, `dates/future` (dates): headlines that disagree; days after the fetch, not used.
- `dates/without_credit/<source>` (dates): 1 where the site's own lists prove `metadata` or `page`
  wrong, and it is not believed.
- `gate/refused` (gate): requests that were not sent, since they would have left the site.
- `robots/forbidden` (robots middleware): requests that `robots.txt` forbids.
- `robots/unreachable` (robots middleware): requests not sent because `robots.txt` could not be had;
  why: `robots/unreachable_reason`.
- `manners/refused` (politeness middleware): why the circuit breaker ended the run.
- `items/errors` (run stats): exceptions in a pipeline.
- `errors/logged` (run stats): errors of this crawl in the log.
- `walk/complete`, `walk/cut` (spider): 1 if all that the run set out to visit was visited; 1 if a
  bound that the user gave it (`limit`, `minutes`) left the rest to the next.
- `walk/traps` (archive extension): parts of the site that were left because they led to ever more
  URLs and no article.
- `drift/found`, `drift/says`, `drift/held`, `drift/held_new`, `drift/waiting` (drift): measures out
  of the ordinary, in words; the articles that are not written for it; all that are held.
- `news/notice` (archive extension): that nothing new comes any more, in words.
- `requisites/kept`, `requisites/failed`, `requisites/bytes`, `requisites/left` (requisites): style
  sheets and pictures that were kept; requests for them in vain, no trouble; bytes that came; 1 if
  the budget was spent.
- `takedowns/owed` (archive extension): takedowns that could not be brought to their end.
- `takedowns/returned` (twins): new or changed records that say what was taken down elsewhere.
- `output/error` (archive session): the message of the first write that failed.
- `output/owed` (archive session): lines of the state that could not be appended to the feeds.
"""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newscrawl.dating.decide import SOURCES
from newscrawl.errors import BusyError, LookError, OutputError, UsageError
from newscrawl.run.troubles import Stats, count_of, found_articles, many, troubles_of

OK, UNHEALTHY, USAGE, UNREACHABLE, OUTPUT, BUSY, FORBIDDEN = 0, 1, 2, 69, 74, 75, 77
"""Exit codes. From 64 on they are those of sysexits.h; an interrupted run ends with 128 and the
number of the signal."""

_RARE = ("not_found", "gone", "doubted", "kept_whole")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    code: int
    """The exit code of the contract."""
    verdict: str
    """One word: healthy, unhealthy, refused, unreachable, output, busy, forbidden, interrupted."""
    line: str
    """One line for a person."""


def decide(stats: Stats, *, reason: str, signum: int | None = None, why: str = "") -> Outcome:
    """The outcome of a crawl that took place.

    `reason` is Scrapy's finish reason, `signum` the signal that ended it, `why` the first failure
    in a sentence.
    """
    if stats.get("output/error"):
        return _output(stats)
    if signum is not None:
        return _interrupted(stats, signum)
    if outcome := _unanswered(stats, why):
        return outcome
    troubles = _troubles(stats, reason)
    if troubles:
        line = f"not healthy: {'; '.join(troubles)}{_because(why)}. {_done(stats)}"
        return Outcome(UNHEALTHY, "unhealthy", line)
    return Outcome(OK, "healthy", f"healthy: {_done(stats)}")


def outcome_of(error: BaseException) -> Outcome:
    """The outcome of a run that an error ended before it began, or in its start."""
    text = " ".join(str(getattr(error, "strerror", None) or error).split())
    if isinstance(error, UsageError):
        return Outcome(USAGE, "refused", text)
    if isinstance(error, BusyError):
        return Outcome(BUSY, "busy", text)
    if isinstance(error, OutputError):
        return Outcome(OUTPUT, "output", text)
    if isinstance(error, LookError):
        verdicts = {UNREACHABLE: "unreachable", FORBIDDEN: "forbidden"}
        return Outcome(error.code, verdicts.get(error.code, "unhealthy"), text)
    return Outcome(
        UNHEALTHY,
        "unhealthy",
        f"a defect of the program ended the run: {type(error).__name__}: {text}",
    )


def last_line(who: str, outcome: Outcome, where: str) -> str:
    """The last line on standard error. `who` is the spider or the command, `where` says which run
    it was and where its report lies."""
    return f"{who}: {outcome.line} ({where})"


def why_of(failures: Sequence[Mapping[str, Any]]) -> str:
    """The first failure of a run's report that counts, in a sentence; empty where there is none."""
    news = [one for one in failures if not (one.get("standing") or one.get("acknowledged"))]
    for failure in sorted(news, key=lambda failure: failure["status"] in {404, 410}):
        url, detail = failure["url"], failure["detail"]
        return detail if url in detail else f"{url}: {detail}"
    return ""


# The ends of a run, the strongest first.


def _output(stats: Stats) -> Outcome:
    owed = (
        f" ({many(stats['output/owed'], 'line')} of it not yet in the feeds: the next run appends"
        " them)"
        if stats.get("output/owed")
        else ""
    )
    line = (
        f"the output could not be written: {stats['output/error']}; what was written before is"
        f" whole{owed}: {_done(stats)}"
    )
    return Outcome(OUTPUT, "output", line)


def _interrupted(stats: Stats, signum: int) -> Outcome:
    name = {signal.SIGINT: "Ctrl-C", signal.SIGTERM: "SIGTERM"}.get(
        signal.Signals(signum), signal.Signals(signum).name
    )
    line = f"interrupted by {name}; what was fetched is written: {_done(stats)}"
    return Outcome(128 + signum, "interrupted", line)


def _unanswered(stats: Stats, why: str) -> Outcome | None:
    """Forbidden or unreachable, where no page came at all; None where one did, or an exception may
    be what kept it."""
    if _raised(stats) or stats.get("pages/answered", 0):
        return None
    if stats.get("robots/forbidden", 0):
        return Outcome(
            FORBIDDEN, "forbidden", "robots.txt forbids what was asked for; nothing was fetched"
        )
    # RFC 9309 calls a robots.txt that a server's error keeps from us 'unreachable': then the site
    # is.
    if not stats.get("robots/unreachable", 0) and not _nothing_answered(stats):
        return None
    if withheld := stats.get("robots/unreachable_reason"):
        why = f"robots.txt could not be had ({withheld}), and without it nothing is fetched"
    return Outcome(UNREACHABLE, "unreachable", f"the site could not be reached{_because(why)}")


def _troubles(stats: Stats, reason: str) -> list[str]:
    """Why a run is not healthy, each in a clause."""
    troubles = troubles_of(stats, reason)
    if raised := _raised(stats):
        troubles.insert(0, f"{many(raised, 'exception')} (see the log)")
    # Scrapy notes some failures of its own nowhere but in the log. Where a page failed its errors
    # are that page's.
    if not troubles and (logged := stats.get("errors/logged", 0)):
        troubles = [f"{many(logged, 'error')} in the log"]
    if stats.get("pages/named") or found_articles(stats):
        return troubles
    if forbidden := stats.get("robots/forbidden", 0):
        troubles.append(f"robots.txt forbids {many(forbidden, 'page')}")
    return troubles or ["no article was found"]


def _raised(stats: Stats) -> int:
    return count_of(stats, "spider_exceptions/count", "items/errors")


def _nothing_answered(stats: Stats) -> bool:
    tried = count_of(
        stats,
        "articles/failed",
        "listings/failed",
        "articles/standing",
        "listings/standing",
        "articles/acknowledged",
        "listings/acknowledged",
        "robots/unreachable",
        "downloader/exception_count",
    )
    # A page that is cut off for its size has answered, though no response of it is ever counted.
    cut_off = stats.get(
        "downloader/exception_type_count/scrapy.exceptions.DownloadCancelledError", 0
    )
    return (
        bool(tried)
        and not cut_off
        and not count_of(stats, "robots/answered", "downloader/response_count")
    )


def _articles(stats: Stats) -> str:
    """What became of the articles, in figures."""
    parts = [
        f"{stats.get(f'articles/{name}', 0)} {name}"
        for name in ("new", "changed", "unchanged", "failed")
    ]
    if redated := stats.get("articles/redated", 0):
        parts[1] += f" ({redated} by a later headline)"
    # Where it is out of the ordinary it is told as drift.
    if (shorter := stats.get("drift/shorter", 0)) and not stats.get("drift/found", 0):
        parts[1] += f" ({shorter} lost most of the text)"
    rare = {name: stats.get(f"articles/{name}") for name in _RARE}
    parts += [f"{count} {name.replace('_', ' ')}" for name, count in rare.items() if count]
    return ", ".join(parts)


def _done(stats: Stats) -> str:
    """The counts in one clause."""
    dated = sum(stats.get(f"dates/{source}", 0) for source in SOURCES)
    seconds = stats.get("elapsed_time_seconds")
    took = f" in {seconds:.0f} s" if seconds is not None else ""
    headlines = many(stats.get("headlines/new", 0), "new headline")
    pages = many(stats.get("pages/answered", 0), "page")
    refused = stats.get("gate/refused", 0)
    outside = f"; {many(refused, 'request')} outside the site not sent" if refused else ""
    stand = count_of(stats, "articles/standing", "listings/standing", "editions/standing")
    standing = f"; {many(stand, 'failure')} stand{'s' * (stand == 1)} as before" if stand else ""
    if known := count_of(stats, "articles/acknowledged", "listings/acknowledged"):
        standing += f"; {many(known, 'failure')} acknowledged"
    left = stats.get("walk/traps", 0)
    traps = f"; {many(left, 'trap')} left, see the report" if left else ""
    quiet = f"; {stats['news/notice']}" if stats.get("news/notice") else ""
    return (
        f"{_articles(stats)}; {dated} dated, {stats.get('dates/undated', 0)} undated; {headlines};"
        f" {pages}{took}{quiet}{standing}{outside}{traps}{_missing(stats)}"
    )


def _missing(stats: Stats) -> str:
    """Which numbers a walk of the whole site left, where those are many: a site may show no more
    than its newest articles on any page. Below the lowest that is known nobody has looked, and
    there may be nothing."""
    lost, of = stats.get("numbers/missing", 0), stats.get("numbers/up_to", 0)
    below = stats.get("numbers/below", 0)
    between, span = lost - below, of - below
    said = []
    if 2 * between > span:
        said.append(f"{between:,} of {span:,} numbers are not accounted for")
    if 2 * lost > of and below:
        said.append(f"numbers below {stats['numbers/lowest']:,} were never looked at")
    return f"; {', and '.join(said)}: -a ids=missing visits them" if said else ""


def _because(why: str) -> str:
    # As part of a sentence, that ends with a stop of its own.
    return f": {' '.join(why.split()).rstrip('.')}" if why else ""
