"""What one page teaches of its layout, as plain values."""

from __future__ import annotations

from typing import NamedTuple


class PageLesson(NamedTuple):
    """What one page shows of what may stand on every page of its layout."""

    places: frozenset[int]
    """The `place` of each block of text that leads to no article."""
    slots: tuple[tuple[str, str], ...]
    """What each of its places (`slot`) says."""
    article: str | None = None
    """What names the article; None where that is not known, and it is one of its own."""
    title: frozenset[int] = frozenset()
    """The longer words of its title, as `word_marks`."""
