"""What a spider's class says of its site."""

from __future__ import annotations

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.named_site import NamedSite
from newscrawl.identity.numeric import NumericScheme


class Gazette(NamedSite):
    name = "gazette"
    canonical_root = "https://gazette.test"
    further_hosts = ("blog.gazette.test",)
    article_addresses = ("/{lang}/{year}/{month}/{day}/{slug}", "//blog.gazette.test/{slug}")
    former_addresses = ("/{year}/{month}/{day}/{slug}.html",)
    languages = ("de", "en")


class Numbered(NamedSite):
    name = "numbered"
    canonical_root = "https://numbered.test"
    article_address = r"/(?P<lang>[a-z]{2})/(?P<number>\d+)"


class Both(Numbered):
    article_addresses = ("/{number}",)


def test_a_few_lines_say_how_articles_are_named() -> None:
    site = Gazette.site_at()
    assert site.article("https://gazette.test/en/2026/03/05/fog") == ArticleRef(
        "en", "2026/03/05/fog"
    )
    assert site.article("https://gazette.test/2026/03/05/fog.html") == ArticleRef(
        "de", "2026/03/05/fog"
    )
    assert site.article("https://blog.gazette.test/fog-lifts-again") == ArticleRef(
        "de", "fog-lifts-again"
    )


def test_a_language_and_a_number_in_the_path_are_named_as_ever() -> None:
    assert type(Numbered.scheme()) is NumericScheme


def test_two_ways_to_say_it_are_refused() -> None:
    with pytest.raises(UsageError, match="one is enough"):
        Both.scheme()
