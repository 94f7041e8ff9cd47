"""discovery.text_language: the language of texts whose pages declare none."""

from __future__ import annotations

import pytest
from support.paper_pages import PROSE, other_text

from newscrawl.discovery.text_language import MIN_CHARS, language_of

GERMAN = (
    "Der Rat der Stadt hat am Montag beschlossen, dass die alte Brücke über den Fluss nicht vor dem"
    " Frühjahr wieder geöffnet werden kann. Die Gründe dafür sind nach Angaben der Verwaltung die"
    " fehlenden Mittel und das Wetter, das in diesem Jahr schlechter war als erwartet. "
)
RUSSIAN = (
    "Городской совет в понедельник решил, что старый мост через реку не откроется раньше весны."
    " Причины, как говорят в управлении, это нехватка денег и погода, которая в этом году оказалась"
    " хуже, чем ожидали. Жители просят пустить вместо него паром. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(other_text(number) for number in range(20)), "en"),
        (GERMAN * 6, "de"),
        (RUSSIAN * 6, "ru"),
    ],
)
def test_the_letters_of_some_texts_tell_it(text: str, language: str) -> None:
    assert language_of([text[:900], text]) == language


def test_little_text_tells_nothing() -> None:
    assert language_of([GERMAN[: MIN_CHARS - 1]]) is None
    assert language_of([]) is None
    assert language_of([PROSE[:20]]) is None
