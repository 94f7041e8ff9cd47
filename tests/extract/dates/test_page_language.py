"""What is read in the language of one page is not remembered for another."""

from __future__ import annotations

from datetime import UTC, date, datetime

from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.dates.page_language import page_in
from newscrawl.extract.headlines.date_order import visited_by
from newscrawl.extract.html.page import Page


def test_the_same_text_is_read_anew_in_each_language() -> None:
    text = "3. listopadu 2026"
    assert find_dates(text) == []
    with page_in("cs"):
        assert [found.when for found in find_dates(text)] == [date(2026, 11, 3)]
    with page_in("hr"), page_in(""):
        assert find_dates(text) == []
    assert find_dates(text) == []


def declared(head: str, html: str = "") -> str:
    source = f"<html {html}><head>{head}</head><body><p>The quay is open.</p></body></html>"
    page = Page(
        source.encode(), "https://paper.example/1", fetched_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return visited_by(page, "xx").language


def test_a_page_declares_its_language_in_one_of_several_places() -> None:
    assert declared("", "lang='cs'") == "cs"
    assert declared("", "xml:lang='cs-CZ'") == "cs-CZ"
    assert declared("<meta property='og:locale' content='cs_CZ'>", "lang='{{lang}}'") == "cs_CZ"
    assert declared("<meta http-equiv='Content-Language' content='cs'>") == "cs"
    assert declared("") == "xx"
