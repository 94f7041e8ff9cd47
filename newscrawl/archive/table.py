"""Articles as a data frame of pandas, which is imported when it is asked for, and only then."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from newscrawl.archive.article import ArchivedArticle
from newscrawl.errors import UsageError

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "id",
    "url",
    "status",
    "language",
    "title",
    "body",
    "published",
    "published_at",
    "published_from",
    "section",
    "authors",
    "description",
    "tags",
    "image",
    "image_caption",
    "image_credit",
    "modified",
    "same_as",
    "translations",
    "seq",
    "revision",
    "change",
    "cause",
    "fetched_at",
    "content_sha256",
)
"""What a table is asked for; the rest is in the articles themselves."""

_DAYS = ("published", "modified")
_MOMENTS = ("published_at", "fetched_at")


def frame_of(articles: Iterable[ArchivedArticle]) -> pandas.DataFrame:
    """A row an article. Raises UsageError where pandas is not installed."""
    if find_spec("pandas") is None:
        raise UsageError(
            "to_pandas needs pandas, which is not installed: pip install 'newscrawl[pandas]'"
        )
    import pandas

    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for article in articles:
        for name, values in columns.items():
            values.append(getattr(article, name))
    frame = pandas.DataFrame(columns, columns=list(COLUMNS))
    for name in _DAYS:
        frame[name] = pandas.to_datetime(frame[name])
    for name in _MOMENTS:
        frame[name] = pandas.to_datetime(frame[name], utc=True)
    for name in ("status", "language", "published_from", "change", "cause"):
        frame[name] = frame[name].astype("category")
    return frame
