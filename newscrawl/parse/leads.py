"""Where a page leads, told to those whom it concerns: the frontier of the run, and the next run, if
this one ends first."""

from __future__ import annotations

from collections.abc import Sequence

from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import CrawlPolicy, Onward
from newscrawl.parse.context import ArchiveKnowledge
from newscrawl.parse.listing import ShownArticle


def tell(
    policy: CrawlPolicy,
    archive: ArchiveKnowledge | None,
    visit: Visit,
    articles: Sequence[ShownArticle],
    onward: Onward,
    *,
    digest: int = 0,
    keep: bool,
) -> None:
    """The page of a visit leads to these articles, listings and feeds. `keep` says whether the next
    run would not read it again, so that what this run does not come to is left to that one.

    `digest` is that of a listing's text, 0 where it is not compared.
    """
    if archive is not None:
        archive.look_up(shown.ref for shown in articles)
    policy.frontier.found(
        visit,
        articles=[(shown.ref, shown.url, shown.title) for shown in articles],
        listings=onward[0],
        feeds=onward[1],
        digest=digest,
    )
    if archive is not None and keep and policy.is_walk:
        archive.owe(shown.ref for shown in articles)
