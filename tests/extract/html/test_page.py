"""extract.page: the bytes of a response become a tree, whatever their charset and however broken
their markup is."""

from __future__ import annotations

import codecs

import pytest
from support.paper_pages import (
    BODY,
    FIRST,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    a_page,
    html,
    read,
    story,
    texts,
)

from newscrawl.errors import PageError
from newscrawl.extract.html.page import MAX_DEPTH, Page, flatten, parse

DEEP = 50_000


def test_entities_of_every_kind_are_resolved() -> None:
    assert texts(
        "<p>&laquo;A&raquo; &#8212; &#x10D0;&amp;&lt;b&gt; &euro;5&nbsp;&hellip; &unknown; AT&T"
        " R&D</p>"
    ) == ["«A» — ა&<b> €5 … &unknown; AT&T R&D"]


# Depth.


@pytest.mark.parametrize(
    "element",
    ["div", "span", "b", "font", "blockquote", "section", "center", "q", "table><tr><td", "ul><li"],
)
@pytest.mark.parametrize("closed", [True, False], ids=["closed", "unclosed"])
def test_no_text_is_lost_50_000_levels_deep(element: str, closed: bool) -> None:
    names = element.split("><")
    opening = "".join(f"<{name}>" for name in names)
    closing = "".join(f"</{name}>" for name in reversed(names)) * DEEP if closed else ""
    page = a_page(
        html(
            f"<h1>{TITLE}</h1>"
            + "".join(f"{opening}w{level} " for level in range(DEEP))
            + closing
            + f"<p>{FIRST}</p>"
        )
    )
    seen = " ".join(block.text for block in page.outline.blocks).split()
    assert [word for word in seen if word[0] == "w" and word[1:].isdigit()] == [
        f"w{level}" for level in range(DEEP)
    ]
    assert " ".join(seen).endswith(FIRST)


def test_an_article_beside_the_deep_part_is_read_as_ever() -> None:
    deep = "<div>" * DEEP + "</div>" * DEEP
    for page in (
        story(above=deep),
        story(below=deep),
        story(below="<div>" * DEEP),
        html(f"<h1>{TITLE}</h1><p>{FIRST}</p>{deep}<p>{SECOND}</p><p>{THIRD}</p>"),
    ):
        reading = read(page)
        assert (reading.title, reading.body) == (TITLE, BODY)


@pytest.mark.parametrize("levels", [10, 200, 350])
def test_an_article_deep_inside_is_read_as_ever(levels: int) -> None:
    reading = read(html("<div>" * levels + f"<h1>{TITLE}</h1>{PROSE}" + "</div>" * levels))
    assert (reading.title, reading.body) == (TITLE, BODY)


def test_closing_tags_without_an_opening_are_ignored() -> None:
    reading = read(html(f"<h1>{TITLE}</h1>{'</div></span></b></p>' * DEEP}{PROSE}"))
    assert (reading.title, reading.body) == (TITLE, BODY)


def test_flatten_keeps_all_text_and_the_first_levels() -> None:
    markup = (
        b"".join(b"<div>%d" % level for level in range(MAX_DEPTH + 50))
        + b"<br><img src='a>b'>end"
        + b"</div>" * (MAX_DEPTH + 50)
        + b"<p>after</p>"
    )
    flat = flatten(markup)
    assert flat.count(b"<div>") == flat.count(b"</div>") == MAX_DEPTH
    assert b"<br><img src='a>b'>end" in flat
    assert flat.endswith(b"<p>after</p>")
    assert b"<div>399" in flat
    assert b"<div>400" not in flat


# Broken markup.


@pytest.mark.parametrize("body", [b"", b"   \n", b"\0\0\0", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_an_answer_without_markup_is_an_error_that_names_what_is_missing(body: bytes) -> None:
    with pytest.raises(PageError) as caught:
        parse(body)
    assert caught.value.missing == ("title", "body")


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("<p>One<p>Two<div>Three<p>Four", ["One", "Two", "Three", "Four"]),
        ("<b><p>One</b></p>Two", ["One", "Two"]),
        ("<table><tr><td>One<td>Two<tr><td>Three</table>Four", ["One", "Two", "Three", "Four"]),
        ("<ul><li>One<li>Two<ul><li>Three</ul></ul>", ["One", "Two", "Three"]),
        ("<html><html><body><body><p>One</p>", ["One"]),
        ("<p>One</p><p class='x y='z'>Two</p>", ["One", "Two"]),
        ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
        ("<p>One</p><", ["One", "<"]),
        ("<p>One</p><p", ["One"]),
        (
            (
                "<?xml version='1.0'?><!DOCTYPE html><html"
                " xmlns='http://www.w3.org/1999/xhtml'><body><p>One</p></body></html>"
            ),
            ["One"],
        ),
        ("<![CDATA[x]]><p>One</p>", ["One"]),
        ("<p>One</p><![if !IE]><p>Two</p><![endif]>", ["One", "Two"]),
        ("<!--[if mso]><p>Zero</p><![endif]--><p>One</p>", ["One"]),
        ("<p>One</p><frameset><frame src=a></frameset><p>Two</p>", ["One", "Two"]),
        ("<dl><dt>One<dd>Two<dt>Three</dl>", ["One", "Two", "Three"]),
        ("<a href=1>One<a href=2>Two</a>", ["OneTwo"]),
        ("just text", ["just text"]),
    ],
)
def test_broken_markup_shows_what_a_browser_would_show(markup: str, seen: list[str]) -> None:
    assert texts(markup) == seen


# Where links lead from.


def test_links_are_relative_to_the_page_or_to_its_base() -> None:
    assert a_page("<p>x").base_url == "https://paper.test/en/news/detail/4666"
    assert a_page("<base href='/ka/'><p>x").base_url == "https://paper.test/ka/"
    assert (
        a_page("<base target=_top><base href=' //mirror.test/x/ '><p>x").base_url
        == "https://mirror.test/x/"
    )


def test_a_base_that_is_no_address_is_ignored() -> None:
    assert a_page("<base href=''><p>x").base_url == "https://paper.test/en/news/detail/4666"


def test_a_page_knows_when_it_came() -> None:
    page = a_page("<p>x")
    assert isinstance(page, Page)
    assert page.fetched_at.tzinfo is not None


SHELLS = {
    "for readers without scripts": "<nav>Home</nav><h1>{title}</h1><noscript>{text}</noscript>",
    "hidden until a script shows it": "<h1>{title}</h1><div style='display:none'>{text}</div>",
    "hidden as a whole": "<div hidden><h1>{title}</h1>{text}</div>",
    "in an element that never ends": "<noscript><div></noscript><h1>{title}</h1>{text}",
}


@pytest.mark.parametrize("shell", SHELLS.values(), ids=SHELLS)
def test_a_text_that_waits_for_a_script_is_read_where_nothing_else_is(shell: str) -> None:
    assert read(html(shell.format(title=TITLE, text=PROSE))).body == BODY


def test_what_is_hidden_stays_hidden_where_there_is_a_text_or_a_list() -> None:
    hidden = f"<noscript><p>{THIRD}</p></noscript><p hidden>{THIRD}</p>"
    assert read(story(f"<p>{FIRST}</p><p>{SECOND}</p>{hidden}")).body == f"{FIRST}\n\n{SECOND}"
    links = "".join(f"<li><a href=/{n}>Harbour news number {n}</a></li>" for n in range(99))
    assert THIRD not in texts(f"<ul>{links}</ul>{hidden * 9}")
