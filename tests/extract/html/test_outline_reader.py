"""extract.html.outline_reader: the runs of visible text of a page, in reading order, each with what
surrounds it."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, a_page, html, texts

from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import MACHINE_DATE, Block

PARAGRAPH = "<p>A paragraph that is long enough to be counted among the prose of its page.</p>"


def blocks_of(markup: str) -> list[Block]:
    return a_page(html(markup)).outline.blocks


def only(markup: str) -> Block:
    (block,) = blocks_of(markup)
    return block


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("One<p>Two</p>Three", ["One", "Two", "Three"]),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"]),
        ("<p>O<b>n</b><i>e</i></p>", ["One"]),
        # Elements of the page's own making: parts of a box, or words of a line.
        ("<x-item><x-title>One</x-title><x-date>Two</x-date></x-item>", ["One", "Two"]),
        ("<x-item>\n<x-title>One</x-title>\n<x-date>Two</x-date>\n</x-item>", ["One", "Two"]),
        ("<x-text><x-p>One</x-p><x-p>Two <b>and</b> more</x-p></x-text>", ["One", "Two and more"]),
        ("<div><h1>One</h1><x-by>Two</x-by><time>Three</time></div>", ["One", "Two", "Three"]),
        ("<p>One <x-tip>two</x-tip>, three</p>", ["One two, three"]),
        ("<p><x-em>One</x-em> <x-em>two</x-em></p>", ["One two"]),
        ("<h1><x-kicker>One</x-kicker> <x-head>two</x-head></h1>", ["One two"]),
        ("<div>One <x-tip>two</x-tip></div>", ["One two"]),
        ("<div><span><x-b>One</x-b><x-b>two</x-b></span></div>", ["Onetwo"]),
        ("<x-h><b>One</b><o:p>two</o:p></x-h>", ["Onetwo"]),
        ("<p>On<!-- x -->e</p>", ["One"]),
        ("<p>One <a href=x>two</a>, three</p>", ["One two, three"]),
        ("<span>One</span><span>Two</span>", ["OneTwo"]),
        ("<span>One</span> <span>Two</span>", ["One Two"]),
        ("<span>One</span>\n<span>Two</span>", ["One Two"]),
        (
            "<span style='display: block'>One</span><span style='display:block'>Two</span>",
            ["One", "Two"],
        ),
        ("<a href=x><div>One</div><div>Two</div></a>", ["One", "Two"]),
        ("<x-card>One</x-card>", ["One"]),
        ("<main><section><article>One</article></section></main>", ["One"]),
        ("<p>One<o:p> </o:p></p>", ["One"]),
        ("<h2>One</h2>Two", ["One", "Two"]),
        ("<center>One</center><address>Two</address><pre>Three</pre>", ["One", "Two", "Three"]),
        ("<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>", ["字"]),
        ("<p>&nbsp;</p><p> </p><p></p>", []),
        ("<details><summary>One</summary>Two</details>", ["One", "Two"]),
    ],
)
def test_text_is_cut_where_a_reader_sees_a_cut(markup: str, seen: list[str]) -> None:
    assert texts(html(markup)) == seen


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("One<br>two", ["One two"]),
        ("One<br><br>Two", ["One", "Two"]),
        ("One<br> &nbsp; <br>Two", ["One", "Two"]),
        ("One<br><br><br><br>Two", ["One", "Two"]),
        ("<br><br>One<br><br>", ["One"]),
        ("One<b><br></b><i><br></i>Two", ["One", "Two"]),
        ("One<br><img src=x><br>Two", ["One", "Two"]),
        ("<b>One<br><br>Two</b>", ["One", "Two"]),
        ("<a href=x>One<br><br>Two</a>", ["One", "Two"]),
        ("One<br><b></b>two", ["One two"]),
        ("One<br></p><br>Two", ["One", "Two"]),
    ],
)
def test_one_break_is_a_space_two_are_a_cut(markup: str, seen: list[str]) -> None:
    assert texts(html(f"<div>{markup}</div>")) == seen


SAID = "The harbour office said that the crossing takes two hours, as it did before."


@pytest.mark.parametrize(
    ("date", "is_a_line"),
    [
        ("<span>09.01.2026 14:30</span>", True),
        ("<i class=x>Friday, 9 January 2026</i> ", True),
        ('<time datetime="2026-01-09T10:00Z">9 January 2026</time>', True),
        ("<b>9 January 2026</b>", False),  # Of a chronicle.
        ("9 January 2026 ", False),
        ("<span>9 January 2026</span>, ", False),
        ("<a href=/2026>9 January 2026</a>", False),
        ("<span>Pier 9</span>", False),
    ],
)
def test_the_date_before_a_text_of_breaks_is_no_word_of_it(date: str, is_a_line: bool) -> None:
    first, *others = texts(html(f"<div><img src=x>{date} {SAID}<br><br>{SAID}<br><br>Two</div>"))
    assert others[-2:] == [SAID, "Two"]
    assert (SAID in first) is not is_a_line
    assert len(others) == (3 if is_a_line else 2)


def test_a_date_before_each_text_of_breaks_stays_with_it() -> None:
    """After the first one, at most: where each has one, they are of a chronicle."""
    day = "<span>9 January 2026</span>"
    found = texts(html(f"<div>{SAID}<br><br>{day} {SAID}<br><br>{day} {SAID}</div>"))
    assert found == [SAID, *[f"9 January 2026 {SAID}"] * 2]


@pytest.mark.parametrize(
    "hidden",
    [
        *(
            "<script>x</script>",
            "<style>x</style>",
            "<noscript>x</noscript>",
            "<template>x</template>",
            "<!-- x -->",
            "<iframe>x</iframe>",
        ),
        *(
            "<select><option>x</option></select>",
            "<textarea>x</textarea>",
            "<svg><text>x</text></svg>",
            "<object>x</object>",
            "<video>x</video>",
        ),
        *(
            "<p hidden>x</p>",
            "<p style='display:none'>x</p>",
            "<p style='color:red; DISPLAY : none'>x</p>",
            "<span style='visibility: hidden'>x</span>",
        ),
        *(
            "<div hidden><div>x</div><div>x</div></div>",
            "<title>x</title>",
            "<script type='application/ld+json'>x</script>",
            "<datalist><option>x</datalist>",
        ),
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert texts(html(f"<p>One</p>{hidden}<p>Two</p>")) == ["One", "Two"]


@pytest.mark.parametrize(
    "mark",
    [
        "class='sr-only'",
        "class=visually-hidden",
        "style='clip:rect(0 0 0 0);position:absolute'",
        "style='clip: rect(1px, 1px, 1px, 1px)'",
    ],
)
def test_words_for_those_who_have_the_page_read_aloud_are_no_part_of_a_sentence(mark: str) -> None:
    markup = f"<p>The <a href=/x>harbour<span {mark}>, opens a window</span></a> is open.</p>"
    assert texts(html(markup)) == ["The harbour is open."]


def test_the_head_is_no_text() -> None:
    assert texts(
        "<html><head><title>x</title><meta name=description"
        " content=x><style>x</style></head><body>One</body></html>"
    ) == ["One"]


def test_a_block_knows_its_place_its_container_and_its_heading() -> None:
    first, second, third = blocks_of("<h2><span>One</span></h2><p>Two</p><h6>Three</h6>")
    assert [block.index for block in (first, second, third)] == [0, 1, 2]
    assert [block.heading for block in (first, second, third)] == [2, 0, 6]
    assert [block.container.tag for block in (first, second, third)] == ["h2", "p", "h6"]


def test_a_block_knows_its_links() -> None:
    block = only("<p>See <a href='/a'>one  <b>thing</b></a> and <a href=/b>two</a>.</p>")
    assert [(link.href, link.text) for link in block.links] == [("/a", "one thing"), ("/b", "two")]
    assert block.link_chars == len("one thing") + len("two")


def test_a_link_around_several_blocks_is_a_link_of_each() -> None:
    first, second = blocks_of("<a href=/a><div>One</div><div>Two</div></a>")
    assert [link.href for link in first.links] == ["/a"]
    assert [link.href for link in second.links] == ["/a"]
    assert (first.links[0].text, second.links[0].text) == ("One", "Two")


def test_a_link_ends_where_it_ends() -> None:
    _, second = blocks_of("<a href=/a><div>One</div></a><div>Two</div>")
    assert second.links == []


def test_cells_know_their_row() -> None:
    blocks = blocks_of("<table><tr><td>One<td><p>Two</p><tr><td>Three</table><p>Four</p>")
    rows = [block.table_row for block in blocks]
    assert rows[0] is rows[1] is not None
    assert rows[2] is not None
    assert rows[2] is not rows[0]
    assert rows[3] is None


def test_a_table_in_a_cell_has_rows_of_its_own() -> None:
    outer, inner = blocks_of("<table><tr><td>Outer<table><tr><td>Inner</table></table>")
    assert outer.table_row is not inner.table_row


def test_a_block_knows_the_picture_before_it() -> None:
    first, second = blocks_of("<p>One</p><img src=/a.jpg><p>Two</p>")
    assert first.picture is None
    assert second.picture is not None
    assert second.picture.get("src") == "/a.jpg"


def test_a_machine_date_is_no_text() -> None:
    block = only("<p><time datetime='2026-01-09'>yesterday</time></p>")
    assert block.text == "yesterday"
    assert [text for text, link in block.segments if link == MACHINE_DATE] == ["2026-01-09"]


def test_bold_and_small_type_are_counted() -> None:
    block = only("<p><b>One</b> two <small>three</small></p>")
    assert block.bold_chars == len("One")
    assert block.marked_chars == len("three")


@pytest.mark.parametrize(
    ("markup", "flag"),
    [
        ("<nav>{}</nav>", at.NAV),
        ("<footer>{}</footer>", at.FOOTER),
        ("<header>{}</header>", at.HEADER),
        ("<aside>{}</aside>", at.ASIDE),
        ("<ul><li>{}</ul>", at.LIST_ITEM),
        ("<blockquote>{}</blockquote>", at.QUOTE),
        ("<table><tr><td>{}</table>", at.CELL),
        ("<figure><figcaption>{}</figcaption></figure>", at.HINT_CAPTION),
        ("<form>{}</form>", at.FORM),
        ("<div role=navigation>{}</div>", at.NAV),
        ("<div role=dialog>{}</div>", at.DIALOG),
        ("<div class='post_comments'>{}</div>", at.HINT_COMMENTS),
        ("<div id=relatedPosts>{}</div>", at.HINT_RELATED),
        ("<div class='x share-buttons'>{}</div>", at.HINT_SHARE),
    ],
)
def test_a_block_knows_what_surrounds_it(markup: str, flag: int) -> None:
    inside = blocks_of(markup.format("<span>One</span>") + PARAGRAPH)[0]
    assert inside.flags & flag
    assert not blocks_of(markup.format("<span>One</span>") + PARAGRAPH)[-1].flags & flag


@pytest.mark.parametrize(
    "names", ["comments", "sidebar", "related", "share", "nav", "footer", "promo"]
)
def test_a_name_around_the_whole_text_says_nothing(names: str) -> None:
    """`body class="has-sidebar"`, `div id="content-related"`: a frame is no furniture."""
    text = "".join(f"<p>{FIRST} {n}</p>" for n in range(4))
    flags = {
        block.flags
        & (at.HINT_SIDEBAR | at.HINT_RELATED | at.HINT_SHARE | at.HINT_NAV | at.HINT_PROMO)
        for block in blocks_of(f"<div class='{names}'>{text}</div>")
    }
    assert flags == {0}


def test_spans_tell_which_blocks_an_element_holds() -> None:
    page = a_page(html("<div><p>One</p><p>Two</p></div><p>Three</p><div></div>"))
    spans = {(element.tag, first, last) for element, (first, last) in page.outline.spans.items()}
    assert spans == {("body", 0, 3), ("div", 0, 2), ("p", 0, 1), ("p", 1, 2), ("p", 2, 3)}


@pytest.mark.parametrize(
    "markup",
    ["<p style='white-space:pre-line'>One\ntwo</p>", "<pre>One\ntwo</pre>", "<p>One\r\ntwo</p>"],
)
def test_a_line_break_of_the_source_is_a_space(markup: str) -> None:
    assert texts(html(markup)) == ["One two"]


@pytest.mark.parametrize("names", ["paywall", "widget text", "piano-promo", "ad-slot"])
def test_a_name_on_each_part_of_the_text_says_nothing(names: str) -> None:
    """What a paywall hides, what an editor's tool put in: all parts of one class are judged
    together."""
    parts = "".join(f"<p class='{names}'>{FIRST} {n}</p>" for n in range(6))
    flags = {block.flags & at.MISLEADING for block in blocks_of(f"<div>{parts}</div>{PARAGRAPH}")}
    assert flags == {0}


def test_the_name_that_parts_of_the_text_share_says_nothing_whatever_else_each_is_called() -> None:
    parts = "".join(f"<p class='paywall step-{n % 3}'>{FIRST} {n}</p>" for n in range(6))
    box = f"<div class='newsletter step-1'>{FIRST}</div>"
    flags = [block.flags & at.MISLEADING for block in blocks_of(f"<div>{parts}{box}</div>")]
    assert flags == [0] * 6 + [at.HINT_PROMO]


@pytest.mark.parametrize(
    ("names", "flag"), [("related", at.HINT_RELATED), ("comment", at.HINT_COMMENTS)]
)
def test_lists_of_one_class_are_what_it_says_however_long(names: str, flag: int) -> None:
    parts = "".join(f"<div class={names}>{FIRST} {n}</div>" for n in range(6))
    flags = [block.flags & flag for block in blocks_of(f"{PARAGRAPH}{parts}")]
    assert flags == [0] + [flag] * 6


def test_boxes_beside_a_short_article_are_what_their_class_says() -> None:
    boxes = "".join(f"<div class=widget>{PARAGRAPH} {n}</div>" for n in range(3))
    text = f"<p>{FIRST}</p><p>{FIRST}</p>"
    flags = [block.flags & at.HINT_SIDEBAR for block in blocks_of(f"<div>{text}</div>{boxes}")]
    assert flags[:2] == [0, 0]
    assert all(flags[2:])


def test_an_element_in_one_of_its_own_class_counts_once() -> None:
    box = f"<div class=widget><div class=widget>{PARAGRAPH * 2}</div></div>"
    blocks = blocks_of(f"<p>{FIRST}</p><p>{FIRST}</p>{box}")
    assert all(block.flags & at.HINT_SIDEBAR for block in blocks[2:])


def test_a_footer_with_most_of_the_prose_is_one_unless_the_title_stands_in_it() -> None:
    law = "".join(f"<p>{FIRST} {n}</p>" for n in range(4))
    page = f"<h1>One</h1><p>{FIRST}</p><footer>{law}</footer>"
    assert [block.flags & at.FOOTER > 0 for block in blocks_of(page)] == [False] * 2 + [True] * 4
    around = f"<p>{FIRST}</p><footer><h1>One</h1>{law}</footer>"
    assert not any(block.flags & at.FOOTER for block in blocks_of(around))
