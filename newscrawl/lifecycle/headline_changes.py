"""Whether a dated headline is news, beside what the feed tells of its article already. Pure.

A headline that was never told is. One that was is told again where the page that shows it was the
last to tell another one of the same article, and does not show that any more: it went back. Each
page is held against itself alone, for a block and a listing may call one article differently for
ever, and neither is a change. What the newest line of the article says already is told by no page:
of an edit that one page told, all others have none to tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newscrawl.items import Headline
from newscrawl.records import utc

RETURNS = 3
"""So often one page tells the same headline of an article: what comes more often does not change,
it goes to and fro, as where a site tries out which of two titles is read more."""

Pair = tuple[str, str]
"""Title and day."""


def pair_of(row: Mapping[str, str]) -> Pair:
    """What a line of the feed, or its row in the state, says of an article."""
    return row["title"], row["published"]


def is_news(headline: Headline, told: Iterable[Mapping[str, str]]) -> bool:
    """Whether there is to be a line of it. `told` are the lines of its article, in their order."""
    pair = (headline.title, headline.published.isoformat())
    rows = list(told)
    if all(pair_of(row) != pair for row in rows):
        return True
    if pair_of(rows[-1]) == pair:
        return False
    of_page = [row for row in rows if row["seen_on"] == headline.seen_on]
    if not of_page or sum(pair_of(row) == pair for row in of_page) >= RETURNS:
        return False
    last = of_page[-1]
    # A page that is read again from its record may be older than what was told of it.
    return pair_of(last) not in {pair, *headline.beside} and last["seen_at"] < utc(headline.seen_at)
