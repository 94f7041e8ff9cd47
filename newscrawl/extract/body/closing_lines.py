"""The last lines under a text that ask something of its reader, in any language: to follow the
paper on networks, to mark a mistake and press two keys."""

from __future__ import annotations

import re

from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.addresses import parts_of
from newscrawl.extract.html.outline import Block

LAST_LINES = 4
"""So many of the last blocks of a text may be such lines: a question, an invitation or two."""

MAX_LINE_CHARS = 300
"""A longer block is a paragraph."""

MAX_QUESTION_CHARS = 80
"""'Found a mistake?' over the line that says what to do."""

MIN_NETWORKS = 2
"""A sentence may tell what somebody wrote on one network."""

MAX_SHARE = 0.25
"""What is more of a text than this is no line under it."""

_NETWORKS = {
    "facebook": r"facebook\.com|fb\.me|fb\.com|facebook",
    "twitter": r"(?:twitter|(?<![\w.])x)\.com|twitter",
    "instagram": r"instagram\.com|instagram",
    "telegram": r"t\.me|telegram",
    "youtube": r"youtube\.com|youtube",
    "whatsapp": r"whatsapp\.com|wa\.me|whatsapp",
    "tiktok": r"tiktok\.com|tiktok",
    "viber": r"viber\.com|viber",
    "vk": r"vk\.com|vkontakte",
    "ok": r"ok\.ru",
    "line": r"line\.me",
    "linkedin": r"linkedin\.com|linkedin",
    "bluesky": r"bsky\.app|bluesky",
    "news": r"news\.google\.com|google news",
}
_NAMED = {
    name: re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)", re.IGNORECASE)
    for name, pattern in _NETWORKS.items()
}
_PROFILE = re.compile(
    r"(?<![\w.])@\w{4,}|(?<![\w.])(?:https?://)?(?:www\.)?"
    r"(?:facebook\.com|fb\.me|twitter\.com|x\.com|instagram\.com|t\.me|vk\.com)/[\w.]{3,}/?(?![\w/])",
    re.IGNORECASE,
)
"""An account, as it is printed."""
_KEYS = re.compile(r"(?<!\w)ctrl\s?[+–—-]\s?enter(?!\w)", re.IGNORECASE)
"""What Orphus and the scripts like it ask to press."""


def cut_closing_lines(blocks: list[Block], cuts: Cuts) -> None:
    """Cut such lines where they are the last of the text, and little of it."""
    kept = [place for place, cut in enumerate(cuts) if not cut]
    found = {place for place in kept[-LAST_LINES:] if _asks_to_follow(blocks[place])}
    found |= _about_keys(blocks, kept[-LAST_LINES:])
    chars = sum(len(blocks[place].text) for place in kept)
    if sum(len(blocks[place].text) for place in found) <= MAX_SHARE * chars:
        for place in found:
            cuts[place] = BodyRule.CLOSING_REQUEST


def _about_keys(blocks: list[Block], last: list[int]) -> set[int]:
    """The places of the line that says which keys to press, of what follows it, and of the question
    over it."""
    keys = next((n for n, place in enumerate(last) if _asks_for_keys(blocks[place])), None)
    if keys is None:
        return set()
    asks = keys > 0 and _is_question(blocks[last[keys - 1]])
    return {place for place in last[keys - asks :] if _is_line(blocks[place])}


def _is_line(block: Block) -> bool:
    return len(block.text) <= MAX_LINE_CHARS and not block.flags & (at.CELL | at.QUOTE)


def _asks_for_keys(block: Block) -> bool:
    return _is_line(block) and _KEYS.search(block.text) is not None


def _is_question(block: Block) -> bool:
    return len(block.text) <= MAX_QUESTION_CHARS and block.text.endswith(("?", "؟", "？"))


def _asks_to_follow(block: Block) -> bool:
    """Whether a line names several networks and an account on one of them: printed, or as a link to
    it."""
    if not _is_line(block) or any(sign in block.text for sign in '“”«»„"') or block.heading:
        return False
    accounts = [link.href for link in block.links if _is_account(link.href)]
    if not accounts and not _PROFILE.search(block.text):
        return False
    said = " ".join((block.text, *accounts))
    return sum(pattern.search(said) is not None for pattern in _NAMED.values()) >= MIN_NETWORKS


def _is_account(href: str) -> bool:
    """Whether a link leads to an account of a network, and not to something that one wrote."""
    if not href.startswith(("http://", "https://", "//")):
        return False
    parts = parts_of(href)
    host = (parts.hostname or "").removeprefix("www.")
    names = [name for name in parts.path.split("/") if name]
    return len(names) == 1 and any(pattern.fullmatch(host) for pattern in _NAMED.values())
