"""The lines by which entries of readers are known: how long ago, buttons to answer, votes,
names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, takewhile

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.prose import BodyContext, is_button, prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.dates.ago import find_ago
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, text_of
from newscrawl.text import has_letter

MIN_LINES = 3
"""Two may be a question and its answer."""

MIN_PARAGRAPH_CHARS = 40
"""So much prose is a paragraph."""

LIKE_SHARE = 2 / 3
"""So many of the like lines say how long ago: 'yesterday' stands among '2 hours ago'."""

MAX_LINE_CHARS = 80
"""A longer line is no name with a time."""

MAX_CONTROL_CHARS = 40
"""'Reply', 'Report', votes and a count; a longer line of links says something."""

MIN_NICKNAME_CHARS = 5
"""A shorter word that begins small is what an agency signs with."""

MAX_NAME_CHARS = 40
MAX_NAME_WORDS = 4
MAX_WORDS_WITHOUT_CASE = 3
"""Words of a name where the script knows no capitals."""

PATH_LEVELS = 2
"""Tags around a line that those of like lines share, with the class of the innermost."""

_SAME_PAGE = ("#", "javascript:", "?")
_OF_BUTTONS = (BodyRule.BUTTON, BodyRule.IN_FORM)
_AROUND_NAME = " \t|·•,;:/()[]–—-@"
_PARTS = re.compile(r"\s*[|·•,;(]\s*")
_CASED = re.compile(r"[A-Za-zÀ-ɏΑ-ωЀ-ӿԱ-և]")


def lines_of_ago(blocks: list[Block], cuts: Cuts, start: int, page: BodyContext) -> list[int]:
    """Places of the like lines most of which say how long ago."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(start, len(blocks)):
        block = blocks[place]
        if (len(block.text) <= MAX_LINE_CHARS or block.has_breaks) and any(
            len(line) <= MAX_LINE_CHARS and find_ago(line, page.language)
            for line in block.lines()[:2]
        ):
            found[_path(block)[1:]].append(place)
    sure = max(found.values(), key=len, default=[])
    if len(sure) < MIN_LINES - 1:
        return []
    # Every other entry may have a class of its own.
    paths = {_path(blocks[place]) for place in sure}
    like = [
        place
        for place in range(sure[0], len(blocks))
        if _path(blocks[place]) in paths and not cuts[place] and _is_line(blocks[place])
    ]
    like = sorted({*sure, *like})
    return like if len(sure) >= LIKE_SHARE * len(like) else _in_step(sure, like)


def _is_line(block: Block) -> bool:
    """Whether a block is or begins with a short line."""
    if block.has_breaks:
        return len(block.lines()[0]) <= MAX_LINE_CHARS
    return prose_chars(block) <= MIN_PARAGRAPH_CHARS


def _in_step(sure: list[int], like: list[int]) -> list[int]:
    """The sure places, and the like ones that follow them at the distance that all of them have."""
    steps = {after - before for before, after in pairwise(sure)}
    if len(steps) != 1:
        return sure
    step, further = steps.pop(), set(like)
    found = [*sure]
    while found[-1] + step in further:
        found.append(found[-1] + step)
    return found


def _path(block: Block) -> tuple[str, ...]:
    element = block.container
    path = [element.get("class", "").partition(" ")[0]]
    for _ in range(PATH_LEVELS):
        path.append(element.tag)
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return tuple(path)


def controls(blocks: list[Block], cuts: Cuts, start: int, page: BodyContext) -> list[int]:
    """Places of the like lines of buttons that do something to an entry, and do not hand it on."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(start, len(blocks)):
        block = blocks[place]
        if len(block.text) <= MAX_CONTROL_CHARS and _acts(block, cuts[place]):
            words = "".join([char for char in block.text if char.isalpha()])
            found[words, *_path(block)].append(place)
    return max(found.values(), key=len, default=[])


def _acts(block: Block, cut: BodyRule | None) -> bool:
    """Whether a line is nothing but buttons, or links that stay on the page. `cut` is the rule that
    cut it: buttons are looked for in few lines."""
    if not (block.links or cut in _OF_BUTTONS):
        return False
    if not has_letter(block.text) or block.flags & at.HINT_SHARE or labels.furniture(block.text):
        return False
    if cut in _OF_BUTTONS and is_button(block):
        return True
    beside = "".join([text for text, link in block.segments if link == -1])
    return (
        bool(block.links)
        and not has_letter(beside)
        and all(link.href.startswith(_SAME_PAGE) for link in block.links)
    )


def name_at(blocks: list[Block], mark: int, page: BodyContext) -> str:
    """The name beside a time, over it or under it; empty where there is none."""
    beside = [one for one in (mark - 1, mark + 1) if one < len(blocks) and not blocks[one].heading]
    for place in (mark, *(one for one in beside if not prose_chars(blocks[one]))):
        for line in blocks[place].lines()[:2]:
            ago = find_ago(line, page.language)
            name = line if ago is None else f"{line[: ago.start()]} {line[ago.end() :]}"
            if may_be_name(name):
                return name.strip(_AROUND_NAME)
    return ""


def may_be_name(text: str) -> bool:
    """Whether a line has the form of a name or a nickname: a word, or a few with capitals."""
    name = text.strip(_AROUND_NAME)
    words = [word.strip(_AROUND_NAME) for word in name.split()]
    if not 0 < len(words) <= MAX_NAME_WORDS or len(name) > MAX_NAME_CHARS or not has_letter(name):
        return False
    if len(words) == 1:
        return True
    if not _CASED.search(name):
        return len(words) <= MAX_WORDS_WITHOUT_CASE
    return all(word[:1].isupper() or not has_letter(word) for word in words)


def is_nickname(name: str) -> bool:
    """Whether a name is one word as no person, town or agency is called: it begins small, or has a
    digit or an underscore.

    >>> is_nickname("gull77"), is_nickname("seagull"), is_nickname("Reuters"), is_nickname("სალომე")
    (True, True, False, False)
    """
    if not name or " " in name:
        return False
    if "_" in name or any(char.isdecimal() for char in name):
        return True
    is_small = name[0].islower() and name[0] != name[0].title()
    return is_small and len(name) >= MIN_NICKNAME_CHARS


def _said(block: Block) -> list[str]:
    """What a line says, and each button or link of it."""
    buttons = [text_of(one) for one in block.inside("button")]
    return [block.text, *(link.text for link in block.links), *buttons]


def votes(block: Block) -> bool:
    """Whether a button has a number or a sign, and no word: '+3', '▲ 12'."""
    return len(block.text) <= MAX_CONTROL_CHARS and any(
        said and not has_letter(said) for said in _said(block)[1:]
    )


def account_of(blocks: list[Block], post: range, page: BodyContext) -> str:
    """The name in an entry that is a link within the site, and to no article; empty where there is
    none."""
    for block in _over_prose(blocks, post):
        for link in () if block.heading else block.links:
            if (
                may_be_name(link.text)
                and not link.href.startswith(_SAME_PAGE)
                and not page.leads_off_site(link.href)
                and not page.leads_to_article(link.href)
            ):
                return link.text
    return ""


def line_over(blocks: list[Block], post: range) -> str:
    """The first line of an entry over its text that may be a name; empty where there is none."""
    for block in _over_prose(blocks, post):
        name = _PARTS.split(block.text)[0]
        if len(name) > 1 and may_be_name(name) and not block.heading:
            return name
    return ""


def _over_prose(blocks: list[Block], post: range) -> Iterator[Block]:
    over = (blocks[place] for place in post)
    return takewhile(lambda block: prose_chars(block) <= MIN_PARAGRAPH_CHARS, over)


def answers(block: Block) -> bool:
    """Whether a button or a link of a line says that it answers a reader."""
    said = _said(block)[0 if is_button(block) else 1 :]
    return any(map(labels.answers, said))
