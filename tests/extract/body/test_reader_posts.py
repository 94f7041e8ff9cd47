"""extract.body.reader_posts: what readers wrote behind the text, without a day or a heading."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, PROSE, SECOND, THIRD, read, story

from newscrawl.extract.body.rules import BodyRule

POSTS = (
    ("Olo Pim", "2 hours ago", "I took that ferry as a child, and it was never warm on deck."),
    ("gull77", "3 hours ago", "And where are the vans to stand when the summer guests come?"),
    ("Ana", "yesterday", "Nobody asked the people on the pier, as nobody ever does."),
    ("R. Dun", "4 days ago", "Well done. My mother will cross on the very first day."),
)
SHAPES = {
    "boxes": ("<div><b>{n}</b> <i>{t}</i><p>{x}</p></div>", "<div>{}</div>"),
    "two lines": ("<div><div>{n}</div><div>{t}</div><p>{x}</p></div>", "<div>{}</div>"),
    "list": ("<li><a href='/user/{n}'>{n}</a> {t}<div>{x}</div></li>", "<ul>{}</ul>"),
    "cells": ("<tr><td><b>{n}</b><br>{t}</td><td>{x}</td></tr>", "<table>{}</table>"),
    "rows": ("<tr><td>{n}, {t}</td></tr><tr><td>{x}</td></tr>", "<table>{}</table>"),
    "pairs": ("<dt>{n} · <a href='#c'>{t}</a></dt><dd>{x}</dd>", "<dl>{}</dl>"),
    "in the text": ("<p><b>{n}</b></p><p>{t}</p><p>{x}</p>", "{}"),
    "one paragraph": ("<p><b>{n}</b> ({t})<br>{x}</p>", "{}"),
    "account and answer": (
        "<div><a href='/user/{n}'><img src='/{n}.png'> {n}</a><p>{x}</p><button>Reply</button></div>",
        "<div>{}</div>",
    ),
    "name and answer": (
        "<div><div>{n} · 3d</div><p>{x}</p><button>Like</button><button>Reply</button></div>",
        "<div>{}</div>",
    ),
    "time and answer": ("<li><i>{t}</i><p>{x}</p><a href='#'>Reply</a></li>", "<ul>{}</ul>"),
    "with a quotation": (
        "<div><b>{n}</b> {t}<blockquote>So you say.</blockquote><p>{x}</p></div>",
        "<div>{}</div>",
    ),
    "buttons side by side": (
        "<div><div><a href='/user/{n}'>{n}</a></div><p>{x}</p><button>▲ 3</button>"
        "<button>Flag</button></div>",
        "<div>{}</div>",
    ),
    "votes and answer": (
        "<div><p>{x}</p><p><a href='#'>+3</a> <a href='#'>-1</a> <a href='?to=4'>Reply</a></p></div>",
        "<div>{}</div>",
    ),
}


def posts(shape: str, told: tuple[tuple[str, str, str], ...] = POSTS) -> str:
    one, around = SHAPES[shape]
    return around.format("".join(one.format(n=name, t=ago, x=said) for name, ago, said in told))


@pytest.mark.parametrize("shape", SHAPES)
def test_what_readers_wrote_is_no_part_of_the_text(shape: str) -> None:
    assert read(story(PROSE + posts(shape))).body == BODY


def test_every_other_entry_may_have_a_class_of_its_own() -> None:
    one, two, three, *rest = posts("list").split("<li>")[1:]
    striped = f"<ul><li>{one}<li class=odd>{two}<li>{three}<li class=odd>{rest[0]}"
    assert read(story(PROSE + striped)).body == BODY


def test_it_is_cut_by_a_rule_of_its_own() -> None:
    decisions = read(story(PROSE + posts("boxes"))).decisions
    assert decisions is not None
    assert decisions.blocks.count(BodyRule.READERS_POST) == 8


def test_answers_inside_of_answers_go_with_them() -> None:
    inner = posts("list", POSTS[1:3])
    nested = posts("list", POSTS[:1]).replace("</li>", f"{inner}</li>")
    both = nested.replace("</ul></li></ul>", f"</ul></li>{posts('list', POSTS[3:])[4:]}")
    assert read(story(PROSE + both)).body == BODY


def test_their_times_are_read_in_the_language_of_the_page() -> None:
    times = ("5 წუთის წინ", "2 საათის წინ", "3 დღის წინ")
    told = tuple((name, ago, said) for (name, _, said), ago in zip(POSTS, times, strict=False))
    page = story(PROSE + posts("list", told)).replace("<html", "<html lang='ka'", 1)
    assert read(page).body == BODY


def test_names_are_of_readers_where_there_is_a_form_to_write_in() -> None:
    named = posts("boxes").replace("gull77", "Per Dal")
    assert read(story(PROSE + named, below="<form><textarea></textarea></form>")).body == BODY


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{SECOND}</p>{posts('boxes')}",
        f"{PROSE}{posts('boxes')}<p>{SECOND[::-1]}</p><p>{THIRD[::-1]}</p>",
        PROSE + posts("boxes", POSTS[:2]),
        PROSE + posts("boxes").replace("Olo Pim", "").replace("gull77", "").replace("Ana", ""),
        PROSE + posts("boxes").replace("<div><b>", "<blockquote><b>").replace("</p></div>", "</p>"),
        PROSE + posts("boxes").replace("Ana", "Ana Lin").replace("gull77", "Per Dal"),
        PROSE + posts("boxes").replace("gull77", "Reuters"),
        PROSE + posts("boxes").replace("hours", "years").replace("days", "years"),
        PROSE + posts("boxes").replace("</p>", f"</p></div><div><p>{SECOND[::-1]}</p>"),
        PROSE + posts("boxes").replace("<b>", "<h3>What became of ").replace("</b>", "</h3>"),
        PROSE + posts("boxes").replace("<div><b>", "<div class='live-entry'><b>"),
        PROSE + posts("account and answer").replace("Reply", "Share"),
        PROSE + posts("account and answer").replace("Reply", "Show the portrait"),
        PROSE + posts("votes and answer").replace("Reply", "Vote"),
        PROSE + posts("cells").replace("2 hours ago", "nurse").replace("3 hours ago", "pilot"),
    ],
    ids=[
        "the text is theirs",
        "the text goes on",
        "two",
        "times alone",
        "quotations",
        "those who report together",
        "agencies",
        "a chronology",
        "answers between them",
        "headings",
        "a live blog",
        "to hand on",
        "portraits",
        "a ranking",
        "a table of quotations",
    ],
)
def test_parts_of_a_text_that_look_like_it_stay(text: str) -> None:
    body = read(story(text)).body or ""
    assert POSTS[1][2] in body


def test_a_text_told_by_its_own_writers_stays() -> None:
    told = tuple((("Mara Lin", "Tom Ree")[place % 2], *one[1:]) for place, one in enumerate(POSTS))
    page = story(f"<p>By Mara Lin and Tom Ree</p>{PROSE}{posts('boxes', told)}")
    assert POSTS[1][2] in (read(page).body or "")
