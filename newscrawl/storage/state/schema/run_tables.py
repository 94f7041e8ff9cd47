"""Tables of runs: that they took place, and what they leave to the next."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Index, Integer, Table

from newscrawl.storage.state.schema.columns import metadata, text_column

runs = Table(
    "runs",
    metadata,
    text_column("id", "20260114T093000Z-1f3a", primary_key=True),
    text_column("site", "name of the spider", nullable=False),
    text_column("started_at", "UTC", nullable=False),
    text_column("ended_at", "UTC; null while it runs, and for ever if it was killed"),
    text_column("verdict", "healthy, unhealthy, interrupted …; null as above"),
    Column("exit_code", Integer, comment="as in the contract; null as above"),
    text_column("summary", "the last line that it printed"),
    text_column("arguments", "JSON object: what -a said", nullable=False),
    text_column("counts", "JSON object: what it counted"),
    Index("runs_by_start", "site", "started_at"),
)


failures = Table(
    "failures",
    metadata,
    text_column(
        "page", "the id of an article, or the canonical URL of another page", primary_key=True
    ),
    text_column("site", "name of the spider", nullable=False),
    text_column("kind", "article, listing, feed, or doubt", nullable=False),
    text_column("reason", "why it failed last, or is doubted", nullable=False),
    text_column("last_at", "when it failed last", nullable=False),
    text_column(
        "since", "first of the failures in a row; null if that was before this table was kept"
    ),
    Column("tries", Integer, nullable=False, comment="runs in a row in which it failed"),
    text_column("acknowledged_at", "when somebody said that it is known; null: nobody did"),
    text_column("acknowledgement", "why, as they said"),
    text_column(
        "ways",
        "JSON object: for each way in which it failed in a row how many runs told it, and which of"
        " `tries` was the last; null if that was before this column was kept",
    ),
)


owed = Table(
    "owed",
    metadata,
    text_column(
        "id",
        "article that a feed, a sitemap or the page of another led to, and that no run has come to"
        " visit",
        primary_key=True,
    ),
    text_column("site", "name of the spider", nullable=False),
    text_column("url", "its canonical URL"),
)


feeds_read = Table(
    "feeds_read",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column("url", "canonical URL of a feed or sitemap", primary_key=True),
    text_column(
        "read_at",
        "when a run last read it to its end: all that it named then is in `articles` or `owed`",
        nullable=False,
    ),
    text_column("changed", "when it had changed, as its index said; null: no index says"),
)


marks = Table(
    "marks",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column("language", "two letters", primary_key=True),
    Column(
        "number",
        BigInteger,
        nullable=False,
        comment="highest that the last complete run knew: up to it the listings are settled; of"
        " articles without numbers the moment of that run, in seconds since 1970",
    ),
    text_column("since", "day before which nothing was asked for; null: everything was"),
    text_column("run", "that complete run", nullable=False),
)


plans = Table(
    "plans",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column("language", "two letters", primary_key=True),
    Column(
        "place",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="0 is read first; the next only if news may go on there",
    ),
    text_column("url", "canonical URL of a listing page", nullable=False),
    text_column("read_at", "when a run last read it"),
)


signposts = Table(
    "signposts",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column(
        "kind",
        "kind of listing pages that pages of the site lead to: a URL without its numbers",
        primary_key=True,
    ),
    text_column("run", "run that saw it first", nullable=False),
)


memories = Table(
    "memories",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column("language", "two letters", primary_key=True),
    text_column("pages", "JSON: what repeats from page to page of this language", nullable=False),
    text_column("run", "run that learnt it", nullable=False),
)


nowhere = Table(
    "nowhere",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column("url", "URL at which no article can be", primary_key=True),
    text_column("asked_at", "when it was asked for, UTC", nullable=False),
    text_column(
        "answer",
        "JSON: where it led, and digests of the texts of the page; null if no page came",
    ),
)


manners = Table(
    "manners",
    metadata,
    text_column("host", "name or address that was asked", primary_key=True),
    text_column("not_before", "until then it is not to be asked (Retry-After); null: it is"),
    Column("pace_s", Float, comment="seconds between requests that its robots.txt asks for"),
)
