"""What was found out of a site, for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from newscrawl.discovery.findings import Findings

MAX_SHOWN = 8
"""Listings that are shown."""


def show(found: Findings, console: Console) -> None:
    """Facts with what speaks for them, doubts, and records as they would be."""
    facts = Table.grid(padding=(0, 2))
    facts.add_row("site", escape(found.canonical_root), f"as '{escape(found.name)}'")
    for host in found.further_hosts:
        facts.add_row("host", escape(host), "articles lie there, too")
    for form in found.forms:
        facts.add_row(
            "articles",
            escape(form.text),
            f"{form.read} of {form.looked_at} looked at are articles, {form.known} addresses known",
        )
    for language, count in found.languages.items():
        facts.add_row("language", escape(language), f"{count} articles read")
    facts.add_row("zone", found.timezone or "-", escape(found.zone_reason))
    for listing in found.listings[:MAX_SHOWN]:
        facts.add_row(listing.kind, escape(listing.url), f"leads to {listing.articles} articles")
    console.print(facts)
    for doubt in found.doubts:
        console.print(f"[bold]doubt[/]: {escape(doubt)}", highlight=False, soft_wrap=True)
    if not found.records:
        return
    table = Table(title="As they would be", title_justify="left", show_edge=False)
    for column in ("published", "title", "authors", "section", "words"):
        table.add_column(column, overflow="ellipsis", no_wrap=column == "published")
    for record in found.records:
        table.add_row(
            (record["published"] or "not known")[:16],
            escape(record["title"]),
            escape("; ".join(record["authors"])),
            escape(record["section"] or ""),
            str(len(record["body"].split())),
        )
    console.print(table)
