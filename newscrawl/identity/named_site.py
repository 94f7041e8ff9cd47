"""What a spider's class says of its site: where it lies, and how its articles are named."""

from __future__ import annotations

from typing import ClassVar

from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.scheme import IdentityScheme
from newscrawl.identity.site import Site


class NamedSite:
    """The facts about a site that its URLs rest on. The base of NewsSpider."""

    name: str
    """Of the spider, and of the site in ids."""
    canonical_root: ClassVar[str]
    """Scheme and host that records carry: `https://www.ccbsnews.info`."""
    former_roots: ClassVar[tuple[str, ...]] = ()
    """The canonical roots of earlier years, which older lines carry still."""
    article_address: ClassVar[str]
    """The path of an article, as a regular expression with the groups `lang` and `number`. A site
    that names its articles otherwise has another `scheme`."""
    former_addresses: ClassVar[tuple[str, ...]] = ()
    """The same of earlier years, where the articles kept their numbers: links to them are links to
    the same articles, and older lines carry them still."""

    @classmethod
    def scheme(cls) -> IdentityScheme:
        """What names the articles of the site. Raises UsageError where `article_address` cannot
        serve."""
        return NumericScheme(cls.article_address, *cls.former_addresses)

    @classmethod
    def site_at(cls, root: str | None = None) -> Site:
        """The site, crawled at this root; None: at its own. Raises UsageError for what cannot be
        one."""
        scheme = cls.scheme()
        return Site(cls.name, cls.canonical_root, scheme, root=root, former_roots=cls.former_roots)
