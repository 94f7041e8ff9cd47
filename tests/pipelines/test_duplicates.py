"""What the archive holds already goes no further, and says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.chain import whole_run
from support.makers import article, headline

from newscrawl import Archive
from newscrawl.items import PictureFacts


def test_an_article_as_it_was_is_counted_and_makes_no_line(tmp_path: Path) -> None:
    whole_run(tmp_path, article(1))
    chain = whole_run(tmp_path, article(1))
    assert (len(chain.lines()), chain.counts["articles/unchanged"]) == (1, 1)


def test_a_page_read_again_that_reads_as_before_was_not_visited(tmp_path: Path) -> None:
    whole_run(tmp_path, article(1))
    chain = whole_run(tmp_path, article(1, cause="parser"))
    assert (len(chain.lines()), chain.counts["articles/unchanged"]) == (1, 1)


@pytest.mark.parametrize("cause", ["site", "parser"])
def test_what_a_page_says_now_of_other_languages_is_kept_without_a_line(
    tmp_path: Path, cause: str
) -> None:
    whole_run(tmp_path, article(1))
    chain = whole_run(tmp_path, article(1, cause=cause, translations=["paper/ru/12"]))
    assert len(chain.lines()) == 1
    assert Archive(tmp_path).get("paper/en/1").translations == ("paper/ru/12",)


@pytest.mark.parametrize("cause", ["site", "parser"])
def test_what_a_page_says_now_of_its_picture_is_kept_without_a_line(
    tmp_path: Path, cause: str
) -> None:
    picture = "https://paper.test/quay.jpg"
    whole_run(tmp_path, article(1, image=picture))
    facts = PictureFacts("The quay", "Ilka Vashten")
    chain = whole_run(tmp_path, article(1, cause=cause, image=picture, picture=facts))
    assert len(chain.lines()) == 1
    found = Archive(tmp_path).get("paper/en/1")
    assert (found.image_caption, found.image_credit) == facts[:2]
    # Of another picture nothing is known.
    whole_run(tmp_path, article(1, image="https://paper.test/pier.jpg"))
    history = Archive(tmp_path).history("paper/en/1")
    assert [one.article.image_caption for one in history] == [None, None]


@pytest.mark.parametrize("cause", ["site", "parser"])
def test_another_address_of_the_same_picture_is_no_change(tmp_path: Path, cause: str) -> None:
    whole_run(tmp_path, article(1, image="http://paper.test/quay.jpg?token=4711"))
    again = article(1, cause=cause, image="https://paper.test/quay.jpg?token=4712&w=800")
    chain = whole_run(tmp_path, again)
    assert (len(chain.lines()), chain.counts["articles/unchanged"]) == (1, 1)
    for number, image in enumerate(
        ("https://paper.test/pier.jpg", "/picture?id=1", "/picture?id=2")
    ):
        assert len(whole_run(tmp_path, article(1, image=image)).lines()) == 2 + number


WHOLE = "The quay is open again.\n\nThe ferry is back, too.\n\nNobody waits for the bus any more."
PROMPT = "This article is for subscribers. Log in or subscribe to read on."


@pytest.mark.parametrize(
    ("shown", "is_teaser"),
    [
        ("The quay is open again.", True),
        (f"The quay is open again.\n\n{PROMPT}", False),
        ("The quay is open again.\n\nThe ferry is …", False),
        (f"{WHOLE}\n\n{PROMPT}", False),
    ],
)
def test_a_page_that_came_to_show_but_the_start_leaves_the_text_that_is_known(
    tmp_path: Path, shown: str, is_teaser: bool
) -> None:
    whole_run(tmp_path, article(1, body=WHOLE))
    chain = whole_run(tmp_path, article(1, body=shown, is_teaser=is_teaser))
    assert (len(chain.lines()), chain.counts["articles/kept_whole"]) == (1, 1)
    # A line names the page that its text is from: what else this one says makes none.
    renamed = article(1, title="Quay open", body=shown, is_teaser=is_teaser)
    assert len(whole_run(tmp_path, renamed).lines()) == 1


@pytest.mark.parametrize("known_by_now", [{"cause": "parser"}, {"says_the_same": True}])
def test_the_same_page_that_is_read_as_a_teaser_by_now_is_one(
    tmp_path: Path, known_by_now: dict[str, Any]
) -> None:
    """What stood behind its prompt had been taken for the rest of the text."""
    whole_run(tmp_path, article(1, body=WHOLE))
    better = article(1, body="The quay is open again.", is_teaser=True, **known_by_now)
    line = whole_run(tmp_path, better).lines()[-1]
    assert (line["body"], line["cause"]) == ("The quay is open again.", "parser")


@pytest.mark.parametrize(
    "shown", ["The quay is open again.", f"The quay is shut again.\n\n{PROMPT}"]
)
def test_a_text_that_was_cut_or_changed_is_another_one(tmp_path: Path, shown: str) -> None:
    whole_run(tmp_path, article(1, body=WHOLE))
    assert whole_run(tmp_path, article(1, body=shown)).lines()[-1]["body"] == shown


def test_a_headline_is_let_through_at_its_first_sight(tmp_path: Path) -> None:
    chain = whole_run(tmp_path, headline(1), headline(1), headline(1, title="Another"))
    assert [line["title"] for line in chain.lines("headlines")] == [
        "The ferry of pier 1 sails again",
        "Another",
    ]
