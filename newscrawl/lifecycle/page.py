"""What is known of a page of an article: whether it is there, what was read, when it is due."""

from __future__ import annotations

from dataclasses import dataclass

LIVE, GONE, ABSENT, ELSEWHERE, FAILED = "live", "gone", "absent", "elsewhere", "failed"
"""Status after the last visit: it was read; it was, and is no more; it never was; another page
answers in its place; it could not be fetched or read."""

SUPPRESSED = "suppressed"
"""It was taken down: nothing of its text is kept, and it is not visited any more."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article: a row of the state's table `articles`, where each column has its
    comment.

    Times are UTC as the feeds write them (`2026-01-14T09:30:00Z`), days ISO 8601.
    """

    id: str
    site: str
    language: str
    key: str
    number: int | None
    status: str
    first_seen_at: str
    visited_at: str
    url: str | None = None
    seq: int | None = None
    revision: int = 0
    digest: bytes = b""
    content_sha256: str | None = None
    published: str | None = None
    published_from: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    due_at: str | None = None
    tries: int = 0
    reason: str | None = None
    doubted_in: str | None = None
    redate: bool = False
    confirmed_at: str | None = None
    translations: str | None = None
    picture: str | None = None

    @property
    def is_read(self) -> bool:
        """Whether there is a revision of it."""
        return self.seq is not None
