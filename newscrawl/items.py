"""What a crawl gives: an Article a page, a Headline a dated link to an article.

The field names are those of the contract; a field that the page does not show is None or empty,
never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


@dataclass(slots=True)
class HeadlinePair:
    """One entry of a dated headline list, as it stands on a page."""

    title: str
    """The text of the link, white space folded."""
    url: str
    """The canonical address of the article that it leads to."""
    published: date
    """The day printed beside it."""


@dataclass(slots=True)
class OwnDate:
    """A date that an article's page gives for itself: evidence, whatever is decided."""

    source: str
    """`metadata`, `page`, or `url`: the article's address."""
    printed: str
    """As printed or as claimed, white space folded."""
    published: date | datetime
    """As read; a datetime is aware."""

    @property
    def is_in_address(self) -> bool:
        """Whether it stands in the article's address, which says so whatever the page says."""
        return self.source == "url"


@dataclass(frozen=True, slots=True)
class WarcRef:
    """The record that holds a page as it came."""

    file: str
    """Under `warc/`."""
    offset: int
    """Where the record begins in it, in bytes."""
    record_id: str
    """`<urn:uuid:…>`."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """In which circumstances a page was read: enough to read it again alike, without its
    neighbours."""

    record_id: str
    """Of the WARC record that holds the page."""
    titles: tuple[str, ...]
    """What the links to it, and earlier readings, called it."""
    layout: str | None
    """WARC record of the first of the pages that told what repeats; None where these are not
    known."""
    learnt: int
    """How many such pages there were."""


@dataclass(slots=True)
class Headline:
    """A dated headline seen on a page of the site: evidence for the date of the article that it
    links to."""

    id: str
    """Of the article that it leads to: `ccbsnews/en/4666`."""
    url: str
    """The canonical address of that article."""
    title: str
    """The text of the link, white space folded."""
    published: date
    """The day printed beside it."""
    seen_on: str
    """The address of the page that showed it."""
    seen_at: datetime
    """When that page arrived. Aware, UTC."""
    beside: frozenset[tuple[str, str]] = frozenset()
    """Every title under which that page shows the article, each with its day (ISO 8601)."""


@dataclass(slots=True)
class Failure:
    """A page that was asked for and could not be read: it is counted, reported, and its bytes are
    kept for repair."""

    url: str
    """The address that was asked for."""
    kind: str
    """`article`, `listing` or `feed`: what the page was visited as; `edition`: the pages of a
    language, which are not visited."""
    reason: str
    """One word or two that group like failures: `timeout`, `http 503`, `no body`, `too large`."""
    detail: str
    """One sentence for a person: what happened and what was missing."""
    seen_at: datetime
    """When it failed. Aware, UTC."""
    missing: tuple[str, ...] = ()
    """The parts that were not found: `title`, `body`."""
    status: int | None = None
    """The HTTP status; None where no answer came."""
    page: bytes | None = None
    """The page as it came, to be kept under `failed/`; None where there is none."""
    id: str | None = None
    """Of the article that was asked for; None for a listing."""
    circumstances: Circumstances | None = None
    """In which it could not be read; None where that is not a matter of reading, or no WARC holds
    the page."""


@dataclass(slots=True)
class Absence:
    """A visit that found no article where one was looked for."""

    id: str
    """Of the article that was looked for."""
    url: str
    """The address that was asked for."""
    reason: str
    """What stands there instead, in a few words: `http 404`, `the site's 'not found' page`,
    `redirects to …`."""
    seen_at: datetime
    """When the answer came. Aware, UTC."""
    certain: bool
    """Whether the server itself said so (404, 410); another page in its place has to be confirmed
    by a later run."""
    is_named: bool = False
    """Whether a link with a text led to it: the site says that there is an article."""


@dataclass(slots=True)
class Confirmation:
    """The server vouches (304) that an article's page is as it was when it was read."""

    id: str
    url: str
    """The address that answered."""
    seen_at: datetime
    """When. Aware, UTC."""


class PictureFacts(NamedTuple):
    """What a page says of the picture of its article; None for what it does not."""

    caption: str | None = None
    credit: str | None = None
    """Who made it, or whose it is: without 'Photo:'."""
    notice: str | None = None
    """Whose the rights are, as it is written: '© 2026 X'."""


NO_FACTS = PictureFacts()


@dataclass(slots=True)
class Article:
    """An article page, read. The loader fills the upper part, the pipelines the lower."""

    id: str
    """Site, language and number: `ccbsnews/en/4666`. One article is one id, whatever address led to
    it."""
    url: str
    """The canonical address."""
    title: str
    """The headline, white space folded."""
    body: str
    """The paragraphs, each with its white space folded, joined by one blank line."""
    language: str
    """Two letters, from the address."""
    fetched_at: datetime
    """When the response arrived. Aware, UTC."""
    fetched_from: str
    """The address that answered."""
    published_text: str | None = None
    """The date as printed on the page or in its metadata, folded. None where the page shows none
    of its own."""
    published: date | datetime | None = None
    """The day of publication, or the aware moment where the page gives time and offset. None means
    unknown, never a guess."""
    published_from: str | None = None
    """`metadata`, `page` or `headline`; None means unknown."""
    own_dates: list[OwnDate] = field(default_factory=list)
    """Every date that the page gives for itself; the dates step decides."""
    published_between: tuple[date | None, date | None] | None = None
    """First and last day on which an undated article can have been published; None for an end that
    is not known, and for both. Set by the dates step."""
    page_date: date | None = None
    """The stamp of the visit; None where the page shows none."""
    headlines: list[HeadlinePair] = field(default_factory=list)
    """The page's dated headline lists, in page order."""
    section: str | None = None
    """The section as the page names it; None if not shown."""
    authors: list[str] = field(default_factory=list)
    """As printed, without 'By'; empty if not shown."""
    image: str | None = None
    """Absolute address of the article's picture; None if not shown."""
    description: str | None = None
    """The standfirst or summary that the page gives for itself; None if it gives none."""
    modified: date | datetime | None = None
    """The day of the last change, or the aware moment where the page gives time and offset; None if
    it tells none that can be true."""
    tags: list[str] = field(default_factory=list)
    """The keywords of the article, none twice whatever its case; empty if not shown."""
    translations: list[str] = field(default_factory=list)
    """Ids of the same article in other languages, as its page says: kept in the state, no part of
    the record."""
    picture: PictureFacts = NO_FACTS
    """What the page says of the picture that `image` names: kept in the state, no part of the
    record."""
    requisites: list[tuple[str, str]] = field(default_factory=list)
    """What its page needs to be looked at, each as absolute address and kind (`style`, `picture` or
    `part`): kept in the state where the run fetches such, no part of the record."""
    content_sha256: str = ""
    """Of title, blank line, body in UTF-8, NFC: what the text is. Set by the clean step."""
    revision: int = 0
    """1 for the first sight of the article, one more for each change. Set by the revisions step."""
    change: str = ""
    """`new`, `changed` or `gone`. Set by the revisions step."""
    same_as: list[str] = field(default_factory=list)
    """Ids of other articles with the same text. Set by the twins step."""
    etag: str | None = None
    """Validator that came with the page (RFC 9110, 8.8.3); None where none did."""
    last_modified: str | None = None
    """Likewise (RFC 9110, 8.8.2), as sent."""
    cause: str = "site"
    """`site` (the site changed what it says) or `parser` (the same page is read otherwise)."""
    says_the_same: bool = False
    """Whether the page that its last line is from says the same by what is known now: then what
    differs from that line is no change of the site. False where that cannot be told."""
    is_teaser: bool = False
    """Whether its page shows but the start of it, and says that the rest is withheld."""
    warc: WarcRef | None = None
    """The record that holds the page; None where none was written."""
    circumstances: Circumstances | None = None
    """In which it was read; None where no WARC record holds the page."""
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    """Source and day of each date that an earlier reading of the same page took for its own, and
    this one does not."""
