"""What a run tells of the program and the settings that it ran with: in its report, and at the head
of its WARC files."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scrapy.settings import BaseSettings

from newscrawl.storage.state.connection import without_password

TOLD_SETTINGS = (
    "DOWNLOAD_DELAY",
    "DOWNLOAD_TIMEOUT",
    "DOWNLOAD_MAXSIZE",
    "CONCURRENT_REQUESTS",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "AUTOTHROTTLE_ENABLED",
    "RETRY_TIMES",
    "ROBOTSTXT_OBEY",
    "USER_AGENT",
)
"""Settings that are told beside our own: those that make one run differ from another."""

Value = str | int | float | bool | None


def told_settings(settings: BaseSettings) -> dict[str, Value]:
    """Our own settings, and those that make one run differ from another; no password among them."""
    own = sorted(
        name for name in settings if name.startswith("NEWSCRAWL_") and name != "NEWSCRAWL_RUN"
    )
    told = {name: settings.get(name) for name in (*own, *TOLD_SETTINGS)}
    if told.get("NEWSCRAWL_DATABASE"):
        told["NEWSCRAWL_DATABASE"] = without_password(told["NEWSCRAWL_DATABASE"])
    return {name: value if isinstance(value, Value) else str(value) for name, value in told.items()}


def own_version() -> str:
    """Of newscrawl, as it was installed."""
    try:
        return version("newscrawl")
    except PackageNotFoundError:
        # Run from a checkout that was never installed.
        return "unknown"


@cache
def code_digest(source: Path) -> str:
    """A digest of the program that reads pages: our own source, the spider's in `source`, the
    versions of the libraries that help."""
    digest = hashlib.sha256()
    here = Path(__file__).parents[1]
    files = {*here.rglob("*.py"), source}
    for file in sorted(files):
        digest.update(file.name.encode() + file.read_bytes())
    for library in ("lxml", "parsel", "scrapy", "dateparser", "charset-normalizer"):
        digest.update(f"{library} {version(library)}".encode())
    return digest.hexdigest()
