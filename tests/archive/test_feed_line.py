"""A line that is decoded fast gives what `json` makes of it, or is left to `json`."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest
from support.makers import of_version_1, pair, ready

from newscrawl.archive import article as module
from newscrawl.archive.article import ArchivedArticle, article_of
from newscrawl.archive.feed_line import feed_line
from newscrawl.errors import OutputError
from newscrawl.records import Record, article_record, line_of
from newscrawl.storage.suppression.lines import padded, without_text

WARC = {"file": "a.warc.gz", "offset": 7, "record_id": "<urn:uuid:1>"}
TEXTS = {
    "plain": "The ferry sails.",
    "scripts": "Паром ушёл.\n\nბორანი გავიდა. 🛳",
    "escapes": 'A "pier"\\ \t\x01\x7f \u2028 \ufeff',
    "empty": "",
}


def record(**facts: Any) -> Record:
    return {**article_record(ready(7, headlines=[pair(1)])), "run": "r", **facts}


def outcome(line: bytes | str) -> Any:
    """Every field, or what is raised."""
    try:
        article = article_of(line, '["paper/ru/7"]')
        return {one.name: getattr(article, one.name) for one in dataclasses.fields(article)}
    except OutputError:
        return "damaged"
    except (ValueError, LookupError, TypeError):
        return "damaged"


def as_json_reads(monkeypatch: pytest.MonkeyPatch, line: bytes | str) -> Any:
    with monkeypatch.context() as without:
        without.setattr(module, "feed_line", lambda _: None)
        return outcome(line)


def ascii_of(made: Record) -> str:
    return json.dumps(made)


LINES: dict[str, str] = {
    **{f"text {name}": line_of(record(title=text, body=text)) for name, text in TEXTS.items()},
    "escaped letters": ascii_of(record(title="Паром 🛳", body="ბორანი", headlines=[])),
    "every value": line_of(
        record(
            warc=WARC | {"more": 1},
            published="2026-01-09T01:30:00+04:00",
            published_between=[None, "2026-01-09"],
            modified="2026-01-10",
            authors=["А", "B"],
            tags=["Ports"],
            same_as=["paper/en/6"],
            section="Ports",
        )
    ),
    "gone": line_of(record(change="gone")),
    "first schema": line_of(of_version_1(record())),
    "taken down": padded(without_text(record()), 4_000),
    "unknown keys": line_of(record(more={"of": [1, None, "x"]})),
    "half a surrogate": ascii_of(record(title="\ud83d")),
    "half a surrogate in the body": ascii_of(record(body="a \ud83d b")),
    "half a surrogate in a headline": ascii_of(
        record(headlines=[{"title": "\udc00", "url": "https://paper.test/1", "published": "x"}])
    ),
    "huge number": line_of(record(seq=10**30)),
    "number beyond a double": line_of(record(revision=2**63 + 1)),
    "not a number": line_of(record(seq=float("nan"))),
    "infinite": line_of(record(more=float("inf"))),
    "number as text": line_of(record(seq="7")),
    "fraction": line_of(record(seq=7.0)),
    "true as number": line_of(record(revision=True)),
    "text is null": line_of(record(body=None)),
    "text is a number": line_of(record(body=7, title=8)),
    "names are a text": line_of(record(authors="AB")),
    "flag is a number": line_of(record(suppressed=1)),
    "flag is false": line_of(record(suppressed=False)),
    "key twice": line_of(record())[:-1] + ', "title": "Another", "body": "Other"}',
    "key lacks": line_of({k: v for k, v in record().items() if k != "section"}),
    "space around": f"  {line_of(record())}  ",
    "cut": line_of(record(body="Паром " * 50))[:900],
    "two in one": line_of(record()) * 2,
    "no object": "[]",
    "empty": "",
    "no day": line_of(record(published="9 January")),
    "three ends": line_of(record(published_between=["2026-01-01", "2026-01-02", "2026-01-03"])),
    "raw control character": line_of(record(title="@")).replace("@", "\x01"),
    "no such escape in the body": line_of(record(body="@")).replace("@", "\\q"),
    "raw control character in the body": line_of(record(body="@")).replace("@", "\x01"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_line_is_read_as_json_reads_it(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    line = LINES[name]
    expected = as_json_reads(monkeypatch, line)
    assert outcome(line) == expected
    assert outcome(line.encode("utf-8", "surrogatepass")) == expected


@pytest.mark.parametrize("key", ["title", "body", "headlines"])
@pytest.mark.parametrize("bad", [b"\xff", b"\xd0", b"\xed\xa0\xbd", b"\xc0\xaf"])
def test_what_is_no_utf8_is_damaged(key: str, bad: bytes) -> None:
    value: Any = [{"title": "@@", "url": "u", "published": "2026-01-09"}]
    line = line_of(record(**{key: value if key == "headlines" else "@@"}))
    assert outcome(line.encode().replace(b"@@", bad)) == "damaged"


def test_usual_lines_are_read_fast() -> None:
    usual = ("text plain", "text scripts", "text escapes", "every value", "gone", "taken down")
    for name in usual:
        assert feed_line(LINES[name].encode()) is not None, name


def test_a_damaged_text_is_told_with_its_article() -> None:
    article = article_of(line_of(record(body="@@")).encode().replace(b"@@", b"\xff"))
    assert article.title
    for _ in range(2):
        with pytest.raises(OutputError, match=r"cannot read the text of paper/en/7: .*damaged"):
            len(article.body)


def test_an_article_is_an_ordinary_data_class_before_its_texts_are_asked_for() -> None:
    def fresh() -> ArchivedArticle:
        return article_of(LINES["text scripts"].encode())

    assert fresh() == fresh()
    assert hash(fresh()) == hash(fresh())
    for other in (copy.copy(fresh()), copy.deepcopy(fresh()), pickle.loads(pickle.dumps(fresh()))):
        assert other == fresh()
        assert other.body == TEXTS["scripts"]
    assert dataclasses.replace(fresh(), title="Another").body == TEXTS["scripts"]
    assert TEXTS["scripts"].splitlines()[0] in repr(fresh())
    with pytest.raises(AttributeError, match="no attribute 'text'"):
        getattr(fresh(), "text")  # noqa: B009 Written as an attribute it is no name for mypy.
    with pytest.raises(dataclasses.FrozenInstanceError):
        fresh().body = "Another"  # type: ignore[misc]


def test_a_kept_article_does_not_keep_its_line() -> None:
    article = article_of(LINES["text plain"].encode())
    assert all(type(value) is not memoryview for value in vars(article).values())
    assert article.body and article.headlines_json
    assert not {"_body", "_headlines"} & vars(article).keys()
