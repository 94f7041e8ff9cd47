"""The rows of `articles` against the last line of each article, and each row against itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from newscrawl.identity.article_id import ArticleRef, article_id, position_of
from newscrawl.lifecycle.page import ABSENT, ELSEWHERE, FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.verify.feeds import Last
from newscrawl.verify.findings import REBUILD, Finding, Findings

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
    None where they are not known. `takedowns` tells of each article that was taken down whether
    that is done.
    """
    count, met = 0, set()
    for known in rows:
        count += 1
        wrong = odd_values(known)
        if known.doubted_in is not None and runs is not None and known.doubted_in not in runs:
            wrong.append(f"doubted_in names {known.doubted_in}, which is no run")
        line = last.get(known.id)
        if line is not None:
            met.add(known.id)
            wrong += disagreements(known, line) if line.seq <= stored_seq else []
        elif known.seq is not None:
            wrong.append(f"seq is {known.seq}, and no line is of this article")
        is_done = (takedowns or {}).get(known.id)
        if known.status == SUPPRESSED and is_done is None:
            wrong.append(f"status is {known.status!r}, and no takedown of it is known")
        elif known.status != SUPPRESSED and is_done:
            wrong.append(f"status is {known.status!r}, and the article was taken down")
        for what in wrong:
            findings.add(
                Finding("fault", "newscrawl.db", "row of articles", what, REBUILD, id=known.id)
            )
    for its_id, line in last.items():
        if its_id not in met and line.seq <= stored_seq:
            what = (
                f"there is no row of this article, and line {line.seq} of articles.jsonl is of it"
            )
            findings.add(
                Finding("fault", "newscrawl.db", "row of articles", what, REBUILD, id=its_id)
            )
    return count


def disagreements(known: Known, line: Last) -> list[str]:
    """What a row says otherwise than the last line of its article.

    >>> row = Known("paper/en/1", "paper", "en", "1", 1, "live", "", "", seq=7, revision=1, digest=b"1", content_sha256="ab")
    >>> disagreements(row, Last(7, 2, True, b"1", "ab", None, None))
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
    if known.status not in (LIVE, GONE, ABSENT, ELSEWHERE, FAILED, SUPPRESSED):
        odd.append(f"status is {known.status!r}")
    if known.seq is None and (
        known.status in (LIVE, GONE) or known.revision or known.digest or known.content_sha256
    ):
        odd.append(
            "it was never read by its seq, and its status, revision or digest say that it was"
        )
    if known.status == SUPPRESSED and (known.due_at, known.etag, known.last_modified) != (
        None,
        None,
        None,
    ):
        odd.append("it was taken down, and is due or has validators")
    if known.tries < 0:
        odd.append(f"tries is {known.tries}")
    for name in ("first_seen_at", "visited_at", "due_at"):
        value = getattr(known, name)
        if not (value is None and name == "due_at") and not (
            isinstance(value, str) and _TIME.fullmatch(value)
        ):
            odd.append(f"{name} is {value!r}, no time")
    return odd


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else repr(value)
