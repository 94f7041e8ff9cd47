"""How many words a text has, in any script."""

from __future__ import annotations

import re

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
LETTERS_OF_A_WORD = 2
"""Letters of a word in scripts that write no spaces between them: Chinese, Japanese, Thai."""


def words_in(text: str) -> int:
    """About how many words a text has, also in scripts that write no spaces between them.

    >>> words_in("The ferry sails"), words_in("渡し船は月曜日に出る")
    (3, 6)
    """
    spaces = text.count(" ")
    if text.isascii():
        return spaces + 1
    return spaces + 1 + len(_UNSPACED.findall(text)) // LETTERS_OF_A_WORD
