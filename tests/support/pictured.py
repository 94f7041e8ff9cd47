"""A gazette whose stories have pictures and whose pages have a style: what a page needs to be
looked at, and what it does not. Texts are our own inventions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from support.local_server import Page, page
from support.slugs import STORIES, Gazette

PATHS = [*STORIES]
SHEET = (
    "@import 'more.css'; body { background: url(/media/ground.png) }"
    " .old { src: url(x.eot) } .own { background: url(data:image/png;base64,AAAA) }"
)
SHEETS = ["/style.css", "/more.css"]
GROUND = "/media/ground.png"
SHARED = "/media/shared.jpg"
"""The picture of the first two stories."""


def own_picture(number: int) -> str:
    """Where the picture of a story alone is."""
    return f"/media/photo-{number}.jpg"


def bytes_of(path: str) -> bytes:
    """What is there: no picture, but what has the size of one."""
    return b"\xff\xd8" + path.encode() * 40


@dataclass
class PicturedGazette(Gazette):
    """The site. What is put into `answers` is served in place of what stands there."""

    elsewhere: str = ""
    """Root of a host on which the last story has a picture."""
    answers: dict[str, Callable[[], Page]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def answer(self, path: str) -> Page:
        if path in self.answers:
            return self.answers[path]()
        if path.endswith(".css"):
            return page(SHEET if path == SHEETS[0] else "p { color: red }", content_type="text/css")
        if path.startswith("/media/"):
            return page(bytes_of(path), content_type="image/jpeg")
        plain = path.strip("/")
        if plain in self.stories:
            number = PATHS.index(plain)
            return _with_pictures(super().answer(path), self._over(number), self._in(number))
        return super().answer(path)

    def _over(self, number: int) -> str:
        own = SHARED if number < 2 else own_picture(number)
        # Every other one is loaded late, by a script.
        source = f"src='{own}'" if number % 2 else f"data-src='{own}' src='/blank.gif'"
        return (
            f"<figure><img {source} width=640 alt='The quay'>"
            f"<figcaption>The quay of Tarsk in winter</figcaption></figure>"
        )

    def _in(self, number: int) -> str:
        is_last = self.elsewhere and number == len(PATHS) - 1
        last = f"<img src='{self.elsewhere}/media/far.jpg'>" if is_last else ""
        return (
            "<img src='/media/count.gif' width=1 height=1>"
            "<a href='https://shop.test/'><img src='/media/offer.jpg'></a>"
            f"<a href='/{PATHS[(number + 1) % 8]}'><img src='/media/next.jpg'></a>{last}"
        )


async def _with_pictures(answer: Page, over: str, inside: str) -> Page:
    pieces = [piece async for piece in answer]
    text = b"".join(pieces[1:]).decode()
    text = text.replace("<title>", "<link rel=stylesheet href=/style.css><title>")
    text = text.replace("</h1><div><p>", f"</h1>{over}<div><p>").replace(
        "</p><p>", f"</p>{inside}<p>", 1
    )
    async for piece in page(text):
        yield piece
