"""extract.body.container: which element holds the text; where the markup ends an element too early,
the one around it does."""

from __future__ import annotations

from support.paper_pages import (
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    a_page,
    html,
    other_text,
    read,
)

MANY = [other_text(number) for number in range(9)]
PARAGRAPHS = [f"<p>{text}</p>" for text in MANY]


def body_of(markup: str) -> list[str]:
    return (read(html(markup)).body or "").split("\n\n")


def split_page(inside: int, between: str = "", above: str = "") -> str:
    """A page whose text is ended after so many paragraphs by an end tag too many."""
    first, rest = "".join(PARAGRAPHS[:inside]), "".join(PARAGRAPHS[inside:])
    return (
        f"<div><div>{above}<h1>{TITLE}</h1><main>{first}</div>{between}{rest}</main>"
        f"<div>Share</div></div></div>"
    )


def test_an_end_tag_too_many_is_known() -> None:
    assert a_page(html(split_page(3))).outline.has_stray_end
    assert not a_page(html(f"<main><h1>{TITLE}</h1>{PROSE}</main>")).outline.has_stray_end


def test_bare_paragraphs_that_a_stray_end_tag_leaves_outside_are_text() -> None:
    for inside in range(1, 9):
        assert body_of(split_page(inside)) == MANY, inside


def test_a_table_may_stand_before_the_rest() -> None:
    row = "<tr><td>Upper pier</td><td>40</td></tr>"
    table = f"<table>{row}<tr><td>Lower pier</td><td>50</td></tr></table>"
    assert body_of(split_page(6, table)) == [
        *MANY[:6],
        "Upper pier 40",
        "Lower pier 50",
        *MANY[6:],
    ]


def test_the_head_of_the_article_is_no_box_beside_its_text() -> None:
    """With a link to its section, and the first paragraphs that a stray end tag has left in it."""
    section = "<div><a href=/en/section/town>Town</a></div>"
    assert body_of(split_page(2, above=section)) == MANY


def test_without_one_a_bare_paragraph_behind_the_text_is_a_notice() -> None:
    notice = "<p>Whatever you read here may be read aloud at any market of the valley.</p>"
    page = f"<div><main><h1>{TITLE}</h1>{PROSE}</main>{notice}</div>"
    assert body_of(page) == [FIRST, SECOND, THIRD]


def test_paragraphs_of_their_own_class_go_on_where_an_end_tag_has_closed_all_around_them() -> None:
    own = [f"<p class=x7>{text}</p>" for text in MANY]
    page = (
        f"<div><my-part><my-part><h1>{TITLE}</h1>{own[0]}{own[1]}</div>{''.join(own[2:])}"
        f"</my-part></my-part></div><p class=y2>{other_text(11)}</p>"
    )
    assert body_of(page)[: len(MANY)] == MANY


def test_the_rest_is_known_where_the_title_stands_under_the_text() -> None:
    """In a list of what is new alone, as pages without a headline have it."""
    first, rest = "".join(PARAGRAPHS[:2]), "".join(PARAGRAPHS[2:])
    text = f"<div itemprop=articleBody class=body>{first}</div>{rest}</div>"
    latest = f"<ul><li><b>{TITLE}</b></li><li>{OTHER_TITLES[0]}</li></ul>"
    page = html(f"<div><div>{text}</div></div>{latest}", head=f"<title>{TITLE}</title>")
    assert (read(page).body or "").split("\n\n") == MANY


def test_a_text_set_as_it_was_typed_goes_on_behind_an_advertisement() -> None:
    first, rest = "\n\n".join(MANY[:7]), "\n\n".join(MANY[7:])
    advert = "<div><a href=https://shop.test/ rel=sponsored>Buy a boat while you wait</a></div>"
    page = html(f"<h1>{TITLE}</h1><div><pre>{first}</pre>{advert}<pre>{rest}</pre></div>")
    assert (read(page).body or "").split("\n\n") == MANY
