"""discovery.show: what a person sees of a look at a site."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

from rich.console import Console

from newscrawl.discovery.findings import Findings, Listing
from newscrawl.discovery.forms import Form
from newscrawl.discovery.show import show

RECORD: Any = {
    "published": None,
    "title": "The [bold]ferry[/] sails",
    "authors": ["Nino Example"],
    "section": None,
    "body": "Three words here",
}
FOUND = Findings(
    "gazette",
    "https://www.gazette.test",
    (),
    (Form("/news/{number}", 4, 5, 40),),
    {"de": 4},
    None,
    "not known",
    (Listing("https://www.gazette.test/rss.xml", "feed", 20),),
    20,
    {},
    ("one of [them]",),
    (RECORD,),
)


def shown(found: Findings) -> str:
    out = StringIO()
    show(found, Console(file=out, width=120))
    return out.getvalue()


def test_facts_doubts_and_records_are_shown_as_they_are() -> None:
    text = shown(FOUND)
    for word in (
        "/news/{number}",
        "4 of 5 looked at are articles, 40 addresses known",
        "rss.xml",
        "doubt: one of [them]",
        "The [bold]ferry[/] sails",
        "not known",
        "3",
    ):
        assert word in text


def test_without_records_there_is_no_table() -> None:
    assert "As they would be" not in shown(replace(FOUND, records=()))
