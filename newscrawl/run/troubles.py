"""Why a run is not healthy: each trouble in a clause, from the counts of the run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Stats = Mapping[str, Any]

_REASONS = {
    "refused": "the site refuses to answer",
    "memusage_exceeded": "it needed more memory than it may",
    "start_error": "the start of the spider failed",
    "shutdown": "it was told to stop",
}
"""Finish reasons of Scrapy and of our politeness in plain words."""


LOST = ("listings/failed", "listings/standing", "listings/acknowledged", "robots/unreachable")
"""Counts of pages for want of which a walk may have missed articles."""


BROKEN_FEED = "broken feed"
"""Why a feed failed that was read as far as it could be, or not at all. Listing pages show what it
lists, too: a walk is complete without it."""

NO_ARTICLE = "leads to no article"
"""Why the start page failed where no page leads to an article."""


MANY_STANDING, STANDING_SHARE = 5, 0.2
"""So many articles that fail as before, and so large a share of those that are live and those: it
is the site that fails, and that is never known for good."""


def troubles_of(stats: Stats, reason: str) -> list[str]:
    """What ended a run early, failed, or is out of the ordinary. `reason` is Scrapy's finish
    reason."""
    return [
        *_early_end(stats, reason),
        *_failures(stats),
        *_standing(stats),
        *_withheld(stats),
        *_nowhere(stats),
        *_drift(stats),
        *_listings_read(stats),
        *_takedowns(stats),
        *_returned(stats),
    ]


def _early_end(stats: Stats, reason: str) -> list[str]:
    if reason == "finished":
        return []
    why = stats.get("manners/refused") if reason == "refused" else None
    return [f"ended early: {_REASONS.get(reason, reason)}{f' ({why})' if why else ''}"]


def _withheld(stats: Stats) -> list[str]:
    withheld = stats.get("gone/withheld", 0)
    if not withheld:
        return []
    seem = f"{withheld} of {stats.get('gone/visited', withheld)} known articles visited seem gone"
    return [
        f"{seem}, too many to be believed: none is written (if they are gone, say so with -s"
        " NEWSCRAWL_GONE_SHARE=1.1)"
    ]


def _nowhere(stats: Stats) -> list[str]:
    named = stats.get("nowhere/named", 0)
    # That no article at all was found is told as such.
    if not named or not found_articles(stats):
        return []
    return [
        f"{named} of {many(stats['nowhere/visited'], 'new article')} that the site leads to show"
        " the page that stands where nothing is: a check of visitors, a login, an outage? (look"
        " at the site; the next runs try them again)"
    ]


def _drift(stats: Stats) -> list[str]:
    if not stats.get("drift/found", 0):
        return []
    new = stats.get("drift/held_new", 0)
    what = f", {many(new, 'new article')} not written" if new else ""
    # Only what is held back can be accepted.
    is_held = count_of(stats, "drift/waiting", "drift/held_new") > 0
    accept = "; if it is right, run once with -a accept=drift" if is_held else ""
    return [f"drift: {stats['drift/says']}{what} (look at the site{accept})"]


def _listings_read(stats: Stats) -> list[str]:
    count = stats.get("articles/listings_read", 0)
    if not count:
        return []
    are = "is" if count == 1 else "are"
    return [
        f"{many(count, 'record')} {are} made of the beginnings of others, as a listing is, such as"
        f" {stats.get('articles/listings_read_example', '')}: narrow the article_addresses of the"
        " spider"
    ]


def _takedowns(stats: Stats) -> list[str]:
    owed = stats.get("takedowns/owed", 0)
    if not owed:
        return []
    is_not = "is" if owed == 1 else "are"
    return [
        f"{many(owed, 'takedown')} {is_not} not at {'its' if owed == 1 else 'their'} end: what lies"
        " in an object store cannot be had (scrapy suppress --list)"
    ]


def _returned(stats: Stats) -> list[str]:
    count = stats.get("takedowns/returned", 0)
    if not count:
        return []
    example = stats.get("takedowns/returned_example", "")
    more = f", and so {'does' if count == 2 else 'do'} {count - 1} more" if count > 1 else ""
    return [f"{example}{more}: if it means this one, too, take it down (scrapy suppress)"]


def _standing(stats: Stats) -> list[str]:
    stand, live = stats.get("articles/standing", 0), stats.get("articles/live", 0)
    if stand < MANY_STANDING or stand < STANDING_SHARE * (stand + live):
        return []
    return [f"{many(stand, 'article')} failed as before, and {live} are live: look at the site"]


def _failures(stats: Stats) -> list[str]:
    troubles = []
    if stats.get("robots/unreachable", 0):
        why = stats.get("robots/unreachable_reason")
        troubles.append(
            f"robots.txt could not be had{f' ({why})' if why else ''}, and without it nothing is"
            " fetched"
        )
    reasons = {
        key.removeprefix("pages/failed/"): count
        for key, count in stats.items()
        if key.startswith("pages/failed/")
    }
    # That is the lack of everything, and told as such.
    bare = reasons.pop(NO_ARTICLE, 0)
    if bare and found_articles(stats):
        troubles.append("the start page leads to no article")
    failed = [
        many(count, kind)
        for kind in ("article", "listing", "edition")
        if (count := stats.get(f"{kind}s/failed", 0) - (bare if kind == "listing" else 0))
    ]
    if failed:
        often = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
        named = ", ".join(f"{count} {name}" for name, count in often[:4])
        more = ", …" if len(often) > 4 else ""
        troubles.append(f"{' and '.join(failed)} failed ({named}{more})")
    return troubles


def lost_pages(stats: Stats) -> int:
    """How many pages failed for want of which a walk may have missed articles."""
    hows = ("failed", "standing", "acknowledged")
    feeds = count_of(stats, *(f"pages/{how}/{BROKEN_FEED}" for how in hows))
    return count_of(stats, *LOST) - feeds


def found_articles(stats: Stats) -> bool:
    """Whether any article was met."""
    found = "new changed unchanged before_since known_shown gone doubted still_gone".split()
    return count_of(stats, *(f"articles/{name}" for name in found)) > 0


def count_of(stats: Stats, *names: str) -> int:
    return sum(stats.get(name, 0) for name in names)


def many(count: int, noun: str) -> str:
    """A count and its noun: `1 page`, `2 pages`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
