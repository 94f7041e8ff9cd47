"""Feeds that are a little broken are read to their end, and none declares anything."""

from __future__ import annotations

import re

import pytest

from newscrawl.extract import loose_xml
from newscrawl.extract.feeds import read_feed

ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
]


def rss(title: str, before: str = "", declared: str = "") -> str:
    head = f'<?xml version="1.0"{declared}?>'
    items = f"<item><title>{title}</title><link>/1</link></item>"
    last = "<item><title>The last</title><link>/2</link></item>"
    return f"{head}{before}<rss><channel>{items}{last}</channel></rss>"


def titles(body: bytes) -> list[str | None] | None:
    feed = read_feed(body)
    return None if feed is None else [entry.title for entry in feed.entries]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE rss [<!ENTITY a "expanded">]>',
        '<!DOCTYPE rss [<!-- a comment of "]> --><!ENTITY a "expanded">]>',
        "<!DOCTYPE rss SYSTEM ']>['><!DOCTYPE rss [<!ENTITY a 'expanded'>]>",
        "<!doctype rss [<?x ]>?><!ENTITY % b \"<!ENTITY a 'expanded'>\">%b;]>",
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_what_a_feed_declares_is_not_heeded_in_any_encoding(encoding: str, before: str) -> None:
    body = rss("Bridge &a; opens", before).encode(encoding)
    assert titles(body) == ["Bridge &a; opens", "The last"]


def test_nor_where_a_codec_hides_the_declaration() -> None:
    hidden = "+ADwAIQ-DOCTYPE rss +AFsAPAAh-ENTITY a +ACI-expanded+ACIAPgBdAD4-"
    body = rss("&a;", hidden, ' encoding="utf-7"').encode()
    assert titles(body) == ["&a;", "The last"]


def test_default_attributes_are_not_given_either() -> None:
    before = '<!DOCTYPE rss [<!ATTLIST link rel CDATA "next" href CDATA "/other">]>'
    feed = read_feed(rss("Bridge", before).encode())
    assert feed is not None
    assert (feed.entries[0].url, feed.sitemaps) == ("/1", [])


@pytest.mark.parametrize(
    "notice",
    [
        "\n\n",
        "Notice: something is undefined on line 3\n",
        "<br />\n<b>Warning</b>: no such file in <b>index</b> on line <b>3</b><br />\n",
        "<!-- made by <rss> --> ",
    ],
)
def test_what_stands_before_a_feed_is_left_out(notice: str) -> None:
    assert titles((notice + rss("Bridge")).encode()) == ["Bridge", "The last"]
    assert titles((notice + rss("Bridge").partition("?>")[2]).encode()) == ["Bridge", "The last"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5 < 6", "5 < 6"),
        ("I <3 trams", "I <3 trams"),
        ("Trade <up", "Trade <up"),
        ("Bread & salt", "Bread & salt"),
        ("R&D at AT&T;", "R&D at AT&T;"),
        ("Caf&eacute;&nbsp;opens", "Café opens"),
        ("&unheard; of", "&unheard; of"),
        ("1 &#60; 2 &#x26; 3 &amp; 4", "1 < 2 & 3 & 4"),
        ("<![CDATA[1 &lt; 2 & 3]]>", "1 < 2 & 3"),
        ("A \ufdd0\x9btitle", "A title"),
    ],
)
def test_a_loose_sign_costs_nothing_of_the_feed(written: str, read: str) -> None:
    assert titles(rss(written).encode()) == [read, "The last"]


def test_addresses_in_cdata_stay_as_they_are() -> None:
    feed = read_feed(rss("x").replace("/1", "<![CDATA[/1?a=1&copy=2]]>").encode())
    assert feed is not None
    assert feed.entries[0].url == "/1?a=1&copy=2"


@pytest.mark.parametrize("declared", ["idna", "punycode", "hex", "utf-16", "no-such", "utf-7"])
def test_a_charset_that_cannot_be_is_taken_for_utf_8(declared: str) -> None:
    assert titles(rss("Мост", declared=f' encoding="{declared}"').encode()) == ["Мост", "The last"]


@pytest.mark.parametrize(
    "unit", [b"<!--", b"<![CDATA[", b"<!DOCTYPE ", b"<!DOCTYPE a [", b"<", b"&", b"<?", b'"', b"<a"]
)
@pytest.mark.parametrize("before", [b"", b"<rss>", b"<!DOCTYPE rss [", b"<!DOCTYPE rss "])
def test_nothing_makes_it_look_twice(
    monkeypatch: pytest.MonkeyPatch, unit: bytes, before: bytes
) -> None:
    """What is matched lies behind what was matched before, so that work grows as the bytes do."""
    seen: list[tuple[int, int]] = []

    class Watched:
        def __init__(self, pattern: re.Pattern[bytes]) -> None:
            self._pattern = pattern

        def match(self, text: bytes, at: int = 0) -> re.Match[bytes] | None:
            found = self._pattern.match(text, at)
            if found:
                seen.append(found.span())
            return found

        def finditer(self, text: bytes, at: int) -> list[re.Match[bytes]]:
            matches = list(self._pattern.finditer(text, at))
            seen.extend(match.span() for match in matches)
            return matches

    for name in ("_BEFORE_ROOT", "_IN_DOCTYPE"):
        monkeypatch.setattr(loose_xml, name, Watched(getattr(loose_xml, name)))
    text = before + unit * 1000
    loose_xml.strict_xml(text)
    assert sum(end - start for start, end in seen) <= 2 * len(text)
