"""What markups that nobody here had seen broke, each as the smallest page of our own that shows
it."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    BODY,
    FIRST,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    a_page,
    headlines,
    html,
    memory_of,
    other_text,
    read,
    story,
)

NUMBERED = "<a href=/en/news/detail/{0}>A story of many words, number {0}</a>"


def entry(number: int) -> str:
    return NUMBERED.format(number)


@pytest.mark.parametrize(
    "sentence",
    [
        "Мост открыт в Поти 27 октября 2013 года.",
        "Мост открыт в Поти (27 октября 2013).",
        "Об этом пишет газета (27.10.2013).",
        "The rule is old, writes Ilia Example, 27 October 2013.",
        "Работы начались 13 апреля 2012 г.",
    ],
)
def test_a_first_sentence_that_ends_in_a_date_is_text(sentence: str) -> None:
    reading = read(story(f"<p>{sentence}</p>{PROSE}"))
    assert (reading.published, (reading.body or "").split("\n\n")[0]) == (None, sentence)


def test_dates_of_readers_are_not_the_articles() -> None:
    """Name, date and a word in one block, under a class that no list of names knows."""
    said = "".join(
        f"<div class=yorum><b>vakho</b> <i>{n:02}.10.2025</i><br>Nonsense number {n}!</div>"
        for n in (3, 7)
    )
    reading = read(story(f"<p>{FIRST}</p>", below=f"<h3>Yorumlar</h3>{said}"))
    assert (reading.published, reading.body) == (None, FIRST)


def test_replies_on_a_forum_are_not_the_article() -> None:
    posts = "".join(
        f"<div class=post><p>by user{n} » {n} Jan 2022, 09:13</p><div>{text}</div></div>"
        for n, text in ((4, FIRST), (5, SECOND), (6, THIRD))
    )
    assert (
        read(html(f"<h2>{TITLE}</h2><div>{posts}</div>", f"<title>{TITLE}</title>")).body == FIRST
    )


def test_a_last_line_of_two_words_is_a_paragraph() -> None:
    assert read(story(f"<p>{FIRST}</p><p>Why Batumi?</p>")).body == f"{FIRST}\n\nWhy Batumi?"


def test_a_text_in_two_parts_is_one() -> None:
    parts = (
        f"<section class=part><p>{FIRST}</p><p>{SECOND}</p></section><div>advert</div><section"
        f" class=part><p>{THIRD}</p></section>"
    )
    assert read(story(parts)).body == BODY


def test_a_paragraph_beside_a_picture_is_no_caption() -> None:
    body = (
        f"<p>{FIRST}</p><section><div><img src=/a.jpg></div><p>{SECOND}</p></section><p>{THIRD}</p>"
    )
    assert read(story(body)).body == BODY


def test_inline_elements_around_everything_change_nothing() -> None:
    page = html(
        f"<font><span><h1>{TITLE}</h1><div>{PROSE}</div></span></font><font>© The paper, all rights"
        " reserved.</font>"
    )
    assert read(page).body == BODY


def test_text_behind_an_early_end_of_the_page_is_read() -> None:
    page = html(
        f"<h1>{TITLE}</h1><div><p>{FIRST}</p></body></html><p>{SECOND}</p><p>{THIRD}</p></div>"
    )
    assert read(page).body == BODY


def test_a_sentence_that_readers_repeat_under_every_article_stays_in_its_own() -> None:
    pages = [
        story(
            f"<p>{other_text(n)}</p>" * 2,
            below=f"<section><small>reader</small><em>{FIRST}</em></section>",
        )
        for n in range(8)
    ]
    assert read(story(), memory=memory_of(pages)).body == BODY


def test_numbers_of_a_calendar_on_every_page_take_none_from_a_table_of_the_text() -> None:
    calendar = "<table><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    pages = [
        story(f"<p>{other_text(n)}</p><p>{other_text(n + 20)}</p>", below=calendar)
        for n in range(8)
    ]
    table = "<table><tr><td>2016</td><td>5186</td></tr></table>"
    assert (
        read(story(PROSE + table, below=calendar), memory=memory_of(pages)).body
        == f"{BODY}\n\n2016 5186"
    )


def test_an_entry_without_a_date_shifts_no_others() -> None:
    """The list begins and ends with a headline: only the elements tell which date is whose."""
    rows = (
        f"<dl><dt>&nbsp;<dd>{entry(3)}<dt>03.01.2026<dd>{entry(2)}<dt>01.01.2026<dd>{entry(1)}</dl>"
    )
    assert [(number, day) for number, _, day in headlines(html(rows))] == [
        (2, "2026-01-03"),
        (1, "2026-01-01"),
    ]


def test_an_empty_place_for_a_date_is_not_filled_from_above() -> None:
    rows = f"<dl><dt>06.01.2026<dd>{entry(5)}<dt>&nbsp;<dd>{entry(4)}<dt>27.12.2025<dd>{entry(3)}<dt>&nbsp;<dd>{entry(2)}</dl>"
    assert [(number, day) for number, _, day in headlines(html(rows))] == [
        (5, "2026-01-06"),
        (3, "2025-12-27"),
    ]


def test_a_stamp_over_a_ticker_of_hours_dates_nothing() -> None:
    ticker = "".join(f"<p>1{n}:29 {entry(n)}</p>" for n in range(4))
    assert headlines(html(f"<header>Monday, 12 January 2026<div>{ticker}</div></header>")) == []


def test_the_date_beside_a_headline_wins_over_one_in_it() -> None:
    link = "<a href=/en/news/detail/9>Weather for the coast, 11 January 2026</a> <i>10.Jan.2026</i>"
    assert headlines(html(f"<ul><li>{link}<li>{entry(8)} <i>09.Jan.2026</i></ul>"))[0] == (
        9,
        "Weather for the coast, 11 January 2026",
        "2026-01-10",
    )


def test_a_cut_title_in_the_path_of_the_page_gives_way_to_the_whole() -> None:
    page = html(
        f"<nav><li>The night ferry returns…</li></nav><h1>{TITLE}</h1><div>{PROSE}</div>",
        "<title>Paper</title>",
    )
    assert read(page, known=["The night ferry returns…"]).title == TITLE


def test_a_title_on_a_line_with_its_section_is_the_title() -> None:
    page = html(
        f"<table><tr><td>Economy<br><b>{TITLE}</b></td></tr><tr><td>{PROSE}</td></tr></table>",
        f"<title>Paper - {TITLE}</title>",
    )
    assert read(page).title == TITLE


def test_endless_json_ld_is_no_crash() -> None:
    assert (
        read(story(head=f"<script type='application/ld+json'>{'[' * 100_000}</script>")).body
        == BODY
    )


def test_fifty_thousand_elements_around_an_article_change_nothing() -> None:
    assert (
        read(
            html("<div>" * 50_000 + f"<h1>{TITLE}</h1><div>{PROSE}</div>" + "</div>" * 50_000)
        ).body
        == BODY
    )


def test_code_on_a_deep_page_is_not_text() -> None:
    page = a_page("<i>x" * 3_000 + f"<script>let a = '<p>'</script><p>{FIRST}</p>")
    assert not any("let a" in block.text for block in page.outline.blocks)


@pytest.mark.parametrize("element", ["pre", "div style='white-space: pre-line'"])
def test_a_blank_line_of_preformatted_text_ends_a_paragraph(element: str) -> None:
    wrapped = f"{FIRST[:50]}\n{FIRST[50:].strip()}\n\n{SECOND}\n \n{THIRD}"
    assert (read(story(f"<{element}>{wrapped}</{element.split()[0]}>")).body or "").split("\n\n")[
        1:
    ] == [SECOND, THIRD]
