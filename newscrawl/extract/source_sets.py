"""The address that a browser loads of a picture: of the candidates in `srcset`, of the sources in
`picture`, of the attributes in which scripts find what they load later.

As a desktop browser does it, 1,280 pixels wide, at one dot a pixel
(https://html.spec.whatwg.org/#selecting-an-image-source): a picture is archived once, in the size
in which most readers saw it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

VIEWPORT_PX = 1_280
"""The narrowest window of a desktop browser that is common."""

MAX_CANDIDATES = 50
"""Candidates of a set that are looked at; sets have ten."""

MAX_SOURCES = 20
"""Sources of a picture that are looked at; those with three formats in five widths have fifteen."""

LAZY_SRC = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src")
LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set")
"""Where the scripts in use that load pictures late keep their addresses; no standard names them."""
LATE = frozenset({*LAZY_SRC, *LAZY_SETS})
_SRC, _SETS = frozenset({"src", *LAZY_SRC}), frozenset({"srcset", *LAZY_SETS})

_URL = re.compile(r"[\s,]*(\S+)")
_DESCRIPTOR = re.compile(r"[^,(]*(?:\([^)]*\)[^,(]*)*")
_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)(px|vw)?\s*$")
_WIDTH = re.compile(r"\(\s*(min|max)-width\s*:\s*(\d+(?:\.\d+)?)(px|em|rem)\s*\)")
_EM_PX = 16
_PLAYED = re.compile(r"image/(?:avif|webp|jpe?g|png|gif|svg\+xml)\s*(?:;|$)", re.IGNORECASE)


def addresses_of(picture: etree._Element) -> Iterator[str]:
    """The addresses of an `img` that a reader may be shown, as they are written: what a browser
    loads of itself, and what a script puts in its place. Not `data:`."""
    seen: dict[str, None] = dict.fromkeys(_own(picture))
    for name in LAZY_SRC:
        seen[(picture.get(name) or "").strip()] = None
    yield from (one for one in seen if _is_address(one))


def holder_of(picture: etree._Element) -> etree._Element:
    """The `picture` around an `img`; the `img` itself where there is none."""
    # An older parser knows no `source`, and takes what follows one to be in it.
    holder = picture.getparent()
    for _ in range(MAX_SOURCES):
        if holder is None or holder.tag != "source":
            break
        holder = holder.getparent()
    return holder if holder is not None and holder.tag == "picture" else picture


def shown_late(picture: etree._Element) -> Iterator[str]:
    """The addresses of an `img`, that which a script puts in its place first."""
    late = [(picture.get(name) or "").strip() for name in LAZY_SRC]
    found = dict.fromkeys([*late, *_own(picture)])
    yield from (one for one in found if _is_address(one))


def all_addresses_of(picture: etree._Element) -> Iterator[str]:
    """Every address of an `img`, in whatever size, as it is written: by which it is told from
    others. Not `data:`."""
    found: dict[str, None] = {}
    holder = holder_of(picture)
    sources = () if holder is picture else islice(holder.iter("source"), MAX_SOURCES)
    for element in (picture, *sources):
        for name, value in element.items():
            if name in _SRC:
                found[str(value).strip()] = None
            elif name in _SETS:
                found |= {url: None for url, _ in _candidates(str(value))}
    yield from (one for one in found if _is_address(one))


def _is_address(written: str) -> bool:
    """Not what lies inside the page, nor what a script makes an address of: `{width}`."""
    return bool(written) and "{" not in written and not written.lower().startswith("data:")


def _own(picture: etree._Element) -> Iterator[str]:
    chosen = ""
    for source in islice(holder_of(picture).iter("source"), MAX_SOURCES):
        is_played = _PLAYED.match(source.get("type") or "image/png")
        if is_played and _holds(source.get("media") or ""):
            chosen = _of_sets(source)
            if chosen:
                break
    chosen = chosen or _of_sets(picture)
    yield chosen or (picture.get("src") or "").strip()


def _of_sets(element: etree._Element) -> str:
    sizes = element.get("sizes") or element.get("data-sizes") or ""
    for name in ("srcset", *LAZY_SETS):
        written = element.get(name) or ""
        if written and not written.lstrip().startswith("data:"):
            return choice(written, sizes)
    return ""


def choice(srcset: str, sizes: str = "") -> str:
    """The candidate of a set that is loaded; empty where it has none.

    >>> choice("a.jpg 480w, b.jpg 960w, c.jpg 1920w", "(max-width: 700px) 100vw, 640px")
    'b.jpg'
    >>> choice("small.jpg, large.jpg 2x"), choice("w_4,h_3.jpg 400w, w_8,h_6.jpg 800w")
    ('small.jpg', 'w_8,h_6.jpg')
    """
    slot = slot_px(sizes)
    found: list[tuple[float, str]] = []
    for url, descriptor in _candidates(srcset):
        number, unit = descriptor[:-1], descriptor[-1:]
        try:
            density = float(number) / (slot if unit == "w" else 1) if unit in ("w", "x") else 1.0
        except ValueError:
            continue
        found.append((density, url))
    enough = [one for one in found if one[0] >= 1]
    key = lambda one: one[0]  # noqa: E731  # of equals the first stands, in either list
    return min(enough, key=key)[1] if enough else max(found, key=key)[1] if found else ""


def _candidates(srcset: str) -> Iterator[tuple[str, str]]:
    at = 0
    for _ in range(MAX_CANDIDATES):
        url = _URL.match(srcset, at)
        if url is None:
            return
        at = url.end()
        if url[1].endswith(","):
            yield url[1].rstrip(","), ""
            continue
        descriptor = _DESCRIPTOR.match(srcset, at)
        assert descriptor is not None
        at = descriptor.end()
        yield url[1], descriptor[0].strip()


def slot_px(sizes: str) -> float:
    """How wide the picture is set in a window of VIEWPORT_PX, as far as `sizes` says it in pixels
    or as a share of the window.

    >>> slot_px("(min-width: 1024px) 720px, 100vw"), slot_px("50vw"), slot_px("calc(100vw - 2rem)")
    (720.0, 640.0, 1280.0)
    """
    for part in sizes.split(","):
        size = _SIZE.search(part)
        if size is not None and _holds(part[: size.start()]):
            share = VIEWPORT_PX / 100 if size[2] == "vw" else 1
            return float(size[1]) * share or VIEWPORT_PX
    return float(VIEWPORT_PX)


def _holds(media: str) -> bool:
    """Whether conditions on the width of the window hold; others do."""
    for side, number, unit in _WIDTH.findall(media):
        width = float(number) * (1 if unit == "px" else _EM_PX)
        if (width > VIEWPORT_PX) if side == "min" else (width < VIEWPORT_PX):
            return False
    return "print" not in media
