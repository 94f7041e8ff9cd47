"""The parts of a page that React sends behind its end while it is still making them, hidden, with a
script that puts each where it belongs (https://react.dev/reference/react-dom/server): put there."""

from __future__ import annotations

import re

from lxml import etree

_NAMES = (b'id="S:', b"id=S:")
_PART = re.compile(r"S:([0-9a-f]{1,6})")
"""The name of a part."""
_PLACES = ("B:", "P:")
"""How the name of its place begins, before the number of the part: of one that was waited for, and
of an empty one."""


_WAITING = re.compile(
    rb'(<template id="B:([0-9a-f]{1,6})"></template>)(?:[^<]++|<(?!!--/?\$))*+<!--/\$-->'
)
"""The place of a part that was waited for, with what stood there so long."""


def without_waiting(markup: bytes) -> bytes:
    """The markup less what stood in the place of parts that came: 'Loading'."""

    def place(found: re.Match[bytes]) -> bytes:
        name = b"S:" + found[2]
        came = b'id="%s"' % name in markup or b"id=%s" % name in markup
        return found[1] if came else found[0]

    return _WAITING.sub(place, markup)


def holds_streamed_parts(markup: bytes) -> bool:
    """Whether a page may have such parts: few do."""
    return any(name in markup for name in _NAMES)


def place_streamed_parts(root: etree._Element) -> None:
    """Put each part of a tree in its place; one whose place is nowhere is shown where it stands."""
    by_id = {element.get("id") or "": element for element in root.iter("*")}
    for name, part in by_id.items():
        found = _PART.fullmatch(name)
        if found is None or part.get("hidden") is None:
            continue
        place = next((by_id[one + found[1]] for one in _PLACES if one + found[1] in by_id), None)
        del part.attrib["hidden"]
        if place is None or place.tag != "template" or part in place.iterancestors():
            continue
        _add_text_before(place, part.text)
        part.text = None
        for child in list(part):
            place.addprevious(child)
        _remove(place)
        _remove(part)


def _remove(element: etree._Element) -> None:
    """Take an element out of the tree, and leave the text behind it there."""
    _add_text_before(element, element.tail)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _add_text_before(element: etree._Element, text: str | None) -> None:
    before, parent = element.getprevious(), element.getparent()
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text and parent is not None:
        parent.text = (parent.text or "") + text
