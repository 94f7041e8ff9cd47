from __future__ import annotations

from datetime import UTC, datetime

from newscrawl.extract.html.page import Page
from newscrawl.extract.requisites import Place, find_requisites

HEAD = """<link rel=stylesheet href=/a.css><link rel='alternate stylesheet' href=/dark.css>
<link rel=stylesheet href=/paper.css media=print><link rel=preload as=style href=/late.css>
<link rel=stylesheet href=/swap.css media=print onload="this.media='all'">
<link rel=icon href=/icon.png><link rel=stylesheet href='http://[half/x.css'>
<style>@import url(b.css); body { background: url(ground.png) }</style>"""
TEXT = "The ferry to the outer islands sails again after a winter in the dock, the harbour says."


def needed(body: str, image: str | None = None, head: str = "") -> dict[str, str]:
    """What a page needs: addresses on its site, and kinds."""
    page = Page(
        f"<html><head>{head}</head><body>{body}</body></html>".encode(),
        "http://paper.test/en/7",
        fetched_at=datetime(2026, 1, 14, tzinfo=UTC),
    )
    blocks = page.outline.blocks
    title = next((one for one in blocks if one.heading), blocks[0])
    last = [one for one in blocks if one.text == TEXT][-1]
    place = Place(title.container, last.container)
    found = find_requisites(page, place, image, lambda href: href.startswith("/en/"))
    return {one.url.removeprefix("http://paper.test"): one.kind for one in found}


def test_sheets_are_those_that_a_screen_shows() -> None:
    assert needed(f"<h1>The ferry</h1><p>{TEXT}</p>", head=HEAD) == {
        "/a.css": "style",
        "/late.css": "style",
        "/swap.css": "style",
        "/en/b.css": "style",
        "/en/ground.png": "part",
    }


def test_pictures_are_those_that_stand_with_the_text() -> None:
    body = f"""<header><img src=/logo.png><figure><img src=/front.jpg></figure></header><main>
    <figure><img src=/over.jpg></figure><h1>The ferry</h1>
    <aside><img src=/aside.jpg></aside><img src=/count.gif width=1 height=1>
    <div><p>{TEXT} <img src=/first.jpg></p><a href=/en/8><img src=/other.jpg></a>
    <a href=https://shop.test/><img src=/offer.jpg></a><div class=ad-slot><img src=/slot.jpg></div>
    <noscript><img src=/late.jpg></noscript><p>{TEXT}</p></div><img src=/below.jpg></main>
    <footer><img src=/foot.jpg></footer>"""
    assert needed(body, image="/share.jpg") == dict.fromkeys(
        ["/share.jpg", "/over.jpg", "/first.jpg", "/late.jpg"], "picture"
    )


def test_a_page_without_a_text_has_a_style_all_the_same() -> None:
    page = Page(HEAD.encode(), "http://paper.test/", fetched_at=datetime(2026, 1, 14, tzinfo=UTC))
    found = find_requisites(page, None, None, lambda href: False)
    assert {one.kind for one in found} == {"style", "part"}


def test_pictures_are_shown_by_other_elements_as_well() -> None:
    body = f"""<main><h1>The ferry</h1><div style="background: url('/hero.jpg')"></div>
    <amp-img src=/quick.jpg width=600></amp-img><video poster=/before.jpg></video><p>{TEXT}</p>
    <figure><img src=/under.jpg></figure><img src=/below.jpg></main>"""
    assert [*needed(body)] == ["/hero.jpg", "/quick.jpg", "/before.jpg", "/under.jpg"]
