"""extract.seen_page: what a page shows by itself, and what it teaches of its layout."""

from __future__ import annotations

from support.paper_pages import PROSE, an_article, html, memory_of, other_text, story

from newscrawl.extract.notices import word_marks

NOTICE = "To see the map you have to allow a third party to be asked."


def test_it_is_known_by_its_article_and_the_words_of_its_title() -> None:
    sample = an_article(story(title="Divers reach the sunken ferry"), number=7).sample()
    assert sample.article == "7"
    assert sample.title == word_marks("Divers reach the sunken ferry")
    told = story(head="<title>Owner of the ferry is questioned</title>", title="The owner speaks")
    assert an_article(told).sample().title >= word_marks("Owner of the ferry is questioned")


def test_a_text_that_leads_to_an_article_teaches_nothing() -> None:
    link = "<a href=/en/news/detail/9>A neighbour's headline of today</a>"
    shown = an_article(html(f"<p>{link}</p><p>Of its own</p>"))
    places = {block.text: block.place for block in shown.page.outline.blocks}
    assert shown.sample().places == {places["Of its own"]}


def test_its_text_teaches_what_was_kept_and_what_many_articles_have() -> None:
    pages = [
        story(
            "".join(f"<p>{other_text(4 * number + one)}</p>" for one in range(4))
            + (f"<p>{NOTICE}</p>" if number % 2 else ""),
            title=f"{other_text(number)[22:50]}",
        )
        for number in range(14)
    ]
    memory = memory_of(pages)
    page = an_article(pages[1].replace("</body>", "<footer><p>The foot</p></footer></body>"))
    reading = page.read(memory)
    assert NOTICE not in (reading.body or "")
    places = {block.text: block.place for block in page.page.outline.blocks}
    sample = page.text_sample(reading)
    assert places[NOTICE] in sample.places
    assert places[other_text(4)] in sample.places
    assert places["The foot"] not in sample.places
    assert sample.slots == ()


def test_only_a_page_of_several_tells_its_paragraphs() -> None:
    assert an_article(story(PROSE)).prose() == frozenset()
