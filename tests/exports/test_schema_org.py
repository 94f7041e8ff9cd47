"""NewsArticles, with nothing in them that the page does not say."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from support import rows
from support.rows import exported

from newscrawl.exports import schema_org
from newscrawl.storage.queries.latest import LatestRecords

TERMS = {
    "@context",
    "@type",
    "@id",
    "identifier",
    "url",
    "headline",
    "articleBody",
    "inLanguage",
    "datePublished",
    "dateModified",
    "description",
    "keywords",
    "articleSection",
    "author",
    "publisher",
    "image",
    "version",
    "creativeWorkStatus",
    "sdDatePublished",
}


def articles(folder: Path, **how: Any) -> dict[str, dict[str, Any]]:
    return {
        one["url"].rpartition("/")[2]: one
        for one in map(json.loads, exported("schema.org", folder, **how).splitlines())
    }


def test_all_that_is_known_is_told_in_terms_of_schema_org(tmp_path: Path) -> None:
    lines = rows.replayed(rows.archived(tmp_path))
    full, line = articles(tmp_path)["10"], lines["paper/en/10"]
    assert full == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": line["url"],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "id", "value": "paper/en/10"},
            {
                "@type": "PropertyValue",
                "propertyID": "content_sha256",
                "value": line["content_sha256"],
            },
        ],
        "url": line["url"],
        "headline": line["title"],
        "articleBody": line["body"],
        "inLanguage": "en",
        "description": "What became of the ferry, and of those who took it.",
        "datePublished": "2026-01-09T01:30:00+04:00",
        "dateModified": "2026-01-10T02:00:00+04:00",
        "articleSection": "Ports, порты",
        "publisher": {"@type": "Organization", "name": "paper", "url": "https://paper.test"},
        "author": [
            {"@type": "Person", "name": "A. Writer"},
            {"@type": "Person", "name": "ნინო მწერალი"},
        ],
        "image": "https://paper.test/a.jpg?a=1&b=2",
        "keywords": ["Ferries", "порты"],
        "version": 1,
        "sdDatePublished": "2026-01-14T12:00:00Z",
    }


def test_nothing_is_invented(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    found = articles(tmp_path)
    assert found["9"]["datePublished"] == "2026-01-08"
    assert (
        found["2"].keys()
        & {"datePublished", "author", "image", "articleSection", "creativeWorkStatus"}
        == set()
    )
    assert all(one.keys() <= TERMS for one in found.values())


def test_what_is_gone_says_so_and_what_was_taken_down_has_no_text(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    found = articles(tmp_path)
    assert (found["3"]["creativeWorkStatus"], found["3"]["headline"]) == (
        "gone",
        "The ferry of pier 3 sails again",
    )
    assert found["4"]["creativeWorkStatus"] == "suppressed"
    assert (
        found["4"].keys()
        & {
            "headline",
            "articleBody",
            "author",
            "image",
            "articleSection",
            "description",
            "keywords",
        }
        == set()
    )
    assert found["4"]["datePublished"] == "2026-01-04"


def test_thin_has_no_text(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    for one in articles(tmp_path, thin=True).values():
        assert one.keys() <= TERMS - {
            "headline",
            "articleBody",
            "author",
            "image",
            "articleSection",
            "description",
            "keywords",
        }
        assert len(one["identifier"]) == 2


def test_a_line_may_be_pasted_into_a_page(tmp_path: Path) -> None:
    title = "A </script><!-- &amp; \u2028line"
    record = rows.replayed(rows.archived(tmp_path))["paper/en/10"] | {"title": title}
    file = BytesIO()
    schema_org.write(file, cast(LatestRecords, [record]), thin=False)
    line = file.getvalue().decode()
    assert not set("<>&\u2028\u2029") & set(line)
    assert json.loads(line)["headline"] == title
