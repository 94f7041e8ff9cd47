"""A small made-up copy of the site, for `scrapy demo`, the tests and the benchmarks.

    with running(markup="tables", articles=60, faults=("sid",)) as replica:
        ...  # crawl replica.root, compare with replica.truth(), look at replica.requests()

        replica.apply(changes.publish("en", 3), changes.delete("ru", 7512))

    content -> catalog (what is listed where) -> site (routes) -> markups/ (HTML)
            -> faults -> server

By hand: `python -m newscrawl.replica --help`. The texts are invented.
The crawler knows nothing of this package, and it nothing of the crawler.
"""

from newscrawl.replica import changes
from newscrawl.replica.changes import Change
from newscrawl.replica.running import Replica, running
from newscrawl.replica.truth import Record

__all__ = ["Change", "Record", "Replica", "changes", "running"]
