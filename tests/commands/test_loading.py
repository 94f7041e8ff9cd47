"""Scrapy loads every command whichever is called: a crawl must not wait for what others need."""

from __future__ import annotations

import subprocess
import sys

from support.timeouts import COMMAND_S

OF_OTHERS = """
aiohttp dateparser jsonschema multiprocessing newscrawl.demo newscrawl.exports newscrawl.replica
newscrawl.report newscrawl.verify pyarrow rich surt tldextract
""".split()
"""What a crawl needs at no time, or at its end only."""


def test_the_commands_are_loaded_without_what_only_one_of_them_needs() -> None:
    source = (
        "import sys; from newscrawl.__main__ import own_commands; assert own_commands();"
        f"print(*(name for name in {OF_OTHERS!r} if name in sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, timeout=COMMAND_S
    )
    assert (loaded.returncode, loaded.stdout.split()) == (0, []), loaded.stderr
