"""350: records that are listings: an address that has the form of an article's and shows others.

Where nothing but a slug names an article, a list may have an address of the same form. What was
read of it then is made of the beginnings of other articles. That is told at the end of the run, for
the forms of the spider to be narrowed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from scrapy.crawler import Crawler

from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.items import Article
from newscrawl.pipelines.step import Step
from newscrawl.text import key

MAX_ARTICLES = 20_000
"""Articles of a run that are compared: of 300 bytes each."""
MAX_PARAGRAPHS = 40
"""A list shows no more on a page."""
BEGINNING_CHARS = 50
"""So much of a paragraph tells it from others."""
MADE_OF_OTHERS = 0.6
"""A body of which so large a part begins other articles is none of its own."""
COUNT, EXAMPLE = "articles/listings_read", "articles/listings_read_example"

_HAS_DAY = re.compile(r"\d{4}/\d\d")
_IS_CUT = re.compile(r"(?:…|\.\.\.)\W*$")

_logger = logging.getLogger(__name__)


class Beginnings(NamedTuple):
    """What of an article is compared."""

    paragraphs: tuple[str, ...]
    is_cut: bool
    """Whether the last one ends with an ellipsis."""


class ListingsReadPipeline(Step):
    """Tells which records are listings, and counts `articles/listings_read`."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._bodies: dict[str, Beginnings] = {}
        self._begun_by: dict[str, str] = {}
        """By the beginning of a text: the article that it is of."""

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article) and len(self._begun_by) < MAX_ARTICLES:
            paragraphs = item.body.split("\n\n")
            found = tuple(_beginning(one) for one in paragraphs[:MAX_PARAGRAPHS])
            if may_be_listing(item.id):
                is_cut = _IS_CUT.search(item.body) is not None
                self._bodies[item.id] = Beginnings(found, is_cut)
            if len(paragraphs) > 1 or not may_be_listing(item.id):
                for text in (found[0], _beginning(item.description or "")):
                    self._begun_by.setdefault(text, item.id)
        return item

    def finish(self) -> None:
        found = [
            article_id
            for article_id, body in self._bodies.items()
            if is_made_of_others(article_id, body, self._begun_by)
        ]
        if not found:
            return
        self._crawler.stats.set_value(COUNT, len(found))
        self._crawler.stats.set_value(EXAMPLE, found[0])
        for article_id in found:
            _logger.warning("%s is made of the beginnings of others, as a listing is", article_id)


def may_be_listing(article_id: str) -> bool:
    """Whether an address of the same form may be a listing's: no number, no code and no day names
    the article.

    >>> ids = "a/en/7", "a/en/2026/03/05/fog", "a/en/9f3c12", "a/en/economy"
    >>> [may_be_listing(one) for one in ids]
    [False, False, False, True]
    """
    name = parse_id(article_id).ref.key
    is_code = "-" not in name and any(letter.isdigit() for letter in name)
    return position_of(name) is None and not is_code and _HAS_DAY.match(name) is None


def is_made_of_others(article_id: str, body: Beginnings, begun_by: Mapping[str, str]) -> bool:
    """Whether most of a body begins other articles: several, or one that it cuts short."""
    others = [begun_by.get(one) for one in body.paragraphs]
    named = {one for one in others if one is not None and one != article_id}
    share = sum(one in named for one in others) / len(others)
    return share >= MADE_OF_OTHERS and (len(named) > 1 or (len(others) == 1 and body.is_cut))


def _beginning(text: str) -> str:
    return key(text)[:BEGINNING_CHARS]
