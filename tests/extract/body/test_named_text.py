"""extract.body.named_text: the element that a standard names as the text holds it."""

from __future__ import annotations

import pytest
from support.paper_pages import FIRST, PROSE, SECOND, THIRD, TITLE, html, other_text, read

NOTE = "".join(f"<div>{other_text(number)}</div>" for number in range(3))


def body_of(inside: str, around: str = NOTE) -> list[str]:
    page = f"<div><h1>{TITLE}</h1>{inside}<div>{around}</div></div>"
    return (read(html(page)).body or "").split("\n\n")


NAMES = {
    "microdata": "itemprop=articleBody",
    "microdata among others": "itemprop='articleBody text'",
    "RDFa": "property='schema:articleBody'",
    "microformats": "class='x1 e-content'",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_element_that_is_named_as_the_text_holds_it(name: str) -> None:
    assert body_of(f"<div {name}>{PROSE}</div>") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "inside",
    [
        f"<div class='page-content'>{PROSE}</div>",
        f"<div class='the-content'>{PROSE}</div>",
        f"<div itemprop=description>{PROSE}</div>",
        f"<div itemprop=articleBody><p>{FIRST}</p></div><div itemprop=articleBody>{PROSE}</div>",
    ],
)
def test_what_is_not_named_or_is_named_twice_says_nothing(inside: str) -> None:
    assert other_text(0) in body_of(inside)


def test_a_name_on_little_of_the_prose_says_nothing() -> None:
    inside = f"<div itemprop=articleBody><p>{FIRST}</p></div>{PROSE}"
    assert SECOND in body_of(inside)


LONG_NOTE = "".join(f"<p>{other_text(number)}</p>" for number in range(4))


@pytest.mark.parametrize("name", ["class=e-content", "itemprop=articleBody"])
def test_a_name_on_the_beginning_of_a_text_leaves_the_rest_of_it(name: str) -> None:
    """Paragraphs of the same text stand directly behind it."""
    inside = f"<div {name}>{FIRST}<p>{SECOND}</p></div><figure><img></figure>{LONG_NOTE}"
    assert other_text(3) in body_of(inside)
    # In a box they are another text, and one is a note.
    assert other_text(3) not in body_of(f"<div {name}>{PROSE}</div><div>{LONG_NOTE}</div>")
    assert other_text(0) not in body_of(f"<div {name}>{PROSE}</div><p>{other_text(0)}</p>")


def test_names_inside_of_one_another_are_one() -> None:
    inside = f"<div itemprop=articleBody><section class=e-content>{PROSE}</section></div>"
    assert body_of(inside) == [FIRST, SECOND, THIRD]


HOLDERS = {
    "the article around the title": "<article><h1>{title}</h1><div>{text}</div></article>",
    "an article by its role": "<div role=article><h1>{title}</h1><div>{text}</div></div>",
    "the main part of the page": "<main><h1>{title}</h1><div>{text}</div></main>",
    "the main part by its role": "<div role=main><h1>{title}</h1><div>{text}</div></div>",
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_what_the_markup_says_holds_the_article_holds_the_text(holder: str) -> None:
    """Though more prose stands beside it."""
    page = f"<div>{holder.format(title=TITLE, text=PROSE)}<div>{LONG_NOTE}</div></div>"
    assert (read(html(page)).body or "").split("\n\n") == [FIRST, SECOND, THIRD]


def test_an_article_with_a_teaser_under_its_title_is_not_the_text() -> None:
    page = f"<div><article><h1>{TITLE}</h1><p>Soon more, in a while.</p></article>{LONG_NOTE}</div>"
    assert other_text(3) in (read(html(page)).body or "")
