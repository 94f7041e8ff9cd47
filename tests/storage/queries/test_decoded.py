"""A line decoded fast is what `json` makes of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.storage.queries.decoded import decoded

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES), st.booleans())
def test_any_object_is_what_json_makes_of_it(record: dict[str, object], is_ascii: bool) -> None:
    line = json.dumps(record, ensure_ascii=is_ascii)
    assert decoded(line) == json.loads(line) == record
    assert list(decoded(line.encode())) == list(record)


@pytest.mark.parametrize(
    "line",
    [
        '{"a": "\\ud83d"}',
        '{"a": "\\udc00\\ud83d"}',
        '{"a": [1e400, -1e400]}',
        '{"a": Infinity}',
        '{"a": 1, "a": 2}',
        '{"a": 100000000000000000000000000000001}',
        ' {"a": 1.0} \n',
    ],
)
def test_what_only_json_takes_is_taken(line: str) -> None:
    assert decoded(line) == decoded(line.encode()) == json.loads(line)
    assert repr(decoded(line)) == repr(json.loads(line))


@pytest.mark.parametrize("line", ["", "[]", "7", "null", '{"a": 1', '{"a": 1} {', '{"a": "\x01"}'])
def test_what_is_no_object_is_damaged(line: str) -> None:
    for given_as in (line, line.encode()):
        with pytest.raises(ValueError):
            decoded(given_as)


def test_what_is_no_utf8_is_damaged() -> None:
    for bad in (b"\xff", b"\xed\xa0\xbd"):
        with pytest.raises(ValueError):
            decoded(b'{"a": "' + bad + b'"}')
