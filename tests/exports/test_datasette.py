"""The metadata that Datasette reads: ours are in it, those of others stay."""

from __future__ import annotations

import json

import pytest

from newscrawl.errors import UsageError
from newscrawl.exports import datasette


def test_both_tables_are_told_with_their_columns() -> None:
    made = json.loads(datasette.described(None, "news.db", thin=False))
    tables = made["databases"]["news"]["tables"]
    assert tables.keys() == {"article", "revision"}
    assert tables["article"]["columns"]["published"].startswith("The day as the page gives it")
    assert (tables["article"]["fts_table"], tables["article"]["label_column"]) == (
        "article_fts",
        "title",
    )


def test_thin_has_neither_title_nor_search() -> None:
    made = json.loads(datasette.described(None, "news.db", thin=True))
    article = made["databases"]["news"]["tables"]["article"]
    assert article["label_column"] == "id"
    assert "fts_table" not in article and "section" not in article["facets"]


def test_what_the_user_wrote_stays() -> None:
    mine = {
        "title": "Mine",
        "databases": {
            "other": {"source": "elsewhere"},
            "news": {"tables": {"article": {"page_size": 7}}},
        },
    }
    made = json.loads(datasette.described(json.dumps(mine).encode(), "news.db", thin=False))
    assert (made["title"], made["databases"]["other"]) == ("Mine", {"source": "elsewhere"})
    article = made["databases"]["news"]["tables"]["article"]
    assert (article["page_size"], article["label_column"]) == (7, "title")


@pytest.mark.parametrize(
    "content", [b"no JSON", b"[]", b'{"databases": []}', b'{"databases": {"a": 1}}']
)
def test_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="no metadata of Datasette"):
        datasette.described(content, "news.db", thin=False)
