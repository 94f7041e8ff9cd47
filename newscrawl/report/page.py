"""The page: its parts in their order, and the style that it carries along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from newscrawl.report import days, numbers, tables, texts, trouble_tables
from newscrawl.report.elements import Element, as_html, many, moment, tag
from newscrawl.report.head import head
from newscrawl.report.summary import Summary, summarize
from newscrawl.storage.queries import report as queries
from newscrawl.storage.state.repository import State

SHOWN_RUNS = 12
SHOWN_ARTICLES = 20
"""The newest ones, shared by the languages; of each at least five."""
SHOWN_REVISIONS = 15
SHOWN_NAMED = 200
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and nothing runs, whatever a title holds."""


class Site(NamedTuple):
    """What is shown of one site."""

    summary: Summary
    """What status shows; beside it, by language and for the site:"""
    days: Mapping[str, Mapping[str, int]]
    runs: Mapping[str, Sequence[queries.NumberRange]]
    articles: Mapping[str, Sequence[Mapping[str, Any]]]
    revisions: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]


def read(state: State, now: str, *, running: bool) -> tuple[Summary, list[Site]]:
    """Everything that the page shows. Raises OutputError."""
    known = summarize(state, now, running=running)
    sites = []
    for site in known["sites"]:
        name, languages = site["site"], [one["language"] for one in site["languages"]]
        most = max(SHOWN_ARTICLES // max(len(languages), 1), 5)
        sites.append(
            Site(
                site,
                queries.days(state, name),
                {
                    language: list(queries.number_ranges(state, name, language))
                    for language in languages
                },
                {
                    language: queries.newest_articles(state, name, language, most)
                    for language in languages
                },
                queries.newest_revisions(state, name, SHOWN_REVISIONS),
            )
        )
    return known, sites


def page(known: Summary, sites: Sequence[Site]) -> str:
    """The whole of it."""
    names = ", ".join(site.summary["site"] for site in sites) or "nothing yet"
    parts = [site_element(site, known) for site in sites]
    return whole_page(f"{names}: the archive", parts, known["at"], "from the state alone")


def whole_page(title: str, parts: Sequence[Element], at: str, made_from: str) -> str:
    """A page that needs nothing else. `at`: when what it tells was read, a time of the feeds."""
    style = files("newscrawl.report").joinpath("style.css").read_text("utf-8")
    document = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("title", title),
            tag("style", style),
        ),
        tag(
            "body",
            tag("main", *parts),
            tag(
                "footer",
                "Made by ",
                tag("code", "scrapy report"),
                f" {made_from}, ",
                moment(at),
                " UTC.",
            ),
        ),
        lang="en",
    )
    return as_html(document, doctype="<!DOCTYPE html>") + "\n"


def site_element(site: Site, known: Summary) -> Element:
    """One site."""
    name = site.summary["site"]
    runs = [run for run in known["runs"] if run["site"] == name]
    parts = {
        "Calendar": calendar(site),
        "Numbers": number_maps(site),
        "Named and not read": named_and_not_read(site),
        "Where the days are from": tables.origins(site.summary["languages"]),
        "The last runs": [tables.runs(runs[:SHOWN_RUNS])] if runs else [],
        "The newest articles": newest(site),
        "The newest revisions": texts.revisions(site.revisions)
        or [tag("p", "No article has changed since it was first read.")],
        "Failures and doubts": trouble_tables.troubles(site.summary, known["at"]),
        "The site as a whole": trouble_tables.as_a_whole(site.summary),
        "Checks": trouble_tables.checks(site.summary, known["at"]),
    }
    if not site.summary["languages"]:
        parts = {"The last runs": parts["The last runs"]}
    made = tag("p", "The archive, as it was known on ", moment(known["at"]), " UTC", class_="made")
    sections = [section(name, title, elements) for title, elements in parts.items() if elements]
    top = tag("header", tag("h1", name), made, *head(site.summary, runs[0] if runs else None))
    return tag("div", top, *sections, class_="site")


def section(site: str, title: str, elements: Sequence[Element]) -> Element:
    """A part with its heading, which can be linked to."""
    anchor = f"{site}-{title.lower().replace(' ', '-')}"
    return tag("section", tag("h2", title, id=anchor), *elements, aria_labelledby=anchor)


def calendar(site: Site) -> list[Element]:
    """All languages together; where there are several, each by itself below."""
    undated = {one["language"]: one["undated"] for one in site.summary["languages"]}
    together = Counter[str]()
    for counts in site.days.values():
        together.update(counts)
    found = days.calendar(together, sum(undated.values()))
    if len(undated) > 1:
        found += [
            folded(language, days.calendar(site.days.get(language, {}), count))
            for language, count in undated.items()
        ]
    return found


def number_maps(site: Site) -> list[Element]:
    """A map a language; none of one whose articles have no order."""
    languages = site.summary["languages"]
    maps = {
        one["language"]: numbers.number_map(
            site.runs[one["language"]], one["numbers"]["highest_read"]
        )
        for one in languages
        if one["numbers"]["highest_read"] is not None
    }
    if len(maps) == 1:
        return next(iter(maps.values()))
    return [tag("div", tag("h3", language), *elements) for language, elements in maps.items()]


def named_and_not_read(site: Site) -> list[Element]:
    """In place of the map, where the articles have no order: what listings, feeds and sitemaps
    named, and no run has read."""
    unread = [one.get("named_unread") for one in site.summary["languages"]]
    if all(one is None for one in unread):
        return []
    ids = [one for ids in unread for one in ids or ()]
    count = sum(one.get("named_unread_count") or 0 for one in site.summary["languages"])
    if not count:
        return [tag("p", "Everything that a page, a feed or a sitemap named has been read.")]
    shown = [tag("li", tag("code", one.partition("/")[2])) for one in ids[:SHOWN_NAMED]]
    more = f" and {count - SHOWN_NAMED:,} more" if count > SHOWN_NAMED else ""
    return [folded(f"{many(count, 'article')}, by language and key", [tag("ul", *shown)])] + (
        [tag("p", more)] if more else []
    )


def newest(site: Site) -> list[Element]:
    """A list a language."""
    lists = {language: texts.articles(lines) for language, lines in site.articles.items() if lines}
    if len(lists) < 2:
        return list(lists.values())
    return [tag("div", tag("h3", language), items) for language, items in lists.items()]


def folded(title: str, elements: Sequence[Element]) -> Element:
    """Shown when asked for; works without a script."""
    return tag("details", tag("summary", title), *elements)
