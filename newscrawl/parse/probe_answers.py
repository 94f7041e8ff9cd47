"""What a probe brought, as an answer to be compared; or the next probe, where it was led on."""

from __future__ import annotations

from dataclasses import replace

from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import UnreadError
from newscrawl.identity.site import Site
from newscrawl.parse.answers import Answer
from newscrawl.parse.async_reader import AsyncReader
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.results import Probe
from newscrawl.parse.soft404 import ProbeKind

MAX_HOPS = 3
"""Redirects of a probe that are followed: to the scheme and the writing that the site prefers, and
to the page that it shows."""

SAYS_NOTHING_IS_THERE = frozenset({400, 404, 410, 422})
"""The statuses beside those of success with which a site says what it has to say of an address at
which nothing can be. Refusals (401, 403, 429) and errors of the server speak of something else."""


async def answer_to(
    probe: Probe, fetched: FetchedPage | None, site: Site, reader: AsyncReader
) -> Answer | Probe | None:
    """What a probe brought; the probe that follows a redirect; None: no page, or not the one that
    was asked for. `fetched` is None where nothing came."""
    if fetched is None:
        return None
    if probe.kind is not ProbeKind.NOWHERE:
        is_asked = site.article(fetched.url) == site.article(probe.url)
        if fetched.status != 200 or not (is_asked or probe.kind is ProbeKind.HOME):
            return None
        return await page_answer(fetched, reader)
    if fetched.leads_to:
        return _led_on(probe, fetched.leads_to, site)
    if fetched.status >= 300 and fetched.status not in SAYS_NOTHING_IS_THERE:
        return None
    answer = await page_answer(fetched, reader)
    if probe.leads_to is None:
        return answer
    answer = answer or Answer(probe.leads_to, frozenset())
    return replace(answer, url=probe.leads_to, is_redirect=True)


def _led_on(probe: Probe, target: str, site: Site) -> Answer | Probe:
    ref = site.article(probe.url)
    is_rewritten = ref is not None and site.article(target) == ref
    leads_to = probe.leads_to or (None if is_rewritten else target)
    if probe.hops < MAX_HOPS and target != probe.url and site.may_ask(target):
        asked = probe.asked or probe.url
        return replace(probe, url=target, leads_to=leads_to, hops=probe.hops + 1, asked=asked)
    return Answer(leads_to or target, frozenset(), is_redirect=True)


async def page_answer(fetched: FetchedPage, reader: AsyncReader) -> Answer | None:
    """A page as it is compared with others; None where it cannot be."""
    try:
        return await reader.answer(fetched)
    except (UnreadError, NotSent):
        return None
