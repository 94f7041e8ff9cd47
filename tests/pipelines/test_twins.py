"""The same text under two numbers: two records, and each names the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.chain import Chain, whole_run
from support.makers import NOON, article

from newscrawl.items import Absence, Article
from newscrawl.storage.state.repository import State

Runner = Callable[..., Chain]


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


def copy(number: int) -> Article:
    return article(number, title="The ferry sails", body="It left at seven.")


def named(chain: Chain) -> dict[str, list[str]]:
    return {line["id"]: line["same_as"] for line in chain.lines()}


def test_each_names_the_other_and_the_first_gets_one_line_for_it(run: Runner) -> None:
    chain = run(copy(1), copy(2))
    assert named(chain) == {"paper/en/1": ["paper/en/2"], "paper/en/2": ["paper/en/1"]}
    assert [(line["id"], line["change"]) for line in chain.lines()] == [
        ("paper/en/1", "new"),
        ("paper/en/2", "new"),
        ("paper/en/1", "changed"),
    ]


def test_a_twin_that_comes_in_a_later_run_is_named_by_both(run: Runner) -> None:
    run(copy(1))
    assert named(run(copy(7))) == {"paper/en/1": ["paper/en/7"], "paper/en/7": ["paper/en/1"]}


def test_a_second_run_over_twins_writes_nothing(run: Runner) -> None:
    run(copy(1), copy(2))
    assert len(run(copy(1), copy(2)).lines()) == 3


def test_three_of_a_kind_name_two_each(run: Runner) -> None:
    assert {len(ids) for ids in named(run(copy(1), copy(2), copy(3))).values()} == {2}


def test_a_known_article_that_comes_to_say_what_another_says_is_the_others_page(
    run: Runner,
) -> None:
    run(copy(1), article(2), article(3))
    chain = run(copy(1), copy(2), copy(3))
    assert len(chain.lines()) == 3
    assert [failure["reason"] for failure in chain.session.failures] == [
        "another page",
        "another page",
    ]


def test_an_article_that_is_edited_and_published_again_under_another_number_is_changed(
    run: Runner,
) -> None:
    edited = (
        "It left at seven with all aboard, and nobody could say why it was late.\n\nThe harbour"
        " master has since explained it."
    )
    run(article(1, body=edited.partition("\n\n")[0]))
    chain = run(
        article(9, title="The ferry is late", body=edited),
        article(1, title="The ferry is late", body=edited),
    )
    assert named(chain) == {"paper/en/1": ["paper/en/9"], "paper/en/9": ["paper/en/1"]}
    assert chain.session.failures == []


def test_twins_that_part_name_each_other_no_more(run: Runner) -> None:
    run(copy(1), copy(2))
    chain = run(article(2, title="The ferry is late", body="It left at eight."))
    assert named(chain) == {"paper/en/1": [], "paper/en/2": []}


def test_one_that_went_is_named_no_more_and_names_those_that_are_left(run: Runner) -> None:
    run(copy(1), copy(2), copy(3))
    gone = Absence("paper/en/1", "https://paper.test/1", "http 404", NOON, certain=True)
    chain = run(gone)
    assert len(chain.lines()) == 3 + 3 - 1 + 1 + 2
    assert named(chain) == {
        "paper/en/1": ["paper/en/2", "paper/en/3"],
        "paper/en/2": ["paper/en/3"],
        "paper/en/3": ["paper/en/2"],
    }
    assert chain.counts["articles/changed"] == 2
    assert len(run().lines()) == len(chain.lines()), "nothing is left to the next run"


def test_one_that_is_renumbered_in_a_run_is_settled_by_it(run: Runner) -> None:
    run(copy(1))
    gone = Absence("paper/en/1", "https://paper.test/1", "http 404", NOON, certain=True)
    chain = run(copy(2), gone)
    assert named(chain) == {"paper/en/1": ["paper/en/2"], "paper/en/2": []}
    assert len(run().lines()) == len(chain.lines())


def test_what_parted_in_a_run_that_was_killed_is_named_no_more_by_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    whole_run(folder, copy(1), copy(2))
    killed = Chain(folder)
    killed.process(article(2, title="The ferry is late", body="It left at eight."))
    killed.session.commit()
    killed.kill()
    assert named(whole_run(folder)) == {"paper/en/1": [], "paper/en/2": []}


def test_articles_of_their_own_name_nobody(run: Runner) -> None:
    assert set(map(len, named(run(article(1), article(2))).values())) == {0}


def in_capitals(key: str, title: str = "The ferry sails") -> Article:
    return article(1, id=f"paper/en/{key}", title=title, body="It left at seven.")


def test_an_address_in_other_capitals_that_shows_the_same_is_no_article_of_its_own(
    run: Runner,
) -> None:
    first, second = "2026/the-ferry-sails", "2026/The-Ferry-Sails"
    chain = run(in_capitals(first), in_capitals(second))
    assert named(chain) == {f"paper/en/{first}": []}
    assert chain.counts["articles/other_capitals"] == 1
    state = State(chain.folder)
    [known] = state.known([f"paper/en/{second}"])
    state.close()
    assert (known.status, known.is_read) == ("elsewhere", False)
    assert known.reason == f"the article paper/en/{first}, its address in other capitals"
    again = run(in_capitals(first), in_capitals(second))
    assert len(again.lines()) == 1


def test_slugs_in_other_capitals_with_other_texts_are_two_articles(run: Runner) -> None:
    chain = run(in_capitals("Polish-flags"), in_capitals("polish-flags", "How to polish flags"))
    assert len(named(chain)) == 2


def test_one_in_other_capitals_that_was_read_as_an_article_stays_one(run: Runner) -> None:
    run(in_capitals("a-ferry"), in_capitals("A-Ferry", "Another title"))
    chain = run(in_capitals("A-Ferry"))
    assert len(named(chain)) == 2
