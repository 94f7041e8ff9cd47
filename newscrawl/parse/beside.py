"""What is fetched beside the visits, as requests: they pass the frontier by, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request

from newscrawl.downloader.responses import ARTICLE
from newscrawl.parse.results import Asked, Probe
from newscrawl.parse.soft404 import ProbeKind

ASKED = "asked"
"""Key in the `meta` of such a request: what it is for."""


def request_beside(asked: Asked, came: Callable[..., Any], failed: Callable[..., Any]) -> Request:
    """The request for a page that is needed beside the visits. A probe of what cannot exist takes
    any answer as it comes; others are led on as a visit would be."""
    meta: dict[str, Any] = {ASKED: asked}
    if isinstance(asked, Probe):
        if asked.kind is ProbeKind.NOWHERE:
            meta |= {"handle_httpstatus_all": True, "probe": True}
        return Request(asked.url, came, errback=failed, dont_filter=True, meta=meta)
    meta[ARTICLE] = asked.article_id
    return Request(asked.link.url, came, errback=failed, dont_filter=True, meta=meta)
