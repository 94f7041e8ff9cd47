"""By which rules a page was read: counted in the stats of a run, and told where a reader of its
record should know."""

from __future__ import annotations

import logging

from newscrawl.extract.body.teaser import LINES
from newscrawl.extract.decisions import RULES, TEASER
from newscrawl.parse.context import ParseContext
from newscrawl.parse.readings import ArticleReading

_logger = logging.getLogger(__name__)


def note_rules(context: ParseContext, reading: ArticleReading, url: str) -> None:
    """Count the rules that decided anything on a page, and name an article of which it shows but
    the start: its record holds no more, and has no key that says so."""
    for rule in reading.rules:
        context.count(f"{RULES}{rule}", 1)
        if rule.startswith(TEASER) and reading.article is not None:
            context.count("articles/teasers", 1)
            _logger.info("%s is a teaser: %s", url, LINES[rule.removeprefix(TEASER)])
