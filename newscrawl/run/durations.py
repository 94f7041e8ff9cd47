"""Times as people say them."""

from __future__ import annotations


def duration(seconds: int) -> str:
    """How long, in two units at most.

    >>> [duration(seconds) for seconds in (7, 125, 8102, 200_000)]
    ['7 s', '2 m 05 s', '2 h 15 m', '2 d 07 h']
    """
    for unit, size, smaller, part in (
        ("d", 86_400, "h", 3_600),
        ("h", 3_600, "m", 60),
        ("m", 60, "s", 1),
    ):
        if seconds >= size:
            return f"{seconds // size} {unit} {seconds % size // part:02} {smaller}"
    return f"{seconds} s"
