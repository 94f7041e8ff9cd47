"""extract.title: the visible heading that the page's other voices confirm, or the best of those
voices."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    an_article,
    html,
    memory_of,
    read,
    story,
)

from newscrawl.extract.title import possible_titles

LOGO = "The Valley Paper, independent since 1931"
OG = f'<meta property="og:title" content="{TITLE}">'


def title_of(markup: str) -> str | None:
    return read(markup).title


@pytest.mark.parametrize(
    "shown",
    [
        f"<h1>{TITLE}</h1>",
        f"<h2>{TITLE}</h2>",
        f"<h3>{TITLE}</h3>",
        f"<h1><span><b>{TITLE}</b></span></h1>",
        f"<h1>\n  {TITLE.replace(' ', '&nbsp;', 1)}\n</h1>",
        f"<h1>{TITLE.replace('ferry', 'fer<wbr>ry')}</h1>",
        f"<font size=5>{TITLE}</font><br><br>",
        f"<font size='+2'><b>{TITLE}</b></font><br><br>",
        f"<p><span style='font-size:22pt'><b>{TITLE}</b></span></p>",
        f"<span class='title'>{TITLE}</span><br><br>",
        f"<div>{TITLE}</div>",
        f"<center><b>{TITLE}</b></center>",
        f"<table><tr><td>{TITLE}</td></tr></table>",
        f"<dl><dt>{TITLE}</dt></dl>",
        f"<div class=_x1>{TITLE}</div><div class=_x2>12 January 2022</div>",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        "",
        f"<title>{TITLE}</title>",
        f"<title>{TITLE} - Paper</title>",
        "<title>Paper</title>",
        f"<title>Paper</title>{OG}",
    ],
)
def test_the_title_is_read_however_it_is_set(shown: str, head: str) -> None:
    reading = read(
        html(
            "<div><a href=/en/>Home</a> <a"
            f" href=/en/sport>Sport</a></div><div>{shown}<div>{PROSE}</div></div>",
            head,
        )
    )
    assert reading.title == TITLE
    assert reading.body == read(story()).body


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}</title>",
        f"<title>{TITLE} | Paper</title>",
        f"<title>Paper » {TITLE}</title>",
        f"<title>{TITLE} — Politics — Paper</title>",
        OG,
        f'<meta name="twitter:title" content="{TITLE}">',
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline":'
            f' "{TITLE}"}}</script>'
        ),
    ],
)
@pytest.mark.parametrize("heading", ["h2", "div", "p", "h5"])
def test_a_heading_that_the_metadata_confirm_wins_over_the_logo(head: str, heading: str) -> None:
    assert (
        title_of(
            html(
                f"<h1><a href=/>{LOGO}</a></h1><div><{heading}>{TITLE}</{heading}>{PROSE}</div>",
                head,
            )
        )
        == TITLE
    )
    assert (
        title_of(html(f"<h1>{LOGO}</h1><div><{heading}>{TITLE}</{heading}>{PROSE}</div>", head))
        == TITLE
    )


def test_a_headline_elsewhere_confirms_the_title() -> None:
    """What a listing calls the article, where the page itself has only a logo in h1 and its title
    in a line of text."""
    page = html(f"<h1>{LOGO}</h1><div><p>{TITLE}</p>{PROSE}</div>", "<title>Paper</title>")
    reading = read(page, known=[TITLE])
    assert reading.title == TITLE
    assert reading.body == read(story()).body


def test_a_logo_that_stands_on_every_page_is_no_title() -> None:
    def made(title: str) -> str:
        return html(
            f"<h1>{LOGO}</h1><div><div>{title}</div><p>{title} was what all had waited for, and so"
            " it came.</p></div>",
            "<title>Paper</title>",
        )

    memory = memory_of([made(title) for title in OTHER_TITLES])
    assert (
        read(made("A kite flies over the old fortress"), memory=memory).title
        == "A kite flies over the old fortress"
    )


@pytest.mark.parametrize("cut", [f"{TITLE[:24]}…", f"{TITLE[:24]}...", TITLE[:30]])
def test_a_title_that_the_metadata_cut_short_is_read_in_full(cut: str) -> None:
    assert title_of(story(head=f"<title>{cut} | Paper</title>")) == TITLE
    assert title_of(story(head=f'<meta property="og:title" content="{cut}">')) == TITLE
    assert read(story(), known=[cut]).title == TITLE


def test_a_title_cut_short_in_the_path_is_read_in_full() -> None:
    path = f"<div><a href=/en/>Home</a> » <a href=/en/sport>Sport</a></div><div>{TITLE[:24]}…</div>"
    assert (
        title_of(
            html(
                f"{path}<div><h1>{TITLE}</h1>{PROSE}</div>", f"<title>{TITLE[:24]}… | Paper</title>"
            )
        )
        == TITLE
    )


@pytest.mark.parametrize(
    "head",
    [
        f'{OG}<meta property="og:site_name" content="Paper">',
        f"<title>{TITLE}</title>",
        f"<title>{TITLE} | Paper</title>",
        f"<title>Paper :: {TITLE}</title>",
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline":'
            f' "{TITLE}"}}</script>'
        ),
    ],
)
def test_a_title_that_stands_in_the_metadata_only_is_taken_from_there(head: str) -> None:
    reading = read(html(f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>", head))
    assert reading.title == TITLE
    assert reading.body == read(story()).body


@pytest.mark.parametrize(
    "title",
    [
        "Who pays? The ferry and its fare",
        "Upper pier – lower fare: what the ferry will cost",
        "“We kept the timetable”: the ferry is back",
        "Storm, ferry, tea",
        "Ночной паром вернулся к верхней пристани",
        "ღამის ბორანი ზედა ნავსადგურს დაუბრუნდა",
        "Ferry",
        "Two years on: a ferry, 3 piers & 40 passengers",
        "C++ on the ferry | an engineer’s notes",
        "9 January 2026: the day the ferry sailed",
        "The ferry of 9 January 2026",
        "BREAKING: THE FERRY SAILS!",
        "Ferry returns...",
    ],
)
def test_a_title_of_any_shape_is_read_word_for_word(title: str) -> None:
    escaped = title.replace("&", "&amp;")
    for head in (
        "",
        f"<title>{escaped}</title>",
        f"<title>{escaped} | Paper</title>",
        f'<meta property="og:title" content="{escaped}">',
    ):
        reading = read(story(title=escaped, head=head))
        assert reading.title == title
        assert reading.body == read(story()).body


def test_a_heading_of_the_text_is_not_the_title() -> None:
    body = (
        f"<p>{FIRST}</p><h2>How long the crossing takes</h2><p>{SECOND}</p><h2>Tea on"
        f" board</h2><p>{THIRD}</p>"
    )
    assert title_of(story(body)) == TITLE
    assert title_of(html(f"<div><h2>{TITLE}</h2>{body}</div>", f"<title>{TITLE}</title>")) == TITLE


def test_headlines_of_other_articles_are_not_the_title() -> None:
    top = (
        "<h2><a href='/en/news/detail/4703'>A bridge of glass opens above the"
        " gorge</a></h2><p>09.Jan.2026</p>"
    )
    assert title_of(html(f"<div>{top}</div><div><h2>{TITLE}</h2>{PROSE}</div>")) == TITLE
    assert (
        title_of(
            html(
                "<div><h1><a href='/en/news/detail/4703'>A bridge of glass opens above the"
                f" gorge</a></h1></div><div><h2>{TITLE}</h2>{PROSE}</div>"
            )
        )
        == TITLE
    )


def test_the_name_of_the_section_is_not_the_title() -> None:
    assert (
        title_of(
            html(
                f"<h1>Politics</h1><div><h2>{TITLE}</h2>{PROSE}</div>",
                f"<title>{TITLE} - Paper</title>",
            )
        )
        == TITLE
    )
    assert (
        title_of(
            html(f"<div><h3>Politics</h3><h1>{TITLE}</h1>{PROSE}</div>", "<title>Paper</title>")
        )
        == TITLE
    )


def test_words_are_as_the_heading_writes_them() -> None:
    """Metadata straighten quotes and dashes; the page's own writing is the title."""
    shown = "“Oars up” – the ferry’s first day"
    assert (
        title_of(
            story(title=shown, head='<title>"Oars up" - the ferry\'s first day | Paper</title>')
        )
        == shown
    )
    assert (
        title_of(
            story(
                title=shown,
                head=(
                    '<meta property="og:title" content="&quot;Oars up&quot; - the ferry&#39;s first'
                    ' day">'
                ),
            )
        )
        == shown
    )


def test_metadata_that_lie_on_every_page_do_not_count() -> None:
    def made(title: str) -> str:
        return story(
            f"<p>{title}, said the mayor to all who had come to hear her, and so it was.</p>",
            title=title,
            head=f'<title>{LOGO}</title><meta property="og:title" content="{LOGO}">',
        )

    memory = memory_of([made(title) for title in OTHER_TITLES])
    assert read(made(TITLE), memory=memory).title == TITLE


def test_a_claim_that_every_page_makes_gives_way_to_one_that_differs() -> None:
    def made(title: str) -> str:
        return html(
            f"<div><p>{title}, said the mayor to all who had come to hear her.</p><p>Then it rained"
            f" on {title[:9]}.</p></div>",
            f'<title>{title} | Paper</title><meta property="og:title" content="{LOGO}">',
        )

    memory = memory_of([made(title) for title in OTHER_TITLES])
    assert read(made(TITLE), memory=memory).title == TITLE


def test_a_date_glued_to_the_heading_is_no_part_of_it() -> None:
    page = story(title=f"{TITLE} <small>12.01.2026</small>", head=OG)
    assert title_of(page) == TITLE


def test_a_page_without_any_claim_has_no_title() -> None:
    assert read(html("<ul><li><a href=/en/a>Home</a></li></ul>")).title is None


def test_what_may_be_the_title_is_told_before_the_lists_are_read() -> None:
    article = an_article(
        html(
            f"<h1>{LOGO}</h1><div>{TITLE}</div>{PROSE}<h2>Not this</h2>",
            f"<title>{TITLE} | Paper</title>",
        )
    )
    outline = article.page.outline
    assert [
        outline.blocks[index].text for index in sorted(possible_titles(outline, article.metadata))
    ] == [LOGO, TITLE]


LEAD = f"{TITLE}, as the harbour office said on Monday, and forty passengers were aboard."


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE}</title>",
        f'<title>The Paper</title><meta property="og:title" content="{TITLE}">',
    ],
)
@pytest.mark.parametrize("rest", ["", f"<p>{SECOND}</p><p>{THIRD}</p>"])
@pytest.mark.parametrize(
    "lead", [LEAD, LEAD.replace("harbour", "<a href=/h>harbour</a>"), f"{LEAD}<br>{FIRST}"]
)
def test_a_lead_that_begins_as_the_title_does_is_not_the_title(
    head: str, rest: str, lead: str
) -> None:
    page = f"<html><head>{head}</head><body><main><p>{lead}</p>{rest}</main></body></html>"
    reading = read(page)
    assert reading.title == TITLE
    assert (reading.body or "").startswith(LEAD)


def test_a_heading_that_goes_on_after_what_the_metadata_say_is_the_title() -> None:
    head = f"<title>{TITLE}</title>"
    assert (
        read(f"<html><head>{head}</head><body><h1>{LEAD}</h1>{PROSE}</body></html>").title == LEAD
    )


GLUED = f"<h1><span>Ferry Diary</span><span>{TITLE}</span></h1>"


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        (GLUED, OG),
        (GLUED, f"<title>{TITLE} | The Paper</title>"),
        (f"<h1><small>Boats:</small> {TITLE}</h1>", OG),
        (f"<h1><a href=/en/section/boats>Boats</a> {TITLE}</h1>", OG),
    ],
)
def test_a_label_in_the_heading_is_not_of_the_title(heading: str, head: str) -> None:
    reading = read(html(f"{heading}{PROSE}", head))
    assert reading.title == TITLE
    assert reading.decisions is not None
    assert reading.decisions.title == "without-kicker"


def test_parts_of_a_heading_are_parted_as_another_voice_parts_them() -> None:
    head = f'<meta property="og:title" content="Ferry Diary: {TITLE}">'
    assert title_of(html(f"{GLUED}{PROSE}", head)) == f"Ferry Diary: {TITLE}"


def test_glued_parts_are_parted_by_a_space_where_no_voice_tells() -> None:
    assert title_of(html(f"{GLUED}{PROSE}")) == f"Ferry Diary {TITLE}"


def test_an_initial_or_an_emphasis_in_a_heading_is_no_part() -> None:
    assert title_of(html(f"<h1><span>T</span>{TITLE[1:]}</h1>{PROSE}")) == TITLE
    assert title_of(html(f"<h1>The Mac<i>Donald</i> ferry returns</h1>{PROSE}")) == (
        "The MacDonald ferry returns"
    )


def test_a_label_that_the_headline_begins_with_is_not_the_title() -> None:
    whole = "Johannisbergen opens its harbour to the boats of the whole northern coast"
    page = f"<h1>Johannisbergen</h1><h2>{whole}</h2>{PROSE}"
    assert title_of(html(page, f'<meta property="og:title" content="{whole}">')) == whole


def test_a_title_on_a_line_of_its_own_over_the_lead_is_found() -> None:
    page = f"<p>{TITLE}<br>{LEAD}</p>{PROSE}"
    assert title_of(html(page, head=f"<title>{TITLE}</title>")) == TITLE


def test_a_claim_that_goes_on_from_a_title_is_none() -> None:
    head = (
        '<meta itemprop="headline" content="… and the mayor knew">'
        f'<meta property="og:title" content="{TITLE} - The Paper">'
        '<meta property="og:site_name" content="The Paper"><meta name="headline"'
        f' content="… and the mayor knew"><title>{TITLE} - The Paper</title>'
    )
    page = html(f"<div><p>… and the mayor knew</p><div>{PROSE}</div></div>", head=head)
    assert read(page).title == TITLE


@pytest.mark.parametrize("home", ["/", "https://paper.test/", "https://paper.test"])
@pytest.mark.parametrize("site", ["Valley ferries", "Ferries of the valley and its two piers"])
def test_a_heading_that_leads_to_the_root_is_the_name_of_the_site(home: str, site: str) -> None:
    """Also where the browser's title ends with it, and it is longer than the title."""
    page = f"<h1><a href={home}>{site}</a></h1><div class=box><h2>{TITLE[:26]}</h2>{PROSE}</div>"
    assert title_of(html(page, f"<title>{TITLE[:26]} - {site}</title>")) == TITLE[:26]
    nowhere = f"<h1><a href={home}>{site}</a></h1><div>{PROSE}</div>"
    assert title_of(html(nowhere, f"<title>{TITLE[:26]} | {site}</title>")) == TITLE[:26]


@pytest.mark.parametrize("label", ["Home", "Start", "Blog", "Главная"])
def test_a_label_that_leads_to_all_articles_is_no_title(label: str) -> None:
    page = f"<h1><a href=https://tea.test/kettle>{TITLE}</a></h1>{PROSE}"
    meta = f'<title>{label}</title><meta property="og:title" content="{label}">'
    assert title_of(html(page, meta)) == TITLE


def test_a_link_to_the_page_itself_that_is_cut_short_is_no_title() -> None:
    """Where the heading says a section before the title, and so begins otherwise."""
    heading = f"<h2><span>Harbour</span> {TITLE}</h2>"
    latest = f"<table><tr><td><a href=/en/news/detail/4666>{TITLE[:30]}…</a></td></tr></table>"
    head = f'<title>{TITLE}</title><meta property="og:title" content="{TITLE} | The Paper">'
    assert title_of(html(f"{heading}{PROSE}{latest}", head)) == TITLE


def test_the_last_words_of_the_title_are_not_the_title() -> None:
    title = "The council of the valley has found out why the bridge fell down in the last flood"
    foot = "<div>Registered with the office of the press<br>The last flood</div>"
    head = f"<title>{title}</title>"
    assert title_of(story(title="", head=head, below=foot)) == title
