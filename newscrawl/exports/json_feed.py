"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1): the latest articles. It knows no deletions:
what is gone or was taken down is in it no more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from newscrawl.exports.fields import is_suppressed, picture_of
from newscrawl.exports.moments import updated
from newscrawl.records import Record

KEYS = ("id", "seq", "change", "cause", "revision", "content_sha256", "run")
"""Of the record, in an extension of our own."""


def json_feed(
    records: Iterable[Record], *, title: str, home: str | None, own: str, thin: bool
) -> bytes:
    """The feed. `own` is its URL; `home` that of the site, None where there are several. `thin`:
    the id stands for the text, of which an item has to have some."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "feed_url": own,
        "items": [
            _item(one, thin=thin)
            for one in records
            if one["change"] != "gone" and not is_suppressed(one)
        ],
    }
    if home is not None:
        feed["home_page_url"] = home
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(record: Record, *, thin: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"id": record["url"], "url": record["url"]}
    if thin:
        made["content_text"] = record["id"]
    else:
        paragraphs = record["body"].split("\n\n")
        made |= {
            "title": record["title"],
            "content_html": "".join(f"<p>{escape(one, quote=False)}</p>" for one in paragraphs),
            "content_text": record["body"],
            "summary": record["description"],
            "image": record["image"],
            "authors": [{"name": name} for name in record["authors"]],
            "tags": record["tags"],
        }
    # A date without a time is none there.
    if record["published"] and "T" in record["published"]:
        made["date_published"] = record["published"]
    made |= {"date_modified": updated(record), "language": record["language"]}
    made["_newscrawl"] = {key: record[key] for key in KEYS} | {"published": record["published"]}
    if not thin:
        told = picture_of(record)._asdict().items()
        made["_newscrawl"] |= {f"image_{name}": value for name, value in told if value is not None}
    return {key: value for key, value in made.items() if value not in (None, "", [])}
