"""The names under which a page's site goes, as the page itself tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newscrawl.extract.html.addresses import NOWHERE, joined, parts_of
from newscrawl.extract.html.page import Page
from newscrawl.text import key

_INDEX = re.compile(r"/(?:index|default|home)\.\w{3,5}$", re.IGNORECASE)
"""How servers name the page of a folder."""

LANGUAGE_CHARS = 2
"""Of the root of a language: `/en/`."""


def site_names(page: Page, claimed: str, texts: Iterable[str]) -> frozenset[str]:
    """Which of some texts are a name of the site: what the metadata claim, or what a link to the
    site's root says, or to that of the page's language."""
    first = parts_of(page.url).path.strip("/").split("/")[0]
    language = first if len(first) == LANGUAGE_CHARS else ""
    asked = frozenset(texts)
    names = {text for text in asked if claimed and key(text) == key(claimed)}
    for block in page.outline.blocks:
        for link in block.links:
            if link.text in asked and _is_root(joined(page.base_url, link.href), language):
                names.add(link.text)
    return frozenset(names)


def _is_root(url: str, language: str) -> bool:
    return leads_home(url) or bool(language and parts_of(url).path.strip("/") == language)


def leads_home(url: str) -> bool:
    """Whether an address is that of a site's root."""
    target = parts_of(url)
    deeper = _INDEX.sub("", target.path).strip("/") or target.query or target.fragment
    return target is not NOWHERE and not deeper
