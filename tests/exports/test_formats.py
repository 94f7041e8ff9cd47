"""A format is found by its name, and refused where it cannot be written."""

import pytest

from newscrawl.errors import UsageError
from newscrawl.exports.formats import FORMATS, format_called


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_found_by_the_name_that_it_has(name: str) -> None:
    assert format_called(name).name == name


def test_an_unknown_format_is_refused_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(UsageError, match=r"there is no format 'jsonlines'.*jsonl"):
        format_called("jsonlines")


def test_what_a_format_needs_is_named_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newscrawl.exports.parquet.find_spec", lambda name: None)
    with pytest.raises(UsageError, match="parquet needs pyarrow"):
        format_called("parquet")
