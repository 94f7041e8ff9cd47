"""What is known of one article, whatever a visit said of it last."""

from __future__ import annotations

from dataclasses import dataclass

LIVE, GONE, ABSENT, ELSEWHERE, FAILED = "live", "gone", "absent", "elsewhere", "failed"
"""What came of an article: it is read; it was, and is no more; it never was; another page answers;
it could not be had or read."""

SUPPRESSED = "suppressed"
"""It was taken down: nothing of its text is kept, and it is not visited any more."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one article: a row of `articles`, where each field has its comment."""

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

    @property
    def is_read(self) -> bool:
        """Whether there is a revision of it."""
        return self.seq is not None
