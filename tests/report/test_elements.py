"""Whatever a text holds, it stays text."""

import pytest
from lxml import html

from newscrawl.report.elements import as_html, link, moment, tag


@pytest.mark.parametrize("text", ["</p><script>", "a & b", '"quoted"', "1 < 2"])
def test_text_stays_text_among_children_and_in_attributes(text: str) -> None:
    element = tag("p", text, tag("b", "bold"), text, title=text)
    [read] = html.fragments_fromstring(as_html(element))
    assert isinstance(read, html.HtmlElement)
    assert (read.text, read[0].tail, read.get("title")) == (text, text, text)


def test_children_may_be_lists_and_none_is_left_out() -> None:
    assert as_html(tag("ul", [tag("li", "a"), None], None, id=None)) == "<ul><li>a</li></ul>"


def test_what_html_cannot_hold_is_replaced() -> None:
    assert as_html(tag("p", "a\x00b")) == "<p>a\N{REPLACEMENT CHARACTER}b</p>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/relative", ""])
def test_a_link_leads_to_the_web_or_nowhere(url: str) -> None:
    assert link("A ferry", url).tag == "span"
    assert link("A ferry", "https://paper.test/").get("href") == "https://paper.test/"


def test_a_time_is_shown_to_the_minute_and_kept_whole() -> None:
    element = moment("2026-01-14T12:34:56Z")
    assert element is not None and not isinstance(element, str)
    assert "".join(map(str, element.itertext())) == "2026-01-14 12:34"
    assert element.get("datetime") == "2026-01-14T12:34:56Z"
    assert moment(None) is None
