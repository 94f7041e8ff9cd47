"""Every error raised on purpose, on one screen.

Each is also of the built-in kind that a stranger would catch. A message says what, where and what
to do; nothing here logs.
"""


class NewscrawlError(Exception):
    """The base of all of them."""


# Refused before the first request: exit code 2.


class UsageError(NewscrawlError, ValueError):
    """An argument or a setting is wrong. Raised before anything is fetched or written; the crawl
    command prints it as one line."""


class UnknownArticleError(UsageError, LookupError):
    """The archive has no article of this id, or had none yet at that time. The message names the
    one that is probably meant."""


class TakenDownError(UsageError, LookupError):
    """The article was taken down: its text and its pages are not in the archive any more."""


class LookError(NewscrawlError, RuntimeError):
    """A site could not be looked at, or is no news site as far as a look tells. `code` is the exit
    code that says which."""

    def __init__(self, message: str, *, code: int) -> None:
        super().__init__(message)
        self.code = code


# A page that could not be read: counted, reported, its bytes kept under failed/.


class PageError(NewscrawlError, ValueError):
    """The page is not what it should be. `missing` names the parts that were not found."""

    def __init__(self, message: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class PartError(NewscrawlError, ValueError):
    """An article goes on on another page that could not be had, or is not what it should be: what
    there is of it is not all."""


class UnreadError(NewscrawlError, RuntimeError):
    """A page could not be read for what it costs, or for want of a process that reads. `reason`
    says which in a word or two: `too heavy`, `no reader`."""

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


# What a date may raise.


class DateError(NewscrawlError, ValueError):
    """The text holds no date that can be placed on the calendar. Raised by
    extract.dates.read_date."""


# The output: it ends the run.


class OutputError(NewscrawlError, OSError):
    """The output could not be written: disk full, no permission. Exit code 74; what was written
    before is whole."""


class StoreError(OutputError):
    """The object store cannot be reached, refuses, or does not hold what it should."""


class BusyError(NewscrawlError, BlockingIOError):
    """Another run holds the output folder. Raised before anything is fetched or written. Exit code
    75."""
