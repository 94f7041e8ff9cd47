"""extract.authors: the best voice that names the authors of an article, never all of them."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import PROSE, THIRD, TITLE, html, read, story

PERSON = {"@type": "Person", "name": "Nino Example"}
META = '<meta name="author" content="Luka Sample">'


def ld(author: object, **more: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def authors(**parts: str) -> list[str]:
    return read(story(**parts)).authors


def test_a_person_of_json_ld_comes_first() -> None:
    head = META + ld(PERSON)
    assert authors(head=head, under_title="<p>By Tea Pattern</p>") == ["Nino Example"]


def test_the_byline_comes_before_meta_elements() -> None:
    assert authors(head=META, under_title="<p>By Tea Pattern</p>") == ["Tea Pattern"]
    assert authors(head=META) == ["Luka Sample"]


def test_names_joined_in_one_element_are_parted() -> None:
    head = '<meta name="author" content="Nino Example, Luka Sample and Tea Pattern">'
    also = '<meta name="parsely-author" content="Nino Example">'
    assert authors(head=head + also) == ["Nino Example", "Luka Sample", "Tea Pattern"]


def test_the_house_is_no_author_whatever_names_it() -> None:
    house = {"@type": "Organization", "name": "Valley Print"}
    head = ld(house, publisher=house) + '<meta property="og:site_name" content="Valley Paper">'
    assert authors(head=head + '<meta name="author" content="Valley Paper">') == []
    assert authors(head=head, under_title="<p>By Valley Print</p>") == []


def test_an_agency_of_json_ld_is_the_last_resort_and_stands_beside_a_person() -> None:
    agency = {"@type": "Organization", "name": "NEA"}
    assert authors(head=ld(agency)) == ["NEA"]
    assert authors(head=ld(agency), under_title="<p>By Tea Pattern</p>") == ["Tea Pattern"]
    assert authors(head=ld([PERSON, agency])) == ["Nino Example", "NEA"]


def test_a_person_that_a_graph_names_by_id_is_found() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": TITLE, "author": {"@id": "#nino"}},
            {"@type": "Person", "@id": "#nino", "name": "Nino Example"},
        ]
    }
    assert authors(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>') == [
        "Nino Example"
    ]


def test_a_name_in_two_parts_is_put_together() -> None:
    assert authors(head=ld({"givenName": "Nino", "familyName": "Example"})) == ["Nino Example"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Von Nino Example und Luka Sample</p>",
        "<p>Par Nino Example et Luka Sample</p>",
        "<div>By Nino Example and Luka Sample | 12 January 2022</div>",
        "<div>By Nino Example and Luka Sample, Correspondent</div>",
        "<p class=byline>12 January 2022, by Nino Example and Luka Sample</p>",
        "<p class=byline>Nino Example, Luka Sample</p>",
        "<div class=x7>Nino Example and Luka Sample</div>",
        "<p><a rel=author href=/a/7>Nino Example</a>, <a rel=author href=/a/8>Luka Sample</a></p>",
        "<p><a href=/en/author/7>Nino Example</a> <a href=/en/author/8>Luka Sample</a></p>",
        "<ul class=authors><li>by Nino Example</li><li>by Luka Sample</li></ul>",
        "<p itemprop=author>Nino Example & Luka Sample</p>",
        "<div><span>By</span><span>by Nino Example and Luka Sample</span></div>",
        "<div>by Nino Example, Luka SampleLuka Sample</div>",
        "<div>By Nino Example and Luka Sample Published 12 January 2022 at 8:31am</div>",
        "<div class=author>12.01.2022, 07:11 | Lesedauer: 8 Minuten</div>"
        "<div class=author>Nino Example, Luka Sample</div>",
        "<p><a href=/about/editors/nino>Nino Example</a>, <a href=/staff/7>Luka Sample</a></p>",
        "<p><a href=/team/author-Nino-7>Nino Example</a>, <a href=/by/luka>Luka Sample</a></p>",
        "<nav>All news<span>by <i itemprop=author>Nino Example and Luka Sample</i></span></nav>",
    ],
)
def test_a_byline_is_read_however_it_is_marked(line: str) -> None:
    assert authors(under_title=line) == ["Nino Example", "Luka Sample"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Von Anfang an war es kalt am Ufer</p>",
        "<p>Share this story</p>",
        "<p class=author><a href=/login>Follow</a></p>",
        "<p class=author-tools><span>Print</span></p>",
        "<figure><img src=a.jpg><figcaption>By Tea Pattern</figcaption></figure>",
        "<p>Tarsk</p>",
        "<p><a href=/en/section/7>Upper Pier</a></p>",
        "<p>Bridges and Boats: Upper Pier</p>",
        "<div>Text Size</div>",
        "<div class=author>Nino Example was an editor of the Upper Pier and of Valley Boats.</div>",
    ],
)
def test_what_is_no_byline_names_nobody(line: str) -> None:
    assert authors(under_title=line) == []


def test_a_section_is_no_name_without_a_mark() -> None:
    head = '<meta property="article:section" content="Upper Pier">'
    assert authors(head=head, under_title="<div>Upper Pier</div>") == []


def test_a_section_in_a_box_of_the_author_is_no_name() -> None:
    head = '<meta property="article:section" content="Harbour">'
    line = "<div class=author>Harbour · Nino Example, Luka Sample</div>"
    assert authors(head=head, under_title=line) == ["Nino Example", "Luka Sample"]


def test_a_byline_under_the_text_is_read_and_one_in_a_comment_is_not() -> None:
    page = html(f"<h1>{TITLE}</h1>{PROSE}<p class=author>By Nino Example</p>")
    assert read(page).authors == ["Nino Example"]
    comment = f"<div class=comments><p>By Luka Sample</p><p>{THIRD}</p></div>"
    assert read(html(f"<h1>{TITLE}</h1>{PROSE}{comment}")).authors == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By<a href=/newsteam/nino>Nino Example</a></p>", ["Nino Example"]),
        (
            "<p>By Nino Example, in <a href=/en/piers>Piers</a>, <a href=/en/boats>Boats</a></p>",
            ["Nino Example"],
        ),
        ("<p>By Nino Example, <a href=/en/section/7>Upper Pier</a></p>", ["Nino Example"]),
        ("<p class=author>Nino Example @ninoexample</p>", ["Nino Example"]),
        ("<div class=author><h4>About Nino Example</h4></div>", ["Nino Example"]),
        ("<p>Von Nino Example, nea</p>", ["Nino Example"]),
        ("<p class=meta><a href=//paper.example/authors/nino>Nino Example</a></p>", []),
    ],
)
def test_what_stands_beside_a_name_is_none(line: str, names: list[str]) -> None:
    assert authors(under_title=line) == names


def test_the_site_is_known_by_the_address_that_a_page_claims() -> None:
    head = "<link rel=canonical href=https://www.valleyprint.example/news/1>"
    line = "<p class=meta><a href=https://www.valleyprint.example/authors/nino>Nino Example</a></p>"
    assert authors(head=head, under_title=line) == ["Nino Example"]
    assert authors(head=head + '<meta name=author content="Valley Print">') == []


@pytest.mark.parametrize("line", ["By Nino Example", "Von Nino Example, nea"])
def test_a_byline_at_either_end_of_the_text_names_the_author(line: str) -> None:
    assert authors(body=f"{PROSE}<p>{line}</p>") == ["Nino Example"]
    assert authors(body=f"<p>{line}</p>{PROSE}") == ["Nino Example"]
    assert authors(body=f"{PROSE}<p>{line} once again.</p>") == []


def test_the_line_that_signs_the_text_names_its_author_where_nothing_else_does() -> None:
    signed = f"{PROSE}<p><strong>Tea Pattern</strong></p>"
    reading = read(story(signed))
    assert reading.authors == ["Tea Pattern"]
    assert reading.decisions is not None
    assert reading.decisions.authors == "signature"
    assert read(story(signed, head=META)).authors == ["Luka Sample"]
    for greeting in ("Beste Grüße", "Kind Regards", "Your Neighbours"):
        assert read(story(f"{PROSE}<p>{greeting}</p>")).authors == []


@pytest.mark.parametrize(
    "line",
    [
        "By Tea Pattern Tags: bridge, 1907",
        "By Tea Pattern Photo: Nino Example",
        "Erstellt von Tea Pattern",
    ],
)
def test_a_byline_ends_where_another_label_begins(line: str) -> None:
    assert authors(under_title=f"<p>{line}</p>") == ["Tea Pattern"]


OF_THE_SITE = (
    '<link rel="canonical" href="https://www.ninoexample.test/7">'
    '<meta property="og:site_name" content="{}">'
)


@pytest.mark.parametrize(
    ("site_name", "more", "found"),
    [
        ("Letters from the harbour", {}, ["Nino Example"]),
        ("Letters from the harbour", {"under_title": "<p>By Tea Pattern</p>"}, ["Tea Pattern"]),
        ("Nino Example", {}, []),
        ("", {}, []),
    ],
)
def test_a_person_whose_site_is_spelled_so_is_an_author_where_the_site_has_another_name(
    site_name: str, more: dict[str, str], found: list[str]
) -> None:
    assert authors(head=OF_THE_SITE.format(site_name) + ld(PERSON), **more) == found


@pytest.mark.parametrize(
    "line",
    [
        "<div>By <b>Nino Example</b><span>Updated: 9 January 2022</span></div>",
        "<address>By <span>Nino Example</span><span>January 9, 2022</span> 20 min</address>",
        "<p>By <b>Nino Example</b><i>9 January 2022</i></p>",
        "<p>By <b>Nino Example</b><i>Harbour correspondent</i></p>",
        "<p>By Nino Example PhD</p>",
        "<p>By Nino Example, PhD</p>",
        "<p>By Nino Example, M.D., FACS</p>",
        "<p>By Nino Example, MS, RDN, LD</p>",
        "<p>By Nino Example, Marketing Manager</p>",
        "<p class=author>Nino Example, Certified Sleep Consultant</p>",
    ],
)
def test_a_date_a_degree_and_a_role_are_no_part_of_a_name(line: str) -> None:
    assert authors(under_title=line) == ["Nino Example"]


@pytest.mark.parametrize("line", ["<p>By Nino Example, PA</p>", "<p>By Nino Example, AP</p>"])
def test_an_agency_is_no_degree(line: str) -> None:
    assert len(authors(under_title=line)) == 2


@pytest.mark.parametrize("label", ["Read bio", "See full bio", "View author bio"])
def test_a_button_of_a_box_on_the_author_is_nobody(label: str) -> None:
    assert authors(under_title=f"<div class=author><a href=/authors/1>{label}</a></div>") == []


def test_a_name_may_be_spelled_as_a_degree() -> None:
    assert authors(under_title="<p>By Lin Yu Ma</p>") == ["Lin Yu Ma"]
