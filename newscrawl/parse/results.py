"""What the parsing gives back: items that are settled, and requests for probes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import TypeVar

from newscrawl.frontier.frontier import Visit
from newscrawl.items import Absence, Article, Confirmation, Failure, Headline
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.gathering import PartRequest
from newscrawl.parse.readings import ArticleReading
from newscrawl.parse.soft404 import ProbeKind

DOUBTFUL_BODY = "doubtful body"

T = TypeVar("T")
Item = Article | Headline | Failure | Absence | Confirmation


@dataclass(frozen=True, slots=True)
class Settled:
    """What a visit to an article came to, once that is certain. The visit ends with it."""

    visit: Visit
    item: Article | Failure | Absence


@dataclass(frozen=True, slots=True)
class Probe:
    """A page to be fetched only to be compared. Its answer, or that there is none, goes to
    `ArticleParser.answered`."""

    kind: ProbeKind
    language: str
    """Of the pages that wait for the answer."""
    url: str
    leads_to: str | None = None
    """Where the URL that was asked first leads, of which this one is the end; None if nowhere
    else."""
    hops: int = 0
    """Redirects until here."""
    asked: str = ""
    """The URL that was asked first, where that is another; else empty."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """The run ended before the page of a visit was read: it has not failed."""

    visit: Visit


Asked = Probe | PartRequest
"""What is to be fetched beside the visits."""

Result = Settled | Asked | NotRead


async def known_at_once(found: Iterable[T]) -> AsyncIterator[T]:
    """What need not be waited for, among what must."""
    for one in found:
        yield one


def failed_page(
    visit: Visit,
    fetched: FetchedPage,
    reason: str,
    detail: str,
    article_id: str | None,
    missing: tuple[str, ...] = (),
) -> Failure:
    """A page that came and could not be read, its bytes with it."""
    return Failure(
        visit.url,
        visit.kind,
        reason,
        detail,
        fetched.fetched_at,
        missing=missing,
        status=fetched.status,
        page=fetched.body or None,
        id=article_id,
    )


def why_no_article(reading: ArticleReading) -> tuple[str, str]:
    """Reason and detail of a failure where a page gave no article, and no rule raised."""
    if not reading.missing and reading.body_doubt is not None:
        return DOUBTFUL_BODY, reading.body_doubt
    return missing_parts(reading.missing)


def missing_parts(missing: tuple[str, ...]) -> tuple[str, str]:
    """Reason and detail of a failure where these parts of an article were not found.

    >>> missing_parts(("title", "body"))
    ('no title and body', 'the page shows no title and no body')
    """
    return f"no {' and '.join(missing)}", f"the page shows no {' and no '.join(missing)}"
