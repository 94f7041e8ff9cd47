"""extract.body.edges: what is no part of the text for what stands around it."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    FIRST,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    html,
    other_text,
    read,
    story,
)

REPLIES = "".join(f"<p>{other_text(n)}</p>" for n in range(3, 9))


def body_of(markup: str) -> list[str]:
    return (read(markup).body or "").split("\n\n")


@pytest.mark.parametrize(
    "jump",
    [
        "<a href=#replies>Comments (12)</a>",
        "<div><a href=#replies>Join the conversation</a></div>",
        "<div><label>Comments</label></div>",
        "<ul><li>Print</li><li><a href=#replies>12 comments</a></li></ul>",
    ],
)
def test_a_link_over_the_text_that_leads_down_to_the_comments_does_not_end_it(jump: str) -> None:
    lead = "Forty passengers, one pier, no storm: the ferry sails."
    assert body_of(story(f"<p>{lead}</p>{jump}{PROSE}")) == [lead, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "label", ["<b>Comments</b>", "<h3>Comments (6)</h3>", "<p>Join the discussion</p>"]
)
def test_a_heading_of_the_comments_ends_the_text_however_much_readers_wrote(label: str) -> None:
    assert body_of(story(f"<p>{FIRST}</p>{label}{REPLIES}")) == [FIRST]


def test_a_link_to_the_comments_under_the_text_ends_it() -> None:
    link = "<p><a href=#all>Comments</a></p>"
    assert body_of(story(f"{PROSE}{link}<p>{other_text(1)}</p>")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("line", ["By Nino Example", "ავტორი: ნინო მაგალითი", "Автор: Нино Пример"])
def test_a_line_with_the_authors_label_is_no_text_in_any_script(line: str) -> None:
    assert body_of(story(f"<p>{line}</p>{PROSE}")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("line", ["By now the ferry sails again", "Автор: он ушёл без шляпы"])
def test_a_sentence_that_begins_like_an_authors_label_is_text(line: str) -> None:
    assert line in body_of(story(f"<p>{FIRST}</p><p>{line}</p><p>{THIRD}</p>"))


CONSENT = "A player of another house stands here as soon as you allow it."


@pytest.mark.parametrize(
    "button", ["<button>Allow</button>", "<button>Yes</button> <button>No</button>"]
)
def test_what_stands_alone_with_a_button_asks_for_something(button: str) -> None:
    prompt = f"<div><p>{CONSENT}</p>{button}</div>"
    assert body_of(story(f"<p>{FIRST}</p>{prompt}<p>{SECOND}</p>{prompt}<p>{THIRD}</p>")) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_paragraphs_with_a_button_under_them_are_text() -> None:
    button = "<button>Share</button>"
    assert body_of(story(f"<div>{PROSE}<p>The tea is free.</p>{button}</div>"))[-1] == (
        "The tea is free."
    )
    assert body_of(story(f"<div><p>{FIRST}</p>{button}</div>")) == [FIRST]
    parts = "".join(f"<section><p>{text}</p></section>" for text in (FIRST, SECOND, THIRD))
    assert body_of(story(f"<div>{parts}{button}</div>")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("count", ["<div>Comments 12</div>", "<p>12 comments</p>"])
def test_a_count_of_comments_between_lead_and_text_does_not_end_it(count: str) -> None:
    text = "".join(f"<p>{other_text(number)}</p>" for number in range(6))
    body = body_of(story(f"<p>{FIRST}</p>{count}{text}"))
    assert body == [FIRST, *(other_text(number) for number in range(6))]


@pytest.mark.parametrize(
    "line",
    [
        "Artikel veröffentlicht am 28. April 2024, 14:26 Uhr, Lali Beispiel",
        "segunda-feira, 22 de janeiro de 2018 às 0:13",
        "Do 25.04.24 | 14:07 Uhr | Von Lali Beispiel",
        "渡辺 2025年1月13日 21時37分",
        "Stand: 14.03.2025, 9 Uhr",
        "Von Lali Beispiel",
        "Par Lali Exemple et Nino Exemple",
    ],
)
def test_a_line_with_a_day_or_an_author_over_the_text_is_none_of_it(line: str) -> None:
    assert body_of(story(f"<div>{line}</div>{PROSE}")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    [
        "Am 28. April 2024 fuhr das Boot zum ersten Mal wieder, und zwölf Leute standen am Kai.",
        "Von da an",
    ],
)
def test_a_line_with_a_day_in_the_text_is_text(line: str) -> None:
    assert line in body_of(story(f"<p>{FIRST}</p><div>{line}</div><p>{THIRD}</p>"))


def test_what_ends_with_a_colon_behind_a_link_introduces_what_follows() -> None:
    line = "<p>The <a href='https://other.test/'>Other Harbour Paper</a> says:</p>"
    body = body_of(story(f"<p>{FIRST}</p>{line}<blockquote>{SECOND}</blockquote><p>{THIRD}</p>"))
    assert body == [FIRST, "The Other Harbour Paper says:", SECOND, THIRD]


@pytest.mark.parametrize("names", ["Lali Example and Nino Sample", "Лали Пример и Нино Образец"])
def test_two_names_under_the_title_are_a_signature(names: str) -> None:
    assert body_of(story(f"<div>{names}</div>{PROSE}")) == [FIRST, SECOND, THIRD]


def test_two_things_that_belong_together_are_no_signature() -> None:
    assert body_of(story(f"{PROSE}<p>Bread and Butter</p>"))[-1] == "Bread and Butter"


@pytest.mark.parametrize("label", ["Comments", "Show comments (3)", "Comment"])
def test_a_button_between_the_paragraphs_does_not_end_the_text(label: str) -> None:
    button = f"<button>{label}</button>"
    page = story(f"<p>{FIRST}</p><p>{SECOND}</p>{button}<p>{THIRD}</p><button>Print</button>")
    assert body_of(page) == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_a_button_over_the_comments_ends_the_text() -> None:
    replies = f"<div><p>Lali</p><p>{other_text(3)}</p></div>"
    page = story(f"{PROSE}<div><button>Comments</button></div>{replies}")
    assert body_of(page) == [FIRST, SECOND, THIRD]


def test_a_line_that_introduces_a_list_stays_though_a_card_stands_between() -> None:
    card = "<div class=card><a href=/en/news/detail/4100>Another story of another pier</a></div>"
    plan = "<p>The plan has these points:</p>"
    items = "<ul><li>a new pier for the ferry</li><li>a second ferry for the pier</li></ul>"
    assert body_of(story(f"{PROSE}{plan}{card}{items}")) == [
        *(FIRST, SECOND, THIRD, "The plan has these points:"),
        "a new pier for the ferry",
        "a second ferry for the pier",
    ]
    assert body_of(story(f"{PROSE}<p>See these:</p>{card}")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "line",
    ["- Advertisement -", "— Anzeige —", "* * Advertisement * *", "Photo: R. Marten/Paper"],
)
def test_a_label_or_a_credit_is_one_with_ornaments_and_initials_too(line: str) -> None:
    assert body_of(story(f"{PROSE}<p>{line}</p><p>{other_text(3)}</p>")) == [
        *(FIRST, SECOND, THIRD, other_text(3)),
    ]


def test_a_subheading_that_begins_like_a_button_is_text() -> None:
    assert "Share prices fell" in body_of(
        story(f"{PROSE}<h2>Share prices fell</h2><p>{other_text(3)}</p>")
    )


@pytest.mark.parametrize("names", ["Nino Example", "Nino Example and Luka Sample"])
def test_names_over_the_text_of_a_page_that_prints_its_title_under_it_or_nowhere(
    names: str,
) -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    line = f"<header><p>{names}</p></header>"
    for below in ("", f"<aside><ul><li>{TITLE}</li></ul></aside>"):
        page = html(f"<div><div>{line}<div>{PROSE}</div></div>{below}</div>", head)
        assert body_of(page) == [FIRST, SECOND, THIRD]


def test_the_facts_that_stand_with_an_author_are_no_text() -> None:
    facts = (
        "<ul><li><span>Author, </span>Ana Gray<li><span>Role, </span>Harbour reporter"
        "<li><time datetime=2022-01-12>12 January 2022</time></ul>"
    )
    assert body_of(story(f"{facts}{PROSE}")) == [FIRST, SECOND, THIRD]
    lines = "Author:&nbsp;Ana Gray<br>Topic:&nbsp;Piers / Storms<br>"
    assert body_of(story(f"{PROSE}<small></small>{lines}")) == [FIRST, SECOND, THIRD]
    assert body_of(story(f"{PROSE}Topic:&nbsp;Piers / Storms<br>")) == [FIRST, SECOND, THIRD]
    first = "Topic:&nbsp;Piers<br>Author:&nbsp;Ana Gray, Cora Reed<br>"
    assert body_of(story(f"{PROSE}<small></small>{first}")) == [FIRST, SECOND, THIRD]


def test_a_label_with_its_value_among_the_paragraphs_is_text() -> None:
    fact = "Duration: two hours"
    assert body_of(story(f"<p>{FIRST}</p><p>{fact}</p><p>{SECOND}</p>")) == [FIRST, fact, SECOND]
    assert body_of(story(f"{PROSE}<p>{fact}</p>"))[-1] == fact
    listed = f"<ul><li>{fact}</li><li>Price: nine crowns</li></ul>"
    assert body_of(story(f"{listed}{PROSE}"))[0] == fact


@pytest.mark.parametrize(
    ("line", "is_text"),
    [("Von Ana Gray", False), ("Par Ana Gray", False), ("Von Hamburg nach Kiel", True)],
)
def test_a_byline_behind_the_standfirst_is_no_paragraph(line: str, is_text: bool) -> None:
    page = f"<h1>{TITLE}</h1><div><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert (line in body_of(page)) == is_text


@pytest.mark.parametrize(
    "line", ["by Ana Gray", "de Ana Gray", "von Ana Gray und Cora Reed", "Category: Boats"]
)
def test_the_last_line_is_no_text_where_it_says_who_wrote_or_where_it_was_filed(line: str) -> None:
    assert body_of(story(f"{PROSE}<em>{line}</em>")) == [FIRST, SECOND, THIRD]
    assert body_of(story(f"{PROSE}<p>{line}</p>")) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("line", ["By noon it rained", "De profundis", "Category: one. Two."])
def test_the_last_line_is_text_where_it_says_more(line: str) -> None:
    assert body_of(story(f"{PROSE}<p>{line}</p>")) == [FIRST, SECOND, THIRD, line]
