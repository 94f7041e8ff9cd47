"""extract.body: which blocks are the text of the article, and how they make paragraphs."""

from __future__ import annotations

import pytest
from support.dated_pages import json_ld
from support.paper_pages import (
    BODY,
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    html,
    memory_of,
    other_text,
    read,
    story,
)

NEIGHBOUR = '<a href="/en/news/detail/4703">A bridge of glass opens above the gorge</a>'
REMARK = (
    "I crossed on the first boat and the tea was as good as ever, though the deck was wet and the"
    " wind came from the north."
)


def body_of(markup: str) -> list[str]:
    return (read(markup).body or "").split("\n\n")


STRUCTURES = {
    "semantic": (
        "<header><a"
        f" href=/>Paper</a></header><main><article><h1>{TITLE}</h1>{PROSE}</article>"
        "</main><footer>©"
        " Paper</footer>"
    ),
    "tables and font": (
        f"<table><tr><td><font size=5><b>{TITLE}</b></font></td></tr><tr><td>"
        f"<font face=Arial>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</font></td></tr></table>"
    ),
    "nested tables": (
        "<table><tr><td width=150><a href=/en/a>Home</a><br><a href=/en/b>Sport</a></td>"
        f"<td><table><tr><td><h1>{TITLE}</h1></td></tr><tr><td>{PROSE}</td></tr></table></td></tr></table>"
    ),
    "div soup": (
        f"<div><div><a href=/>Paper</a></div><div><div>{TITLE}</div><div>"
        f"<div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div></div></div>"
    ),
    "spans that are blocks": (
        f"<div><h1>{TITLE}</h1>"
        + "".join(f'<span style="display:block">{text}</span>' for text in (FIRST, SECOND, THIRD))
        + "</div>"
    ),
    "Word paste": (
        f"<div><h1>{TITLE}</h1><div>"
        + "".join(
            '<p class="MsoNormal"><span lang="EN-US" style="font-size:12.0pt">'
            + text.replace(" ", chr(10), 3).replace(" ", "&nbsp;", 1)
            + '<o:p></o:p></span></p><p class="MsoNormal"><span>&nbsp;</span></p>'
            for text in (FIRST, SECOND, THIRD)
        )
        + "</div></div>"
    ),
    "definition list": (
        f"<dl><dt><b>{TITLE}</b></dt><dd>{FIRST}</dd><dd>{SECOND}</dd><dd>{THIRD}</dd></dl>"
    ),
    "cards": (
        f"<div><div><div><h2>{TITLE}</h2></div><div><div><p>{FIRST}</p></div>"
        f"<div><p>{SECOND}</p></div><div><p>{THIRD}</p></div></div></div></div>"
    ),
    "text right in the body element": f"<h1>{TITLE}</h1>{FIRST}<br><br>{SECOND}<br><br>{THIRD}",
    "unclosed": f"<div><h1>{TITLE}<p>{FIRST}<p>{SECOND}<p>{THIRD}".replace(
        f"{TITLE}<p>", f"{TITLE}</h1><p>"
    ),
    "nested wrongly": (
        f"<div><h1>{TITLE}</h1><b><p>{FIRST}</b></p><p><i>{SECOND}</p></i><p>{THIRD}</div></span></p>"
    ),
    "upper case": (
        f"<DIV><H1>{TITLE}</H1><P ALIGN=JUSTIFY>{FIRST}<P ALIGN=JUSTIFY>{SECOND}<P"
        f" ALIGN=JUSTIFY>{THIRD}</DIV>"
    ),
}


@pytest.mark.parametrize("markup", STRUCTURES.values(), ids=STRUCTURES)
def test_the_text_is_found_in_any_structure(markup: str) -> None:
    reading = read(html(markup, f"<title>{TITLE} | Paper</title>"))
    assert reading.title == TITLE
    assert reading.body == BODY


# Paragraphs (contract, section 1).


@pytest.mark.parametrize(
    "br", ["<br>", "<br/>", "<br />", "<BR>", '<br clear="all">', "<br></br>", "<br\n>"]
)
def test_one_break_is_a_space_and_two_are_a_new_paragraph(br: str) -> None:
    assert body_of(story(f"<div>{FIRST}{br}{SECOND}{br}{br}{THIRD}</div>")) == [
        f"{FIRST} {SECOND}",
        THIRD,
    ]


@pytest.mark.parametrize(
    "between",
    [
        "<br><br><br>",
        "<br> <br>",
        "<br>&nbsp;<br>",
        "<br>\n\n<br>",
        "<br><!-- x --><br>",
        "<b><br></b><br>",
        "<br><span></span><br>",
        "<br><span>&nbsp;</span><br>",
        "<br><o:p></o:p><br>",
    ],
)
def test_breaks_with_nothing_between_them_are_a_new_paragraph(between: str) -> None:
    assert body_of(story(f"<div>{FIRST}{between}{SECOND}<br><br>{THIRD}</div>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_breaks_at_the_ends_of_a_paragraph_add_nothing() -> None:
    assert body_of(
        story(f"<p><br>{FIRST}<br></p><p><br><br>{SECOND}<br><br></p><p><br/></p><p>{THIRD}</p>")
    ) == [FIRST, SECOND, THIRD]


def test_a_line_break_of_the_source_is_a_space() -> None:
    wrapped = FIRST.replace(" ", "\r\n    ")
    assert body_of(story(f"<p>{wrapped}</p><p>{SECOND}</p><p>{THIRD}</p>"))[0] == FIRST


@pytest.mark.parametrize(
    "space", ["&nbsp;", "&#160;", "&thinsp;", "&emsp;", "\t", "&#8203; ", " &shy;", "&#xfeff; "]
)
def test_white_space_is_folded(space: str) -> None:
    assert body_of(story(PROSE.replace(" the ", f" {space} the "))) == [FIRST, SECOND, THIRD]


def test_tags_inside_a_word_do_not_split_it() -> None:
    assert body_of(
        story(
            PROSE.replace("ferry", "<b>f</b>er<!-- x --><i>ry</i>").replace(
                "harbour", "har<wbr>bour"
            )
        )
    ) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_list_items_are_paragraphs() -> None:
    items = ["Warm clothes, even in July.", "Small coins for the tea.", "patience"]
    listing = "".join(f"<li>{item}</li>" for item in items)
    assert body_of(story(f"{PROSE}<ul>{listing}</ul><p>{FIRST[::-1]}</p>")) == [
        FIRST,
        SECOND,
        THIRD,
        *items,
        FIRST[::-1],
    ]


def test_nested_lists_keep_the_reading_order() -> None:
    nested = (
        "<ol><li>The boats<ul><li>the large one</li><li>the small one</li></ul></li><li>The"
        " piers</li></ol>"
    )
    assert body_of(story(PROSE + nested + PROSE.replace("ferry", "boat")))[3:7] == [
        "The boats",
        "the large one",
        "the small one",
        "The piers",
    ]


def test_subheadings_are_paragraphs() -> None:
    body = f"<p>{FIRST}</p><h2>How long it takes</h2><p>{SECOND}</p><h3>Tea</h3><p>{THIRD}</p>"
    assert body_of(story(body)) == [FIRST, "How long it takes", SECOND, "Tea", THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>How long it takes</b></p>",
        "<p><strong>How long it takes</strong><br></p>",
        "<div><b>How long it takes</b></div>",
    ],
)
def test_a_bold_line_is_a_paragraph(line: str) -> None:
    assert body_of(story(f"<p>{FIRST}</p>{line}<p>{SECOND}</p><p>{THIRD}</p>")) == [
        FIRST,
        "How long it takes",
        SECOND,
        THIRD,
    ]


def test_quotes_are_paragraphs() -> None:
    quote = "<blockquote>The river never asks who is rowing.</blockquote>"
    assert body_of(story(f"<p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p>")) == [
        FIRST,
        "The river never asks who is rowing.",
        SECOND,
        THIRD,
    ]
    quote = (
        "<blockquote><p>The river never asks who is rowing.</p><p>Nor does the"
        " wind.</p></blockquote>"
    )
    assert body_of(story(f"<p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p>"))[1:3] == [
        "The river never asks who is rowing.",
        "Nor does the wind.",
    ]


def test_a_row_of_a_table_is_a_paragraph() -> None:
    table = (
        "<table><tr><th>Pier</th><th>First boat</th></tr><tr><td>Upper</td>"
        "<td>six</td></tr><tr><td>Lower</td><td>half past seven</td></tr></table>"
    )
    rows = ["Pier First boat", "Upper six", "Lower half past seven"]
    assert body_of(story(f"<p>{FIRST}</p><p>{SECOND}</p>{table}<p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        *rows,
        THIRD,
    ]


def test_rows_count_in_every_way_of_writing_a_table() -> None:
    table = (
        "<table border=1><caption>Boats</caption><thead><tr><th>Pier<th>First boat</thead>"
        "<tbody><tr><td><p>Upper</p><td><p><b>six</b></p><tr><td>Lower<td></table>"
    )
    assert body_of(story(f"<p>{FIRST}</p><p>{SECOND}</p>{table}<p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        "Pier First boat",
        "Upper six",
        "Lower",
        THIRD,
    ]


def test_cells_of_numbers_are_kept() -> None:
    table = (
        "<table><tr><td>2024</td><td>17</td><td>3.5 %</td></tr><tr><td>2025</td><td>19</td><td>4.1"
        " %</td></tr></table>"
    )
    assert body_of(story(f"<p>{FIRST}</p><p>{SECOND}</p>{table}<p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        "2024 17 3.5 %",
        "2025 19 4.1 %",
        THIRD,
    ]


def test_a_lead_above_the_text_is_its_first_paragraph() -> None:
    lead = (
        "After a winter without a boat the two banks of the river are neighbours again, and nobody"
        " is more pleased than the bakers."
    )
    assert body_of(
        html(f"<div><h1>{TITLE}</h1><p><b>{lead}</b></p><img src=/a.jpg><div>{PROSE}</div></div>")
    ) == [
        lead,
        FIRST,
        SECOND,
        THIRD,
    ]


def test_links_in_sentences_stay() -> None:
    body = PROSE.replace("harbour office", '<a href="/en/tag/harbour">harbour office</a>').replace(
        "timetable", "<a href='/en/news/detail/7'>timetable</a>"
    )
    assert body_of(story(body)) == [FIRST, SECOND, THIRD]


def test_a_paragraph_that_is_one_sentence_of_two_words_stays() -> None:
    assert body_of(
        story(f"<p>{FIRST}</p><p>It sails.</p><p>{SECOND}</p><p>Why?</p><p>{THIRD}</p>")
    ) == [
        FIRST,
        "It sails.",
        SECOND,
        "Why?",
        THIRD,
    ]


def test_a_dialogue_of_short_lines_stays() -> None:
    lines = [
        "– When did you begin?",
        "– In the year of the great flood.",
        "– And when will you stop?",
        "– When the river does.",
    ]
    assert body_of(
        story(f"<p>{FIRST}</p>" + "".join(f"<p>{line}</p>" for line in lines) + f"<p>{SECOND}</p>")
    ) == [FIRST, *lines, SECOND]


def test_one_paragraph_is_a_body() -> None:
    assert body_of(story(f"<p>{FIRST}</p>")) == [FIRST]


def test_a_date_in_a_sentence_stays() -> None:
    sentence = "The last boat before the storm had sailed on 3 March 2025 at 21:40."
    assert body_of(story(f"<p>{FIRST}</p><p>{sentence}</p><p>{SECOND}</p>")) == [
        FIRST,
        sentence,
        SECOND,
    ]


def test_a_page_without_prose_has_no_body() -> None:
    assert (
        read(
            html(
                f"<h1>{TITLE}</h1><ul><li><a href=/en/a>Home</a></li><li><a"
                " href=/en/b>Sport</a></li></ul>"
            )
        ).body
        is None
    )


# What is no part of the text.


@pytest.mark.parametrize(
    "byline",
    [
        "By Nino Example",
        "Author: Nino Example",
        "By Nino Example | 12 January 2022",
        "12 January 2022, 14:30",
        "Published: 12.01.2022",
        "Nino Example, 12 January 2022",
        "Автор: Нино Пример",
    ],
)
@pytest.mark.parametrize(
    "markup",
    ["<p>{}</p>", "<div><span>{}</span></div>", "<p><i>{}</i></p>", "<div class=byline>{}</div>"],
)
def test_bylines_and_dates_around_the_text_are_left_out(byline: str, markup: str) -> None:
    line = markup.format(byline)
    assert body_of(html(f"<div><h1>{TITLE}</h1>{line}{PROSE}</div>")) == [FIRST, SECOND, THIRD]
    assert body_of(html(f"<div><h1>{TITLE}</h1>{PROSE}{line}</div>")) == [FIRST, SECOND, THIRD]


CAPTION = "The upper pier in the morning. Photo: Nino Example"


@pytest.mark.parametrize(
    "picture",
    [
        f"<figure><img src=/a.jpg><figcaption>{CAPTION}</figcaption></figure>",
        f'<div class="wp-caption"><img src=/a.jpg><p class="wp-caption-text">{CAPTION}</p></div>',
        f"<div><img src=/a.jpg><div>{CAPTION}</div></div>",
        f"<div><img src=/a.jpg><p>{CAPTION}</p></div>",
        f"<div><a href=/a.jpg><img src=/b.jpg></a><br><small>{CAPTION}</small></div>",
        (
            "<table align=right><tr><td><img src=/a.jpg></td></tr><tr><td><font"
            f" size=1>{CAPTION}</font></td></tr></table>"
        ),
        f"<p><img src=/a.jpg><br><i>{CAPTION}</i></p>",
        f"<dl><dt><img src=/a.jpg></dt><dd>{CAPTION}</dd></dl>",
        (
            "<div><picture><source srcset=/a.webp><img"
            f" src=/a.jpg></picture><span>{CAPTION}</span></div>"
        ),
    ],
    ids=["figure", "class name", "div", "p", "small", "table", "italic", "dl", "picture"],
)
def test_a_caption_is_left_out(picture: str) -> None:
    assert body_of(story(f"<p>{FIRST}</p>{picture}<p>{SECOND}</p><p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]
    assert body_of(story(f"{picture}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]


@pytest.mark.parametrize(
    "picture",
    [
        "<p><img src=/a.jpg></p>",
        "<img src=/a.jpg>",
        "<div><img src=/a.jpg></div>",
        "<p><img src=/a.jpg>{}</p>",
        "<center><img src=/a.jpg></center><br>",
    ],
)
def test_the_paragraph_after_a_picture_is_no_caption(picture: str) -> None:
    inside = picture.format(SECOND)
    rest = "" if SECOND in inside else f"<p>{SECOND}</p>"
    assert body_of(story(f"<p>{FIRST}</p>{inside}{rest}<p>{THIRD}</p>")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "box",
    [
        "<p>Read also: {}</p>",
        "<p><b>Read also:</b> {}</p>",
        "<div>Read also</div><div>{}</div>",
        "<p><strong>See also</strong></p><ul><li>{}</li></ul>",
        "<div class=related><h4>More on this</h4><p>{}</p></div>",
        "<aside>{}</aside>",
        "<p>{}</p>",
        "<blockquote>{}</blockquote>",
        "<p>Читайте также: {}</p>",
        "<p>ასევე წაიკითხეთ: {}</p>",
        "<table><tr><td>Read more:</td><td>{}</td></tr></table>",
    ],
)
def test_boxes_of_other_articles_are_left_out(box: str) -> None:
    assert body_of(
        story(f"<p>{FIRST}</p>{box.format(NEIGHBOUR)}<p>{SECOND}</p><p>{THIRD}</p>")
    ) == [FIRST, SECOND, THIRD]
    assert body_of(story(f"{PROSE}{box.format(NEIGHBOUR)}")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "furniture",
    [
        (
            "<div><a href='https://social.test/share?u=1'>Facebook</a> <a"
            " href='https://bird.test/share'>Twitter</a></div>"
        ),
        "<div class=share>Share this story with your friends</div>",
        "<p>Share:</p>",
        "<div><button>Share</button></div><div><button>Print</button></div>",
        "<p>Tags: <a href=/en/tag/1>ferry</a>, <a href=/en/tag/2>pier</a></p>",
        "<p><a href=/en/tag/1>#ferry</a> <a href=/en/tag/2>#pier</a></p>",
        "<div class=tags>ferry pier</div>",
        "<p>Advertisement</p>",
        (
            "<div class=ad-slot><p>Buy two umbrellas, and the third one will be given to you for"
            " nothing at all in our shop.</p></div>"
        ),
        "<p>Views: 1 204</p>",
        "<nav><a href=/en/1>Previous</a> <a href=/en/2>Next</a></nav>",
        (
            "<form><p>Write your address and we will send you every headline of the day.</p><input"
            " name=a><button>Send</button></form>"
        ),
        (
            "<div style='display:none'>A text for nobody, hidden from every reader by the style of"
            " this element.</div>"
        ),
        (
            "<p hidden>A text for nobody, hidden from every reader by the attribute of this"
            " element.</p>"
        ),
        (
            "<noscript><p>Switch on your scripts, dear reader, or this page will look much as it"
            " does today.</p></noscript>"
        ),
        (
            "<script>document.write('<p>A text that is made by a script and that stands in no"
            " page.</p>')</script>"
        ),
        "<style>p:after { content: 'a text of the style sheet, seen but not said' }</style>",
        (
            "<template><p>A text of a template, which is shown to nobody until it is"
            " used.</p></template>"
        ),
        "<!-- <p>A text that an editor took out and left in a comment.</p> -->",
        "<p>* * *</p>",
        "<p>&nbsp;</p>",
        "<hr>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert body_of(story(f"{PROSE}{furniture}")) == [FIRST, SECOND, THIRD]
    assert body_of(story(f"<p>{FIRST}</p>{furniture}<p>{SECOND}</p><p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]
    assert body_of(story(below=furniture)) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "comments",
    [
        "<div id=comments><h3>Comments</h3>{}</div>",
        "<section class=comment-list><ol>{}</ol></section>",
        "<div><h3>12 comments</h3>{}</div>",
        "<div><h3>Комментарии</h3>{}</div>",
        "<table><tr><td><b>Comments (12)</b></td></tr><tr><td>{}</td></tr></table>",
    ],
)
def test_comments_longer_than_the_article_are_left_out(comments: str) -> None:
    written = "".join(
        f"<div><p><b>Reader {n}</b></p><p>{REMARK} {n} times.</p></div>" for n in range(12)
    )
    assert body_of(story(below=comments.format(written))) == [FIRST, SECOND, THIRD]
    assert body_of(html(f"<div><h1>{TITLE}</h1>{PROSE}{comments.format(written)}</div>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_dated_comments_are_left_out_without_a_heading_or_a_name() -> None:
    written = "".join(
        f"<div><span>Reader {n}, {n + 1}.01.2026 10:15</span><p>{REMARK} {n} times.</p></div>"
        for n in range(12)
    )
    assert body_of(story(below=f"<div>{written}</div>")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("place", ["above", "below"])
@pytest.mark.parametrize("names", ["class=cookie-notice", 'id="gdpr"', "role=dialog"])
def test_a_cookie_notice_is_left_out(place: str, names: str) -> None:
    notice = (
        f"<div {names}>"
        "<p>We use cookies to make this site better for you. By going on "
        "you agree to our rules, all twelve pages of them.</p><button>I agree</button></div>"
    )
    assert body_of(story(**{place: notice})) == [FIRST, SECOND, THIRD]


def test_the_title_is_not_repeated_in_the_body() -> None:
    assert body_of(story(f"<p><b>{TITLE}</b></p>{PROSE}")) == [FIRST, SECOND, THIRD]


def test_cards_of_other_stories_are_left_out() -> None:
    cards = "".join(
        f'<div><h4><a href="/en/news/detail/{number}">{title}</a></h4><p>A teaser of one long'
        " sentence that says what the story is about and why one should read it.</p></div>"
        for number, title in enumerate(OTHER_TITLES, 4700)
    )
    assert body_of(story(below=cards)) == [FIRST, SECOND, THIRD]
    assert body_of(story(PROSE + f"<div>{cards}</div>")) == [FIRST, SECOND, THIRD]


def test_what_stands_on_every_page_is_no_part_of_the_text() -> None:
    """No name and no place tells that this is not the article's: only that every page says it."""
    slogan = (
        "Our newsroom is small and lives on what its readers give, so every coin that you send buys"
        " an hour of honest work."
    )
    notice = (
        "<p>All opinions are those of their authors and not of the paper, which has none of its"
        " own.</p>"
    )

    def made(title: str, text: str) -> str:
        return story(
            f"<p>{text}</p><p>{SECOND}</p><p>{THIRD} {title}</p><p>{slogan}</p>",
            title=title,
            below=notice,
        )

    memory = memory_of(
        [
            made(title, f"{title}, and nobody in the valley had expected it before the spring.")
            for title in OTHER_TITLES
        ]
    )
    reading = read(made(TITLE, FIRST), memory=memory)
    assert slogan not in (reading.body or "")
    assert "All opinions" not in (reading.body or "")
    assert (reading.body or "").startswith(FIRST)


def test_numbers_in_furniture_may_differ_from_page_to_page() -> None:
    def made(title: str, number: int) -> str:
        return story(
            f"<p>{title} came as news to {number} people who had gathered under the old clock.</p>"
            f"<p>This page was opened {number} times since it was put here by the editors.</p>",
            title=title,
        )

    titles = [f"{title}, {part}" for part in ("first", "then", "last") for title in OTHER_TITLES]
    memory = memory_of([made(title, number) for number, title in enumerate(titles, 300)])
    assert "opened" not in (read(made(TITLE, 77), memory=memory).body or "")


def test_reports_of_a_small_edition_that_differ_by_their_numbers_are_texts() -> None:
    def made(number: int) -> str:
        return story(
            f"<p>The bank of Velikhar has set the rate of the crown at 2.{number} for tomorrow.</p>"
            f"<p>At the auction of the day {number} millions were sold to its own clients.</p>",
            title=f"The Rate of the Crown on Day {number}",
        )

    memory = memory_of([made(number) for number in range(300, 305)])
    body = read(made(377), memory=memory).body or ""
    assert body.count("377") == 2


def article_body(text: str) -> str:
    return json_ld(headline=TITLE, articleBody=text)


@pytest.mark.parametrize("names", ["promo paywall", "sidebar", "comments", "related-stories"])
def test_what_the_metadata_give_as_the_text_is_text_whatever_its_class_says(names: str) -> None:
    """A stray end tag has left half of the text outside the element with the misleading name."""
    page = f"<section class='{names}'><p>{FIRST}</p></section><p>{SECOND}</p><p>{THIRD}</p>"
    reading = read(story(page, head=article_body(f"{FIRST} {SECOND} {THIRD}")))
    assert reading.body == BODY


def test_a_box_beside_the_text_of_which_the_metadata_say_nothing_is_none() -> None:
    page = f"{PROSE}<section class='promo'><p>{other_text(3)}</p></section>"
    reading = read(story(page, head=article_body(f"{FIRST} {SECOND} {THIRD}")))
    assert reading.body == BODY


def test_a_short_text_of_a_box_is_no_witnessed_text_by_chance() -> None:
    slogan = "The tea is free for everybody."
    page = f"{PROSE}<p>“{slogan}” said nobody at all.</p><div class='advert'><p>{slogan}</p></div>"
    reading = read(story(page, head=article_body(f"{FIRST} {slogan}")))
    assert reading.body is not None
    assert reading.body.count(slogan) == 1


def test_the_part_that_a_stray_end_tag_leaves_outside_is_text_if_the_metadata_say_so() -> None:
    many = [other_text(number) for number in range(12)]
    inside = "".join(f"<p>{text}</p>" for text in many[:11])
    outside = "".join(f"<p>{text}</p>" for text in many[11:])
    page = f"<div><div class='promo'><article>{inside}</div>{outside}</article></div>"
    assert body_of(story(page, head=article_body(" ".join(many)))) == many


def test_a_box_of_which_the_metadata_say_little_does_not_widen_the_text() -> None:
    page = f"<section>{PROSE}</section><aside><p>{other_text(3)}</p></aside>"
    reading = read(story(page, head=article_body(f"{FIRST} {SECOND} {THIRD}")))
    assert reading.body == BODY


def test_parts_of_the_text_that_end_with_a_link_each_are_no_cards() -> None:
    parts = "".join(
        f"<div class='part'><p>{text}</p><p>Read also: {NEIGHBOUR}</p></div>"
        for text in (FIRST, SECOND, THIRD)
    )
    assert body_of(story(parts)) == [FIRST, SECOND, THIRD]


def test_cards_with_their_link_under_the_teaser_are_none_of_the_text() -> None:
    cards = "".join(
        f"<div class='part'><h3>{OTHER_TITLES[number]}</h3><p>{other_text(number)}</p>"
        f"<a href='/en/news/detail/{4700 + number}'>All that there is to say of it</a></div>"
        for number in range(3)
    )
    assert body_of(story(f"{PROSE}<section>{cards}</section>")) == [FIRST, SECOND, THIRD]


def test_paragraphs_of_the_same_class_that_a_stray_end_tag_leaves_outside_are_text() -> None:
    many = [f"<p class='para'>{other_text(number)}</p>" for number in range(9)]
    page = f"<div><div><section>{''.join(many[:7])}</div>{''.join(many[7:])}</section></div>"
    assert body_of(story(page)) == [other_text(number) for number in range(9)]


def test_paragraphs_in_elements_of_the_same_class_that_a_stray_end_tag_leaves_outside() -> None:
    many = [f"<div class='part'><p>{other_text(number)}</p></div>" for number in range(9)]
    inside, outside = "".join(many[:2]), "".join(many[2:])
    head = f"<div><h2>{TITLE}</h2><article>{inside}</div>"
    page = f"<div class='around'>{head}{outside}</article></div>"
    assert body_of(html(page)) == [other_text(number) for number in range(9)]


def test_a_paragraph_of_another_class_behind_the_text_is_none() -> None:
    many = "".join(f"<p class='para'>{other_text(number)}</p>" for number in range(9))
    page = f"<div><section>{many}</section><p class='note'>{other_text(20)}</p></div>"
    assert body_of(story(page)) == [other_text(number) for number in range(9)]


LEAD = "The old boat has a new engine, and the tea on board is said to be as good as ever."
STANDFIRSTS = {
    "in the header of the title": "<article><header><h1>{title}</h1><p>{lead}</p></header>",
    "in a byline box, as the description says": (
        "<article><div><h1>{title}</h1></div><div class='byline'><p>{lead}</p></div>"
    ),
    "in a box for sharing, as the description says": (
        "<article><div><h1>{title}</h1></div><div class='share'><div>{lead}</div></div>"
    ),
}


@pytest.mark.parametrize("head", STANDFIRSTS.values(), ids=STANDFIRSTS)
def test_a_standfirst_over_the_text_belongs_to_it(head: str) -> None:
    page = f"{head.format(title=TITLE, lead=LEAD)}<div><div>{PROSE}</div></div></article>"
    described = f"<meta name=description content='{LEAD[:70]}…'>"
    assert body_of(html(page, described)) == [LEAD, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "described",
    [
        f'<meta name=description content="{LEAD}">',
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "description": "{LEAD}"}}</script>',
    ],
    ids=["meta", "json-ld"],
)
def test_a_standfirst_set_as_a_heading_belongs_to_the_text(described: str) -> None:
    page = f"<h1>{TITLE}</h1><h2>{LEAD}</h2><div class=inner><img src=/a.jpg></div>"
    found = body_of(html(f"{page}<div class=text>{PROSE}</div>", described))
    assert found == [LEAD, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "other",
    [
        "<p>Monday</p>",
        "<div>The upper pier, last winter</div>",
        "<h2>What was not known until the day before the storm was over</h2>",
        f"<p>{NEIGHBOUR}</p>",
    ],
)
def test_what_else_stands_over_the_text_is_none_of_it(other: str) -> None:
    head = f"<article><header><h1>{TITLE}</h1>{other}</header><div><p>{LEAD}</p></div>"
    page = f"{head}<div><div>{PROSE}</div></div></article>"
    assert body_of(html(page)) == [LEAD, FIRST, SECOND, THIRD]


@pytest.mark.parametrize("href", ["#part-{n}", "javascript:show({n})"])
def test_parts_of_the_text_that_a_link_on_the_page_opens_are_no_cards(href: str) -> None:
    parts = "".join(
        f"<li><a href='{href.format(n=n)}'>{OTHER_TITLES[n]}</a><div><p>{text}</p></div></li>"
        for n, text in enumerate((FIRST, SECOND, THIRD))
    )
    body = body_of(story(f"<p>{LEAD}</p><ul>{parts}</ul>"))
    assert [text for text in body if text in (FIRST, SECOND, THIRD)] == [FIRST, SECOND, THIRD]


def test_a_long_line_without_an_end_in_the_header_is_no_standfirst() -> None:
    line = "Published Tue, Nov 19 20257:05 AM ESTUpdated Tue, Nov 19 20257:16 AM EST by us"
    page = f"<article><header><h1>{TITLE}</h1><p>{line}</p></header><div><div>{PROSE}</div></div>"
    assert body_of(html(page)) == [FIRST, SECOND, THIRD]


def test_articles_that_follow_without_end_are_others() -> None:
    many = [other_text(number) for number in range(5)]
    text = "".join(f"<p>{text}</p>" for text in many)
    follow = "".join(
        f"<article><h1>{OTHER_TITLES[n]}</h1><div><p>{other_text(20 + n)}</p></div></article>"
        for n in range(2)
    )
    assert body_of(html(f"<div><article><h1>{TITLE}</h1>{text}</article>{follow}</div>")) == many


def test_a_subheading_of_the_rank_of_the_title_begins_no_other_article() -> None:
    many = [f"<p>{other_text(number)}</p>" for number in range(9)]
    text = "".join([*many[:5], "<h2>What the pier says</h2>", *many[5:]])
    body = body_of(html(f"<div><h2>{TITLE}</h2><article>{text}</article></div>"))
    assert len(body) == 10


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>{TITLE}</h1><article><h1>{OTHER_TITLES[0]}</h1>{PROSE}</article>",
        f"<article><h1>{TITLE}</h1>{PROSE}<h1>{OTHER_TITLES[0]}</h1><p>{LEAD}</p></article>",
    ],
)
def test_an_article_under_a_heading_of_the_page_is_the_one(page: str) -> None:
    assert FIRST in body_of(html(page))


def test_a_list_may_stand_before_what_a_stray_end_tag_leaves_outside() -> None:
    many = [f"<p class='para'>{other_text(number)}</p>" for number in range(9)]
    items = "<ul><li>Upper pier</li><li>Lower pier</li></ul>"
    inside, outside = "".join(many[:5]), "".join(many[5:])
    page = f"<div><div><section>{inside}</div>{items}{outside}</section></div>"
    body = body_of(story(page))
    assert body[:5] + body[7:] == [other_text(number) for number in range(9)]
    assert body[5:7] == ["Upper pier", "Lower pier"]


def test_a_lead_keeps_its_table_and_its_list() -> None:
    """Where the rest of the text lies in a further element, behind a place for advertisements."""
    table = "<table border=1><tr><th>Pier<th>Boats<tr><td>Upper<td>208</table>"
    points = "<ol><li><p>A loan for the pier</p><li><p>Seats for forty</p></ol>"
    rest = f"<div><div id=slot></div></div><div><p>{SECOND}</p><p>{THIRD}</p></div>"
    page = f"<h1>{TITLE}</h1><div>{FIRST}{{}}</div>{rest}"
    assert body_of(html(page.format(table))) == [FIRST, "Pier Boats", "Upper 208", SECOND, THIRD]
    assert body_of(html(page.format(points))) == [
        FIRST,
        "A loan for the pier",
        "Seats for forty",
        SECOND,
        THIRD,
    ]
