"""The link of an article on several pages to all of it on one page: a view of the whole, or one to
be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from newscrawl.extract.html.page import Page
from newscrawl.identity.page_numbers import PAGE_WORDS

_ALL = frozenset("all alle alles full todo todas tout toutes tutto tutte single vse".split())
"""What stands in a URL where the number of a page would."""

_VIEWS = frozenset(
    "view show single singlepage single_page onepage one_page fullpage full_page fullview"
    " allpages all_pages showall show_all viewall view_all all full print printable".split()
)
"""Parameters that ask for the whole."""

_SAYS_YES = _ALL | frozenset(("", "1", "true", "yes", "on", "print", "printable", "singlepage"))

_LAST_SEGMENTS = _ALL | frozenset(
    "singlepage single-page single_page onepage one-page fullpage full-page allpages all-pages"
    " view-all viewall show-all showall komplettansicht print printable druckversion".split()
)

_LABEL = re.compile(
    r"(?:view|read|show)? ?(?:(?:as|on|in) )?(?:a |one |the )?(?:single|one|whole|full) page"
    r"(?: (?:view|version))?|(?:view|show) (?:all|all pages|as one page)|all on one page"
    r"|(?:alles |artikel )?auf einer seite(?: (?:lesen|anzeigen))?|komplettansicht"
    r"|(?:lire |afficher )?(?:tout )?sur une (?:seule )?page|en una (?:sola )?página"
    r"|(?:tutto )?(?:su|in) una (?:sola |unica )?pagina|op één pagina|numa só página"
    r"|(?:всё |все )?(?:на )?одн(?:ой|ою) стран(?:ице|ицей)|ერთ გვერდზე|tek sayfa(?:da)?(?: oku)?",
    re.IGNORECASE,
)


def asks_for_whole(own: str, url: str) -> bool:
    """Whether a URL is that of an article's page with nothing put in but what asks for all of it;
    both as `Site.written` gives them.

    >>> own = "https://a.test/en/4666"
    >>> asks_for_whole(own, f"{own}?page=all"), asks_for_whole(own, f"{own}/print")
    (True, True)
    >>> asks_for_whole(own, f"{own}?page=2"), asks_for_whole(own, "https://a.test/en/4667?page=all")
    (False, False)
    """
    mine, other = urlsplit(own), urlsplit(url)
    if mine.netloc != other.netloc:
        return False
    before = parse_qsl(mine.query, keep_blank_values=True)
    after = parse_qsl(other.query, keep_blank_values=True)
    added = [one for one in after if one not in before]
    path, of = other.path.rstrip("/"), mine.path.rstrip("/")
    if path == of and len(added) == 1 and len(after) == len(before) + 1:
        name, value = added[0][0].lower(), added[0][1].lower()
        return (name in PAGE_WORDS and value in _ALL) or (name in _VIEWS and value in _SAYS_YES)
    stem, _, last = path.rpartition("/")
    return before == after and stem == of and last.lower() in _LAST_SEGMENTS


def says_whole(text: str) -> bool:
    """Whether a link says that it leads to all of an article on one page.

    >>> says_whole("View as one page"), says_whole("Next page")
    (True, False)
    """
    return _LABEL.fullmatch(text.strip(" »›>[]()")) is not None


def shown_and_told(page: Page) -> Iterator[tuple[str, str, etree._Element, int]]:
    """The links that a reader sees, each with its text, its element and what surrounds it; and what
    the head says of the next page."""
    for element in page.root.iter("link"):
        if "next" in (element.get("rel") or "").lower() and element.get("href"):
            yield element.get("href", ""), "", element, 0
    for block in page.outline.blocks:
        for link in block.links:
            if link.href:
                yield link.href, link.text, link.element, block.flags
