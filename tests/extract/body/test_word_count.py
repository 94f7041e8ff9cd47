"""extract.body.word_count: words in any script, and what hangs on them."""

from __future__ import annotations

import pytest
from support.paper_pages import TITLE, html, read

from newscrawl.extract.body.word_count import words_in

JAPANESE = (
    "渡し船は月曜日の朝、嵐のあと初めて上の桟橋から出港した。四十人の乗客が乗っていたと港の事務所は話している。",
    "事務所によると、渡るのに二時間かかり、切符の値段は２０２４年の嵐の前と変わらないという。次の便は水曜日に出る予定だ。",
    "「冬のあいだずっと時刻表を壁に掛けていた」と、桟橋のそばで茶を売る女性は言い、もう一杯注いだ。",
)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 1), ("The ferry", 2), ("Паром вернулся", 2), ("渡し船は月曜日に出る", 6), ("2024年", 1)],
)
def test_scripts_without_spaces_have_words_too(text: str, words: int) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize("around", ["p", "div"])
def test_paragraphs_without_spaces_are_text(around: str) -> None:
    """With a year in them they are no line of a date, and under a picture no caption."""
    said = [f"<{around}>{text}</{around}>" for text in JAPANESE]
    page = f"<div><h1>{TITLE}</h1><img src=/a.jpg>{''.join(said)}</div>"
    assert read(html(page)).body == "\n\n".join(JAPANESE)
