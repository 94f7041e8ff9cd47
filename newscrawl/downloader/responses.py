"""Where a response was kept, and when it came."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scrapy.http import Response

from newscrawl import clock

ARTICLE = "article"
"""Key in the `meta` of a request for a further page of an article: the id of the article, where the
URL alone need not tell it."""

REQUISITE = "requisite"
"""Key in the `meta` of a request for what pages need to be looked at, a style sheet or a picture:
its row of `requisites`."""

CAPTURE = "capture"
"""Key of a request's `meta` that holds the row of `captures` of its response; not there if no WARC
record was written."""


COOKIE_SET = "cookie_set"
"""Key in the `meta` of a request that is there if the answer before it, in a chain of redirects,
set a cookie that the chain did not have: the site has a reason to send it round once more."""


def capture_of(response: Response) -> dict[str, Any] | None:
    """The row of `captures` that says where a response lies in the WARC files; None if it is in
    none."""
    return response.meta.get(CAPTURE) if response.request is not None else None


def arrived_at(response: Response) -> datetime:
    """When a page was fetched, to the second: when its request was sent, as its record says; where
    there is no record, when it is asked. Aware, UTC."""
    capture = capture_of(response)
    return datetime.fromisoformat(capture["at"]) if capture is not None else clock.now_in_seconds()
