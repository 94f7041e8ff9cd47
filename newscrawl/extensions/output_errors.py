"""An error of the output that a component raises where nothing is being written: a look-up in a
database that went away. It ends the run as a write that failed does, and is told once."""

from __future__ import annotations

import logging
from collections.abc import Callable

from newscrawl.errors import OutputError


class OutputErrors(logging.Handler):
    """Hears what Scrapy logs of exceptions, whichever component raised them: it has no other word
    for all of them. In the log itself each would be a traceback, for every item under way."""

    def __init__(self, refuse: Callable[[OutputError], None]) -> None:
        """`refuse` is called with each."""
        super().__init__(logging.WARNING)
        self._refuse = refuse
        self._spider: object = None
        self._hidden_from: list[logging.Handler] = []

    def watch(self, spider: object = None) -> None:
        """From now on; what is said of another spider than this one is not heard: a process may
        crawl twice at the same time. None: whatever it is said of."""
        self._spider = spider
        self._hidden_from = list(logging.root.handlers)
        for handler in self._hidden_from:
            handler.addFilter(_is_another)
        logging.root.addHandler(self)

    def leave(self) -> None:
        """No more."""
        logging.root.removeHandler(self)
        for handler in self._hidden_from:
            handler.removeFilter(_is_another)

    def emit(self, record: logging.LogRecord) -> None:
        error = _raised(record)
        is_ours = self._spider is None or getattr(record, "spider", None) in (None, self._spider)
        if error is not None and is_ours:
            self._refuse(error)


def _raised(record: logging.LogRecord) -> OutputError | None:
    error = record.exc_info[1] if record.exc_info else None
    return error if isinstance(error, OutputError) else None


def _is_another(record: logging.LogRecord) -> bool:
    return _raised(record) is None
