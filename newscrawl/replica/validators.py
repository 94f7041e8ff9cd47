"""What lets a client ask whether an article has changed: ETag, Last-Modified, and the answer that
it has not."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256

from newscrawl.replica.content import Article
from newscrawl.replica.replies import Request

VALIDATORS = ("none", "etag", "modified", "both")
"""Which of them article pages carry."""


def validators(kind: str, article: Article, changed: datetime) -> dict[str, str]:
    """The headers, by what the article itself says: neither the block of latest news nor the stamp
    has a part in them."""
    headers = {}
    if kind in ("etag", "both"):
        # Weak, for the bytes of the page differ from day to day all the same.
        text = "\n".join(
            (article.language.code, str(article.number), article.title, *article.paragraphs)
        )
        headers["etag"] = f'W/"{sha256(text.encode()).hexdigest()[:16]}"'
    if kind in ("modified", "both"):
        headers["last-modified"] = format_datetime(changed, usegmt=True)
    return headers


def unchanged(request: Request, headers: dict[str, str]) -> bool:
    """Whether the client has what these validators stand for; an ETag that it names outweighs its
    date (RFC 9110, section 13.2.2)."""
    etag, named = headers.get("etag"), request.headers.get("if-none-match")
    if etag and named is not None:
        tags = [tag.strip().removeprefix("W/") for tag in named.split(",")]
        return etag.removeprefix("W/") in tags or tags == ["*"]
    modified, since = headers.get("last-modified"), request.headers.get("if-modified-since")
    if not modified or since is None:
        return False
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        # What is no date, or tells no time zone, is as good as not sent.
        return False
