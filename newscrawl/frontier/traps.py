"""When a trap is left: what kind of page a URL is, what that kind has given so far, and how much
more may be spent on it.

A trap is a part of a site that has ever more URLs and no more articles: calendars, sessions, paths
that grow. Its URLs differ, so they are counted by shape. A page is `new` (leads to an
article not known before), `fresh` (to known ones that no page of its shape showed before: another
way through the same archive) or `barren`.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from newscrawl.frontier.url_pattern import query_names, without_numbers

CHAIN_BARREN = 30
"""Number of barren pages one after another that end a path. A month without news does not; two
do."""

SHAPE_GROWN = 200
"""Maximum number of barren pages of one shape that only barren pages led to. Ten archives walked
side by side may each have 20 of them."""

SHAPE_BARREN = 500
"""Maximum number of barren pages of one shape, whatever led to them: 300 tags of which one holds an
article are all visited."""

RUN_BARREN = 1_000
"""Maximum number of barren pages in all. Beyond, only paths that still deliver go on."""

DRY = 10
"""Number of barren pages in a row after which the pages of a shape wait until the articles are
fetched."""

TRUSTED_COPIES = 30
"""Number of pages of a shape that may repeat the text of another page and still be followed: empty
days of a calendar do, and so do loops."""

MANY_DEAD = 50
"""From so many dead article links on, with under a tenth alive, the rest from that page or shape
waits at the end of the queue: a page of old news may lead to as many that were taken down."""

TOO_MANY_DEAD = 500
"""From so many on the rest is dropped."""

SIBLINGS = 50
"""More names than this below one path are one shape: tags and authors, but not sections."""

DEEPEST = 10
"""Deeper paths are one shape for each first name."""

MAX_SHAPES = 2_000
"""Shapes beyond share one. Only a site that invents names at every level has so many."""


class Grade(Enum):
    """What a listing page was worth."""

    NEW = "new"
    FRESH = "fresh"
    BARREN = "barren"


class Tally:
    """How the article links of one page, or of one shape, turned out."""

    __slots__ = ("alive", "gone")

    def __init__(self) -> None:
        self.alive = 0
        self.gone = 0

    def is_mostly_dead(self, least: int = MANY_DEAD) -> bool:
        """Whether at least so many were dead and under a tenth alive."""
        return self.gone >= least and self.alive * 10 < self.gone + self.alive


class Shape(Tally):
    """Pages whose URLs differ in numbers, names of a long list, and values of the query
    only."""

    __slots__ = ("barren", "bit", "copies", "dry", "fresh", "grown", "name", "new")

    def __init__(self, name: str, bit: int) -> None:
        super().__init__()
        self.name = name
        self.bit = bit
        """Marks the articles that a page of this shape showed; 0 for shapes beyond the 60th, whose
        pages are never fresh."""
        self.new = self.fresh = self.barren = self.grown = self.copies = 0
        self.dry = 0
        """Barren pages in a row, up to the latest."""

    @property
    def doubtful(self) -> bool:
        """Whether its last pages were all barren."""
        return self.dry >= DRY

    @property
    def spent(self) -> bool:
        """Whether its budget is used up."""
        return self.grown > SHAPE_GROWN + 2 * self.new or self.barren > SHAPE_BARREN + 5 * self.new


class Shapes:
    """All shapes of a run, and the budget that they share."""

    def __init__(self) -> None:
        self._shapes: dict[str, Shape] = {}
        self._children: dict[str, set[str]] = {}
        self.new = self.fresh = self.barren = 0

    def of(self, url: str) -> Shape:
        """The shape of a URL."""
        head, _, query = url.partition("?")
        path = "/" + head.partition("://")[2].partition("/")[2].rstrip("/")
        return self._named(self._fold(path) + query_names(query))

    def _fold(self, path: str) -> str:
        folded, seen = "", list[str]()
        for segment in path[1:].split("/"):
            plain = without_numbers(segment)
            # A year, a month and a day may stand in a row; a name that comes again is a path that
            # grows by itself.
            if seen.count(plain) >= (3 if plain == "#" else 1) or len(seen) >= DEEPEST:
                return f"/{seen[0]}/…"
            if "#" not in plain:
                names = self._children.setdefault(folded, set())
                if plain not in names:
                    if len(names) >= SIBLINGS:
                        plain = "*"
                    elif len(self._children) <= MAX_SHAPES:
                        names.add(plain)
            seen.append(plain)
            folded += "/" + plain
        return folded

    def _named(self, name: str) -> Shape:
        shape = self._shapes.get(name)
        if shape is None:
            if len(self._shapes) >= MAX_SHAPES:
                name = "…"
            shape = self._shapes.setdefault(
                name, Shape(name, 1 << len(self._shapes) if len(self._shapes) < 60 else 0)
            )
        return shape

    def count(self, shape: Shape, grade: Grade, *, barren_before: int, known: int) -> Grade:
        """Enter a listing page that was read. `barren_before` is the chain that led to it, `known`
        how many articles are.

        Gives the grade that counts: beyond a share of the known articles, fresh pages are no more
        than another order of the same.
        """
        if grade is Grade.FRESH and self.fresh > RUN_BARREN + known // 5:
            grade = Grade.BARREN
        if grade is Grade.BARREN:
            shape.barren += 1
            shape.dry += 1
            self.barren += 1
            # The first two are as likely the index of something: only what grows out of nothing is
            # the mark of a trap.
            shape.grown += barren_before >= 2
            return grade
        shape.dry = 0
        if grade is Grade.FRESH:
            shape.fresh += 1
            self.fresh += 1
            return grade
        shape.new += 1
        self.new += 1
        # The barren pages on the way here were a gap and no trap: they cost nothing.
        shape.barren = max(0, shape.barren - barren_before)
        shape.grown = max(0, shape.grown - barren_before)
        self.barren = max(0, self.barren - barren_before)
        return grade

    @property
    def spent(self) -> bool:
        """Whether the budget of barren pages of the whole run is used up."""
        return self.barren > RUN_BARREN + 2 * self.new


class Traps:
    """What was left, and why: for the report of the run."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str], list[int]] = {}

    def left(self, shape: Shape, why: str, urls: int) -> None:
        """URLs of a shape were not visited: how many, and why."""
        trap = self._left.setdefault((shape.name, why), [0, 0])
        trap[0] = shape.barren
        trap[1] += urls

    def as_dicts(self) -> list[dict[str, str | int]]:
        """The largest hundred: shape, why it was left, pages that had been spent on it in vain,
        URLs left."""
        largest = sorted(self._left.items(), key=lambda trap: -trap[1][1])[:100]
        return [
            {"shape": shape, "why": why, "pages": pages, "left": left}
            for (shape, why), (pages, left) in largest
        ]


class Sessions:
    """Finds the parameters of a query that change nothing: session ids under names that nobody
    knows.

    A parameter is one when three pages that led to new articles came again, word for word, under
    another value of it, and hardly any page came differently. Other pages prove nothing: those
    beyond the end of a list, and empty ones, are all alike; and a page without the parameter is
    often its first page.
    """

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._same: dict[str, set[int]] = {}
        self._differs: dict[str, int] = {}
        self.names: frozenset[str] = frozenset()
        """The parameters found so far. One may be taken back when later pages speak against it."""

    def learn(self, url: str, digest: int, grade: Grade) -> None:
        """Take a page into account; `digest` stands for its text."""
        query = url.partition("?")[2]
        for name in {piece.partition("=")[0] for piece in query.split("&")[:8]} if query else ():
            bare = without_parameters(url, (name,))
            named = f"{name} {bare}"
            before = self._texts.get(named)
            if before == digest:
                self._same.setdefault(name, set()).add(digest)
            elif before is not None or self._texts.get(bare, digest) != digest:
                self._differs[name] = self._differs.get(name, 0) + 1
            same = len(self._same.get(name, ()))
            if same >= 3 and self._differs.get(name, 0) * 4 <= same:
                self.names |= {name}
            else:
                self.names -= {name}
            if grade is Grade.NEW:
                self._texts.setdefault(named, digest)
        if grade is Grade.NEW:
            self._texts[url] = digest


def without_parameters(url: str, names: Collection[str]) -> str:
    """A URL without these parameters of its query.

    >>> without_parameters("https://a.test/news?page=2&zz=1", ["zz"])
    'https://a.test/news?page=2'
    """
    head, _, query = url.partition("?")
    kept = "&".join(piece for piece in query.split("&") if piece.partition("=")[0] not in names)
    return f"{head}?{kept}" if kept else head
