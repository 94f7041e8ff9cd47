"""extract.headlines: which link stands beside which date, in whatever way a list is written."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    PROSE,
    TITLE,
    a_page,
    an_article,
    finder,
    headlines,
    html,
    read,
    story,
)

from newscrawl.extract.headlines.find_headlines import find_headlines

ONE, TWO, THREE = (
    "A bridge of glass opens above the gorge",
    "Beekeepers of the valley count their hives",
    "The last tram gets a new bell",
)
PAIRS = [(4703, ONE, "2026-01-09"), (4702, TWO, "2026-01-08"), (4701, THREE, "2026-01-07")]
ENTRIES = [(4703, ONE, "09.Jan.2026"), (4702, TWO, "08.Jan.2026"), (4701, THREE, "07.Jan.2026")]


def link(number: int, text: str, language: str = "en") -> str:
    return f'<a href="/{language}/news/detail/{number}">{text}</a>'


def listed(entry: str, around: str = "{}") -> str:
    """The three entries, each in the markup `entry`, in the markup `around`."""
    return around.format(
        "\n".join(
            entry.format(link=link(number, title), day=day, n=number, t=title)
            for number, title, day in ENTRIES
        )
    )


LISTS = {
    "li, date behind": listed("<li>{link} {day}</li>", "<ul>{}</ul>"),
    "li, date before": listed("<li>{day} {link}</li>", "<ul>{}</ul>"),
    "li, date in a span": listed("<li>{link}<span>{day}</span></li>", "<ul>{}</ul>"),
    "li, date in a div below": listed("<li><div>{link}</div><div>{day}</div></li>", "<ol>{}</ol>"),
    "li, unclosed": listed("<li>{link}<br>{day}", "<ul>{}</ul>"),
    "li, date inside the link": listed(
        '<li><a href="/en/news/detail/{n}">{t} <span>{day}</span></a></li>', "<ul>{}</ul>"
    ),
    "li, date first inside the link": listed(
        '<li><a href="/en/news/detail/{n}"><small>{day}</small> {t}</a></li>', "<ul>{}</ul>"
    ),
    "li, date in brackets": listed("<li>{link} ({day})</li>", "<ul>{}</ul>"),
    "li, section and date": listed(
        "<li>{link} <small>Politics | {day}</small></li>", "<ul>{}</ul>"
    ),
    "li, date and views": listed(
        "<li><small>{day}</small> {link} <i>120 views</i></li>", "<ul>{}</ul>"
    ),
    "dl, date as term": listed("<dt>{day}</dt><dd>{link}</dd>", "<dl>{}</dl>"),
    "dl, date as definition": listed("<dt>{link}</dt><dd>{day}</dd>", "<dl>{}</dl>"),
    "dl, unclosed": listed("<dt>{link}<dd>{day}", "<dl>{}</dl>"),
    "rows, date in a cell": listed("<tr><td>{day}</td><td>{link}</td></tr>", "<table>{}</table>"),
    "rows, date in the last cell": listed(
        "<tr><td>{link}</td><td>{day}</td></tr>", "<table>{}</table>"
    ),
    "rows in pairs": listed("<tr><td>{link}</td></tr><tr><td>{day}</td></tr>", "<table>{}</table>"),
    "rows in pairs, date first": listed(
        "<tr><td>{day}</td></tr><tr><td>{link}</td></tr>", "<table>{}</table>"
    ),
    "rows in pairs with rules between": listed(
        "<tr><td>{link}</td></tr><tr><td>{day}</td></tr><tr><td><hr></td></tr>",
        "<table><tbody>{}</tbody></table>",
    ),
    "one cell, line breaks": listed("{link}<br>{day}<br>", "<table><tr><td>{}</td></tr></table>"),
    "one cell, font": listed(
        "<font size=2>{link}</font><br><font size=1>{day}</font><br><br>",
        "<table><tr><td>{}</td></tr></table>",
    ),
    "line breaks, date behind": listed("{link} {day}<br>", "<div>{}</div>"),
    "line breaks, date before": listed("{day} {link}<br>", "<div>{}</div>"),
    "line breaks, date in the next line": listed("{link}<br>{day}<br><br>", "<div>{}</div>"),
    "line breaks, bullets": listed("&bull; {link} - {day}<br>", "<div>{}</div>"),
    "paragraphs in pairs": listed("<p>{link}</p><p>{day}</p>", "<div>{}</div>"),
    "paragraphs in pairs, date first": listed("<p>{day}</p><p>{link}</p>", "<div>{}</div>"),
    "paragraphs, Word": listed(
        '<p class="MsoNormal"><span'
        ' style="font-size:12.0pt"><span>{link}</span></span><o:p></o:p></p><p'
        ' class="MsoNormal"><span>{day}</span><o:p>&nbsp;</o:p></p>',
        "<div>{}</div>",
    ),
    "cards": listed(
        '<div><div><img src="/i/{n}.jpg"></div><h3>{link}</h3><p>{day}</p></div>', "<div>{}</div>"
    ),
    "cards with two links": listed(
        '<div><a href="/en/news/detail/{n}"><img'
        ' src="/i/{n}.jpg"></a><div>{link}</div><div>{day}</div></div>',
        "<div>{}</div>",
    ),
    "cards with a read-more link": listed(
        "<div><h3>{link}</h3><time>{day}</time><p>A few words of what it is about.</p><a"
        ' href="/en/news/detail/{n}">Read more</a></div>',
        "<div>{}</div>",
    ),
    "cards that are one link": listed(
        '<a href="/en/news/detail/{n}"><div>{day}</div><div>{t}</div></a>', "<div>{}</div>"
    ),
    "cards that are one link, date below": listed(
        '<a href="/en/news/detail/{n}"><h4>{t}</h4><span>{day}</span></a>', "<div>{}</div>"
    ),
    "articles": listed(
        "<article><header>{link}</header><footer>{day}</footer></article>", "<section>{}</section>"
    ),
    "time elements": listed("<li><time>{day}</time> {link}</li>", "<ul>{}</ul>"),
    "date in pieces": (
        "<ul>"
        + "".join(
            f"<li><b>{day[:2]}</b> <i>{day[3:6]}</i> <i>{day[7:]}</i> {link(number, title)}</li>"
            for number, title, day in ENTRIES
        )
        + "</ul>"
    ),
}


@pytest.mark.parametrize("markup", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("place", ["alone", "before", "inside", "after"])
def test_each_headline_gets_its_own_date_wherever_the_list_stands(markup: str, place: str) -> None:
    block = f"<div><b>Latest news</b>{markup}</div>"
    pages = {
        "alone": html(f"<div>{block}</div>"),
        "before": story(above=block),
        "inside": story(PROSE + block),
        "after": story(below=block),
    }
    assert headlines(pages[place]) == PAIRS


@pytest.mark.parametrize("markup", LISTS.values(), ids=LISTS)
def test_a_list_at_the_end_of_the_text_is_no_part_of_the_body(markup: str) -> None:
    reading = read(story(f"{PROSE}<div><b>Latest news</b>{markup}</div>"))
    assert reading.title == TITLE
    assert reading.body == read(story()).body
    assert [
        (int(entry.ref.key), entry.title, entry.published.isoformat())
        for entry in reading.headlines
    ] == PAIRS


@pytest.mark.parametrize(
    "printed",
    [
        "9 January 2026",
        "2026-01-09",
        "9 Jan 2026, 14:30",
        "Friday, 9 January 2026",
        "09.01.26 (09.01.2026)",
        "9 იანვარი 2026",
    ],
)
def test_a_date_in_any_notation_of_the_site_is_read(printed: str) -> None:
    shown = printed.partition(" (")[0] if "(" not in printed else "09.01.2026"
    assert headlines(
        html(
            f"<ul><li>{link(7, ONE)} <i>{shown}</i></li><li>{link(8, TWO)} <i>{shown}</i></li></ul>"
        )
    ) == [
        (7, ONE, "2026-01-09"),
        (8, TWO, "2026-01-09"),
    ]


@pytest.mark.parametrize(
    ("nine", "eight"),
    [
        ("Friday, 9 January 2026, 14:30", "Thursday, 8 January 2026, 09:05"),
        ("Пятница, 9 января 2026, 14:30", "Четверг, 8 января 2026, 09:05"),
        ("პარასკევი, 9 იანვარი 2026", "ხუთშაბათი, 8 იანვარი 2026"),
    ],
)
def test_a_date_with_its_weekday_inside_the_link_is_read(nine: str, eight: str) -> None:
    entries = "".join(
        f"<li><a href='/en/news/detail/{n}'><span>{when}</span> <span>{t}</span></a></li>"
        for n, t, when in ((7, ONE, nine), (8, TWO, eight))
    )
    assert headlines(html(f"<ul>{entries}</ul>")) == [
        (7, ONE, "2026-01-09"),
        (8, TWO, "2026-01-08"),
    ]


def test_the_machine_date_of_an_entry_serves_where_none_is_printed() -> None:
    entries = "".join(
        f'<li>{link(n, t)} <time datetime="2026-01-0{d}T08:00:00+04:00">{d} days ago</time></li>'
        for n, t, d in ((7, ONE, 9), (8, TWO, 8))
    )
    assert headlines(html(f"<ul>{entries}</ul>")) == [
        (7, ONE, "2026-01-09"),
        (8, TWO, "2026-01-08"),
    ]


DAY_GROUPS = {
    "headings": (
        "<div><h3>09.Jan.2026</h3><p>{0}</p><p>{1}</p><h3>08.Jan.2026</h3><p>{2}</p><p>{3}</p></div>"
    ),
    "lists": (
        "<div><h3>09.Jan.2026</h3><ul><li>{0}</li><li>{1}</li></ul><h3>08.Jan.2026</h3><ul><li>{2}</li><li>{3}</li></ul></div>"
    ),
    "rows": (
        "<table><tr><td><b>09.Jan.2026</b></td></tr><tr><td>{0}</td></tr><tr><td>{1}</td></tr>"
        "<tr><td><b>08.Jan.2026</b></td></tr><tr><td>{2}</td></tr><tr><td>{3}</td></tr></table>"
    ),
    "definitions": (
        "<dl><dt>09.Jan.2026</dt><dd>{0}</dd><dd>{1}</dd><dt>08.Jan.2026</dt><dd>{2}</dd><dd>{3}</dd></dl>"
    ),
    "line breaks": (
        "<div><b>09.Jan.2026</b><br>{0}<br>{1}<br><b>08.Jan.2026</b><br>{2}<br>{3}<br></div>"
    ),
    "sections": (
        "<div><section class=day><h3>09.Jan.2026</h3><p>{0}</p><p>{1}</p></section>"
        "<section class=day><h3>08.Jan.2026</h3><p>{2}</p><p>{3}</p></section></div>"
    ),
}


@pytest.mark.parametrize("markup", DAY_GROUPS.values(), ids=DAY_GROUPS)
def test_a_day_that_heads_a_group_is_the_date_of_each_of_its_articles(markup: str) -> None:
    four = [
        link(4704, "Snow closes the pass for a third day"),
        link(4703, ONE),
        link(4702, TWO),
        link(4701, THREE),
    ]
    assert headlines(html(markup.format(*four))) == [
        (4704, "Snow closes the pass for a third day", "2026-01-09"),
        (4703, ONE, "2026-01-09"),
        (4702, TWO, "2026-01-08"),
        (4701, THREE, "2026-01-08"),
    ]


def test_the_own_article_is_an_entry_where_the_list_holds_it() -> None:
    block = (
        f"<ul><li>{link(4666, TITLE)} 10.Jan.2026</li><li>{link(4703, ONE)}"
        f" 09.Jan.2026</li><li>{link(4702, TWO)} 08.Jan.2026</li></ul>"
    )
    reading = read(story(below=block))
    assert [
        (int(entry.ref.key), entry.title, entry.published.isoformat())
        for entry in reading.headlines
    ] == [
        (4666, TITLE, "2026-01-10"),
        *PAIRS[:2],
    ]


@pytest.mark.parametrize(
    "markup",
    [
        "<h1><a href='/en/news/detail/4666'>{title}</a></h1><p>10.Jan.2026</p>",
        (
            "<h1>{title}</h1><p>10.Jan.2026 <a href='/en/news/detail/4666'>Permanent address of"
            " this story</a></p>"
        ),
        "<h1>{title}</h1><p>10.Jan.2026 | <a href='/en/news/detail/4666?print=1'>Print</a></p>",
        (
            "<h1>{title}</h1><p>10.Jan.2026</p><p><a href='/ka/news/detail/4666'>ქართულად</a> <a"
            " href='/ru/news/detail/4666'>По-русски</a></p>"
        ),
    ],
    ids=["title is a link", "permalink", "print", "other languages"],
)
def test_the_page_and_its_own_date_are_no_headline_list(markup: str) -> None:
    assert read(html(f"<div>{markup.format(title=TITLE)}{PROSE}</div>")).headlines == []


@pytest.mark.parametrize(
    "entry",
    [
        "<ul><li>{0} <span>09.Jan.2026</span></li></ul>",
        "<div><div>{0}</div><div>09.Jan.2026</div></div>",
        "<table><tr><td>09.Jan.2026</td><td>{0}</td></tr></table>",
        "<dl><dt>09.Jan.2026</dt><dd>{0}</dd></dl>",
    ],
    ids=["li", "div", "tr", "dl"],
)
def test_a_list_of_one_entry_is_a_list(entry: str) -> None:
    assert (
        headlines(story(below=f"<div><b>Latest news</b>{entry.format(link(4703, ONE))}</div>"))
        == PAIRS[:1]
    )


def test_a_date_in_a_teaser_is_not_the_date_of_its_headline() -> None:
    entries = "".join(
        f"<div><h3>{link(number, title)}</h3><p>{day}</p><p>The plan of 17 March 2025 was shelved,"
        " and that of 3.04.2024 before it, the mayor said.</p></div>"
        for number, title, day in ENTRIES
    )
    assert headlines(html(f"<div>{entries}</div>")) == PAIRS


def test_undated_entries_with_dates_in_their_teasers_have_no_date() -> None:
    entries = "".join(
        f"<div><h3>{link(number, title)}</h3><p>The plan of 17 March 2025 was shelved for lack of"
        " money, the mayor said.</p></div>"
        for number, title, _ in ENTRIES
    )
    assert headlines(html(f"<div>{entries}</div>")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "As we wrote on 9 January 2026, {0}, and the gorge has been full of visitors ever since"
            " that day."
        ),
        (
            "The story “{0}” (9 January 2026) was read by more people than live in the town, which"
            " nobody had foreseen."
        ),
        (
            "On 9 January 2026 {0} and two days later {1}, so the week was a busy one for the small"
            " newsroom."
        ),
        "{0} was the headline of 9 January 2026, and it took the editors an hour to agree on it.",
    ],
)
def test_a_link_in_running_text_is_no_headline(sentence: str) -> None:
    body = f"{PROSE}<p>{sentence.format(link(4703, ONE.lower()), link(4702, TWO.lower()))}</p>"
    reading = read(story(body))
    assert reading.headlines == []
    assert ONE.lower() in (reading.body or "")


def test_a_link_in_a_sentence_beside_a_dated_line_is_no_headline() -> None:
    """A byline under the title, a link in the first sentence: the two do not belong together."""
    body = (
        f"<p>10.Jan.2026</p><p>{PROSE} More than a year ago {link(4703, ONE.lower())} as everyone"
        " here remembers well.</p>"
    )
    assert read(story(body)).headlines == []


def test_the_stamp_of_the_page_dates_no_headline() -> None:
    undated = "".join(f"<li>{link(number, title)}</li>" for number, title, _ in ENTRIES)
    assert (
        headlines(
            html(
                f"<div>14 Jan 2026</div><div><ul>{undated}</ul></div><div>{PROSE}</div><div>14 Jan"
                " 2026</div>"
            )
        )
        == []
    )


def test_an_undated_entry_does_not_take_the_date_of_its_neighbour() -> None:
    entries = (
        f"<li>{link(4703, ONE)}"
        f" <i>09.Jan.2026</i></li><li>{link(4702, TWO)}</li><li>{link(4701, THREE)}"
        " <i>07.Jan.2026</i></li>"
    )
    assert headlines(html(f"<ul>{entries}</ul>")) == [PAIRS[0], PAIRS[2]]


def test_a_partial_date_dates_nothing() -> None:
    assert (
        headlines(
            html(
                f"<ul><li>{link(4703, ONE)} <i>January 2026</i></li><li>{link(4702, TWO)} <i>9"
                " January</i></li></ul>"
            )
        )
        == []
    )


def test_the_same_entry_twice_is_one_headline() -> None:
    block = f"<ul><li>{link(4703, ONE)} 09.Jan.2026</li><li>{link(4702, TWO)} 08.Jan.2026</li></ul>"
    assert headlines(html(f"<div>{block}</div><div>{PROSE}</div><div>{block}</div>")) == PAIRS[:2]


def test_headlines_come_in_page_order() -> None:
    block = (
        f"<ul><li>{link(4701, THREE)} 07.Jan.2026</li><li>{link(4703, ONE)} 09.Jan.2026</li></ul>"
    )
    assert headlines(html(block)) == [PAIRS[2], PAIRS[0]]


def test_titles_of_undated_entries_are_known_too() -> None:
    page = a_page(
        html(f"<ul><li>{link(4703, ONE)}</li><li>{link(4702, TWO)}</li></ul>"),
        url="https://paper.test/en/",
    )
    found = find_headlines(page.outline, finder(page))
    assert {int(ref.key): title for ref, title in found.titles.items()} == {4703: ONE, 4702: TWO}


def test_a_label_is_not_the_title_of_the_article_that_it_leads_to() -> None:
    entries = "".join(
        f"<div><h3>{link(n, t)}</h3><p>{day}</p>{link(n, 'Details')} {link(n, '12 comments')}</div>"
        for n, t, day in ENTRIES
    )
    assert headlines(html(f"<div>{entries}</div>")) == PAIRS


def test_links_to_other_places_are_no_headlines() -> None:
    entries = (
        "<li><a href='/en/news/section/3'>Politics of the region</a> 09.Jan.2026</li><li>"
        "<a href='https://other.test/en/news/detail/9'>A paper far away</a> 09.Jan.2026</li>"
    )
    assert headlines(html(f"<ul>{entries}</ul>")) == []


def test_a_link_with_a_picture_alone_is_no_headline() -> None:
    entries = "".join(
        f"<li><a href='/en/news/detail/{n}'><img src=/i/{n}.jpg alt=''></a> {day}</li>"
        for n, _, day in ENTRIES
    )
    assert headlines(html(f"<ul>{entries}</ul>")) == []


def test_a_list_of_several_languages_keeps_them_apart() -> None:
    block = (
        f"<ul><li>{link(7, ONE, 'en')}"
        f" 09.Jan.2026</li><li>{link(7, 'Стеклянный мост открылся над ущельем', 'ru')}"
        " 09.Jan.2026</li></ul>"
    )
    page = a_page(html(block), url="https://paper.test/en/")
    assert [
        (entry.ref.language, entry.title)
        for entry in find_headlines(page.outline, finder(page)).proven
    ] == [
        ("en", ONE),
        ("ru", "Стеклянный мост открылся над ущельем"),
    ]


def test_the_blocks_of_a_list_are_named() -> None:
    """Title and body are read without them."""
    article = an_article(story(below=LISTS["li, date behind"]))
    assert {article.page.outline.blocks[index].text for index in article.lists.blocks} == {
        f"{t} {day}" for _, t, day in ENTRIES
    }


def test_numbered_pages_below_a_list_take_no_date() -> None:
    pages = "".join(f"<a href='/en/news?page={n}'>{n}</a> " for n in range(1, 9))
    assert headlines(html(f"<div>{LISTS['paragraphs in pairs']}<p>{pages}</p></div>")) == PAIRS


def test_a_headline_with_a_date_in_it_keeps_it() -> None:
    title = "The flood of 8 January 1993, remembered by those who saw it"
    assert headlines(
        html(
            f"<ul><li>{link(4703, title)} 09.Jan.2026</li><li>{link(4702, TWO)}"
            " 08.Jan.2026</li></ul>"
        )
    ) == [
        (4703, title, "2026-01-09"),
        PAIRS[1],
    ]
