"""Requests that the program makes to itself: Scrapy takes items out of callbacks only, and a
callback needs an answer. They pass no gate, since they never come near the network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request

META = "internal"
"""Key of a request's `meta` that is there if the request is answered without the network."""


def internal_request(url: str, callback: Callable[..., Any], **cb_kwargs: Any) -> Request:
    """A request that gets an empty answer at once. `url` only stands in it."""
    return Request(url, callback=callback, cb_kwargs=cb_kwargs, dont_filter=True, meta={META: True})
