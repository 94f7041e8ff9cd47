"""Addresses of a listing page that are no links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newscrawl.extract.hidden_links import MAX_CHOICES, hidden_links
from newscrawl.extract.html.page import Page


def found(body: str, *about: str) -> list[str]:
    at = datetime(2026, 1, 14, 12, tzinfo=UTC)
    page = Page(f"<html><body>{body}</body></html>".encode(), "https://paper.test/", fetched_at=at)
    return hidden_links(page, about)


@pytest.mark.parametrize(
    "body",
    [
        "<button data-url='/news?page=2'>More</button>",
        "<div class=more data-next-page='/news?page=2'></div>",
        "<a href='#' hx-get='/news?page=2'>More</a>",
        "<form method=post><button formaction='/news?page=2'>More</button></form>",
        """<button onclick="location.href='/news?page=2'">More</button>""",
        """<span onclick='load("/news?page=2", this)'>More</span>""",
        """<a href="javascript:load('/news?page=2')">More</a>""",
        "<form action=/news><input type=hidden name=page value=2><button>More</button></form>",
        "<form action='/news?old=1' method=GET><button name=page value=2>More</button></form>",
        "<form action=/news><input type=hidden name=page value=2><button>Läs vidare</button></form>",
    ],
)
def test_an_address_is_found_wherever_it_stands(body: str) -> None:
    assert found(body) == ["/news?page=2"]


@pytest.mark.parametrize(
    "body",
    [
        "<img data-src='/pictures/7'>",
        "<div data-background='/pictures/7'></div>",
        "<button data-share='/share?of=7' data-like-url='/like'>Like</button>",
        "<button hx-post='/subscribe' hx-delete='/news'>Go</button>",
        "<div data-text='/ is a slash' data-id='7' data-page='2'></div>",
        "<button onclick='menu.open()'>Menu</button>",
        "<form action=/search><input name=q><button>Search</button></form>",
        "<form action=/search><input type=hidden name=lang value=en><input type=search name=q></form>",
        "<form action=/write><textarea name=text></textarea><button>Send</button></form>",
        "<form action=/enter method=post><input type=hidden name=to value=7></form>",
        "<form action=/nothing><button>Go</button></form>",
        "<form action=/me><input type=hidden name=id value=7><button>Delete account</button></form>",
        "<form action=/x><input type=hidden name=page value=2><button>Log out</button></form>",
        "<form action=/list><input type=hidden name=to value=7><button>Subscribe</button></form>",
        "<form action=/search><input type=hidden name=lang value=en><button>Search</button></form>",
        "<form action=/poll><button name=answer value=1>Vote</button></form>",
        "<form action=/poll><button name=answer value=1>Yes</button></form>",
        "<form action=/mark><button name=stars value=5>5</button></form>",
        "<form action=/poll><select name=answer><option>1<option>2</select><button>OK</button></form>",
        "<form action=/set><input type=hidden name=theme value=dark><button>Dark</button></form>",
    ],
)
def test_what_shows_a_picture_or_does_something_or_is_to_be_filled_in_is_none(body: str) -> None:
    assert found(body) == []


def test_what_names_an_article_of_the_page_is_about_that_article() -> None:
    body = "<b data-url='/comments/4666'></b><b data-url='/news?page=2'></b>"
    assert found(body, "4666", "4667") == ["/news?page=2"]


def test_each_choice_of_the_only_list_is_tried_and_of_several_what_is_chosen() -> None:
    year, month = (
        f"<select name={name}>{''.join(f'<option>{n}' for n in numbers)}<option selected>9</select>"
        for name, numbers in (("year", range(1, 4)), ("month", range(1, 200)))
    )
    assert found(f"<form action=/a>{year}<input type=submit></form>") == [
        f"/a?year={n}" for n in (1, 2, 3, 9)
    ]
    assert found(f"<form action=/a>{year}{month}</form>") == ["/a?year=9&month=9"]
    assert len(found(f"<form action=/a>{month}</form>")) == MAX_CHOICES


def test_a_form_sends_what_is_checked_and_the_button_that_is_pressed() -> None:
    boxes = "<input type=checkbox name=old value=1 checked><input type=radio name=by value=day>"
    buttons = "<button name=page value=2>2</button><button name=page value=3>3</button>"
    assert found(f"<form>{boxes}{buttons}</form>") == ["?old=1&page=2", "?old=1&page=3"]


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ("<input type=hidden name=cursor value=aGVsbG8><button>Go</button>", "cursor=aGVsbG8"),
        ("<input type=hidden name=set value=7><button>Older stories</button>", "set=7"),
        ("<input type=hidden name=set value=7><button title='Next'></button>", "set=7"),
        ("<input type=hidden name=set value=7><input type=submit value='Ещё'>", "set=7"),
        (
            "<input type=hidden name=before value=2026-01-09><button>Go</button>",
            "before=2026-01-09",
        ),
    ],
)
def test_a_form_leads_on_by_its_fields_or_by_the_words_of_its_button(
    fields: str, address: str
) -> None:
    assert found(f"<form action=/a>{fields}</form>") == [f"/a?{address}"]
