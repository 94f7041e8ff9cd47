"""An address that is none leads nowhere, wherever a page has it, and the page is read all the
same."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

import newscrawl
from newscrawl.extract.html.addresses import NOWHERE, joined, parts_of

BROKEN = ("http://[x", "//[", "http://a]b/c", "http://\u2100.test/")
URL = "https://www.ccbsnews.info/en/news/detail/4666"
TITLE = "The ferry was late again"
PARAGRAPH = (
    "The ferry was late on Monday, and nobody at the pier could say why, though they had asked."
)
ADDRESS = "https://www.ccbsnews.info/en/economy"
PAGE = f"""<html><head><title>{TITLE}</title>
<link rel=canonical href="{ADDRESS}"><meta property="og:image" content="{ADDRESS}">
<meta property="og:url" content="{ADDRESS}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}",
"url": "{ADDRESS}", "image": "{ADDRESS}", "mainEntityOfPage": "{ADDRESS}"}}</script></head>
<body><nav><a href="{ADDRESS}">Economy</a> <a href="{ADDRESS}">Harbour</a></nav>
<div class=breadcrumb><a href="{ADDRESS}">Home</a> › <a href="{ADDRESS}">Economy</a></div>
<h1>{TITLE}</h1><p class=meta><a rel=author href="{ADDRESS}">Ana Gray</a>, Economy</p>
<article><figure><a href="{ADDRESS}"><img src="{ADDRESS}" data-src="{ADDRESS}"></a></figure>
<p>{PARAGRAPH}</p><p>{PARAGRAPH[:-1]} twice.</p></article>
<p>Tags: <a rel=tag href="{ADDRESS}">boats</a></p></body></html>"""
PLACES = len(re.findall(re.escape(ADDRESS), PAGE))


def read(page: str) -> dict[str, object]:
    at = datetime(2026, 1, 14, 12, tzinfo=UTC)
    return dict(newscrawl.read(page.encode(), URL, fetched_at=at))


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("place", [*range(PLACES), None])
def test_a_page_is_read_whatever_its_addresses_are(place: int | None, broken: str) -> None:
    parts = PAGE.split(ADDRESS)
    page = broken.join(parts)
    if place is not None:
        page = f"{ADDRESS.join(parts[: place + 1])}{broken}{ADDRESS.join(parts[place + 1 :])}"
    record = read(page)
    assert (record["title"], record["body"]) == (TITLE, f"{PARAGRAPH}\n\n{PARAGRAPH[:-1]} twice.")


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_base_is_none(broken: str) -> None:
    record = read(PAGE.replace("<head>", f'<head><base href="{broken}">'))
    assert record["title"] == TITLE


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_no_address_leads_nowhere(broken: str) -> None:
    assert joined("https://a.test/b", broken) == ""
    assert parts_of(broken) == NOWHERE
