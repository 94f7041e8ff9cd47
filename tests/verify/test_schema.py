"""The compiled schema says what jsonschema says."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.makers import headline, of_version_1, pair, ready
from support.paths import SCHEMAS

from newscrawl.records import article_record, headline_record
from newscrawl.verify.schema import Shape, compiled, shape

RUN = "20260114T093000Z-1f3a"
ARTICLE = article_record(
    ready(
        1,
        headlines=[pair(1), pair(2)],
        section="Ports",
        authors=["A. Writer"],
        tags=["Ferries", "ports"],
    )
) | {"seq": 1, "run": RUN}
ARTICLE["same_as"] = ["paper/en/2"]
ARTICLE["warc"] = {"file": "a.warc.gz", "offset": 12, "record_id": "<urn:uuid:1>"}
ARTICLE["published_between"] = ["2026-01-08", "2026-01-09"]
LINES = {
    "article": ARTICLE,
    "article of version 1": of_version_1(ARTICLE),
    "headline": headline_record(headline(1), seq=1, run=RUN),
}
EMPTY: dict[str, Any] = {
    "title": "",
    "body": "",
    "headlines": [],
    "authors": [],
    "image": None,
    "suppressed": True,
}
EMPTY_NOW: dict[str, Any] = EMPTY | {"description": None, "tags": []}
SUPPRESSED = {
    "article": ARTICLE | EMPTY_NOW,
    "article of version 1": of_version_1(ARTICLE) | EMPTY,
    "headline": LINES["headline"] | {"title": "", "suppressed": True},
}


def feed(name: str) -> str:
    """The schema of a line."""
    return name.split()[0]


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.floats(allow_nan=False),
    st.text(max_size=6),
    st.sampled_from(
        [
            "2026-01-09",
            "2026-13-09",
            "2026-01-09T10:00:00Z",
            "gone",
            "new",
            "changed",
            "page",
            "paper/en/2",
            "newscrawl.article/1",
            "newscrawl.article/2",
            "two  spaces",
            "x\n",
            "a\n\nb",
        ]
    ),
    st.lists(st.sampled_from(["2026-01-09", "paper/en/2", 1, True, None]), max_size=3),
    st.dictionaries(
        st.sampled_from(["title", "url", "published", "file"]), st.text(max_size=3), max_size=3
    ),
)


def spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value: what holds it, and its key there."""
    found: list[tuple[Any, Any]] = []
    keys = (
        value.keys()
        if isinstance(value, dict)
        else range(len(value))
        if isinstance(value, list)
        else ()
    )
    for key in keys:
        found += [(value, key), *spots(value[key])]
    return found


@pytest.mark.parametrize("name", LINES)
@given(data=st.data())
def test_it_lets_pass_what_jsonschema_lets_pass_and_nothing_else(
    name: str, data: st.DataObject
) -> None:
    line = copy.deepcopy(data.draw(st.sampled_from([LINES, SUPPRESSED]))[name])
    for _ in range(data.draw(st.integers(1, 2))):
        holder, key = data.draw(st.sampled_from(spots(line)))
        what = data.draw(st.sampled_from(["replace", "replace", "remove", "add"]))
        if what == "replace":
            holder[key] = data.draw(ODD)
        elif what == "remove":
            del holder[key]
        elif isinstance(holder, dict):
            holder[data.draw(st.text(max_size=3) | st.just("suppressed"))] = data.draw(ODD)
        else:
            holder.append(copy.deepcopy(holder[key]))
    is_valid = jsonschema.Draft202012Validator(
        json.loads((SCHEMAS / f"{feed(name)}.json").read_bytes())
    ).is_valid(line)
    checked = shape(feed(name))
    assert (checked.fault(line) is None) == is_valid
    # It may leave 1.0 to jsonschema, and never lets pass what is wrong.
    assert is_valid or not checked.surely_fits(line)
    assert not is_valid or checked.surely_fits(line) or ".0" in json.dumps(line)


@pytest.mark.parametrize("name", LINES)
def test_a_line_as_it_is_written_needs_no_jsonschema(name: str) -> None:
    assert Shape(feed(name)).surely_fits(LINES[name])
    assert Shape(feed(name)).surely_fits(SUPPRESSED[name])


def test_a_fault_is_told_with_its_key() -> None:
    said = shape("article").fault(ARTICLE | {"published": "yesterday"})
    assert said is not None and said.startswith("published: 'yesterday'")


@pytest.mark.parametrize(
    "schema", [{"format": "date"}, {"type": "number"}, {"items": {"oneOf": []}}]
)
def test_a_keyword_that_it_does_not_know_is_refused_when_it_is_made(schema: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not known"):
        compiled(schema)
