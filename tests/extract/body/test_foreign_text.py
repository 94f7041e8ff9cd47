"""What readers wrote under an article is no part of it; dates that show no word are nobody's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.paper_pages import (
    BODY,
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    THIRD,
    other_text,
    read,
    story,
)

import newscrawl

TEXT = (
    "The night ferry returned to the upper pier on Sunday, two hours late and half empty.",
    "The harbour office said that the crossing takes two hours, as it did before the war.",
)
COMMENTS = "".join(
    f"<div class=c><p>{name}, {day} January 2026</p><p>I waited there for {day} hours, too.</p></div>"
    for day, name in enumerate(("Nino Example", "Aram Sample", "Leyla Instance"), start=10)
)


def body_of(under: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    page = (
        "<html><body><h1>The night ferry returns</h1>"
        f"<div>{paragraphs}</div><div>{under}</div></body></html>"
    )
    at = datetime(2026, 1, 14, tzinfo=UTC)
    return newscrawl.read(page, "https://paper.test/7", fetched_at=at)["body"]


@pytest.mark.parametrize("form", ["{}", '{}<p><time datetime="2026-01-09T10:00:00Z"></time></p>'])
def test_comments_with_name_and_date_are_left_out(form: str) -> None:
    assert body_of(form.format(COMMENTS)) == "\n\n".join(TEXT)


def test_a_date_for_machines_without_a_word_harms_nothing() -> None:
    times = '<p><time datetime="2026-01-09T10:00:00Z"></time></p>' * 4
    assert body_of(times) == "\n\n".join(TEXT)


def entries(heads: list[str], text: str) -> str:
    return "".join(
        f"<figure class=slide><h2><a href=/photo/{place}>{head}</a></h2>"
        f"<figcaption><p>{text} {other_text(place)}</p></figcaption></figure>"
        for place, head in enumerate(heads)
    )


def test_numbered_entries_with_texts_are_the_article_and_no_cards() -> None:
    things = ["Ferry", "Lighthouse", "Bakery", "Orchestra", "Glass bridge"]
    numbered = [f"{number}. The {thing} of the valley" for number, thing in enumerate(things, 7)]
    shown = read(story(f"<p>{FIRST}</p><div>{entries(numbered, SECOND)}</div>")).body or ""
    assert all(other_text(place) in shown for place in range(5))
    cards = [f"The {thing} of the valley" for thing in things]
    shown = read(story(f"{PROSE}<div>{entries(cards, SECOND)}</div>")).body or ""
    assert not any(other_text(place) in shown for place in range(5))


def test_the_post_of_a_network_is_no_text_of_the_article() -> None:
    post = (
        "<blockquote class='twitter-tweet'><p lang=en>The ferry sails again, and I have wept at the"
        " pier.</p>— Nino Example (@nino) <a href=https://t.test/1>9 January 2026</a></blockquote>"
    )
    assert read(story(f"<p>{FIRST}</p>{post}<p>{SECOND}</p><p>{THIRD}</p>")).body == BODY
    quoted = post.replace("twitter-tweet", "x")
    assert "wept" in (read(story(f"<p>{FIRST}</p>{quoted}<p>{SECOND}</p>")).body or "")


def test_the_rows_of_a_table_that_names_its_columns_are_no_cards() -> None:
    rows = "".join(
        f"<tr><th><a href=/films/{place}>{title}</a></th><td>19{40 + place}</td>"
        f"<td>{other_text(place)}</td></tr>"
        for place, title in enumerate(OTHER_TITLES)
    )
    head = "<thead><tr><th>Film</th><th>Year</th><th>What happens</th></tr></thead>"
    shown = read(story(f"{PROSE}<table>{head}<tbody>{rows}</tbody></table>")).body or ""
    for place, title in enumerate(OTHER_TITLES):
        assert title in shown
        assert other_text(place) in shown


HOURS = ("16:40", "15:20", "14:05")
REPORTS = (
    "The ferry lies at the upper pier again, with its bow door open and no passengers on it.",
    "A tug has reached the ferry. Its captain reckons with an hour until both are in the harbour.",
    "The ferry has stopped off the lighthouse, and nobody at the harbour office can say why.",
)


def told_as_it_happens(entry: str) -> str:
    return "".join(
        entry.format(hour=hour, text=text, n=n)
        for n, (hour, text) in enumerate(zip(HOURS, REPORTS, strict=True))
    )


@pytest.mark.parametrize(
    "entry",
    [
        "<section class=entry><time>{hour}, 9 January 2026</time><p>{text}</p></section>",
        "<li class=e><h3>9 January 2026, {hour}</h3><p>{text}</p><button>Share</button></li>",
        "<div class=e><p>{hour}, 9 January 2026</p><h3>What is known so far</h3><p>{text}</p></div>",
        "<div class=e><b>9 January 2026 {hour}</b><br>{text}</div>",
        "<div class=liveblog-entry><p>9 January 2026, {hour}</p><p>Nino Example</p><p>{text}</p></div>",
        "<div class=e><p>{text}</p><p>{hour}, 9 January 2026</p></div>",
    ],
    ids=["section", "list", "headings", "breaks", "named", "behind"],
)
def test_entries_with_hours_that_name_nobody_are_the_text_in_its_order(entry: str) -> None:
    shown = body_of(told_as_it_happens(entry))
    places = [shown.index(text) for text in (*TEXT, *REPORTS)]
    assert places == sorted(places)


def test_the_hours_of_entries_are_no_paragraphs() -> None:
    entry = "<section class=e><p>9 January 2026, {hour}</p><p>{text}</p></section>"
    assert body_of(told_as_it_happens(entry)) == "\n\n".join((*TEXT, *REPORTS))


def test_a_name_and_an_hour_that_style_alone_parts_are_no_paragraph() -> None:
    signed = "<span>Ana Gray</span><span>9 January 2026 {hour}</span>"
    entry = f"<div class=live-entry><p>{{text}}</p><div>{signed}</div></div>"
    page = (
        "<html><body><h1>The night ferry returns</h1><p>By Ana Gray</p><div>"
        f"{''.join(f'<p>{text}</p>' for text in TEXT)}{told_as_it_happens(entry)}</div></body></html>"
    )
    body = newscrawl.read(page, "https://paper.test/7")["body"]
    assert body == "\n\n".join((*TEXT, *REPORTS))


@pytest.mark.parametrize(
    "entry",
    [
        "<div class=c><p>9 January 2026, {hour}</p><p>Nino Example</p><p>{text}</p></div>",
        "<div class=c><h4>Nino</h4><p>9 January 2026, {hour}</p><p>{text}</p></div>",
        "<div class=c><p>9 January 2026</p><p>{text}</p><p><a href=/1{n}>The whole report</a></p></div>",
    ],
    ids=["name", "heading", "stories"],
)
def test_entries_with_a_name_or_a_link_to_a_story_are_not(entry: str) -> None:
    shown = body_of(told_as_it_happens(entry))
    assert not any(text in shown for text in REPORTS)


@pytest.mark.parametrize("name", ["Nino Example", "Aram Sample"])
def test_entries_may_name_who_writes_the_text_and_nobody_else(name: str) -> None:
    lines = (
        "<div class=e><p>9 January 2026, {hour}</p><p>NAME</p><p>{text}</p></div>",
        "<div class=e><p>NAME, 9 January 2026, {hour}</p><p>{text}</p></div>",
    )
    for line in lines:
        entries = told_as_it_happens(line.replace("NAME", name))
        page = story(f"<p>{FIRST}</p>{entries}", under_title="<p>By Nino Example</p>")
        shown = (read(page).body or "").split("\n\n")
        assert shown == ([FIRST, *REPORTS] if name == "Nino Example" else [FIRST])


def test_the_days_of_a_chronology_are_paragraphs() -> None:
    days = "".join(
        f"<section class=e><h3>{day} January 2026</h3><p>{text}</p></section>"
        for day, text in zip((9, 6, 2), REPORTS, strict=True)
    )
    told = [line for day, text in zip((9, 6, 2), REPORTS, strict=True) for line in (day, text)]
    shown = [f"{one} January 2026" if isinstance(one, int) else one for one in told]
    assert body_of(days) == "\n\n".join((*TEXT, *shown))
