"""What a request's errback gets where we did not send it, on purpose."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class Withheld(IgnoreRequest):
    """A request that we did not send, on purpose. `reason` says why in a word or two; the request's
    errback gets it."""

    reason = "withheld"
    is_failure = False
    """Whether the page has failed: it is not to be had there, or not by this run."""


class NotSent(Withheld):
    """The run ended before the request had its turn: the page has not failed, it is still to be
    fetched. Raised by FixedDownloader."""

    reason = "not sent"
