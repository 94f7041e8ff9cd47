"""Which pictures of a page are one and the same, in whatever size: by the names of their files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

from newscrawl.extract.html.addresses import joined, parts_of
from newscrawl.extract.source_sets import all_addresses_of, holder_of

MAX_ADDRESS_CHARS = 4_000
"""A longer address is that of no picture: servers take 8,000, and pictures have hundreds."""

MIN_NAME_CHARS = 5
"""The name of a file tells a picture from others if it has so many letters and digits; `1.jpg` and
`main.jpg` are in many folders."""

_SIZE = re.compile(
    r"[-_.@](?:\d{2,4}x\d{2,4}|[wh]?\d{2,4}(?:px|w|h)?|[123]x|scaled|thumb(?:nail)?|small|medium|large"
    r"|full|original|e\d{9,})(?=[-_.@]|$)",
    re.IGNORECASE,
)
"""What the name of a file says of its size: `-1024x683`, `_w640`, `@2x`, `-scaled`."""
_GENERIC = re.compile(r"(?:images?|photos?|pictures?|main|default|original|cover|index|file)\d*$")
_WORD = re.compile(r"[\w.-]+", re.ASCII)
_FORMAT = re.compile(r"(?:\.(?:jpe?g|png|webp|avif|gif))+$", re.IGNORECASE)
_HOLDERS = ("picture", "source")


def shown_as(root: etree._Element, image: str, base_url: str) -> Iterator[etree._Element]:
    """The `img` elements that show the picture at an address, in whatever size."""
    word = _longest_word(image)
    for picture in root.iter("img"):
        elements, link = [picture], ""
        if (parent := picture.getparent()) is not None:
            if parent.tag in _HOLDERS:
                elements += holder_of(picture).iter("source")
            elif parent.tag == "a":
                link = parent.get("href") or ""
        # A look in C: nearly all pictures of a page are others.
        if word in link or any(
            word in "\n".join(map(str, one.attrib.values())) for one in elements
        ):
            written = [*all_addresses_of(picture), link]
            if any(is_same_picture(one, image, base_url) for one in written if one):
                yield picture


def _longest_word(image: str) -> str:
    """What stands in the name of a picture's file, whatever its size: the longest part in letters
    that an address writes as they are."""
    file = unquote(image.partition("?")[0].rpartition("/")[2])
    parts = _SIZE.split(_FORMAT.sub("", file))
    return max((word for part in parts for word in _WORD.findall(part)), key=len, default="")


def is_same_picture(written: str, image: str, base_url: str) -> bool:
    """Whether an address is that of a picture, or of the same in another size.

    >>> image, page = "https://a.test/og/quay-of-tarsk-1200x630.jpg", "https://a.test/"
    >>> is_same_picture("/w640/quay-of-tarsk.jpg?q=80", image, page)
    True
    >>> is_same_picture("/a/1.jpg", "https://a.test/b/1.jpg", page)
    False
    """
    if len(written) > MAX_ADDRESS_CHARS:
        return False
    url = joined(base_url, written)
    if url == image:
        return True
    name = _name_of(image)
    # An optimiser takes the address of the picture as a parameter.
    return bool(name) and name in {
        _name_of(url),
        *map(_name_of, unquote(parts_of(url).query).split("&")),
    }


def is_same_file(one: str | None, other: str | None) -> bool:
    """Whether two addresses of pictures are of one file, asked for in another way: their queries
    may hold a size, a signature or a time that differ from visit to visit.

    >>> is_same_file("http://a.test/quay.jpg?token=1", "https://a.test/quay.jpg?token=2")
    True
    >>> is_same_file("https://a.test/picture?id=1", "https://a.test/picture?id=2")
    False
    """
    if one is None or other is None:
        return one is other
    file = one.partition("?")[0].partition(":")[2]
    return bool(_FORMAT.search(file)) and file == other.partition("?")[0].partition(":")[2]


@lru_cache(maxsize=256)
def _name_of(url: str) -> str:
    """What the name of a picture's file says of it, whatever its size and format; empty where that
    says too little."""
    path, _, query = url.partition("#")[0].partition("?")
    file = unquote(path.rpartition("/")[2]).lower()
    stem = _FORMAT.sub("", file)
    if query and stem == file:
        # A program gives the picture, and the query says which.
        return ""
    while (short := _SIZE.sub("", stem)) != stem:
        stem = short
    is_known = sum(map(str.isalnum, stem)) >= MIN_NAME_CHARS and not _GENERIC.match(stem)
    return stem if is_known else ""
