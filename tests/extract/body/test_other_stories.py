"""extract.body.other_stories: other articles told in short under the text, in its own element."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, FIRST, OTHER_TITLES, PROSE, address, read, story

BEGINNING = "The council had promised it in spring, and nobody believed a word of it."


def teasers(count: int = 3, between: str = "<br>", beginning: str = BEGINNING) -> str:
    return "".join(
        f"<p><a href='{address(4000 + place)}'>{title}</a>{between}{beginning}</p>"
        for place, title in enumerate(OTHER_TITLES[:count])
    )


@pytest.mark.parametrize("label", ["", "<p><b>Read also:</b></p>"])
@pytest.mark.parametrize("between", ["<br>", " "])
def test_other_articles_under_the_text_are_no_part_of_it(label: str, between: str) -> None:
    assert read(story(f"{PROSE}{label}{teasers(between=between)}")).body == BODY


@pytest.mark.parametrize(
    "under",
    [
        teasers(1),
        teasers(between=" ", beginning="for the second time, as the harbour master says."),
        teasers(between=", ", beginning="as the harbour master says, and nobody doubts it."),
        teasers() + "<p>All of it was decided at night, and by nine votes to four.</p>",
        teasers().replace("href='", "href='https://office.test/minutes/"),
    ],
    ids=["one", "a sentence goes on", "a clause goes on", "the text goes on", "elsewhere"],
)
def test_paragraphs_with_links_stay(under: str) -> None:
    body = read(story(PROSE + under)).body or ""
    assert body.startswith(BODY)
    assert OTHER_TITLES[0] in body


def test_a_survey_of_other_articles_is_its_text() -> None:
    lead = "<p>What the paper wrote of the harbour in the week that ends today, in short.</p>"
    body = read(story(lead + teasers(5, beginning=f"{BEGINNING} {BEGINNING}"))).body or ""
    assert body.count(BEGINNING) == 10


LABELLED = {
    "in the paragraph": "<p><b>{t}</b><br>{b} <a href='{a}'>Read on</a></p>",
    "in brackets": "<p>{b} (<a href='{a}'>more</a>)</p>",
    "in an element": "<div><h4>{t}</h4><p>{b}</p><a href='{a}'>Подробнее</a></div>",
    "in the text": "<h3>{t}</h3><p>{b}</p><p><a href='{a}'>Read on »</a></p>",
    "in a list": "<li><b>{t}</b> {b} <a href='{a}'>More</a></li>",
}


def labelled(shape: str, count: int = 3) -> str:
    return "".join(
        LABELLED[shape].format(
            t=title, b=BEGINNING[place:] if place else BEGINNING, a=address(4000 + place)
        )
        for place, title in enumerate(OTHER_TITLES[:count])
    )


@pytest.mark.parametrize("shape", LABELLED)
def test_nor_are_those_with_one_label_behind_each(shape: str) -> None:
    assert read(story(PROSE + labelled(shape))).body == BODY


@pytest.mark.parametrize(
    "text",
    [
        PROSE + labelled("in the paragraph", 2),
        PROSE + labelled("in the paragraph") + "<p>All of it was decided at night, by nine.</p>",
        PROSE + labelled("in the text").replace("Read on", "{}", 1).format("Of that"),
        PROSE + labelled("in the paragraph").replace("of it. <a", "of what <a"),
        PROSE + labelled("in an element").replace("paper.test", "map.test"),
        f"<p>{BEGINNING}</p>{labelled('in an element', 5)}",
        PROSE.replace("</p>", f" <a href='{address(4001)}'>Read on</a></p>"),
    ],
    ids=["two", "the text goes on", "other words", "in a sentence", "elsewhere", "survey", "one"],
)
def test_labels_behind_paragraphs_of_a_text_cut_none(text: str) -> None:
    body = read(story(text)).body or ""
    assert (FIRST in text) == (FIRST in body)
    assert (BEGINNING in text) == (BEGINNING in body)
