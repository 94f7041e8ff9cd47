"""What a spider's class says of its site: where it lies, and how its articles are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from newscrawl.errors import UsageError
from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.scheme import IdentityScheme
from newscrawl.identity.site import Site


class NamedSite:
    """The facts about a site that its URLs rest on. The base of NewsSpider."""

    name: str
    """Of the spider, and of the site in ids."""
    canonical_root: ClassVar[str]
    """Scheme and host that records carry: `https://www.ccbsnews.info`."""
    further_hosts: ClassVar[tuple[str, ...]] = ()
    """Other hosts with pages of the site: `("blog.gazette.test",)`."""
    former_roots: ClassVar[tuple[str, ...]] = ()
    """The canonical roots of earlier years, which older lines carry still."""
    article_address: ClassVar[str] = ""
    """The path of an article, as a regular expression with the groups `lang` and `number`. A site
    that names its articles otherwise has `article_addresses`."""
    article_addresses: ClassVar[tuple[str, ...]] = ()
    """In place of it: the forms of the articles' addresses, such as `/{year}/{month}/{day}/{slug}`,
    see `address_pattern`; behind an arrow the key, where it is another than by rule, see
    `pattern_scheme`."""
    former_addresses: ClassVar[tuple[str, ...]] = ()
    """The same of earlier years, where the articles kept their keys: links to them are links to the
    same articles, and older lines carry them still. In the way in which today's are written."""
    article_languages: ClassVar[Mapping[str, str]] = {}
    """What stands at {lang}, where that is no code of ISO 639-1: `{"eng": "en"}`. Nothing else is
    taken for a language then."""
    languages: ClassVar[tuple[str, ...]] = ("en",)
    """The languages that are certain; others are found. Where addresses tell no language, the
    first is that of all articles."""

    @classmethod
    def scheme(cls) -> IdentityScheme:
        """What names the articles of the site. Raises UsageError where the addresses cannot
        serve."""
        if not cls.article_addresses:
            return NumericScheme(cls.article_address, *cls.former_addresses)
        if cls.article_address:
            raise UsageError(f"{cls.name} has article_address and article_addresses: one is enough")
        return PatternScheme(
            SchemeDescription(
                cls.article_addresses,
                cls.former_addresses,
                cls.languages[0],
                cls.article_languages,
                urlsplit(cls.canonical_root).netloc,
            )
        )

    @classmethod
    def site_at(cls, root: str | None = None) -> Site:
        """The site, crawled at this root; None: at its own. Raises UsageError for what cannot be
        one."""
        return Site(
            cls.name,
            cls.canonical_root,
            cls.scheme(),
            root=root,
            further_hosts=cls.further_hosts,
            former_roots=cls.former_roots,
        )
