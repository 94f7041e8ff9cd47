"""extract.article: a whole page in one reading, in markups that differ in structure; and what holds
of every page."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.paper_pages import (
    BODY,
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    an_article,
    day,
    html,
    memory_of,
    other_text,
    read,
    story,
)

from newscrawl.errors import PageError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.reading import Reading

NEIGHBOURS = list(
    zip(
        range(7517, 7511, -1),
        OTHER_TITLES[2:],
        [f"0{n}.Jan.2026" for n in range(9, 3, -1)],
        strict=False,
    )
)
MENU = (
    "<a href='/en/'>Home</a> <a href='/en/politics'>Politics</a> <a href='/ka/'>ქართული</a> <a"
    " href='/ru/'>Русский</a>"
)
COMMENT = (
    "I crossed on the first boat, the tea was as good as ever and the wind came from the north, as"
    " it always does in that month."
)


COMMENTS = "".join(f"<div><b>Reader {n}</b><p>{COMMENT} {n}</p></div>" for n in range(9))


def each(entry: str) -> str:
    return "\n".join(entry.format(n=n, t=t, d=d) for n, t, d in NEIGHBOURS)


CARD = (
    "<div><a href=/en/news/detail/{n}><img src=/i/{n}.jpg></a><div><a"
    " href=/en/news/detail/{n}>{t}</a></div><small>{d}</small></div>"
)
PAGES = {
    "semantic": html(
        "<header><a"
        f" href=/>Paper</a><nav>{MENU}</nav></header><main><article><header>"
        f"<h1>{TITLE}</h1></header><figure><img"
        " src=/i/a.jpg><figcaption>The pier. Photo: Nino"
        f" Example</figcaption></figure>{PROSE}<footer><a href=/en/tag/1>ferry</a> <a"
        " href=/en/tag/2>pier</a></footer></article><aside><h2>Latest"
        " news</h2>"
        f"<ul>{each('<li><a href=/en/news/detail/{n}>{t}</a> <time>{d}</time></li>')}</ul>"
        "</aside></main><footer><p>©"
        " 2026</p><p>14 Jan 2026</p></footer>",
        f"<title>{TITLE} | Paper</title>",
    ),
    "tables and font": html(
        "<table width=100%><tr><td colspan=2><font size=1>14 Jan 2026</font></td></tr><tr><td"
        f" colspan=2>{MENU}</td></tr><tr><td valign=top><font"
        f" size=4><b>{TITLE}</b></font><br><br><font"
        f" size=2>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</font></td><td valign=top><b>Latest"
        " news</b>"
        f"<br>{each('<a href=/en/news/detail/{n}>{t}</a><br><font size=1>{d}</font><br>')}</td>"
        "</tr><tr><td"
        " colspan=2>All rights reserved</td></tr></table>",
        "<title>Paper</title>",
    ),
    "div soup": html(
        f"<div><div><div>{MENU}</div></div><div><div>{TITLE}</div><div><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div><div><div>Latest"
        f" news</div>{each('<div><a href=/en/news/detail/{n}>{t}</a><span>{d}</span></div>')}</div>"
        "</div><div>14"
        " Jan 2026</div></div>",
        "<title>Paper</title>",
    ),
    "Word paste": html(
        f"<div>{MENU}</div><h2>{TITLE}</h2><div>"
        + "".join(
            "<p class=MsoNormal style='text-align:justify'><span"
            f" lang=EN-US>{text.replace(' ', '&nbsp;', 2).replace(' ', chr(10), 3)}<o:p>"
            "</o:p></span></p>\n<p"
            " class=MsoNormal><o:p>&nbsp;</o:p></p>"
            for text in (FIRST, SECOND, THIRD)
        )
        + "</div><div>Latest"
        f" news{each('<p><a href=/en/news/detail/{n}>{t}</a></p><p>{d}</p>')}</div><div>14 Jan"
        " 2026</div>"
    ),
    "definition lists": html(
        f"<div>{MENU}</div><dl><dt><b>{TITLE}</b></dt><dd><p>{FIRST}</p><p>{SECOND}</p>"
        f"<p>{THIRD}</p></dd></dl>"
        f"<dl>{each('<dt>{d}</dt><dd><a href=/en/news/detail/{n}>{t}</a></dd>')}</dl>"
        "<p>14"
        " Jan 2026</p>",
        f"<title>{TITLE}</title>",
    ),
    "cards": html(
        f"<div>{MENU}</div><div><section><h1>{TITLE}</h1><div>{PROSE}</div></section>"
        "<section>"
        f"<h3>Latest news</h3>{each(CARD)}</section></div>"
        "<div><span>14 Jan 2026</span></div>"
    ),
    "list before the text": html(
        "<div>14 Jan"
        f" 2026</div><div>{MENU}</div>"
        f"<div>{each('<div><i>{d}</i> <a href=/en/news/detail/{n}>{t}</a></div>')}</div>"
        f"<div><h1>{TITLE}</h1>{PROSE}</div>",
    ),
    "list at the end of the text": html(
        f"<div>{MENU}</div><div><h1>{TITLE}</h1>{PROSE}<p><b>Latest"
        f" news</b></p>{each('<p><a href=/en/news/detail/{n}>{t}</a><br>{d}</p>')}</div><div>14 Jan"
        " 2026</div>"
    ),
    "everything at once": html(
        "<div class=cookie-bar>We use cookies to make this site better, and by going on you agree"
        f" to that. <button>I agree</button></div><div>{MENU}</div><div><h1>{TITLE}</h1><p>By Nino"
        " Example</p><div><a"
        f" href='https://social.test/share'>Share</a></div><p>{FIRST}</p><p><b>Read also:</b> <a"
        f" href=/en/news/detail/7512>{NEIGHBOURS[-1][1]}</a></p><div><img src=/i/a.jpg><div>The"
        f" pier. Photo: Nino Example</div></div><p>{SECOND}</p><p>{THIRD}</p><p>Tags: <a"
        " href=/en/tag/1>ferry</a></p></div><div><h3>Latest"
        f" news</h3>{each('<div><a href=/en/news/detail/{n}>{t}</a><div>{d}</div></div>')}</div>"
        f"<div id=comments><h3>Comments</h3>{COMMENTS}</div>"
        "<footer>14"
        " Jan 2026</footer>"
    ),
}


def check(reading: Reading) -> None:
    assert reading.title == TITLE
    assert reading.body == BODY
    assert [(int(entry.ref.key), entry.title, entry.published) for entry in reading.headlines] == [
        (n, t, day(f"2026-01-{d[:2]}")) for n, t, d in NEIGHBOURS
    ]
    assert reading.page_date == date(2026, 1, 14)
    assert (reading.published, reading.published_text, reading.published_from) == (None, None, None)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("learnt", [False, True], ids=["first page", "learnt"])
def test_a_page_is_read_whatever_its_structure(page: str, learnt: bool) -> None:
    check(read(page, memory=memory_of([another(page, n) for n in range(6)]) if learnt else None))


def another(page: str, number: int) -> str:
    """The page of another article in the same markup."""
    words = {
        FIRST: other_text(3 * number),
        SECOND: other_text(3 * number + 14),
        THIRD: other_text(3 * number + 42),
        TITLE: (
            ("Rain", "Hail", "Fog", "Frost", "Wind", "Heat")[number]
            + " keeps the valley at home for a week"
        ),
    }
    for mine, its in words.items():
        for written in (mine, mine.replace(" ", "&nbsp;", 2).replace(" ", chr(10), 3)):
            page = page.replace(written, its)
    return page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_reading_twice_gives_the_same(page: str) -> None:
    article = an_article(page)
    assert article.read(Boilerplate()) == article.read(Boilerplate())


def test_teaching_does_not_change_what_is_read() -> None:
    article, memory = an_article(PAGES["semantic"]), Boilerplate()
    before = article.read(Boilerplate())
    article.teach(memory)
    assert article.read(memory) == before


# What holds of every page.

quick = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
some_page = st.sampled_from(sorted(PAGES))
TAG = re.compile(r"<[^>]*>")


def mutate(markup: str, seed: int, times: int) -> str:
    """The page with some of its tags doubled, dropped, swapped, cut or moved."""
    chance = random.Random(seed)
    pieces = re.split(r"(<[^>]*>)", markup)
    for _ in range(times):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        action = chance.randrange(6)
        if action == 0:
            pieces[at] = ""
        elif action == 1:
            pieces[at] += pieces[other]
        elif action == 2:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif action == 3:
            pieces[at] = pieces[at][: len(pieces[at]) // 2]
        elif action == 4:
            pieces[at] = pieces[at].replace("<", "</", 1)
        else:
            pieces.insert(
                at,
                chance.choice(
                    [
                        "<a href='/en/news/detail/4666'>",
                        "<table>",
                        "<td>",
                        "</body>",
                        "<!--",
                        "<br><br>",
                        "<time datetime='9999'>",
                        "&#0;",
                        "]]>",
                        "<li>12.01.2026",
                    ]
                ),
            )
    return "".join(pieces)


@example("Word paste", 2024, 7)  # A date in a block without a line.
@given(some_page, st.integers(0, 10_000), st.integers(1, 60))
@quick
def test_broken_markup_raises_nothing_but_a_page_error(name: str, seed: int, times: int) -> None:
    try:
        article = an_article(mutate(PAGES[name], seed, times))
    except PageError:
        return
    memory = Boilerplate()
    article.teach(memory)
    reading = article.read(memory, [TITLE])
    for part in (reading.title, reading.body):
        assert part is None or part.strip()
    assert "\n\n\n" not in (reading.body or "")


@given(st.binary(max_size=300))
@quick
def test_any_bytes_raise_nothing_but_a_page_error(body: bytes) -> None:
    try:
        an_article(body).read(Boilerplate())
    except PageError as error:
        assert error.missing == ("title", "body")


@given(st.text(alphabet="<>/!-&;=\"' abpdivtrliscript\n", max_size=200))
@quick
def test_any_markup_raises_nothing_but_a_page_error(markup: str) -> None:
    try:
        an_article(markup).read(Boilerplate())
    except PageError as error:
        assert error.missing == ("title", "body")


@given(
    some_page,
    st.sampled_from(
        [
            "<script>{}</script>",
            "<style>{}</style>",
            "<!-- {} -->",
            "<noscript>{}</noscript>",
            "<template><p>{}</p></template>",
            "<script type='text/template'><p>{}</p></script>",
        ]
    ),
    st.integers(0, 10_000),
)
@quick
def test_what_is_no_text_never_gets_into_the_body(name: str, wrap: str, seed: int) -> None:
    """Wherever it stands between two tags of the page."""
    page = PAGES[name]
    secret = (
        "A secret sentence, long enough to look like a paragraph of the article that it is not."
    )
    # Within title, textarea and the like a tag is text: only places in the body will do.
    places = [tag.end() for tag in TAG.finditer(page) if tag.start() > page.index("<body>")]
    place = places[seed % len(places)]
    reading = read(page[:place] + wrap.format(secret) + page[place:])
    assert "secret" not in (reading.title or "")
    assert "secret" not in (reading.body or "")
    assert reading.body == BODY


@given(
    some_page,
    st.integers(1, 30),
    st.sampled_from(["div", "section", "main", "center", "article", "form", "table><tr><td"]),
)
@quick
def test_elements_around_the_page_change_nothing(name: str, count: int, element: str) -> None:
    """A form around all is what one maker of sites writes, a table another."""
    closing = "".join(f"</{one}>" for one in reversed(element.split("><")))
    page = (
        PAGES[name]
        .replace("<body>", "<body>" + f"<{element}>" * count)
        .replace("</body>", closing * count + "</body>")
    )
    check(read(page))


@given(some_page, st.integers(1, 3))
@quick
def test_elements_around_every_div_change_nothing(name: str, count: int) -> None:
    page = re.sub(r"<div\b", "<div>" * count + "<div", PAGES[name]).replace(
        "</div>", "</div>" + "</div>" * count
    )
    check(read(page))


@given(some_page, st.integers(0, 10_000))
@quick
def test_names_of_classes_that_say_nothing_change_nothing(name: str, seed: int) -> None:
    """Each element gets a class of its own making; like elements keep like names, as in any
    template."""
    names: dict[str, str] = {}
    chance = random.Random(seed)

    def named(tag: re.Match[str]) -> str:
        return (
            f"<{tag[1]} class={names.setdefault(tag[0], f'_{chance.randrange(10**6)}x')}{tag[2]}>"
        )

    head, body = PAGES[name].split("<body>")
    page = (
        head
        + "<body>"
        + re.sub(
            r"<(\w+)((?:\s[^>]*?)?)(?<!class=MsoNormal)>",
            lambda tag: tag[0] if "class" in tag[0] or tag[1] == "br" else named(tag),
            body,
        )
    )
    check(read(page))


@given(some_page)
@quick
def test_white_space_between_tags_changes_nothing(name: str) -> None:
    block = (
        r"(</?(?:div|p|table|tr|td|ul|li|dl|dt|dd|section|article|header|footer|main|aside|h\d)"
        r"\b[^>]*>)"
    )
    check(read(re.sub(block, r"\n   \1\n\t", PAGES[name])))


@given(some_page, st.sampled_from([str.upper, str.lower]))
@quick
def test_the_case_of_tags_changes_nothing(name: str, case: object) -> None:
    page = re.sub(
        r"</?[a-zA-Z:]+\d?",
        lambda tag: tag[0].upper() if case is str.upper else tag[0].lower(),
        PAGES[name],
    )
    check(read(page))


@given(st.sampled_from(["windows-1251", "koi8-r", "utf-8", "utf-16"]))
@quick
def test_the_charset_changes_nothing(encoding: str) -> None:
    title, first, second = (
        "Ночной паром вернулся",
        "Ночной паром отошёл от пристани в понедельник, впервые после бури.",
        "Билет стоит столько же, сколько стоил до бури, сказали в порту.",
    )
    page = html(f"<h1>{title}</h1><p>{first}</p><p>{second}</p>").replace(
        "<meta charset=utf-8>", ""
    )
    reading = an_article(page.encode(encoding), content_type="text/html").read(Boilerplate())
    assert (reading.title, reading.body) == (title, f"{first}\n\n{second}")


@given(
    st.lists(st.sampled_from([FIRST, SECOND, THIRD]), min_size=2, max_size=3, unique=True),
    st.sampled_from(
        [
            "<p>{}</p>",
            "<div>{}</div>",
            "{}<br><br>",
            "<p>{}",
            "<li>{}</li>",
            "<tr><td>{}</td></tr>",
            "<section><p>{}</p></section>",
            "<blockquote>{}</blockquote>",
        ]
    ),
)
@quick
def test_paragraphs_come_out_as_they_went_in(paragraphs: list[str], written: str) -> None:
    body = "".join(written.format(text) for text in paragraphs)
    body = (
        f"<table>{body}</table>"
        if "<tr>" in body
        else f"<ul>{body}</ul>"
        if "<li>" in body
        else body
    )
    assert (read(story(body)).body or "").split("\n\n") == paragraphs
