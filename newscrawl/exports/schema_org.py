"""schema.org: each article as a NewsArticle in JSON-LD, one a line. What is not known is not there,
and nothing is guessed."""

from __future__ import annotations

from typing import Any, BinaryIO

from newscrawl.exports.fields import TEXTS, is_suppressed, picture_of
from newscrawl.items import NO_FACTS
from newscrawl.records import Record, line_of
from newscrawl.storage.queries.latest import LatestRecords

# JSON-LD is made to be pasted into a <script>, which `</script` ends in whatever string it stands,
# and `<!--` keeps from ending. Outside of strings JSON has none of these: the escaped line is the
# same JSON. U+2028 and U+2029 end lines, for JavaScript before 2019 and for readers that split by
# Unicode.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write a line for each article. Gives their number. Raises OSError."""
    count = 0
    for record in present:
        count += 1
        line = line_of(news_article(record, thin=thin)).translate(_ESCAPES)
        file.write(line.encode() + b"\n")
    return count


def news_article(record: Record, *, thin: bool = False) -> dict[str, Any]:
    """The record in the terms of https://schema.org/NewsArticle.

    `sdDatePublished` is when the page was fetched, from which all of this is; `version` is the
    revision. `creativeWorkStatus` stands where the article is not to be read any more: `gone`, or
    `suppressed` after a takedown.
    """
    shown = dict.fromkeys(TEXTS) if thin or is_suppressed(record) else record
    status = (
        "suppressed" if is_suppressed(record) else "gone" if record["change"] == "gone" else None
    )
    terms = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": record["url"],
        "identifier": [
            _property("id", record["id"]),
            _property("content_sha256", record["content_sha256"]),
        ],
        "url": record["url"],
        "headline": shown["title"],
        "articleBody": shown["body"],
        "inLanguage": record["language"],
        "description": shown["description"],
        "datePublished": record["published"],
        "dateModified": record["modified"],
        "articleSection": shown["section"],
        "publisher": publisher(record),
        "author": [{"@type": "Person", "name": name} for name in shown["authors"] or ()],
        "image": _image(record, shown["image"]),
        "keywords": shown["tags"],
        "version": record["revision"],
        "creativeWorkStatus": status,
        "sdDatePublished": record["fetched_at"],
    }
    return {term: value for term, value in terms.items() if value not in (None, "", [])}


def _image(record: Record, url: str | None) -> str | dict[str, str] | None:
    """The picture: its address, or an ImageObject where more is known of it."""
    facts = picture_of(record)
    if url is None or facts == NO_FACTS:
        return url
    terms = {
        "@type": "ImageObject",
        "url": url,
        "caption": facts.caption,
        "creditText": facts.credit,
        "copyrightNotice": facts.notice,
    }
    return {term: value for term, value in terms.items() if value is not None}


def publisher(record: Record) -> dict[str, str]:
    """The site, by the name that the archive has for it and by its address."""
    return {
        "@type": "Organization",
        "name": record["id"].split("/")[0],
        "url": "/".join(record["url"].split("/", 3)[:3]),
    }


def _property(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}
