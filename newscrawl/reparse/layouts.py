"""What was known to repeat from page to page when a page was read, learnt again from the same
pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.items import Circumstances
from newscrawl.reparse.values import Lesson, Taught


class Layouts:
    """The layouts of one site, each as it was known after each of its lessons."""

    def __init__(self, lessons: Iterable[tuple[Lesson, Taught]], latest: Mapping[str, Any]) -> None:
        """`lessons` are in their order, each with what it taught; `latest` is what the state knows
        of each language by now, as `Boilerplate.dump` gave it."""
        self._latest = Boilerplate()
        for language, dumped in latest.items():
            self._latest.load(language, dumped)
        self._latest_layout = {
            language: dumped.get("layout") for language, dumped in latest.items()
        }
        self._lost: dict[str, int] = {}
        """The first lesson of a layout that is not there any more."""
        self._learnt: dict[str, list[Boilerplate]] = {}
        for lesson, taught in lessons:
            self._learn(lesson, taught)
        # A notice of later pages is none the less one for a page that was read before it was known.
        for layout, learnt in self._learnt.items():
            for memory in learnt:
                for language in memory.languages:
                    if self._latest_layout.get(language) in (layout, None):
                        memory.take_later(language, self._latest)

    def _learn(self, lesson: Lesson, taught: Taught) -> None:
        if taught.is_lost:
            # A tombstone stands in its place, or the file was moved away.
            self._lost.setdefault(lesson.layout, lesson.place)
            return
        if taught.sample is None:
            return
        language, sample = taught.language, taught.sample
        learnt = self._learnt.setdefault(lesson.layout, [])
        memory = Boilerplate()
        if learnt:
            memory.load(language, learnt[-1].dump(language))
        memory.learn_places(language, *sample)
        learnt.append(memory)

    def known_to(self, seen: Circumstances, language: str) -> Boilerplate:
        """What was known when a page was read; where that cannot be told, what is known by now.

        Where a page that taught it is lost the state still knows what it taught; if not that, pages
        that taught later stand in for it.
        """
        is_lost = seen.learnt >= self._lost.get(seen.layout or "", seen.learnt + 1)
        if (
            is_lost
            and self._latest_layout.get(language) == seen.layout
            and self._latest.knows(language)
        ):
            return self._latest
        for layout, learnt in (
            (seen.layout, seen.learnt),
            (stand_in(language), Boilerplate().enough),
        ):
            known = self._learnt.get(layout or "", [])
            if known and (memory := known[min(learnt, len(known)) - 1]).knows(language):
                return memory
        return self._latest


def stand_in(language: str) -> str:
    """The name of a layout that nobody noted: the first pages of a language, where the state has
    lost what they taught."""
    return f"the first pages of {language}"
