"""The rows of `articles` against the last line of each article, and each row against itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from newscrawl.identity.article_id import ArticleRef, article_id, position_of
from newscrawl.lifecycle.page import ABSENT, ELSEWHERE, FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.verify.feed_lines import Last
from newscrawl.verify.findings import Findings

STATUSES = (LIVE, GONE, ABSENT, ELSEWHERE, FAILED, SUPPRESSED)
TIMES = ("first_seen_at", "visited_at", "due_at")

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def check_articles(
    rows: Iterable[Known],
    last: Mapping[str, Last],
    *,
    runs: Collection[str] | None,
    stored_seq: int,
    takedowns: Mapping[str, bool] | None = None,
    findings: Findings,
) -> int:
    """Hold each row against the last line of its id. Gives the number of rows.

    `stored_seq` is the last line that the state holds: what came later it need not know. `runs`:
    None where they are not known. `takedowns` says of each article that was taken down whether that
    is done.
    """
    count, met = 0, set()
    for known in rows:
        count += 1
        line = last.get(known.id)
        if line is not None:
            met.add(known.id)
        wrong = [
            *odd_values(known),
            *_unknown_doubt(known, runs),
            *_against_line(known, line, stored_seq),
            *_against_takedown(known, (takedowns or {}).get(known.id)),
        ]
        for what in wrong:
            findings.fault_in_state("row of articles", what, id=known.id)
    for its_id, line in last.items():
        if its_id not in met and line.seq <= stored_seq:
            what = (
                f"there is no row of this article, and line {line.seq} of articles.jsonl is of it"
            )
            findings.fault_in_state("row of articles", what, id=its_id)
    return count


def _unknown_doubt(known: Known, runs: Collection[str] | None) -> Iterator[str]:
    if known.doubted_in is not None and runs is not None and known.doubted_in not in runs:
        yield f"doubted_in names {known.doubted_in}, which is no run"


def _against_line(known: Known, line: Last | None, stored_seq: int) -> Iterator[str]:
    if line is None:
        if known.seq is not None:
            yield f"seq is {known.seq}, and no line is of this article"
    elif line.seq <= stored_seq:
        yield from disagreements(known, line)


def _against_takedown(known: Known, is_done: bool | None) -> Iterator[str]:
    """`is_done` is None where no takedown of the article is known."""
    if known.status == SUPPRESSED:
        if is_done is None:
            yield f"status is {known.status!r}, and no takedown of it is known"
    elif is_done:
        yield f"status is {known.status!r}, and the article was taken down"


def disagreements(known: Known, line: Last) -> list[str]:
    """What a row says otherwise than the last line of its article.

    >>> read = {"seq": 7, "revision": 1, "digest": b"1"}
    >>> row = Known("paper/en/1", "paper", "en", "1", 1, "live", "", "", **read)
    >>> disagreements(row, Last(7, 2, True, b"1", "", None, None))[:2]
    ["status is 'live', and the last line says 'gone'", 'revision is 1, and the last line says 2']
    """
    said = {
        "status": SUPPRESSED if line.suppressed else GONE if line.gone else LIVE,
        "seq": line.seq,
        "revision": line.revision,
        "digest": line.digest,
        "content_sha256": line.content_sha256,
        "published": line.published,
        "published_from": line.published_from,
    }
    return [
        f"{name} is {_shown(getattr(known, name))}, and the last line says {_shown(value)}"
        for name, value in said.items()
        if getattr(known, name) != value
    ]


def odd_values(known: Known) -> list[str]:
    """What cannot be in any row, whatever the feed says."""
    odd = []
    if known.id != article_id(known.site, ArticleRef(known.language, known.key)):
        odd.append(f"site, language and key are {known.site!r}, {known.language!r}, {known.key!r}")
    if known.number != position_of(known.key):
        odd.append(f"number is {known.number!r}, and key is {known.key!r}")
    if known.status not in STATUSES:
        odd.append(f"status is {known.status!r}")
    if known.seq is None and _was_read(known):
        odd.append(
            "it was never read by its seq, and its status, revision or digest say that it was"
        )
    if known.status == SUPPRESSED and _is_visited_again(known):
        odd.append("it was taken down, and is due or has validators")
    if known.tries < 0:
        odd.append(f"tries is {known.tries}")
    odd += [
        f"{name} is {getattr(known, name)!r}, no time"
        for name in TIMES
        if not _has_time(known, name)
    ]
    return odd


def _was_read(known: Known) -> bool:
    """Whether anything but its `seq` says that the article was read."""
    return bool(
        known.status in (LIVE, GONE) or known.revision or known.digest or known.content_sha256
    )


def _is_visited_again(known: Known) -> bool:
    return (known.due_at, known.etag, known.last_modified) != (None, None, None)


def _has_time(known: Known, name: str) -> bool:
    """Whether the column holds a time; only `due_at` may hold none."""
    value = getattr(known, name)
    if value is None:
        return name == "due_at"
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else repr(value)
