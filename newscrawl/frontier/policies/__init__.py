"""What a run sets out to visit: the whole site, its news, or the pages that the user names; and
what it leaves to the next run.

| policy | when | visits |
| --- | --- | --- |
| FullCrawl | no run has been complete yet; `full=1` | every listing page, and each article \
that is not known |
| IncrementalCrawl | on a schedule | the listing pages of the plan, until they meet what the last \
complete run knew; then what is due |
| SelectedPages | `url`, `urls`, `ids`, `revisit` | what is named, whatever is known |
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newscrawl.frontier.policies.base import CrawlPolicy, Onward
from newscrawl.frontier.policies.full import FullCrawl
from newscrawl.frontier.policies.incremental import IncrementalCrawl
from newscrawl.frontier.policies.selected import SelectedPages
from newscrawl.identity.site import Site
from newscrawl.run.arguments import Arguments

if TYPE_CHECKING:
    from newscrawl.storage.archive import Archive

__all__ = ["CrawlPolicy", "FullCrawl", "IncrementalCrawl", "Onward", "SelectedPages", "policy_for"]


def policy_for(
    site: Site,
    archive: Archive | None,
    arguments: Arguments,
    *,
    languages: Sequence[str] = (),
    checks_max: int = 0,
) -> CrawlPolicy:
    """The policy that these arguments ask for. `languages` are those that the site is known to
    have."""
    if arguments.names_pages:
        known = archive.state.languages(site.name) if archive is not None else []
        return SelectedPages(
            site, archive, arguments, languages=list(dict.fromkeys([*languages, *known]))
        )
    if archive is None or arguments.full or not _is_marked(site, archive, arguments):
        return FullCrawl(site, archive, arguments, checks_max=checks_max)
    return IncrementalCrawl(site, archive, arguments, checks_max=checks_max)


def _is_marked(site: Site, archive: Archive, arguments: Arguments) -> bool:
    """Whether a complete run looked at least as far back as this one is to look."""
    since = arguments.since.isoformat() if arguments.since else None
    found = archive.state.listing_marks(site.name).values()
    return (
        bool(found)
        and bool(archive.state.listing_plan(site.name))
        and all(mark is None or (since is not None and mark <= since) for _, mark in found)
    )
