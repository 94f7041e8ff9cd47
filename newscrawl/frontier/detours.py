"""Pages that are shown to whoever comes without a cookie, and know where to go back to."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from newscrawl.identity.site import Site


def leads_back(url: str, visited: str, site: Site) -> bool:
    """Whether a URL of the site names, in its query, the page that was visited: `/gate?to=/en/7`.

    >>> site = Site("a", "https://a.test", r"/(?P<lang>[a-z]{2})/(?P<number>\\d+)")
    >>> leads_back("https://a.test/gate?to=%2Fen%2F7&x=1", "https://a.test/en/7", site)
    True
    >>> leads_back("https://a.test/gate?to=/en/8", "https://a.test/en/7", site)
    False
    """
    values = (value for _, value in parse_qsl(urlsplit(url).query))
    return any(
        value.startswith(("/", "http")) and site.resolve(site.root, value) == visited
        for value in values
    )
