"""What a site may be called: the name of a spider and its module, of a folder, the head of ids."""

from __future__ import annotations

import keyword
import re

from newscrawl.identity.registrable import host_of

ANY_SITE = "site"
"""What `scrapy crawl` calls a site without a spider: none may be called so."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def is_name(text: str) -> bool:
    """Whether a site may be called so.

    >>> [is_name(one) for one in ("example_times", "../evil", "Class", "class", "site", "7days")]
    [True, False, False, False, False, False]
    """
    return _NAME.fullmatch(text) is not None and not keyword.iskeyword(text) and text != ANY_SITE


def name_of(root: str) -> str:
    """A spider's name, from the host: `example_times` of `www.example-times.co.uk`.

    >>> name_of("https://www.example-times.co.uk"), name_of("http://127.0.0.1:8080")
    ('example_times', 'site_127_0_0_1')
    """
    host = host_of(root)
    label = host if re.fullmatch(r"[\d.:]+", host) else host.partition(".")[0]
    name = re.sub(r"\W+", "_", label, flags=re.ASCII).strip("_").lower()[:34]
    return name if is_name(name) else f"site_{name}"
