"""Other articles that are told in short under the text, in its own element and set as it is: each
a headline that leads there, and how that article begins."""

from __future__ import annotations

from newscrawl.extract.body.prose import BodyContext, prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html.outline import Block

MIN_TEASERS = 2
"""One paragraph that begins with a link may be the last of the text."""

MIN_HEADLINE_SPACES = 3
"""A link of fewer words is a name, at the beginning of a sentence as anywhere."""


def cut_teasers(blocks: list[Block], cuts: Cuts, page: BodyContext) -> None:
    """Cut the teasers under a text; none where they have more prose than the rest: then it is a
    survey of other articles, and they are its text."""
    kept = [place for place, cut in enumerate(cuts) if not cut]
    first = len(kept)
    while first and _teases(blocks[kept[first - 1]], page):
        first -= 1
    teasers, text = kept[first:], kept[:first]
    if len(teasers) < MIN_TEASERS or _prose(blocks, teasers) > _prose(blocks, text):
        return
    for place in teasers:
        cuts[place] = BodyRule.TEASER_OF_OTHER


def _prose(blocks: list[Block], places: list[int]) -> float:
    return sum(prose_chars(blocks[place]) for place in places)


def _teases(block: Block, page: BodyContext) -> bool:
    """Whether a block begins with a link to another article that is a sentence's worth of words,
    and another sentence follows it."""
    if not block.links:
        return False
    headline, href = block.links[0].text, block.links[0].href
    if headline.count(" ") < MIN_HEADLINE_SPACES or not block.text.startswith(headline):
        return False
    rest = block.text[len(headline) :]
    # What goes on after the link as its sentence does is a sentence with a link in it.
    goes_on = rest[:1] not in ("", " ") or not rest[1:2].isalnum() or rest[1:2].islower()
    return (
        not goes_on
        and all(link.href == href for link in block.links)
        and page.leads_to_article(href)
    )
