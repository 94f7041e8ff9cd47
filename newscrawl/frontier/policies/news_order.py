"""What tells newer articles of a site from older ones: their numbers, or where they have none, what
is known of their days and when they were first seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from newscrawl.frontier.policies.reading_news import NewsReading, UnnumberedNews
from newscrawl.identity.scheme import NumberOrder
from newscrawl.identity.site import ArticleRef, Site

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive

Place = int | str
"""What an article is told by from others of its language: its number, else its key."""


class News(Protocol):
    """What a run has read of the news of one language: see `reading_news`."""

    reached_known: bool
    has_news: bool

    def read(self, shown: Collection[Place], unknown: Collection[Place]) -> None:
        """A listing page showed these; `unknown` are those of them that no run has met."""
        ...

    def gaps(self) -> list[int]:
        """Numbers among the news that nothing led to."""
        ...


class NewsOrder:
    """The order in which a site's articles came, as far as it is known."""

    def __init__(self, site: Site, archive: Archive) -> None:
        self._site = site
        self._archive = archive
        self.numbers: NumberOrder | None = site.order
        """None where they have none."""

    def places_in(self, links: Links) -> dict[str, set[Place]]:
        """The articles that a page leads to, by language."""
        found: dict[str, set[Place]] = {}
        for ref, _ in links.articles:
            place = ref.key if self.numbers is None else self.numbers.position(ref)
            found.setdefault(ref.language, set()).add(place)
        return found

    def ids(self, language: str, places: Collection[Place]) -> dict[Place, str]:
        """The ids of these articles."""
        return {place: self._site.id(self.ref(language, place)) for place in places}

    def ref(self, language: str, place: Place) -> ArticleRef:
        """The article of a place."""
        if self.numbers is not None:
            return self.numbers.at(language, int(place))
        return ArticleRef(language, str(place))

    def newest(self, language: str, limit: int) -> Sequence[Place]:
        """The newest that were ever read, the newest first."""
        state, name = self._archive.state, self._site.name
        if self.numbers is not None:
            return state.numbers(name, language, read=True, limit=limit)
        return [key for key, _ in state.newest_keys(name, language, limit)]

    def marks(self, languages: Collection[str]) -> Mapping[str, int]:
        """For each language in which an article was read: up to where it is known by now. A number,
        or a moment in seconds since 1970."""
        if self.numbers is None:
            moment = int(datetime.fromisoformat(self._archive.now).timestamp())
            return {one: moment for one in languages if self.newest(one, 1)}
        newest = {one: self.newest(one, 1) for one in languages}
        return {one: int(found[0]) for one, found in newest.items() if found}

    def news(self, language: str, mark: int, *, limit: int) -> News:
        """What there is to read of the news, where all up to the mark is known; `limit`: how many
        of the newest are taken into account."""
        if self.numbers is not None:
            numbers = [int(one) for one in self.newest(language, limit)]
            return NewsReading([n for n in numbers if n <= mark], [n for n in numbers if n > mark])
        until = datetime.fromtimestamp(mark, UTC)
        settled, later = [], set()
        for key, seen_at in self._archive.state.newest_keys(self._site.name, language, limit):
            if datetime.fromisoformat(seen_at) <= until:
                settled.append(key)
            else:
                later.add(key)
        return UnnumberedNews(settled, later)
