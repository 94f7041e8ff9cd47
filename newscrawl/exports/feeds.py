"""Static files by which others follow the archive: Atom with its past (RFC 4287, RFC 5005), JSON
Feed, ResourceSync. A web server that shows the folder at the base URL is all that they need.

A takedown reaches each of them with the next writing: the record leaves the folder, Atom and
ResourceSync tell the deletion, JSON Feed has the article no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from urllib.parse import urlsplit

from newscrawl import clock
from newscrawl.errors import UsageError
from newscrawl.exports import atom, json_feed, resourcesync
from newscrawl.exports.fields import is_suppressed, thinned
from newscrawl.exports.folder import Folder
from newscrawl.exports.moments import updated
from newscrawl.exports.newest_first import told_at
from newscrawl.exports.resourcesync import Resource, path_of
from newscrawl.records import Record, line_of, utc
from newscrawl.storage.queries.latest import LatestRecords

ATOM, JSON_FEED = "atom.xml", "feed.json"

PAGE_SEQS = 1_000
"""Lines of articles.jsonl of which a page of the past has the articles: it keeps its address, and
loses those that a later line is about."""

CHANGES = 1_000
"""Number of changes that are told; who comes later reads the list of all."""


def write(into: Folder, present: LatestRecords, *, base: str | None, thin: bool) -> int:
    """Write all of them; `base` is the URL of the folder, with a slash at its end. Gives the number
    of articles. Raises OutputError."""
    assert base is not None, "check_base sees to it"
    count = 0
    first_run, keys, pages = present.first_run(), [], set()

    def resources() -> Iterator[Resource]:
        nonlocal count
        for record in present:
            keys.append((told_at(record, first_run), record["seq"]))
            pages.add((record["seq"] - 1) // PAGE_SEQS)
            if not is_suppressed(record):
                count += 1
                yield _put(into, record, thin=thin)

    # All are read once, whatever is made of them.
    resourcesync.write_resources(into, base, resources(), utc(clock.now()))
    changes = [*islice(present.newest(CHANGES), CHANGES)]
    changes.sort(key=lambda one: (updated(one), one["seq"]))
    since = updated(changes[0]) if changes else utc(clock.now())
    told = ((one, None if is_suppressed(one) else _put(into, one, thin=thin)) for one in changes)
    resourcesync.write_changes(into, base, told, since)
    resourcesync.write_description(into, base)
    into.remove_others(resourcesync.FILES)
    latest = present.of_seqs([seq for _, seq in nlargest(atom.LATEST, keys)])
    _write_atom(into, present, latest, sorted(pages), base=base, thin=thin)
    sources = present.sources()
    feed = json_feed.json_feed(
        latest,
        title=", ".join(one.site for one in sources) or "newscrawl",
        home=sources[0].root if len(sources) == 1 else None,
        own=base + JSON_FEED,
        thin=thin,
    )
    into.put(JSON_FEED, feed)
    return count


def check_base(base: str | None) -> str:
    """The URL of the folder, with a slash at its end. Raises UsageError where it is none."""
    if not base:
        raise UsageError("feeds need --base URL: where your server shows the folder")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise UsageError(
            f"--base {base}: not the URL of a folder, such as https://news.test/feeds/"
        )
    return base.rstrip("/") + "/"


def _put(into: Folder, record: Record, *, thin: bool) -> Resource:
    content = line_of(thinned(record) if thin else record).encode() + b"\n"
    path = path_of(record["id"])
    into.put(path, content)
    sha256 = hashlib.sha256(content).hexdigest()
    return Resource(path, updated(record), sha256, len(content), record["url"])


def _write_atom(
    into: Folder,
    present: LatestRecords,
    latest: list[Record],
    pages: list[int],
    *,
    base: str,
    thin: bool,
) -> None:
    names = [f"atom-{page + 1:05}.xml" for page in pages]
    for place, page in enumerate(pages):
        links = {"self": base + names[place], "current": base + ATOM}
        if place:
            links["prev-archive"] = base + names[place - 1]
        if place + 1 < len(names):
            links["next-archive"] = base + names[place + 1]
        records = list(present.between(page * PAGE_SEQS, (page + 1) * PAGE_SEQS))
        with into.file(names[place]) as file:
            atom.write_feed(
                file, present, records.__iter__, thin=thin, links=links, is_archive=True
            )
    links = {"self": base + ATOM} | ({"prev-archive": base + names[-1]} if names else {})
    with into.file(ATOM) as file:
        atom.write_feed(file, present, latest.__iter__, thin=thin, links=links)
    into.remove_others("atom-[0-9][0-9][0-9][0-9][0-9].xml")
