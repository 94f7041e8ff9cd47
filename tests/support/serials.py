"""A gazette whose longer stories stand on several pages each, in a way that a test chooses. Texts
are our own inventions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from support.local_server import Page, page
from support.paper_pages import other_text
from support.slugs import STORIES

PARAGRAPHS = 3
"""On each page, beside the lead."""


def lead(title: str) -> str:
    """What stands over the text on each page of a story."""
    return f"“{title}”: what began so has kept the whole of the valley busy since that morning."


def texts(story: int, part: int) -> list[str]:
    """The paragraphs of a page, none of which stands on another."""
    first = 12 * story + PARAGRAPHS * (part - 1)
    return [other_text(number) for number in range(first, first + PARAGRAPHS)]


def query(path: str, part: int) -> str:
    """`?page=2`"""
    return f"/{path}?page={part}"


def folder(path: str, part: int) -> str:
    """`/2`"""
    return f"/{path}/{part}"


def numbers(url: Callable[[str, int], str], path: str, part: int, parts: int) -> str:
    """1 2 3, the own page without a link."""
    links = [
        str(one)
        if one == part
        else f"<a href='{url(path, one) if one > 1 else f'/{path}'}'>{one}</a>"
        for one in range(1, parts + 1)
    ]
    return f"<div>{' '.join(links)}</div>"


@dataclass
class Serials:
    """The site: a root with all stories, and the stories. What is changed is served from then
    on."""

    parts: dict[str, int]
    """Of the stories that have several pages: how many, by path."""
    url: Callable[[str, int], str] = query
    pager: Callable[[Callable[[str, int], str], str, int, int], str] = numbers
    answers: dict[str, Callable[[], Page]] = field(default_factory=dict)
    """What stands at a URL in place of its page, by path and query."""
    added: dict[tuple[str, int], str] = field(default_factory=dict)
    """A paragraph more on a page of a story."""
    root_links: str = ""
    below: str = ""
    """What stands under each story."""

    def answer(self, path: str) -> Page:
        if path in self.answers:
            return self.answers[path]()
        if path == "/":
            return page(_html(_list([*STORIES]) + self.root_links))
        for place, (story, title) in enumerate(STORIES.items(), start=1):
            for part in range(1, self.parts.get(story, 1) + 1):
                if path.rstrip("/") == (self.url(story, part) if part > 1 else f"/{story}"):
                    return page(_html(self._story(place, story, title, part)), etag=f'"{place}"')
        return page(_html("<h1>Not found</h1>"), 404)

    def _story(self, place: int, path: str, title: str, part: int) -> str:
        said = [lead(title), *texts(place, part)]
        if (path, part) in self.added:
            said.append(self.added[path, part])
        body = "".join(f"<p>{one}</p>" for one in said)
        parts = self.parts.get(path, 1)
        pager = self.pager(self.url, path, part, parts) if parts > 1 else ""
        return (
            f"<article><h1>{title}</h1><div>{body}</div>{pager}</article>{self.below}"
            f"<h2>Latest news</h2>{_list([*STORIES][-3:])}"
        )

    def body(self, path: str) -> str:
        """What the record of a story must hold."""
        place = [*STORIES].index(path) + 1
        said = [lead(STORIES[path])]
        for part in range(1, self.parts.get(path, 1) + 1):
            said += texts(place, part)
            if (path, part) in self.added:
                said.append(self.added[path, part])
        return "\n\n".join(said)


def _html(body: str) -> str:
    return f"<!doctype html><html><head><title>Gazette</title></head><body>{body}</body></html>"


def _list(paths: list[str]) -> str:
    entries = "".join(
        f"<li><a href='/{path}'>{STORIES[path]}</a> {path[8:10]}.Jan.2026</li>" for path in paths
    )
    return f"<ul>{entries}</ul>"


def is_part(path: str) -> bool:
    """Whether a URL that was asked for is that of a further page."""
    return re.search(r"[/=-]\d{1,2}$", path) is not None


def suffix(path: str, part: int) -> str:
    """`-2`, as another story may be called."""
    return f"/{path}-{part}"
