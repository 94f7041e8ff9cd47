"""What an article said and was called, for finding it elsewhere: in reports, in what repeats from
page to page, in other pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from newscrawl.text import fold

TAKEN_OUT = "suppressed"
"""What stands in place of a text."""

CUT_CHARS = 40
"""Reports cut titles: so much of one is enough to recognise it."""

TITLE_CHARS = 12
"""A shorter title may be what other pages say, too."""

SENTENCE_CHARS = 20
"""Shorter pieces of a text may stand anywhere."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_CUT_END = re.compile(r"(?:\s|\.\.\.|…)+$")


@dataclass(slots=True)
class Texts:
    """Of one article: everything that its lines, and those of others about it, say."""

    titles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    images: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    descriptions: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    urls: set[str] = field(default_factory=set)
    """Its canonical URL: a fact, no text."""

    def add(self, record: Mapping[str, Any]) -> None:
        """Add what a line of either feed says of its article."""
        self.urls.add(record["url"])
        self.titles.update({record["title"]} - {""})
        self.bodies.update({record.get("body", "")} - {""})
        self.images.update({record.get("image") or ""} - {""})
        self.authors.update(record.get("authors", ()))
        self.descriptions.update({record.get("description") or ""} - {""})
        self.tags.update(record.get("tags", ()))

    def is_at(self, url: str) -> bool:
        """Whether a URL, of the site or of a mirror, is that of the article."""
        path = urlsplit(url).path.rstrip("/")
        return any(path.endswith(urlsplit(one).path.rstrip("/")) for one in self.urls)

    def is_named_in(self, text: str) -> bool:
        """Whether a text names one of its titles; quoted and cut is enough."""
        plain = text.replace("\\", "")
        return any(title[:CUT_CHARS].replace("\\", "") in plain for title in self.titles)

    def is_quoted_in(self, value: str, *, alone: bool) -> bool:
        """Whether a value says something that the article said. `alone`: it was seen on one page
        only, which may be this one's; then short titles, names of authors and tags count, too."""
        text = fold(value)
        return (
            self._is_titled_in(text, alone=alone)
            or any(image in text for image in self.images)
            or (alone and any(name in text for name in (*self.authors, *self.tags)))
            or self._holds(text)
            or any(
                sentence in text
                for said in (*self.bodies, *self.descriptions)
                for sentence in sentences(said)
            )
        )

    def _is_titled_in(self, text: str, *, alone: bool) -> bool:
        return any(
            title[:CUT_CHARS] in text for title in self.titles if alone or len(title) >= TITLE_CHARS
        )

    def _holds(self, text: str) -> bool:
        """Whether a text, its end cut off perhaps, is a part of a body, a description or a
        title."""
        part = _CUT_END.sub("", text)
        return len(part) >= SENTENCE_CHARS and any(
            part in whole for whole in (*map(fold, self.bodies), *self.descriptions, *self.titles)
        )


def sentences(body: str) -> Iterable[str]:
    """The sentences of a body that are long enough to be known by."""
    return (fold(piece) for piece in _SENTENCE.split(body) if len(piece) >= SENTENCE_CHARS)


def report_without(report: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """A run's report without what it says of the article: details of its own pages, and any that
    name it."""
    made = dict(report)
    if texts.is_named_in(str(report.get("summary"))):
        made["summary"] = TAKEN_OUT
    for name, place, detail in (("failures", "url", "detail"), ("pages", "page", "why")):
        entries = report.get(name)
        if isinstance(entries, list):
            made[name] = [
                (
                    {**one, detail: TAKEN_OUT}
                    if one.get(detail)
                    and (texts.is_at(str(one.get(place))) or texts.is_named_in(str(one[detail])))
                    else one
                )
                for one in entries
            ]
    return made


def boilerplate_without(pages: str, texts: Texts) -> str:
    """What repeats from page to page, as the state keeps it, without what this one's page said; the
    counts stay what they are."""
    dumped = json.loads(pages)
    for slot, values in dumped.get("slots", {}).items():
        kept: dict[str, int] = {}
        for value, count in values.items():
            said = TAKEN_OUT if texts.is_quoted_in(value, alone=count == 1) else value
            kept[said] = kept.get(said, 0) + count
        dumped["slots"][slot] = kept
    return json.dumps(dumped, ensure_ascii=False)
