"""extract.memory: what repeats from page to page says nothing about any of them."""

from __future__ import annotations

import pytest
from support.paper_pages import a_page, html

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.html.outline import Block
from newscrawl.extract.page_lesson import PageLesson


def block(text: str, markup: str = "<p>{}</p>") -> Block:
    return a_page(html(markup.format(text))).outline.blocks[0]


def learnt(
    pages: int,
    texts: list[str] | None = None,
    language: str = "en",
    memory: Boilerplate | None = None,
) -> Boilerplate:
    """So many pages, each with a text of its own and the given ones."""
    memory = memory or Boilerplate()
    for number in range(pages):
        shown = [f"only here: {'x' * number}", *(texts or [])]
        memory.learn(
            language, [block(text) for text in shown], [("place", "said"), ("own", "x" * number)]
        )
    return memory


@pytest.mark.parametrize("pages", [0, 1, 3])
def test_a_few_pages_tell_nothing(pages: int) -> None:
    memory = learnt(pages, ["Slogan"])
    assert not memory.knows("en")
    assert not memory.is_furniture("en", block("Slogan"))
    assert not memory.is_constant("en", "place", "said")
    assert not memory.is_common("en", "place")


def test_what_stands_on_every_page_is_furniture() -> None:
    memory = learnt(4, ["Slogan"])
    assert memory.knows("en")
    assert memory.is_furniture("en", block("Slogan"))
    assert not memory.is_furniture("en", block("only here: xx"))
    assert not memory.is_furniture("en", block("never seen"))


def test_numbers_in_a_text_do_not_make_it_another() -> None:
    memory = Boilerplate()
    for number in range(5):
        memory.learn("en", [block(f"Opened {number * 37} times")], [])
    assert memory.is_furniture("en", block("Opened 99999 times"))


@pytest.mark.parametrize(
    "sentence",
    [
        "A new stretch of the road, {} kilometres long, was opened near Velikhar on Monday.",
        "„Wir haben hier {} Häuser verloren, und niemand hat uns vorher gewarnt.“",
        "Национальный банк установил официальный курс лари на уровне 2,{}.",
    ],
)
def test_numbers_in_a_sentence_make_it_another_while_few_pages_are_known(sentence: str) -> None:
    memory = Boilerplate()
    for number in range(5):
        memory.learn("en", [block(sentence.format(number * 37))], [])
    assert not memory.is_furniture("en", block(sentence.format(99999)))
    # The same on all of them is nobody's all the same.
    memory = learnt(5, [sentence.format(37)])
    assert memory.is_furniture("en", block(sentence.format(37)))
    # A counter is on many pages, too.
    memory = Boilerplate()
    for number in range(12):
        memory.learn("en", [block(sentence.format(number * 37))], [])
    assert memory.is_furniture("en", block(sentence.format(99999)))


def test_an_article_teaches_once() -> None:
    memory = Boilerplate()
    assert memory.may_learn("en", "paper/en/1")
    memory.learn_places("en", {1, 2}, [], "paper/en/1")
    assert not memory.may_learn("en", "paper/en/1")
    assert memory.may_learn("en", "paper/en/2")
    assert memory.may_learn("ka", "paper/en/1")
    # Of whom nothing is known may be anybody.
    memory.learn_places("en", {1, 2}, [], None)
    assert memory.may_learn("en", None)


def test_what_stands_on_most_pages_but_not_on_all_is_furniture_from_the_share_on() -> None:
    memory = learnt(2, [], memory=learnt(8, ["Slogan"]))
    assert memory.is_furniture("en", block("Slogan"))
    assert not learnt(3, [], memory=learnt(7, ["Slogan"])).is_furniture("en", block("Slogan"))


def test_a_text_that_a_page_repeats_counts_once() -> None:
    memory = learnt(4)
    memory.learn("en", [block("Refrain")] * 50, [("place", "said")] * 50)
    assert not memory.is_furniture("en", block("Refrain"))


def test_the_same_words_in_another_place_are_no_furniture() -> None:
    """What readers write under every article may be a sentence of one of them."""
    memory = Boilerplate()
    for _ in range(5):
        memory.learn("en", [block("The river rises", "<div class=comment><p>{}</p></div>")], [])
    assert memory.is_furniture("en", block("The river rises", "<div class=comment><p>{}</p></div>"))
    assert not memory.is_furniture(
        "en", block("The river rises", "<div class=text><p>{}</p></div>")
    )
    assert not memory.is_furniture("en", block("The river rises", "<h2>{}</h2>"))


def test_bare_numbers_are_no_furniture() -> None:
    """Those of a calendar and those of a table in the text are alike."""
    memory = Boilerplate()
    for _ in range(5):
        memory.learn("en", [block("12.5 %", "<table><tr><td>{}</td></tr></table>")], [])
    assert not memory.is_furniture("en", block("12.5 %", "<table><tr><td>{}</td></tr></table>"))


def test_each_language_is_learnt_by_itself() -> None:
    memory = learnt(5, ["Slogan"], "en")
    assert not memory.knows("ka")
    assert not memory.is_furniture("ka", block("Slogan"))
    learnt(5, ["ლოზუნგი"], "ka", memory)
    assert memory.is_furniture("ka", block("ლოზუნგი"))
    assert not memory.is_furniture("en", block("ლოზუნგი"))


def test_a_place_that_says_the_same_everywhere_is_constant() -> None:
    memory = learnt(5)
    assert memory.is_constant("en", "place", "said")
    assert not memory.is_constant("en", "place", "something else")
    assert not memory.is_constant("en", "own", "xx")
    assert not memory.is_constant("en", "unknown place", "said")


def test_more_pages_can_be_asked_for() -> None:
    assert not learnt(5).is_constant("en", "place", "said", few=12)
    assert learnt(12).is_constant("en", "place", "said", few=12)


def test_a_place_of_every_page_is_common_and_varies_where_it_says_different_things() -> None:
    memory = learnt(6)
    assert memory.is_common("en", "place")
    assert memory.is_common("en", "own")
    assert memory.varies("en", "own")
    assert not memory.varies("en", "place")
    assert not memory.varies("en", "unknown place")
    memory.learn("en", [], [("rare", "x")])
    assert not memory.is_common("en", "rare")


def test_it_stops_learning_when_it_knows_enough() -> None:
    """A crawl of 100,000 articles may not swell it, and what it knows stays as it was."""
    memory = Boilerplate(enough=10)
    learnt(10, ["Slogan"], memory=memory)
    learnt(1_000, ["Later"], memory=memory)
    assert memory.is_furniture("en", block("Slogan"))
    assert not memory.is_furniture("en", block("Later"))


def test_nothing_known_of_a_language_is_no_error() -> None:
    memory = Boilerplate()
    assert not memory.is_furniture("xx", block("x"))
    assert not memory.is_constant("xx", "x", "x")
    assert not memory.varies("xx", "x")


def of_an_earlier_program(memory: Boilerplate) -> Boilerplate:
    """The same, as a program left it that knew fewer places."""
    dumped = memory.dump("en")
    del dumped["kinds"], dumped["earlier"]
    later = Boilerplate(enough=memory.enough)
    later.load("en", dumped)
    return later


def test_a_full_memory_of_an_earlier_program_learns_the_places_that_it_did_not_know() -> None:
    full = learnt(10, ["Slogan"], memory=Boilerplate(enough=10))
    assert full.is_full("en")
    memory = of_an_earlier_program(full)
    assert not memory.is_full("en")
    assert memory.is_furniture("en", block("Slogan"))
    for _ in range(4):
        memory.learn("en", [block("Slogan")], [("place", "said"), ("new", "Our paper")])
    assert memory.is_constant("en", "new", "Our paper")
    assert memory.is_common("en", "new")
    assert memory.is_constant("en", "place", "said")
    for _ in range(6):
        memory.learn("en", [], [("place", "said")])
    assert memory.is_full("en")
    assert not memory.is_common("en", "new")


def test_what_an_earlier_program_taught_is_known_as_such_in_every_later_run() -> None:
    memory = of_an_earlier_program(learnt(10, memory=Boilerplate(enough=10)))
    for _ in range(3):
        memory.learn("en", [], [("new", "Our paper")])
    again = Boilerplate(enough=10)
    again.load("en", memory.dump("en"))
    assert not again.is_full("en")
    assert not again.is_constant("en", "new", "Our paper")
    again.learn("en", [], [("new", "Our paper")])
    assert again.is_constant("en", "new", "Our paper")


def sample(number: int, *texts: str) -> PageLesson:
    places = {block(text).place for text in (f"only here: {'x' * number}", *texts)}
    return PageLesson(frozenset(places), (), f"{number}")


def test_a_notice_that_begins_when_enough_is_known_is_one() -> None:
    notice = "To see the map you have to allow a third party to be asked."
    memory = Boilerplate(enough=12)
    for number in range(12):
        memory.learn_places("en", *sample(number))
    told = memory.version("en")
    found = [
        memory.watch("en", sample(number, *([notice] if number % 2 else [])))
        for number in range(12, 24)
    ]
    assert found == [False] * 11 + [True]
    assert memory.version("en") != told
    assert memory.has_changed("en")
    again, other = Boilerplate(enough=12), Boilerplate(enough=12)
    again.load("en", memory.dump("en"))
    other.take_later("en", memory)
    for one in (memory, again, memory.of("en"), other):
        assert one.is_notice("en", block(notice))
        assert not one.is_notice("en", block(notice, "<h2>{}</h2>"))
        assert not one.is_notice("en", block("only here: xxx"))


def test_what_is_known_already_teaches_no_notice_by_being_read_again() -> None:
    text = "The ferry left at seven with all of the school on board."
    memory = Boilerplate(enough=12)
    for number in range(12):
        memory.learn_places("en", *sample(number))
    for _ in range(40):
        assert not memory.watch("en", sample(3, text))
        assert not memory.watch("en", sample(30, text))
    assert not memory.is_notice("en", block(text))


def test_it_watches_no_page_before_it_knows_enough() -> None:
    memory = Boilerplate(enough=12)
    assert not memory.watch("en", sample(1))
    assert not memory.has_changed("en")
