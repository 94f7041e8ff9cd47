"""A line with a date, without its link down to what readers wrote: a button of a byline that says
nothing of the date."""

from __future__ import annotations

import copy

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.html.outline import Block, Link
from newscrawl.text import fold

_PLACES = frozenset(("comments", "respond", "disqus_thread", "comment-form", "commentform"))
"""What the place of the comments is called by WordPress, by Disqus and by Drupal."""


def without_comments_link(block: Block) -> Block:
    """The same block, or one like it that says what it says outside such links."""
    gone = {place for place, link in enumerate(block.links) if _leads_to_comments(link)}
    if not gone:
        return block
    less = copy.copy(block)
    less.segments = [piece for piece in block.segments if piece[1] not in gone]
    less.text = fold("".join([text for text, link in less.segments if link >= -1]))
    return less


def _leads_to_comments(link: Link) -> bool:
    """Whether a link says comments, or leads to their place, and is no button to answer one."""
    place = link.href.rpartition("#")[2]
    return labels.comments(link.text) is not None or (
        place in _PLACES and "#" in link.href and labels.answers(link.text) is None
    )
