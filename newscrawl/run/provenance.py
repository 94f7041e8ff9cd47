"""With which program and which settings a run was made: for its report, and for the head of its
WARC files."""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

import scrapy
from scrapy.settings import BaseSettings

from newscrawl.run.arguments import Arguments
from newscrawl.run.ping import ping_address, shown
from newscrawl.run.settings_check import int_setting
from newscrawl.storage.state.connection import without_password
from newscrawl.storage.warc.writer import Origin

REPORTED_SETTINGS = (
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
"""Settings of Scrapy that are reported beside our own: those that make one run differ from
another."""

Value = str | int | float | bool | None


def reported_settings(settings: BaseSettings) -> dict[str, Value]:
    """Our own settings, and those that make one run differ from another; no password and no
    address to ping among them."""
    own = sorted(name for name in settings if name.startswith("NEWSCRAWL_"))
    reported = {name: settings.get(name) for name in (*own, *REPORTED_SETTINGS)}
    for name in ("NEWSCRAWL_DATABASE", "NEWSCRAWL_WORKERS_DATABASE"):
        if reported.get(name):
            reported[name] = without_password(reported[name])
    if address := ping_address(settings):
        reported["NEWSCRAWL_PING"] = shown(address)
    return {
        name: value if isinstance(value, Value) else str(value) for name, value in reported.items()
    }


def versions() -> dict[str, str]:
    """The versions of the program and of what it runs on, as a run's report holds them."""
    return {
        "newscrawl": own_version(),
        "scrapy": scrapy.__version__,
        "python": platform.python_version(),
    }


@cache
def own_version() -> str:
    """The version of newscrawl, as it was installed; `unknown` for a checkout that never was."""
    try:
        return version("newscrawl")
    except PackageNotFoundError:
        return version_beside(Path(__file__).parents[2]) or "unknown"


def version_beside(root: Path) -> str | None:
    """The version that the metadata in a folder or an egg says of newscrawl; None where there is
    none.

    Scrapyd runs a project from an egg that is called by a number, and `importlib.metadata.version`
    finds an egg by its file name alone.
    """
    for one in distributions(path=[str(root)]):
        if one.metadata["Name"] == "newscrawl":
            return one.version
    return None


def warc_origin(settings: BaseSettings, site: str, run: str, arguments: Arguments) -> Origin:
    """What the WARC files of a run hold about themselves, in the record `warcinfo` of each."""
    facts = {
        "software": f"newscrawl/{own_version()} Scrapy/{scrapy.__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": (
            "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
        ),
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings["USER_AGENT"],
        "isPartOf": f"{site}, run {run}",
        # As Webrecorder's tools write it: by this py-wacz takes pages for pages though no request
        # of ours has a Referer.
        "json-metadata": json.dumps({"type": "collection", "title": site}),
        "newscrawl-arguments": json.dumps(arguments.as_dict(), ensure_ascii=False),
        # Where the files lie on this machine is no business of who reads them elsewhere.
        "newscrawl-settings": json.dumps(
            {**reported_settings(settings), "NEWSCRAWL_OUTPUT": None}, ensure_ascii=False
        ),
    }
    return Origin(site, run, facts, roll_bytes=int_setting(settings, "NEWSCRAWL_WARC_BYTES"))


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
