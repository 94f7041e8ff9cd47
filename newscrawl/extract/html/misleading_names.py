"""Names of classes that only seem to say that an element is no part of the text: judged by all
elements that carry them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from newscrawl.extract.html.hints import FOOTER, HINT_COMMENTS, MISLEADING, NAV, hints

OTHERS = NAV | FOOTER | HINT_COMMENTS
"""Where nothing of the article's text is."""

JOINT_SHARE = 0.6
"""Elements of one class around more than this share together are the parts of the article: those of
paywalls held .62 to .94 on real pages, the boxes of a side bar or a consent dialog up to .55."""

Marks = Sequence[tuple[int, int, int, str]]
"""Elements that mean something: the first of its blocks, the one behind the last, flags, names."""


def parts_of_text(marks: Marks, prose: list[int]) -> set[str]:
    """The names of classes whose elements hold most of the prose together: they are parts of the
    text, each of which carries a name that only seems to say what it is."""
    inside: Counter[str] = Counter()
    end: dict[str, int] = {}
    named = [mark for mark in marks if mark[2] & MISLEADING and mark[3]]
    for first, last, _, names in sorted(named):
        for name in misleading(names):
            if last > end.get(name, 0):  # One inside another of its class adds nothing.
                inside[name] += prose[last] - prose[max(first, end.get(name, 0))]
                end[name] = last
    total = prose[-1] - _of_others(marks, prose)
    return {name for name, chars in inside.items() if chars > JOINT_SHARE * total}


def _of_others(marks: Marks, prose: list[int]) -> int:
    """How much of the prose stands where no text of the article is: among readers' comments, in a
    menu or a footer."""
    chars, end = 0, 0
    for first, last, *_ in sorted(mark for mark in marks if mark[2] & OTHERS):
        if last > end:
            chars += prose[last] - prose[max(first, end)]
            end = last
    return chars


def misleading(names: str) -> set[str]:
    """Those names of a class that may mislead."""
    return {name for name in names.split() if hints(name) & MISLEADING}
