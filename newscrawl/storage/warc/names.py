"""Names of the WARC files of an output folder."""

from __future__ import annotations

import re

FOLDER = "warc"
SUFFIX = ".warc.gz"
INDEX_SUFFIX = ".cdxj"

NAME = re.compile(r".+-(?P<run>\d{8}T\d{6}Z-[0-9a-f]+)-\d{5,}" + re.escape(SUFFIX))
"""Of a file that a run wrote: site, run, number."""


def warc_name(site: str, run: str, number: int) -> str:
    """The name of a file of a run; `number` is 0 for its first.

    >>> warc_name("paper", "20260114T093000Z-1f3a", 0)
    'paper-20260114T093000Z-1f3a-00000.warc.gz'
    """
    return f"{site}-{run}-{number:05d}{SUFFIX}"


def run_of(name: str) -> str:
    """The run in the name of a file; empty where it names none.

    >>> run_of("paper-20260114T093000Z-1f3a-00000.warc.gz")
    '20260114T093000Z-1f3a'
    """
    named = NAME.fullmatch(name)
    return named["run"] if named else ""


def index_name(warc: str) -> str:
    """The name of the index of a file.

    >>> index_name("paper-20260114T093000Z-1f3a-00000.warc.gz")
    'paper-20260114T093000Z-1f3a-00000.cdxj'
    """
    return warc.removesuffix(SUFFIX) + INDEX_SUFFIX
