"""Where an article goes on: the links of its page to further pages of it, and what only looks like
one."""

from __future__ import annotations

import pytest
from support.paper_pages import NUMBER, PROSE, SITE, TITLE, a_page, address, html
from support.slugs import HOME, SlugScheme

from newscrawl.extract.parts import NO_PARTS, Parts, find_parts, page_label
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.site import Site
from newscrawl.identity.unknown_site import UnknownSite

REF = ArticleRef("en", str(NUMBER))


def parts(body: str = "", head: str = "", *, url: str = "", first: str = "") -> Parts:
    page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{body}", head), url=url or address())
    return find_parts(page, SITE, REF, first)


def pager(*hrefs: str) -> str:
    return " ".join(f"<a href='{href}'>{n}</a>" for n, href in enumerate(hrefs, start=2))


@pytest.mark.parametrize(
    "tail", ["?page=2", "?p=2", "/2", "/page/2", "-2", "-2.html", "?seite=2", "?page=0,2"]
)
@pytest.mark.parametrize(
    "link",
    ["<a rel=next href='{}'>On</a>", "<p>1 <a href='{}'>2</a></p>", "<a href='{}'>Next page</a>"],
)
def test_a_link_to_the_own_url_with_a_number_leads_to_the_next_page(tail: str, link: str) -> None:
    found = parts(link.format(f"/en/news/detail/{NUMBER}{tail}")).next
    assert found is not None
    assert (found.url, found.number) == (f"{address()}{tail}", 2)


def test_the_head_may_say_so() -> None:
    found = parts(head="<link rel=next href='?page=2'>").next
    assert found is not None
    assert found.url == f"{address()}?page=2"


def test_the_next_page_is_the_nearest_one_behind_the_own() -> None:
    row = pager("?page=2", "?page=3", "?page=4")
    assert parts(row).next == (f"{address()}?page=2", 2)
    assert parts(row).last == 4
    here = f"{address()}?page=3"
    assert parts(row, url=here, first=address()).next == (f"{address()}?page=4", 4)
    here = f"{address()}?page=4"
    assert parts(row, url=here, first=address()).next is None


def test_pages_may_be_counted_from_0() -> None:
    row = pager("?page=1", "?page=2")
    assert parts(row).next == (f"{address()}?page=1", 1)
    here = f"{address()}?page=1"
    assert parts(row, url=here, first=address()).next == (f"{address()}?page=2", 2)


def test_a_number_in_the_midst_of_the_path_is_one_too() -> None:
    site = Site("gazette", HOME, SlugScheme())
    url = f"{HOME}/2026/01/05/the-ferry-returns"
    on = "/2026/01/05/2/the-ferry-returns"
    page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}<a rel=next href='{on}'>Next</a>"), url=url)
    assert find_parts(page, site, site.article(url)).next == (HOME + on, 2)


@pytest.mark.parametrize(
    "body",
    [
        f"<a rel=next href='{address(NUMBER + 1)}'>The next story</a>",
        "<link rel=next href='/en/news/detail/4667'>",
        "<a rel=next href='/en/news?page=2'>Older</a>",
        f"<a href='{address()}'>2</a>",
        f"<a href='{address()}#2'>2</a>",
        "<a href='?photo=2'>2</a>",
        "<div class=comments><a href='?page=2'>2</a></div>",
        "<a rel=nofollow href='?page=2'>2</a>",
        "<a href='?page=3'>Last</a>",
        "<a href='?page=1'>1</a>",
        "<a href='?page=1'>To the beginning</a>",
        "<a href='?page=2'>7</a>",
        "<a rel=next href='https://elsewhere.test/en/news/detail/4666?page=2'>2</a>",
    ],
)
def test_what_only_looks_so_leads_nowhere(body: str) -> None:
    assert parts(body).next is None


def test_a_page_that_calls_the_first_one_next_is_the_last() -> None:
    on = f"<a rel=next href='{address()}'>Next</a> <a href='?page=1'>1</a>"
    assert parts(on, url=f"{address()}?page=2", first=address()).next is None


def test_only_a_row_of_numbers_makes_a_part_of_what_looks_like_an_article() -> None:
    class Numbered(SlugScheme):
        def match(self, path: str, query: str) -> ArticleRef | None:
            return ArticleRef("en", path[1:]) if path.count("/") == 1 and path[1:] else None

    site, url = Site("gazette", HOME, Numbered()), f"{HOME}/weather"
    page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}<a rel=next href='/weather-2'>On</a>"), url=url)
    assert find_parts(page, site, ArticleRef("en", "weather")).next is None
    row = pager("/weather-2", "/weather-3")
    page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{row}"), url=url)
    found = find_parts(page, site, ArticleRef("en", "weather"))
    assert found.next == (f"{HOME}/weather-2", 2)
    assert found.refs == {ArticleRef("en", "weather-2"), ArticleRef("en", "weather-3")}
    third, url = ArticleRef("en", "weather-3"), f"{HOME}/weather-3"
    row = "<a href='/weather'>{}</a> <a href='/weather-2'>2</a> 3"
    for shown, first in (("1", ArticleRef("en", "weather")), ("The weather of May", None)):
        page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{row.format(shown)}"), url=url)
        assert find_parts(page, site, third).first == first


def test_what_has_numbers_and_a_next_is_a_pager_whatever_its_pages_are_called() -> None:
    found = parts(f"1 {pager('?blad=2', '?blad=3')} <a href='?blad=2'>Onward</a>")
    assert found.next == (f"{address()}?blad=2", 2)
    stars = " ".join(f"<a href='?vote={n}'>{n}</a>" for n in range(1, 6))
    assert parts(stars).next is None


def test_links_may_spell_the_article_with_its_title() -> None:
    class Titled(SlugScheme):
        def match(self, path: str, query: str) -> ArticleRef | None:
            number = path[1:].partition("-")[0]
            return ArticleRef("en", number) if number.isdigit() else None

    site, url, ref = Site("gazette", HOME, Titled()), f"{HOME}/4666", ArticleRef("en", "4666")
    page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{pager('/4666-ferry?page=2')}"), url=url)
    assert find_parts(page, site, ref).next == (f"{HOME}/4666-ferry?page=2", 2)
    own = "<a href='/4666-ferry-part-2'>Permanent link</a>"
    assert find_parts(a_page(html(PROSE + own), url=url), site, ref) == NO_PARTS


def test_the_lines_that_lead_from_page_to_page_are_known() -> None:
    lines = parts(
        f"<p>Continued on <a href='?page=2'>page 2</a></p><div>1 {pager('?page=2')}</div>"
    )
    assert lines.lines == {"Continued on page 2", "1 2"}
    told = "What became of the forty passengers and of the tea is told on"
    assert not parts(f"<p>{told} <a href='?page=2'>page 2</a></p>").lines


def test_a_page_of_an_unknown_site_goes_on_too() -> None:
    url = "https://gazette.test/2026/03/05/the-ferry-sails-again"
    page = a_page(html(f"<h1>{TITLE}</h1>{PROSE}{pager('?page=2')}"), url=url)
    site = UnknownSite(url)
    assert find_parts(page, site, site.article(url)).next == (f"{url}?page=2", 2)


def test_a_label_says_which_page_of_how_many() -> None:
    assert page_label("2 / 3", 2, 3)
    assert not page_label("Chapter 2", 2, 3)


def test_the_first_page_may_lead_to_all_of_the_article() -> None:
    row = pager("?page=2", "?page=3")
    found = parts(f"{row} <a href='?page=all'>All</a>")
    assert found.whole == (f"{address()}?page=all", 0)
    assert found.next == (f"{address()}?page=2", 2)
    assert parts(f"{row} <a href='?style=long'>View as one page</a>").whole is not None
    assert parts(f"{row} <a href='/en/news/detail/9?page=all'>All</a>").whole is None
    assert parts("<a href='?page=all'>All</a>").whole is None, "it is all there"
    here = f"{address()}?page=all"
    assert parts(row, url=here, first=address()) == NO_PARTS
