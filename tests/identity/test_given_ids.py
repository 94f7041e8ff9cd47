"""Articles as a person names them."""

from __future__ import annotations

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.given_ids import given_ids
from newscrawl.identity.pattern_scheme import PatternScheme, SchemeDescription
from newscrawl.identity.site import Site

SITE = Site(
    "gazette",
    "https://gazette.test",
    PatternScheme(SchemeDescription(("/{lang}/{year}/{month}/{day}/{slug}",))),
)
KEY = "2026/03/05/fog"


@pytest.mark.parametrize(
    ("text", "languages"),
    [(KEY, ["de", "en"]), (f"ka/{KEY}", ["ka"]), (f"gazette/ru/{KEY}", ["ru"])],
)
def test_a_key_alone_is_looked_for_in_all_languages(text: str, languages: list[str]) -> None:
    (given,) = given_ids(SITE, [text], ["de", "en"])
    assert given == (text, [ArticleRef(one, KEY) for one in languages])


@pytest.mark.parametrize("text", ["fog", "other/de/2026/03/05/fog", "gazette/de/fog"])
def test_what_is_no_key_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="2026/03/05/a-ferry-sails-again"):
        given_ids(SITE, [text], ["de"])
