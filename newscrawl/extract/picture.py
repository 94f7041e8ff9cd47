"""The picture of an article where the metadata name none: the first that stands with its text, and
is no button, no portrait of the author, no advertisement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from zlib import crc32

from lxml import etree

from newscrawl.extract.html.addresses import joined, parts_of
from newscrawl.extract.html.outline import Block
from newscrawl.extract.source_sets import LATE, shown_late

MIN_SIDE_PX = 60
"""A smaller picture is a button or a letter's flourish."""

LEVELS = 3
"""Elements around a picture whose names tell what it is."""

MAX_PICTURES = 6
"""Pictures of a page that are remembered."""

COMMON_PAGES = 3
COMMON_SHARE = 1 / 5
"""A few articles may share a stock picture; a button and a banner are on so many."""

SHOWN = "shown"

_NO_PHOTO = re.compile(
    r"(?:^|[^a-z])(?:buttons?|icons?|icos?|logos?|avatars?|gravatar|userpics?|authors?|banners?|"
    r"ads?|adverts?|advertisement|promo|sponsors?|sprites?|pixel|spacer|blank|counter|emoji|flags?|"
    r"printer?|e-?mail(?:button)?|share|social|rating|stars?|captcha|badge)(?:$|[^a-z])",
    re.IGNORECASE,
)
"""Words in the address, class, id or alternative text of what is no picture of the article."""

_NUMBER = re.compile(r"\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def find_picture(
    blocks: Sequence[Block],
    *,
    base_url: str,
    left_out: Callable[[Block], bool],
    is_common: Callable[[str], bool],
) -> str | None:
    """The URL of the first picture of the article before one of these blocks; None where there is
    none. `left_out`: whether a block belongs to others, and with it the picture before it;
    `is_common`: whether the address of a picture stands on other pages, too."""
    for block in blocks:
        picture = block.picture
        if picture is None or left_out(block):
            continue
        source = source_of(picture)
        url = joined(base_url, source) if source else ""
        if url and is_photo(picture, base_url, source) and not is_common(source):
            return url
    return None


def picture_places(blocks: Sequence[Block], titles: Iterable[int]) -> Iterator[tuple[str, str]]:
    """The pictures behind what may be the title, for the memory: what many pages show is no
    article's own."""
    ordered = sorted(titles)
    title = next((one for one in ordered if blocks[one].heading), next(iter(ordered), None))
    if title is None:
        return
    sources = (source_of(block.picture) for block in blocks[title:] if block.picture is not None)
    for source in islice(dict.fromkeys(filter(None, sources)), MAX_PICTURES):
        yield place_of_picture(source), SHOWN


def place_of_picture(source: str) -> str:
    """The name under which the memory keeps a picture."""
    return f"picture {crc32(source.encode('utf-8', 'replace')):08x}"


def are_of_many(shown: Mapping[str, int], pages: int) -> bool:
    """Whether a picture stands on so many of the pages that are known that it is no article's."""
    return shown.get(SHOWN, 0) >= max(COMMON_PAGES, COMMON_SHARE * pages)


def source_of(picture: etree._Element) -> str:
    """The address of a picture as the page has it, the one that readers are shown in the end;
    empty where it has none."""
    source = (picture.get("src") or "").strip()
    is_late = not source or source.startswith("data:") or not LATE.isdisjoint(picture.keys())
    return next(shown_late(picture), "") if is_late else source


def is_photo(picture: etree._Element, base_url: str, source: str) -> bool:
    """Whether nothing that the page says of a picture makes it a button, a portrait or an
    advertisement. `source` is its address as the page writes it."""
    said = (parts_of(source).path, picture.get("alt") or "")
    if _is_small(picture) or any(_NO_PHOTO.search(_words(text)) for text in said):
        return False
    around = [picture, *islice(picture.iterancestors(), LEVELS - 1)]
    return not any(_is_named_otherwise(one) or _leads_away(one, base_url) for one in around)


def _is_small(picture: etree._Element) -> bool:
    sides = (_NUMBER.match(picture.get(name) or "") for name in ("width", "height"))
    return any(side is not None and int(side[0]) < MIN_SIDE_PX for side in sides)


def _is_named_otherwise(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _NO_PHOTO.search(_words(names)) is not None


def _words(text: str) -> str:
    """What words a name is made of: `E-mailButton.png`, `author_photo`.

    >>> _words("E-mailButton_2.png")
    'E-mail-Button-2.png'
    """
    return _CAMEL.sub("-", text).replace("_", "-")


def _leads_away(element: etree._Element, base_url: str) -> bool:
    """Whether an element is a link to another site, or to no page: an advertisement, a mail."""
    if element.tag != "a":
        return False
    target, own = parts_of(joined(base_url, element.get("href") or "")), parts_of(base_url)
    if target.scheme not in ("http", "https"):
        return bool(target.scheme) and target.scheme != own.scheme
    return _site(target.hostname) != _site(own.hostname)


def _site(host: str | None) -> str:
    """The last two labels of a host: pictures of a site often lie on another host of it."""
    return ".".join((host or "").split(".")[-2:])
