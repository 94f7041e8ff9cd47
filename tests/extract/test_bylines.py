"""extract.bylines: what a line names as authors, by its words or its markup."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import OTHER_TITLES, PROSE, TITLE, html, memory_of, other_text, read, story


def claimed(name: str) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": name}}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize("label", ["By", "Von:", "Par", "Автор:", "Written by"])
@pytest.mark.parametrize("tag", ["div", "p", "li"])
def test_a_label_may_stand_on_a_line_of_its_own(label: str, tag: str) -> None:
    line = f"<{tag}>{label}</{tag}><{tag}><a href=javascript:x()>Nino Example</a></{tag}>"
    assert read(story(under_title=line)).authors == ["Nino Example"]
    assert read(story(below=line)).authors == ["Nino Example"]
    apart = f"<{tag}>{label}</{tag}><{tag}>A ferry of the valley</{tag}>"
    assert read(story(under_title=apart)).authors == []


@pytest.mark.parametrize("login", ["nexample", "Valley D", "Nino"])
def test_a_login_in_the_metadata_gives_way_to_the_person_that_the_page_shows(login: str) -> None:
    shown = "<p class=author>Luka Sample</p>"
    head = claimed(login)
    assert read(story(head=claimed("nexample"), under_title=shown)).authors == ["Luka Sample"]
    if " " not in login:
        assert read(story(head=head, under_title="<p>By Luka Sample</p>")).authors == [
            "Luka Sample"
        ]
    assert read(story(head=head)).authors == [login]
    both = f"<p class=author>{login}</p><p class=author>Luka Sample</p>"
    assert read(story(head=head, under_title=both)).authors == [login]
    assert read(story(head=claimed("Nino Example"), under_title=shown)).authors == ["Nino Example"]


def test_an_article_has_a_footer_of_its_own() -> None:
    share = "<div class=share><ul><li>Post</li><li>Send</li><li>Print it</li></ul></div>"
    footer = (
        "<footer>12 January 2022 by <a href=/en/author/7>Nino Example</a> | <a"
        " href=/en/piers>Piers</a></footer>"
    )
    page = f"<article><h1>{TITLE}</h1><div>{PROSE}</div>{share}{footer}</article>"
    assert read(html(page)).authors == ["Nino Example"]
    site = f"<div><h1>{TITLE}</h1><div>{PROSE}</div></div>{footer}"
    assert read(html(site)).authors == []


def test_a_credit_names_the_author_where_it_is_of_the_text() -> None:
    def credit(line: str) -> list[str]:
        return read(story(below=f"<div class=credits><p class=credit>{line}</p></div>")).authors

    assert credit("Text: Nino Example") == ["Nino Example"]
    assert credit("Photo: Nino Example") == []
    assert credit("Nino Example") == []


def test_the_head_of_an_article_may_be_called_a_caption() -> None:
    head = f"<div class=caption><h1>{TITLE}</h1><ul class=author><li>Nino Example</li></ul></div>"
    assert read(html(f"<div>{head}<div>{PROSE}</div></div>")).authors == ["Nino Example"]
    apart = f"<h1>{TITLE}</h1><div class=caption><p class=author>Nino Example</p></div>"
    assert read(html(f"<div>{apart}<div>{PROSE}</div></div>")).authors == []


@pytest.mark.parametrize("role", ["CFO", "Managing Director", "President"])
def test_what_somebody_is_is_no_name(role: str) -> None:
    assert read(story(under_title=f"<p>By Nino Example, {role}</p>")).authors == ["Nino Example"]


@pytest.mark.parametrize(
    "line",
    [
        # The date stands glued to the name, in an element of its own.
        "<div><span>By <a href=/en/c/x>Ana Gray</a></span><time datetime=2022-01-12>January 12,"
        " 2022</time></div>",
        "<div>Author: Ana Gray<br>Topic: Harbour / Hills<br>Source: Hill Press</div>",
        "<ul><li><span class=x1>Author, </span><span>Ana Gray</span></ul>",
        "<div><i class='fa fa-calendar'></i> 12 January 2022 <i class='fas fa-user-edit me-2'></i>"
        " Ana Gray</div>",
        "<p><span class='glyphicon glyphicon-user'></span> <b>Ana Gray</b> <span"
        " class='glyphicon glyphicon-time'></span> 12 January 2022</p>",
        "<div><span>Ana Gray</span> / <span>12 January 2022</span></div>",
        "<div title=Author>Ana Gray</div>",
        "<div><em>Posted on 12 Jan 2022 by <a href=mailto:a@paper.test>Ana Gray</a></em></div>",
        "<div><span>January 12, 2022</span>&nbsp;·&nbsp;4 min&nbsp;·&nbsp;Ana Gray&nbsp;|&nbsp;"
        "<a href=https://elsewhere.test/x>Suggest Changes</a></div>",
        "<div><span>By</span><a href=/en/c/x>Ana Gray</a><span>12 January 2022</span></div>",
        "<div><span>By <a href=/en/c/x>Ana Gray</a></span><span><a href=/en/c/y>Piers</a></span>"
        "<span><a href=/t/1>Storms</a>, <a href=/t/2>Hills</a></span></div>",
        "<p><b>Author</b> <a href=/en/c/x>Ana Gray</a> <br><b>Categories</b> <a>Piers</a></p>",
    ],
)
def test_a_byline_is_read_to_its_end_and_no_further(line: str) -> None:
    assert read(story(under_title=line)).authors == ["Ana Gray"]


@pytest.mark.parametrize("joint", [" and ", " and<br>", ",<br>", ", ", "<br>and "])
def test_a_byline_of_several_is_read_to_the_last(joint: str) -> None:
    line = f"<p>By <a href=/en/c/x>Ana Gray</a>{joint}<a href=/en/c/y>Ben Hill</a></p>"
    assert read(story(under_title=line)).authors == ["Ana Gray", "Ben Hill"]


def test_links_to_several_authors_are_names_of_their_own() -> None:
    line = "<div><i>by</i> <a href=/x/1>Ana Gray</a> <a href=/x/2>Ben Hill</a></div>"
    assert read(story(under_title=line)).authors == ["Ana Gray", "Ben Hill"]


def test_a_reader_who_comments_is_no_author() -> None:
    said = "".join(
        f"<div><div>by <b>{name}</b> @ 2{day} Jan 2022</div><div>I have said so for years.</div></div>"
        for day, name in enumerate(("Cora Reed", "Dan Moss"))
    )
    comments = f"<div><h4>2 comments</h4>{said}</div>"
    assert read(story(below=comments)).authors == []


def test_the_heading_of_a_part_for_who_listens_names_nobody() -> None:
    line = (
        "<section aria-labelledby=article-byline><strong id=article-byline>Article Information"
        "</strong><ul><li><span>Author, </span><span>Ana Gray</span></ul></section>"
    )
    assert read(story(under_title=line)).authors == ["Ana Gray"]
    without = line.replace("<li><span>Author, </span><span>Ana Gray</span>", "<li>12 January 2022")
    assert read(story(under_title=without)).authors == []


def test_an_author_stands_behind_what_else_is_told_under_the_text() -> None:
    told = (
        "<div class=tags><a href=/t/1>pier</a></div><ul class=counts><li>412<li>2</ul>"
        "<div>Source: Hill Press</div><p><time datetime=2022-01-12>12 January 2022</time></p>"
    )
    line = "<p class=author>Ana Gray</p>"
    assert read(story(below=told + line)).authors == ["Ana Gray"]
    far = "".join(f"<p>A line of the foot, number {number}</p>" for number in range(3))
    assert read(story(below=told + far + line)).authors == []
    log_in = "<ul><li><a href=/user/login>Log in</a> to post comments</ul>"
    assert read(story(below=told + log_in)).authors == []


def test_the_icon_of_a_reader_who_signs_in_is_no_author() -> None:
    line = "<div><a href=/login><i class='fa fa-user'></i> Sign In</a> 12 Jan 2022</div>"
    assert read(story(under_title=line)).authors == []


def test_a_role_stands_between_two_authors_that_are_set_alike() -> None:
    item = "<li><span>Author, </span><span>{}</span><li><span>Role, </span><span>Reporter</span>"
    line = f"<ul>{item.format('Ana Gray')}{item.format('Ben Hill')}</ul>"
    assert read(story(under_title=line)).authors == ["Ana Gray", "Ben Hill"]
    other = "<p>By Ana Gray</p><p>Reporter</p><div class=x>By Cora Reed</div>"
    assert read(story(under_title=other)).authors == ["Ana Gray"]


def test_what_stands_behind_the_day_is_no_part_of_a_name() -> None:
    line = "<p>Submitted by <span>Ana Gray</span> on Xyz, 26/11/2021 - 13:23</p>"
    assert read(story(under_title=line)).authors == ["Ana Gray"]
    assert read(story(under_title="<p>By Kim On Lee</p>")).authors == ["Kim On Lee"]


@pytest.mark.parametrize(
    "box",
    [
        "<div><div><img class=author-thumb src=/a.png></div><div><a href=#>Ana Gray</a>"
        "<a href=https://else.test/x>Follow</a><span>News editor</span></div></div>",
        "<ul><li><span class=avatar></span><span>Ana Gray</span><li>3 min read</ul>",
    ],
)
def test_a_name_stands_behind_a_portrait(box: str) -> None:
    assert read(story(above=box)).authors == ["Ana Gray"]
    for name in ("Sign in", "12 members"):
        assert read(story(above=box.replace("Ana Gray", name))).authors == []
    assert (
        read(story(above=box.replace("author-thumb", "lead").replace("avatar", "x"))).authors == []
    )


def test_the_label_of_a_byline_is_found_though_it_stands_on_every_page() -> None:
    def page(name: str, title: str, text: str) -> str:
        told = f"<dl><dt>Text</dt><dd>{name}</dd><dt>Photo</dt><dd>Tea Pattern</dd></dl>"
        return story(text, title=title, below=told)

    memory = memory_of(
        [
            page(f"{name} Hill", title, f"<p>{other_text(place)}</p>")
            for place, (name, title) in enumerate(zip("ABCDEFGH", OTHER_TITLES, strict=True))
        ]
    )
    assert read(page("Ana Gray", TITLE, PROSE), memory=memory).authors == ["Ana Gray"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Gray, special to The Valley Paper",
        "Ana Gray, specially for The Valley Paper",
        "Ana Gray, специально для «Вестника»",
        "Ana Gray, სპეციალურად „მაცნესთვის“",
    ],
)
def test_who_writes_specially_for_the_paper_signs_the_text(line: str) -> None:
    found = read(story(f"<p><b>{line}</b></p>{PROSE}"))
    assert found.authors == ["Ana Gray"]
    assert line not in (found.body or "")
    found = read(story(f"{PROSE}<p><i>{line}</i></p>"))
    assert found.authors == ["Ana Gray"]
    assert line not in (found.body or "")


@pytest.mark.parametrize(
    "line", ["Bread of this kind is special to the valley", "The River Lodge, special to us"]
)
def test_what_is_special_to_a_place_signs_nothing(line: str) -> None:
    found = read(story(f"<p>{line}</p>{PROSE}"))
    assert found.authors == []
    assert line in (found.body or "")


@pytest.mark.parametrize(
    "line",
    [
        "Опубликовано в рубрике Суда 12.01.2022, автор: Nino Example",
        "Рубрика: Суда, автор: Nino Example",
        "რუბრიკა: ნავები, 12 იანვარი 2022, ავტორი: Nino Example",
        "12 Ocak 2022 tarihinde yayınlandı, yazar: Nino Example",
        "Publicat în Bărci pe 12 ianuarie 2022, de Nino Example",
    ],
)
def test_the_author_may_end_a_line_of_facts(line: str) -> None:
    assert read(story(under_title=f"<p>{line}</p>")).authors == ["Nino Example"]
    assert read(story(below=f"<p>{line}</p>")).authors == ["Nino Example"]


def test_the_end_of_a_sentence_is_no_byline() -> None:
    line = "<p>The pier was open all day, by noon it rained</p>"
    assert read(story(below=line)).authors == []


def test_facts_under_a_text_are_a_label_and_what_it_asks() -> None:
    fact = "<div class=f><div>{}:</div><div><div>{}</div></div></div>"
    facts = fact.format("Section", "<a href=/en/c/boats>Boats</a>") + fact.format("Place", "Tarsk")
    box = facts + fact.format("Author", "Nino Example")
    assert read(story(below=box)).authors == ["Nino Example"]
    terms = "<dt>Section</dt><dd>Boats</dd><dt>Day</dt><dd>12 Jan 2022</dd><dt>Author</dt>"
    names = "<dd>Nino Example</dd><dd>Luka Sample</dd><dt>Source</dt><dd>Tarsk Press</dd>"
    page = story(below=f"<dl>{terms}{names}</dl>")
    assert read(page).authors == ["Nino Example", "Luka Sample"]


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("tr", "Yazan: Nino Example ve Luka Sample", ["Nino Example", "Luka Sample"]),
        ("tr", "Haber: Nino Example", ["Nino Example"]),
        ("ro", "Scris de Nino Example și Luka Sample", ["Nino Example", "Luka Sample"]),
        ("az", "Müəllif: Nino Example və Luka Sample", ["Nino Example", "Luka Sample"]),
        ("uk", "Автор: Nino Example та Luka Sample", ["Nino Example", "Luka Sample"]),
    ],
)
def test_names_are_joined_in_the_language_of_the_page(
    language: str, line: str, names: list[str]
) -> None:
    page = story(under_title=f"<p>{line}</p>").replace("<html>", f"<html lang={language}>")
    assert read(page).authors == names


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("tr", "<div><span>Muhabir:</span><strong>Nino Example</strong></div>"),
        ("tr", "<div>Haberi yapan: Nino Example</div>"),
        ("ru", "<div><span>Автор текста:</span><strong>Nino Example</strong></div>"),
        ("ru", "<div>Корреспондент: Nino Example</div>"),
        ("ka", "<div><div>ჟურნალისტი:</div><div>Nino Example</div></div>"),
        ("ro", "<div>Redactor: Nino Example</div>"),
        ("ro", "<div>Trimis de Nino Example la Joi, 12/01/2022 - 10:10</div>"),
        ("ru", "<p>Текст: Nino Example. Фото: Cora Reed</p>"),
        ("en", "<p>Text: Nino Example. Photo: Cora Reed</p>"),
        ("tr", "<p>Haber: Nino Example, Foto: Cora Reed</p>"),
        ("de", "<p>Text: Nino Example / Foto: Cora Reed</p>"),
    ],
)
def test_a_role_may_be_the_label(language: str, line: str) -> None:
    for page in (story(under_title=line), story(below=line)):
        page = page.replace("<html>", f"<html lang={language}>")
        assert read(page).authors == ["Nino Example"]


def test_a_label_and_a_login_are_no_name() -> None:
    line = "<div><span>Trimis de <span>admin</span> la Joi, 12/01/2022 - 10:10</span></div>"
    assert read(story(under_title=line)).authors == []
    desk = "<div><span>Muhabir:</span><strong>Haber Merkezi</strong></div>"
    assert read(story(below=desk)).authors == ["Haber Merkezi"]


CARD = (
    "<div class=item><article><div class=n><a href=/en/author/{0}>{1}</a></div>"
    "<div class=r>Reporter, Dorvik</div><div class=m><a href=mailto:{0}@p.test>{0}@p.test</a></div>"
    "</article></div>"
)


def test_between_two_cards_of_authors_a_role_and_an_address_may_stand() -> None:
    cards = CARD.format("a", "Nino Example") + CARD.format("b", "Luka Sample")
    assert read(story(under_title=cards)).authors == ["Nino Example", "Luka Sample"]
    assert read(story(below=cards)).authors == ["Nino Example", "Luka Sample"]


def test_a_line_that_names_more_than_the_metadata_is_the_fuller_voice() -> None:
    head = claimed("Nino Example")
    links = "<a href=/en/author/1>Nino Example</a>, <a href=/en/author/2>Luka Sample</a>"
    shown = f"<h4 class=author-name>{links}</h4>"
    assert read(story(head=head, under_title=shown)).authors == ["Nino Example", "Luka Sample"]
    for other in ("By Luka Sample", "By Nino Example", "By Luka Sample and Tea Pattern"):
        line = f"<p>{other}</p>"
        assert read(story(head=head, under_title=line)).authors == ["Nino Example"]


def test_a_link_with_a_portrait_that_is_called_as_it_says_names_the_author() -> None:
    link = "<a href=/en/team/4><img src=/4.jpg alt='{}'><b>{}</b></a>"
    line = f"<div>{link.format('Nino Example', 'Nino Example')}</div>"
    assert read(story(under_title=line)).authors == ["Nino Example"]
    for alt, text in (("The pier", "Upper Pier"), ("JOIN US", "JOIN US")):
        other = f"<div>{link.format(alt, text)}</div>"
        assert read(story(under_title=other)).authors == []


def test_a_name_may_stand_with_its_role_in_the_next_element() -> None:
    items = "".join(f"<li><b>{one}</b><i>Reporter</i>" for one in ("Nino Example", "Luka Sample"))
    assert read(story(under_title=f"<ul>{items}</ul>")).authors == ["Nino Example", "Luka Sample"]
    facts = "<ul><li><b>Upper Pier</b> <i>at noon</i><li><b>Nino Example</b> <i>swims</i></ul>"
    assert read(story(under_title=facts)).authors == []


@pytest.mark.parametrize("head", ["", claimed("Nino Example")])
def test_the_paper_behind_its_author_is_none(head: str) -> None:
    site = '<meta property="og:site_name" content="Valley News">'
    line = '<p>By <a href="/person/n/nino">Nino Example</a> <a href="/">Valley News</a></p>'
    assert read(story(head=site + head, under_title=line)).authors == ["Nino Example"]


def test_the_paper_glued_to_by_is_none() -> None:
    site = '<meta property="og:site_name" content="Valley News">'
    line = '<h4 class="author"><span>By</span><a href="/author/site/">Valley News</a></h4>'
    assert read(story(head=site, under_title=line)).authors == []
