"""Article pages that wait to be read until it is known what repeats from page to page; and what is
known of that, kept from run to run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from scrapy.http import Response

from newscrawl.downloader.responses import capture_of
from newscrawl.errors import OutputError
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.frontier.frontier import Visit
from newscrawl.storage.state.schema import memories

if TYPE_CHECKING:
    from newscrawl.storage.archive import Archive

SAVED_AT = (4, 10, 20, 30)
"""After so many pages of a language what repeats is saved, so that a run that is killed leaves it
to the next."""


class Waiting(NamedTuple):
    """An article page that came, and the memory of the layout that it is in."""

    visit: Visit
    article: ArticlePage
    response: Response
    memory: Boilerplate
    layout: str | None
    """WARC record of the first page that taught this memory; None where not all of its pages are
    known."""


class PendingPages:
    """Hands out each page once enough pages of its kind are known.

    A page that shows hardly anything of what stands on every page is of another layout: the site
    has been rebuilt. It is learnt afresh, and once enough pages are of the other layout that is the
    one.
    """

    def __init__(self) -> None:
        self.memory = Boilerplate()
        self.other = Boilerplate()
        """What repeats in the layout that seems to take the place of the known one."""
        self._waiting: dict[tuple[bool, str], list[Waiting]] = {}
        self._alone: set[tuple[bool, str]] = set()
        self._layouts: dict[tuple[bool, str], str | None] = {}
        self._archive: Archive | None = None
        self._site = ""

    def recall(self, archive: Archive, site: str) -> None:
        """Take up what earlier runs learnt, and keep what this one learns."""
        for language, dumped in archive.state.memories(site).items():
            self.memory.load(language, dumped)
            # Not in what a version without WARC files left.
            self._layouts[False, language] = dumped.get("layout")
        self._archive, self._site = archive, site

    def take(self, visit: Visit, article: ArticlePage, response: Response) -> list[Waiting]:
        """A page came: the pages that can be read by now."""
        language, blocks = article.language, article.page.outline.blocks
        foreign = self.memory.is_foreign(language, blocks)
        memory = self.other if foreign else self.memory
        before = memory.pages(language)
        article.teach(memory)
        if memory.pages(language) != before:
            self._note_lesson((foreign, language), response, memory.pages(language))
        waiting = self._waiting.setdefault((foreign, language), [])
        waiting.append(
            Waiting(visit, article, response, memory, self._layouts.get((foreign, language)))
        )
        if not memory.knows(language):
            return []
        if before != memory.pages(language) and memory.pages(language) in SAVED_AT:
            # It is no loss, and the store meets a full disk at its own next write: it knows how to
            # end the run.
            with suppress(OutputError):
                self._save(language, memory)
        return self._waiting.pop((foreign, language))

    def _note_lesson(self, key: tuple[bool, str], response: Response, place: int) -> None:
        """Keep which page taught, so that a later reading of the WARC files can know what was
        known."""
        capture = capture_of(response)
        layout = self._layouts.setdefault(
            key, capture["record_id"] if capture is not None else None
        )
        if layout is None or capture is None or self._archive is None:
            self._layouts[key] = None
        else:
            self._archive.learn(layout, place, capture["record_id"])

    def _save(self, language: str, memory: Boilerplate) -> None:
        if self._archive is not None and not self._archive.dry:
            layout = self._layouts.get((memory is self.other, language))
            pages = json.dumps({**memory.dump(language), "layout": layout}, ensure_ascii=False)
            # The lessons that it is made of first, and their pages: a kill must not leave it
            # without them.
            self._archive.commit()
            self._archive.state.put(
                memories,
                [
                    {
                        "site": self._site,
                        "language": language,
                        "pages": pages,
                        "run": self._archive.run,
                    }
                ],
            )

    def languages_short_of_pages(self) -> Iterator[str]:
        """The languages in which pages wait, each once: more pages of these would tell what
        repeats."""
        for key, pages in self._waiting.items():
            if pages and key not in self._alone:
                self._alone.add(key)
                yield key[1]

    @property
    def is_empty(self) -> bool:
        """Whether no page waits."""
        return not any(self._waiting.values())

    def rest(self) -> list[Waiting]:
        """The pages that still wait, now that no more of their kind will come."""
        rest = [one for pages in self._waiting.values() for one in pages]
        self._waiting.clear()
        return rest

    def leave(self) -> None:
        """The run ends: keep what it learnt of a new layout, and of languages that it met for the
        first time."""
        for memory in (self.memory, self.other):
            for language in memory.languages:
                if memory.knows(language) and memory.has_learnt(language):
                    self._save(language, memory)
