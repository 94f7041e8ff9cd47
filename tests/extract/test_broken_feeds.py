"""Feeds that are no well-formed XML: what is broken in an entry costs no other."""

from __future__ import annotations

import pytest

from newscrawl.extract import broken_feeds
from newscrawl.extract.broken_feeds import entries_of
from newscrawl.extract.feeds import Feed, read_feed

HEAD = '<?xml version="1.0" encoding="utf-8"?>'


def item(number: int, title: str = "The ferry sails") -> str:
    return (
        f"<item><title>{title}</title><link>https://paper.test/{number}</link>"
        "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item>"
    )


def feed(second: str, head: str = HEAD) -> Feed:
    text = f"{head}<rss version='2.0'><channel>{item(1)}{second}{item(3)}</channel></rss>"
    found = read_feed(text.encode())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("The &lt;ferry> sails", "The sails"),
        ("The <ferry> sails", "The sails"),
        ("The </ferry> sails", "The sails"),
        ("Seven < eight", "Seven < eight"),
        ("The <![CDATA[ferry sails", "The ferry sails"),
        ("The <!-- ferry sails", "The ferry sails"),
        ("The ferry sails</title><title>", "The ferry sails"),
    ],
)
def test_a_tag_in_a_title_is_text(title: str, read: str) -> None:
    found = feed(item(2, title))
    assert [entry.url[-1] for entry in found.entries] == ["1", "2", "3"]
    assert found.entries[1].title == read
    assert found.entries[1].published_text
    assert not found.loss


@pytest.mark.parametrize(
    "second",
    [
        item(2).replace("</item>", ""),
        item(2).replace("</title>", ""),
        item(2).replace("</link>", ""),
        item(2).replace("<title>", "<title type=text>"),
        item(2).replace("<link>", '<enclosure url="a<b" /><link>'),
        item(2).replace("<link>", "<img src=x><link>"),
    ],
)
def test_what_is_broken_in_one_entry_is_mended_there(second: str) -> None:
    found = feed(second)
    assert [(entry.url[-1], entry.title) for entry in found.entries] == [
        (number, "The ferry sails") for number in "123"
    ]
    assert not found.loss


def test_an_entry_that_names_no_page_is_a_loss_that_is_told() -> None:
    found = feed("<item><title>The <b>ferry</title></item>")
    assert [entry.url[-1] for entry in found.entries] == ["1", "3"]
    assert found.loss == "it is broken: 1 entry could not be read beside 2 that could"


@pytest.mark.parametrize("cut", range(8, len(item(3)) - len("</item>"), 5))
def test_the_last_entry_of_a_feed_that_is_cut_off_is_read_if_its_address_is_whole(cut: int) -> None:
    last = item(1234)[:cut]
    found = read_feed(f"{HEAD}<rss><channel>{item(1)}{item(2)}{last}".encode())
    assert found is not None
    is_whole = "</link>" in last
    assert [entry.url.rpartition("/")[2] for entry in found.entries] == (
        ["1", "2", "1234"] if is_whole else ["1", "2"]
    )
    assert found.loss.startswith("it is broken: its end is missing")


def test_sitemaps_and_atom_are_read_likewise() -> None:
    sitemap = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>/1</loc></url>"
        "<url><loc>/2</loc><bad></url><url><loc>/3</loc></url></urlset>"
    )
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title><link href=/1></entry>"
        "<entry><title>Two</title><link href='/2'/></entry></feed>"
    )
    for text, urls in ((sitemap, ["/1", "/2", "/3"]), (atom, ["/1", "/2"])):
        found = read_feed(text.encode())
        assert found is not None
        assert [entry.url for entry in found.entries] == urls


def test_nothing_is_declared_in_an_entry_either() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    found = feed(item(2, "<i>&a; &b;"), f"{HEAD}{declared}")
    assert found.entries[1].title == "&a; &b;"


def test_bounds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broken_feeds, "MAX_PIECES", 2)
    monkeypatch.setattr(broken_feeds, "MAX_PIECE_BYTES", 200)
    text = f"<rss>{item(1)}{item(2, 'x' * 200)}{item(3)}</rss>".encode()
    found = list(entries_of(text))
    assert found[0] is not None
    assert found[1:] == [None]


def test_charsets_are_what_they_are_and_not_what_is_declared() -> None:
    said = '<?xml version="1.0" encoding="iso-8859-1"?>'
    text = f"{said}<rss><channel>{item(1, 'Кафе на площади')}</channel></rss>"
    found = read_feed(text.encode())
    assert found is not None
    assert found.entries[0].title == "Кафе на площади"
    found = read_feed(text.replace("iso-8859-1", "utf-8").encode("cp1251"))
    assert found is not None
    assert found.entries[0].title == "Кафе на площади"
