"""What can be wrong with a site, each by its name: `--fault sid --fault flaky`.

A fault stands between the request and the page. It answers by itself, or spoils what the site
answers: for every page, for a few articles, or, when it is a trap, below its entry path, which the
menu of every page links to.
"""

from newscrawl.replica.faults import articles, decay, encodings, robots, site_wide, traps, views
from newscrawl.replica.faults.registry import FAULTS, Fault

__all__ = [
    "FAULTS",
    "Fault",
    "articles",
    "decay",
    "encodings",
    "robots",
    "site_wide",
    "traps",
    "views",
]
