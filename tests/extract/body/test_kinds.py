"""extract.body: the kinds of fault that pages of unseen markup have shown, each on pages of our
own, in every frame: what is kept and what is cut. The shares of bodies that are exact may not
sink."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

import pytest
from support.paper_pages import FIRST, OTHER_TITLES, SECOND, THIRD, TITLE, other_text, read

FOURTH, FIFTH, SIXTH = (other_text(number) for number in (40, 57, 74))
TEXT = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
START = f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n"
END = f"<p>{THIRD}</p>\n<p>{FOURTH}</p>\n<p>{FIFTH}</p>\n<p>{SIXTH}</p>\n"

NAV = "<ul><li><a href=/en/sport>Sport</a></li><li><a href=/en/town>Town</a></li></ul>"
FOOT = "<p>© 2011–2026 The Paper. All rights reserved. Reprints only with a link to us.</p>"

FRAMES = {
    "semantic": (
        f"<header><a href=/>The Paper</a><nav>{NAV}</nav></header>\n<main><article><h1>{TITLE}</h1>"
        f"\n{{}}</article></main>\n<footer>{FOOT}</footer>"
    ),
    "classes without a meaning": (
        f"<div class=x1><div class=x2>{NAV}</div></div>\n<div class=x3><div class=x4><h1>{TITLE}"
        f"</h1></div>\n<div class=x5>{{}}</div></div>\n<div class=x6>{FOOT}</div>"
    ),
    "tables": (
        f"<table><tr><td>{NAV}</td></tr><tr><td><h1>{TITLE}</h1>\n{{}}</td></tr>"
        f"<tr><td>{FOOT}</td></tr></table>"
    ),
    "everything in one element": f"<div>{NAV}</div><h1>{TITLE}</h1>\n{{}}<div>{FOOT}</div>",
    "microdata": (
        f"<div itemscope itemtype=https://schema.org/NewsArticle><h1 itemprop=headline>{TITLE}</h1>"
        f"<div itemprop=articleBody>\n{{}}</div></div><div>{FOOT}</div>"
    ),
}
"""Around each kind: the page, with a place for what stands under the title."""

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "nothing but text": (START + END, TEXT),
    # Text that was lost.
    "a name that says paywall on a part of the text": (
        f"<div class='promo paywall'>{START}</div>{END}",
        TEXT,
    ),
    "a name that says side bar on a part of the text": (
        f"{START}<div class='sidebar widget'><p>{THIRD}</p><p>{FOURTH}</p></div><p>{FIFTH}</p>"
        f"<p>{SIXTH}</p>",
        TEXT,
    ),
    "a button that leads down to the comments, with its label in an element": (
        f"<p>{FIRST}</p><button class=c1><div><div>Comments</div></div></button>"
        f"<div><p>{SECOND}</p>{END}</div>",
        TEXT,
    ),
    "a button by its role that leads down to the comments": (
        f"<p>{FIRST}</p><div role=button><span>12 comments</span></div><p>{SECOND}</p>{END}",
        TEXT,
    ),
    "a column of a table that is headed Comments": (
        f"{START}<table><tr><th>Pier</th><th>Comments</th></tr><tr><td>Upper</td>"
        f"<td>Wet, and the tea is cold</td></tr></table>{END}",
        (FIRST, SECOND, "Pier Comments", "Upper Wet, and the tea is cold", *TEXT[2:]),
    ),
    "a song of one line": (
        "".join(f"<p>{FIRST}</p>\n" for _ in range(4)),
        (FIRST, FIRST, FIRST, FIRST),
    ),
    "one paragraph behind a picture": (f"<div><img src=/a.jpg></div><p>{FIRST}</p>", (FIRST,)),
    "a lead that says the headline and goes on": (
        f"<p>{TITLE}, and with it the tea, the timetable and the woman who sells both.</p>{END}",
        (f"{TITLE}, and with it the tea, the timetable and the woman who sells both.", *TEXT[2:]),
    ),
    "a standfirst in a box for sharing": (
        f"<div class=share-bar><p>{FIRST}</p></div><p>{SECOND}</p>{END}",
        TEXT,
    ),
    "a standfirst in a box of the byline": (
        f"<div class=byline><p>{FIRST}</p></div><p>{SECOND}</p>{END}",
        TEXT,
    ),
    "a table with its head": (
        f"{START}<table><thead><tr><th>Pier</th><th>Boats</th></tr></thead><tbody><tr><td>Upper"
        f"</td><td>12</td></tr><tr><td>Lower</td><td>9</td></tr></tbody></table>{END}",
        (FIRST, SECOND, "Pier Boats", "Upper 12", "Lower 9", *TEXT[2:]),
    ),
    "paragraphs with a date": (
        f"<p>On 3 January 2026 the first boat came back.</p>{START}<p>4 January 2026: the second."
        f"</p>{END}<p>The third is due on 5 January 2026.</p>",
        (
            "On 3 January 2026 the first boat came back.",
            FIRST,
            SECOND,
            "4 January 2026: the second.",
            *TEXT[2:],
            "The third is due on 5 January 2026.",
        ),
    ),
    "a text that stands for readers without scripts alone": (
        f"<div id=app></div><noscript>{START}{END}</noscript>",
        TEXT,
    ),
    "breaks in one element": (
        f"<div>{FIRST}<br><br>{SECOND}<br/><br/>\n{THIRD}<br>\n<br>{FOURTH}<br><br>{FIFTH}<br><br>"
        f"{SIXTH}</div>",
        TEXT,
    ),
    "an element for each paragraph, and one for each line": (
        "".join(f"<div><span>{text}</span></div><div><br></div>\n" for text in TEXT),
        TEXT,
    ),
    "pictures with headings and paragraphs are the entries of a list": (
        f"<p>{FIRST}</p>"
        + "".join(
            f"<figure><h2>Pier {n}</h2><img src=/{n}.jpg><figcaption><p>{text}</p></figcaption>"
            f"</figure>\n"
            for n, text in enumerate(TEXT[1:])
        ),
        (FIRST, *(part for n, text in enumerate(TEXT[1:]) for part in (f"Pier {n}", text))),
    ),
    # Text that was too much.
    "a notice about cookies over the text": (
        "<div class=notice-bar><p>We put cookies on this device, to know who comes back to it, and"
        f" how often. <button>All right</button></p></div>{START}{END}",
        TEXT,
    ),
    "a byline with its day and its department, as the first paragraph": (
        f"<div><p>By Ilia Example Published in Harbour January 3, 2026 2:24 pm</p></div><div>{START}"
        f"{END}</div>",
        TEXT,
    ),
    "a byline of three": (
        f"<div class=c7>By Ilia Example, Nana von Example and Otto Example</div>{START}{END}",
        TEXT,
    ),
    "captions, by the names that papers have for them": (
        f"{START}<div class=c1><img src=/a.jpg><p class=bildunterschrift>The pier at dawn, and a"
        f" boat.</p></div>{END}<p class='image-legend legende'>The pier at noon, and no boat.</p>",
        TEXT,
    ),
    "a figure with its caption and its source": (
        f"{START}<figure><img src=/a.jpg><figcaption>The pier at dawn.<span> Picture: Ilia</span>"
        f"</figcaption></figure>{END}",
        TEXT,
    ),
    "a box of facts between the paragraphs": (
        f"{START}<div class=c1-factbox><h3>The pier</h3><p>It was built of oak in a single winter,"
        f" and nobody remembers which.</p></div>{END}",
        TEXT,
    ),
    "who pays for the links": (
        f"<div class=editorial-disclosure><p>This text has links to shops, and we may be paid a"
        f" coin for each ticket that you buy there.</p></div>{START}{END}",
        TEXT,
    ),
    "a box of other articles": (
        f"{START}<div><h4>Read also</h4><ul><li><a href=/en/news/detail/4601>{OTHER_TITLES[0]}</a>"
        f"</li><li><a href=/en/news/detail/4602>{OTHER_TITLES[1]}</a></li></ul></div>{END}",
        TEXT,
    ),
    "parts that say aloud what they are": (
        f"{START}<section aria-label=Advertisement><p>{other_text(5)}</p></section>"
        f"<div role=complementary><p>{other_text(6)}</p></div>"
        f"<section aria-label='Related articles'><p>{other_text(7)}</p></section>{END}",
        TEXT,
    ),
    "a day with its label, over the text and under it": (
        f"<p>Stand: 14.03.2025, 9 Uhr</p>{START}{END}<p>Zuletzt aktualisiert am 15. März 2025</p>"
        "<p>Обновлено: 14.Сен.2023</p>",
        TEXT,
    ),
    "buttons and headings of boxes in further languages": (
        f"<p>Diesen Artikel teilen</p><p>Lesezeit: 3 Minuten</p>{START}<p>Mehr zum Thema</p><div>"
        f"Publicité</div>{END}<p>Lire la suite</p><p>Me gusta</p><p>続きを読む</p><p>Was this"
        " article helpful?</p>",
        TEXT,
    ),
    "who made the picture": (f"<p>Foto: Ilia Example / Pier</p>{START}{END}", TEXT),
    "a message in a dialog": (
        f"<div id=dialogMessage><p>As a friend of the paper you may give ten texts away, and anybody"
        f" may read them.</p></div>{START}{END}",
        TEXT,
    ),
    "the letter of the paper": (
        f"{START}<div><p>The morning letter: what matters, in your box at seven. Sign up now.</p>"
        f"<form><input name=mail><button>OK</button></form></div>{END}",
        TEXT,
    ),
    "a notice in a box of that name": (
        f"{START}<div class=paywall><p>Read all that we write for two coins a week, and cancel it"
        f" whenever you like. <a href=/pay>Subscribe</a></p></div>{END}",
        TEXT,
    ),
    "a button at the end of a paragraph": (
        f"<p>{FIRST} <button>Show more</button></p><p>{SECOND}</p><p><button>Listen</button>{THIRD}"
        f"</p><p>{FOURTH}<button>Like</button> <button>Send</button></p><p>{FIFTH}</p><p>{SIXTH}"
        "</p>",
        TEXT,
    ),
    "a word of a sentence that is a button": (
        START.replace("storm", "<button>storm</button>") + END,
        TEXT,
    ),
    "whose the rights are, and in what": (
        f"{START}<p>© Ilia Example</p>{END}<p>Copyright © 2021 The Paper. All rights reserved. No"
        f" part of it may be sung at the upper pier without a letter from us.</p>",
        TEXT,
    ),
    "an advertisement of two paragraphs with a link": (
        f"{START}<div class=advert><p>{other_text(5)}</p><p>{other_text(6)}"
        f" <a href=https://shop.test/>Order</a></p></div>{END}",
        TEXT,
    ),
}
"""Each kind of fault: what stands under the title, and the paragraphs of the text."""

MIN_EXACT = 0.97
"""Share of the pages whose body is exact to the character."""

MIN_F1 = 0.995
"""Mean F1 of the words."""


def page_of(frame: str, inside: str, *, is_minified: bool = False) -> str:
    """A page with `inside` under its title, in one line if it is minified."""
    page = f"<!doctype html><html><body>{FRAMES[frame].format(inside)}</body></html>"
    return page.replace("\n", "") if is_minified else page


def f1(found: str, truth: str) -> float:
    """F1 of the words of two texts, as multisets."""
    given, wanted = Counter(found.split()), Counter(truth.split())
    common = (given & wanted).total()
    return 2 * common / (given.total() + wanted.total())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_to_the_character(kind: str) -> None:
    inside, wanted = KINDS[kind]
    found = {
        frame: (read(page_of(frame, inside)).body or "").split("\n\n")
        for frame in ("semantic", "classes without a meaning")
    }
    assert all(body == list(wanted) for body in found.values()), found


def test_the_floor_over_all_kinds_in_all_frames() -> None:
    exact, shares, wrong = [], [], []
    for kind, (inside, wanted) in KINDS.items():
        for frame in FRAMES:
            for is_minified in (False, True):
                body = read(page_of(frame, inside, is_minified=is_minified)).body or ""
                truth = "\n\n".join(wanted)
                exact.append(body == truth)
                shares.append(f1(body, truth))
                if body != truth:
                    wrong.append(f"{kind}, {frame}{', minified' if is_minified else ''}")
    assert fmean(exact) >= MIN_EXACT, wrong
    assert fmean(shares) >= MIN_F1, wrong


def test_titles_of_others_are_no_words_of_the_text() -> None:
    """What the pages above are made of: a box of others cannot be taken for a part of the text."""
    assert not set(OTHER_TITLES) & set(TEXT)
