"""Articles as a person names them: an id, or a part of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.language_codes import LANGUAGES
from newscrawl.identity.site import Site


class GivenId(NamedTuple):
    """What a person wrote, and which articles may be meant."""

    text: str
    refs: list[ArticleRef]
    """The same key in each language that may be meant."""


def given_ids(
    site: Site, texts: Iterable[str], languages: Sequence[str], *, option: str = ""
) -> list[GivenId]:
    """The articles that are named by `KEY`, `de/KEY` or `gazette/de/KEY`. `languages` are those
    that a key alone is looked for in. Raises UsageError for what cannot be a key of the site, as it
    was written: `option` is what stood before it."""
    return [GivenId(text, _refs(site, text, languages, option)) for text in texts]


def _refs(site: Site, text: str, languages: Sequence[str], option: str) -> list[ArticleRef]:
    if text.startswith(f"{site.name}/"):
        return [site.ref(text)]
    language, _, rest = text.partition("/")
    if rest and language in LANGUAGES and (key := site.scheme.key(rest)) is not None:
        return [ArticleRef(language, key)]
    key = site.scheme.key(text)
    if key is None:
        example = site.scheme.example(languages[0]).key
        ranges = "; numbers may be ranges" if site.order is not None else ""
        raise UsageError(
            f"{option}{text} names no article of {site.name}: it looks like {example}{ranges}"
        )
    return [ArticleRef(one, key) for one in languages]
