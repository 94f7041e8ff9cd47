"""Crawls of a bare spider whose exchanges are kept as the project keeps them: for the tests of what
goes over the wire."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support import probe
from support.probe import Result, plan


def kept(output: Path, urls: list[str], **settings: Any) -> Result:
    """Ask for these addresses, one after the other, and keep what went over the wire in
    `output`."""
    given = {
        "DOWNLOAD_HANDLERS": dict.fromkeys(
            ("http", "https"), "newscrawl.downloader.handler.WireDownloadHandler"
        ),
        "DOWNLOADER_MIDDLEWARES": {"newscrawl.middlewares.capture.CaptureMiddleware": 900},
        "EXTENSIONS": {"newscrawl.extensions.archive.ArchiveExtension": 0},
        "NEWSCRAWL_OUTPUT": str(output),
        "NEWSCRAWL_WARC": True,
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_REQUESTS": 1,
        "URLLENGTH_LIMIT": 0,
        "DOWNLOAD_TIMEOUT": 20,
        "DOWNLOAD_MAXSIZE": 4 << 20,
        "RETRY_PRIORITY_ADJUST": 9,
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
    }
    [result] = probe.finished(probe.start(plan(urls, given | settings)))
    return result
