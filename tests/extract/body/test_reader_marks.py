"""extract.body.reader_marks: the lines by which entries of readers are known."""

from __future__ import annotations

import pytest
from support.paper_pages import a_page

from newscrawl.extract.body.reader_marks import answers, may_be_name, votes


@pytest.mark.parametrize("name", ["Olo Pim", "gull77", "R. Dun", "· ოლო პიმი ·", "Guest 3"])
def test_names_and_nicknames(name: str) -> None:
    assert may_be_name(name)


@pytest.mark.parametrize("line", ["Goal for the guests", "3", "", "Ana said so on the pier today"])
def test_other_lines_are_no_names(line: str) -> None:
    assert not may_be_name(line)


@pytest.mark.parametrize(
    ("line", "answering", "voting"),
    [
        ("<a href='#'>Reply</a> <a href='#'>Report</a>", True, False),
        ("<button>Ответить</button><button>▲ 3</button>", True, True),
        ("<a href='#'>+3</a> <a href='#'>Flag</a>", False, True),
        ("<a href='#'>Show the portrait</a>", False, False),
    ],
)
def test_what_the_buttons_of_an_entry_do(line: str, *, answering: bool, voting: bool) -> None:
    (block,) = a_page(f"<p>{line}</p>").outline.blocks
    assert (answers(block), votes(block)) == (answering, voting)
