"""What a process that a test starts is asked to do: it has to find the function by its name."""

from __future__ import annotations

import pickle

from newscrawl.parse.page_reader import PageReader
from support.parsing import SITE


def read_elsewhere(given: bytes) -> bytes:
    """What another process does: arguments and result as bytes."""
    page, layout, known = pickle.loads(given)
    return pickle.dumps(PageReader(SITE, timezone="Asia/Tbilisi").read(page, layout, known))
