"""extract.article_lines: which lines of a page tell of its article."""

from __future__ import annotations

import pytest
from support.paper_pages import a_page, html

from newscrawl.extract.article_lines import facts_behind, lines_over_text, lines_under_text

OTHER = "<a href=/other>Snow closes the pass for a third day</a>"


def leads_elsewhere(href: str) -> bool:
    return href == "/other"


def over(above: str = "", under_title: str = "") -> list[str]:
    page = html(f"<div>{above}</div><div><h1>Title</h1>{under_title}<p>Text</p></div>")
    blocks = a_page(page).outline.blocks
    place = {block.text: block.index for block in blocks}
    found = lines_over_text(blocks, place["Title"], place["Text"], leads_elsewhere)
    return [block.text for block in found]


def under(below: str) -> list[str]:
    blocks = a_page(html(f"<div><h1>Title</h1><p>Text</p></div>{below}")).outline.blocks
    return [block.text for block in lines_under_text(blocks, 0, 1, leads_elsewhere)]


def test_the_head_of_an_article_are_the_lines_over_its_title_and_those_to_its_text() -> None:
    assert over("<p>Boats</p>", "<p>12 January</p>") == ["Boats", "12 January"]


def test_an_aside_between_title_and_text_is_of_the_article_unless_it_leads_to_others() -> None:
    assert over(under_title="<aside><p>Boats</p></aside>") == ["Boats"]
    assert over(above="<aside><p>Boats</p></aside>") == []
    assert over(under_title=f"<aside><p>Boats</p>{OTHER}</aside>") == []


@pytest.mark.parametrize(
    "card", ["<div><p>Boats</p>{}</div>", "<div><div>{}</div><i>Boats</i></div>"]
)
def test_a_line_in_a_card_with_a_link_to_another_article_is_that_ones(card: str) -> None:
    assert "Boats" not in over(f"<section>{card.format(OTHER)}</section>")
    assert "Boats" not in under(card.format(f"<span>{OTHER}</span>"))


def test_the_lines_under_a_text_end_at_other_articles_and_at_a_heading_that_asks_for_no_fact() -> (
    None
):
    assert under(f"<p>Boats</p>{OTHER}<p>Hills</p>") == ["Boats"]
    assert under("<p>Boats</p><h3>More</h3><p>Hills</p>") == ["Boats"]
    assert under("<h3>Category:</h3><p>Boats</p>") == ["Category:", "Boats"]


def test_a_fact_is_told_in_a_box_with_the_day_or_the_author() -> None:
    def facts(box: str) -> list[str]:
        blocks = a_page(html(f"<h1>Title</h1><p>Text</p>{box}")).outline.blocks
        found = facts_behind(blocks, 1, lambda one: one.text == "Kind", leads_elsewhere)
        return [block.text for block in found]

    kind = "<p>Kind</p><p>Boats</p>"
    assert facts(f"<div>{kind}<p>By Ana Gray</p></div>") == ["Kind", "Boats"]
    assert facts(f"<div>{kind}<p>12 January 2022</p></div>") == ["Kind", "Boats"]
    assert facts(f"<div>{kind}</div>") == []
    assert facts(f"<div>{kind}<p>12 January 2022</p>{OTHER}</div>") == []
    assert facts(f"{kind}<p>12 January 2022</p>") == []
