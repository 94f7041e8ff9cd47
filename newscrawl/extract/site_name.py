"""The names under which a page's site goes, as the page itself tells them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from newscrawl.extract.html.page import Page
from newscrawl.text import key


def site_names(page: Page, claimed: str) -> Callable[[str], bool]:
    """Tells whether a text is the name of the site: as the metadata claim it, or as a link to the
    site's root says it."""
    site = key(claimed)

    def is_name(text: str) -> bool:
        said = key(text)
        return bool(said) and (
            said == site
            or any(
                link.text == text and _leads_home(urljoin(page.base_url, link.href))
                for block in page.outline.blocks
                for link in block.links
            )
        )

    return is_name


def _leads_home(url: str) -> bool:
    target = urlsplit(url)
    return not (target.path.strip("/") or target.query or target.fragment)
