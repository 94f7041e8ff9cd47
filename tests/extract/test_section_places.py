"""extract.section_places: places where the pages of a site say one of a few names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.paper_pages import OTHER_TITLES, PROSE, html, memory_of, other_text, read, story

from newscrawl.extract.section_places import SEVERAL, are_sections

SECTIONS = ("Economy", "Society", "Culture", "Middle East")
MENU = "<nav><a href=/en/c/1>Economy</a> <a href=/en/c/2>Society</a></nav>"


def labelled(label: str, title: str, text: str) -> str:
    head = f"<title>{title}</title>"
    return html(f"<div class=kicker>{label}</div><h1>{title}</h1><p>{text}</p>", head)


def test_one_of_a_few_labels_of_the_site_is_a_section() -> None:
    pages = [
        labelled(SECTIONS[n % 4], f"A Story of Day {n} on the Pier", other_text(n))
        for n in range(10)
    ]
    page = labelled("Culture", "The Ferry Sails Again to Tarsk", other_text(11))
    assert read(page).section is None
    assert read(page, memory=memory_of(pages)).section == "Culture"


@pytest.mark.parametrize(
    ("labels", "are"),
    [
        ({"Economy": 4, "Society": 4}, True),
        ({"Economy": 3, "Society": 4}, False),
        ({"Economy": 12}, False),
        ({"Ana Gray": 4, "Ben Hill": 4}, False),
        ({"Ana Gray": 2, "Ben Hill": 2, "Economy": 2, "Society": 2}, True),
        ({f"Place{n}": 1 for n in range(12)}, False),
        ({}, False),
    ],
)
def test_a_few_names_again_and_again_are_sections(labels: dict[str, int], are: bool) -> None:
    assert are_sections(labels) is are


def test_what_differs_on_every_page_is_no_section() -> None:
    pages = [
        labelled(f"Kicker {chr(65 + n)}", f"A Story of Day {n} on the Pier", other_text(n))
        for n in range(10)
    ]
    page = labelled("Kicker Z", "The Ferry Sails Again to Tarsk", other_text(11))
    assert read(page, memory=memory_of(pages)).section is None
    assert read(story(PROSE)).section is None


def section(page: Callable[[str, str, str], str], names: tuple[str, ...] = SECTIONS) -> str | None:
    """What is read on the eleventh page of a site, which is of the third of these names."""
    pages = [
        MENU + page(names[n % len(names)], f"A Story of Day {n} on the Pier", other_text(n))
        for n in range(10)
    ]
    text = f"{other_text(11)} {other_text(12)}"
    last = MENU + page(names[2], "The Ferry Sails Again to Tarsk", text)
    assert read(last).section is None
    return read(last, memory=memory_of(pages)).section


LINES = [
    "<p>{0} / 12 Jan 2022 / Ana Gray</p>",
    "<ul><li>Ana Gray</li><li>12 Jan 2022</li><li><a href=/c/{0}>{0}</a></li></ul>",
    "<aside><dl><dt>Details</dt><dd>{0}</dd><dd>12 Jan 2022</dd></dl></aside>",
    "<div><span>12 Jan 2022</span> · <span>{0}</span> · <span>Ana Gray</span></div>",
    "<div>Author: <b>Ana Gray</b>, 12 Jan 2022, <a href=/c/{0}>{0}</a>, comments: 3</div>",
]


@pytest.mark.parametrize("line", LINES)
def test_a_piece_of_a_line_between_title_and_text_is_one_of_a_few(line: str) -> None:
    assert section(lambda name, *told: article(*told, under_title=line.format(name))) == "Culture"


def test_a_line_over_the_title_may_say_more() -> None:
    line = "<div><span>{0}</span><span>4 min</span></div>"
    assert section(lambda name, *told: article(*told, above=line.format(name))) == "Culture"


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href=/c/{0}>{0}</a></p>",
        "<p>12 Jan 2022 in <a href=/c/{0}>{0}</a>, by Ana Gray</p>",
        "<p>{0} | 12 Jan 2022</p>",
    ],
)
def test_so_is_one_under_the_text_that_leads_to_a_listing_or_tells_the_day(line: str) -> None:
    assert section(lambda name, *told: article(*told, below=line.format(name))) == "Culture"


def test_one_keyword_over_the_title_is_the_section_and_several_are_keywords() -> None:
    def page(name: str, *told: str) -> str:
        return article(*told, above=f"<section><a href=/tag/{name}>{name}</a></section>")

    def keywords(name: str, *told: str) -> str:
        links = f"<a href=/topic/{name}>{name}</a> <a href=/topic/wind>wind</a>"
        return article(*told, above=f"<section>{links}</section>")

    assert section(page) == "Culture"
    assert section(keywords) is None


def test_a_class_that_files_the_page_does_not_part_its_places() -> None:
    def page(name: str, title: str, text: str) -> str:
        label = f"<p><a href=/tag/{name}>{name}</a></p>"
        classes = f"post tag-{name.lower()} category-{name.lower()}"
        return html(f"<article class='{classes}'>{label}<h1>{title}</h1><p>{text}</p></article>")

    assert section(page) == "Culture"


def test_in_an_old_page_the_block_of_the_title_may_begin_with_it() -> None:
    def page(name: str, title: str, text: str) -> str:
        told = f"<font color=red><b>{name}</b></font><br><font size=5><b>{title}</b></font>"
        return html(
            f"<table><tr><td>{told}<br><font size=1>12.01.2022</font><br><br>{text}</table>",
            f"<title>{title}</title>",
        )

    assert section(page) == "Culture"


OTHER = f"<p><a href=/en/news/detail/4600>{OTHER_TITLES[0]}</a></p>"


@pytest.mark.parametrize(
    "told",
    [
        {"under_title": "<p>{0}, 12 Jan 2022</p>"},
        {"under_title": "<p><span>Source:</span> <span>{0}</span></p>"},
        {"under_title": "<p>By <a href=/u/{0}>{0}</a></p>"},
        {"under_title": "<div><div>Source</div><div>{0}</div></div>"},
        {"below": "<p>{0}</p>"},
        {"below": "<p><a href=https://elsewhere.test/{0}>{0}</a></p>"},
        {"below": "<p><a href=/tag/{0}>{0}</a></p>"},
        {"below": f"<h3>Read also</h3><div><a href=/c/{{0}}>{{0}}</a>{OTHER}</div>"},
        {"below": f"<div><div><a href=/c/{{0}}>{{0}}</a></div>{OTHER}</div>"},
        {"above": f"<div><span>{{0}}</span>{OTHER}</div>"},
        {"above": "<nav><span>{0}</span></nav>"},
    ],
)
def test_places_sources_people_and_other_articles_are_none(told: dict[str, str]) -> None:
    def page(name: str, title: str, text: str) -> str:
        return article(title, text, **{where: line.format(name) for where, line in told.items()})

    assert section(page) is None


def article(title: str, text: str, **told: str) -> str:
    return story(f"<p>{text}</p>", title=title, **told)


def test_a_place_that_mostly_holds_several_is_that_of_keywords() -> None:
    assert are_sections({"Economy": 5, "Society": 5, SEVERAL: 4})
    assert not are_sections({"Economy": 5, "Society": 5, SEVERAL: 14})


def test_a_title_element_says_it_between_the_title_and_the_site() -> None:
    def page(name: str, title: str, text: str) -> str:
        head = f"<title>{title} | {name} | Valley Paper</title>"
        return html(f"<h1>{title}</h1><p>{text}</p>", head)

    def of_others(name: str, title: str, text: str) -> str:
        return page("Valley News", title, text)

    assert section(page) == "Culture"
    assert section(of_others) is None


def test_the_label_that_asks_for_it_stands_on_every_page() -> None:
    def page(name: str, title: str, text: str) -> str:
        return html(f"<h1>{title}</h1><dl><dt>Section<dd>{name}</dl><p>{text}</p>")

    pages = [page(SECTIONS[n % 4], f"A Story of Day {n}", other_text(n)) for n in range(6)]
    last = page("Fish", "The Ferry Sails Again", other_text(9))
    assert read(last, memory=memory_of(pages)).section == "Fish"


NAMES = ("ნინო მაგალითი", "ლუკა ნიმუში", "თეა მაგალითი")


def test_links_to_people_are_no_sections_where_other_pages_have_names() -> None:
    def page(name: str, *told: str) -> str:
        return article(*told, under_title=f"<p><a href=/ka/{name}>{name}</a></p>")

    pages = [page(NAMES[n % 3], f"A Story of Day {n}", other_text(n)) for n in range(9)]
    last = page(NAMES[0], "The Ferry Sails Again", f"{other_text(9)} {other_text(10)}")
    assert read(last, memory=memory_of(pages)).section is None


def test_a_hashtag_is_a_keyword() -> None:
    def page(name: str, *told: str) -> str:
        return article(*told, above=f"<p><a href=/c/{name}>#{name}</a></p>")

    assert section(page) is None


def test_the_label_of_a_story_over_the_article_is_not_its_own() -> None:
    menu = "<nav><a href=/en/c/boats>Boats</a> <a href=/en/c/hills>Hills</a></nav>"
    top = "<div><span>Boats</span> <a href=/en/news/detail/4600>Snow closes the pass</a></div>"
    assert read(menu + story(above=top)).section is None


def test_a_small_heading_over_the_title_may_be_one() -> None:
    assert section(lambda name, *told: article(*told, above=f"<h6>{name}</h6>")) == "Culture"


def test_links_need_not_be_of_one_word_if_some_are() -> None:
    names = ("World News", "City Life", "Culture", "Local Sport")

    def linked(name: str, *told: str) -> str:
        return article(*told, under_title=f"<p><a href=/c/{name}>{name}</a> 12 Jan 2022</p>")

    def plain(name: str, *told: str) -> str:
        return article(*told, under_title=f"<p><i>{name}</i> <b>12 Jan 2022</b></p>")

    assert section(linked, names) == "Culture"
    assert section(plain, names) is None


def test_what_signs_a_text_stands_elsewhere_than_its_label_though_no_element_has_a_name() -> None:
    def page(name: str, title: str, text: str) -> str:
        signed = f"<p>{NAMES[len(text) % 3]} / Valley Paper</p>"
        return html(f"<h1>{title}</h1><p>{name} - 12 Jan 2022</p><p>{text}</p>{signed}")

    assert section(page) == "Culture"
