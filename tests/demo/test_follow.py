"""The crawl of the demo runs to its end, and what it writes is counted meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryFile

from rich.console import Console

from newscrawl.demo.follow import follow


def test_the_exit_code_is_that_of_the_process_and_its_lines_are_counted(tmp_path: Path) -> None:
    feed = tmp_path / "articles.jsonl"
    feed.write_text("{}\n")
    program = f"open({str(feed)!r}, 'a').write('{{}}\\n' * 3); print('done'); raise SystemExit(7)"
    console = Console(width=80, force_terminal=False)
    with console.capture() as shown, TemporaryFile("w+") as log:
        code = follow(console, [sys.executable, "-c", program], feed, 4, log)
        log.seek(0)
        assert log.read() == "done\n"
    assert code == 7
    assert shown.get().splitlines()[-1] == "crawled: 3 of 4 articles"
