"""What names articles, written down and read again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawl.errors import UsageError
from newscrawl.identity.scheme_description import SchemeDescription


def test_it_is_read_as_it_was_written() -> None:
    told = SchemeDescription(("/{lang}/{number}",), ("/{number}",), "de", {"eng": "en"}, "a.test")
    assert SchemeDescription.load(json.loads(json.dumps(told.dump()))) == told
    assert SchemeDescription.load({"addresses": ["/{slug}"]}) == SchemeDescription(("/{slug}",))


@pytest.mark.parametrize(
    "wrong", [{}, {"addresses": 7}, {"addresses": ["/{slug}"], "languages": []}]
)
def test_what_is_none_is_refused_in_one_line(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="no description"):
        SchemeDescription.load(wrong)
