"""Where the head of an article begins on a page that does not print its title."""

from __future__ import annotations

from datetime import date

from support.paper_pages import PROSE, TITLE, html, memory_of, other_text, read

from newscrawl.extract.article_head import MAX_BUTTONS

HEAD = f'<meta property="og:title" content="{TITLE}">'
LINE = "<div><i>By Nino Example</i></div><div><time datetime=2026-01-05>5 Jan 2026</time></div>"


def buttons(count: int) -> str:
    items = "".join(f"<li><a href=https://share{n}.test/>Share {n}</a></li>" for n in range(count))
    return f"<ul>{items}</ul>"


def authors_of(between: str) -> list[str]:
    return read(html(f"{HEAD}<div>{LINE}{between}<div>{PROSE}</div></div>")).authors


def test_buttons_between_a_byline_and_the_text_count_for_nothing() -> None:
    assert authors_of("") == ["Nino Example"]
    assert authors_of("<div>3 comments</div>" + buttons(6)) == ["Nino Example"]


def test_a_menu_or_a_heading_ends_the_head() -> None:
    assert authors_of(buttons(MAX_BUTTONS + 1)) == []
    assert authors_of("<h2>Weather</h2>" + buttons(6)) == []


def test_a_day_stands_there_too() -> None:
    def page(day: int, text: str) -> str:
        line = LINE.replace("2026-01-05", f"2026-01-{day:02}").replace("5 Jan", f"{day} Jan")
        return html(f"{HEAD}<div>{line}<div>3 comments</div>{buttons(6)}<div>{text}</div></div>")

    memory = memory_of([page(day, f"<p>{other_text(day)}</p>") for day in range(1, 10)])
    assert read(page(5, PROSE), memory=memory).published == date(2026, 1, 5)


def test_a_day_under_the_text_is_its_own_where_pages_differ_there() -> None:
    def page(day: int, text: str) -> str:
        end = f"<div>By Nino Example | {day:02}.01.2026</div>"
        return html(f"{HEAD}<div><div>{text}</div>{end}</div>")

    memory = memory_of([page(day, f"<p>{other_text(day)}</p>") for day in range(1, 14)])
    assert read(page(5, PROSE), memory=memory).published == date(2026, 1, 5)
    assert read(page(5, PROSE)).published is None


def test_a_day_that_ends_the_text_counts_over_what_stands_on_every_page() -> None:
    prompt = "<p>The morning letter: what matters on the piers, in your mail box at seven.</p>"

    def page(day: int, text: str, behind: str = prompt) -> str:
        end = f"<div>{day:02}.01.2026</div>"
        return html(f"<div><h1>{TITLES[day]}</h1><div>{text}</div>{end}{behind}</div>")

    memory = memory_of([page(day, f"<p>{other_text(day)}</p>") for day in range(1, 14)])
    assert read(page(14, PROSE), memory=memory).published == date(2026, 1, 14)
    # A reader's words stand on no other page.
    said = f"<p>{other_text(20)}</p>"
    assert read(page(14, PROSE, said), memory=memory).published is None


TITLES = [f"Pier {number} opens: {other_text(number)[:40]}" for number in range(20)]
