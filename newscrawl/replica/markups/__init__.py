"""The ways to build the site: one file each, differing in structure, not in the names of
classes."""

from newscrawl.replica.markups import cards, cms, magazine, semantic, soup, tables, word
from newscrawl.replica.markups.base import Markup

MARKUPS: dict[str, Markup] = {
    module.MARKUP.name: module.MARKUP
    for module in (semantic, tables, soup, word, cards, cms, magazine)
}

__all__ = ["MARKUPS", "Markup"]
