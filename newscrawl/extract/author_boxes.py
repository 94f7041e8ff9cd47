"""Who wrote an article by a box beside it: the label of a byline, and behind it a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice, takewhile

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article_lines import is_of_card
from newscrawl.extract.author_names import House, author_names, distinct, is_shaped_like_name
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block
from newscrawl.text import key

MAX_LABELS = 12
"""Labels of bylines behind a text; more are a list of articles."""

MAX_CHARS = 80
"""Of a label with its names."""

_ELSEWHERE = at.NAV | at.FOOTER | at.HINT_COMMENTS | at.HINT_RELATED | at.FORM | at.FIGURE


def names_in_box(
    blocks: Sequence[Block],
    last: int,
    house: House,
    is_left_out: Callable[[Block], bool],
    leads_elsewhere: Callable[[str], bool],
) -> list[str]:
    """The names behind the first label of a byline that stands behind a text, wherever on the page,
    in a box that leads to no other article; none where there is none."""
    behind = takewhile(lambda one: not labels.comments(one.text), blocks[last + 1 :])
    asking = list(islice(filter(_asks, behind), MAX_LABELS))
    for label in asking:
        told = labels.author(label.text)
        if sum(_label(one) == _label(label) for one in asking) > 1:
            continue  # Of a list of articles, or of what readers wrote.
        block = label if told else next(iter(blocks[label.index + 1 : label.index + 2]), label)
        if is_left_out(block) or block.flags & _ELSEWHERE:
            continue
        names = author_names(told["names"] if told else block.text, house)
        if (
            names
            and all(map(is_shaped_like_name, names))
            and not is_of_card(block, blocks, last, leads_elsewhere)
        ):
            return distinct(names)
    return []


def _asks(block: Block) -> bool:
    text = block.text
    if not 0 < len(text) <= MAX_CHARS:
        return False
    return (labels.byline_label(text) or labels.author(text)) is not None


def _label(block: Block) -> str:
    told = labels.author(block.text)
    return key(told["label"] if told else block.text)
