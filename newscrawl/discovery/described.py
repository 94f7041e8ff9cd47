"""A site without a spider's file: what was found out of it is kept in its archive's folder, and is
its spider."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newscrawl.discovery.findings import Findings
from newscrawl.errors import LookError, OutputError, UsageError
from newscrawl.identity.hosts import host_key
from newscrawl.news_spider import NewsSpider
from newscrawl.run.outcome import UNHEALTHY
from newscrawl.run.output_paths import output_folder
from newscrawl.storage.files.atomic import atomic_file

FILE = "site.json"
"""In the output folder."""


def spider_of(found: Findings) -> type[NewsSpider]:
    """The spider of a site that was looked at. Raises UsageError where its forms cannot serve."""
    facts = {
        "name": found.name,
        "canonical_root": found.canonical_root,
        "further_hosts": found.further_hosts,
        "article_addresses": tuple(form.text for form in found.forms),
        "languages": tuple(found.languages) or ("en",),
        "timezone": found.timezone,
        "__module__": __name__,
        "made": (spider_like, found.dump()),
        "__doc__": f"{found.canonical_root}, as `newsite` found it.",
    }
    spider = type("DescribedSpider", (NewsSpider,), facts)
    assert issubclass(spider, NewsSpider)
    spider.site_at()
    return spider


def spider_like(values: Mapping[str, Any]) -> type[NewsSpider]:
    """The same in another process, from what `Findings.dump` gave."""
    return spider_of(Findings.load(values))


def kept_in(folder: Path) -> Findings | None:
    """What was found out of the site of this archive; None where nothing is kept. Raises UsageError
    for a file that is none, OutputError where it cannot be read."""
    try:
        text = (folder / FILE).read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(getattr(error, "errno", 0), f"{folder / FILE}: {error}") from error
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{folder / FILE} is no JSON: {error}; restore or remove it") from error
    try:
        return Findings.load(values)
    except UsageError as error:
        raise UsageError(f"{folder / FILE}: {error}") from error


def spiders_here(settings: BaseSettings) -> dict[str, type[NewsSpider]]:
    """The spiders of the project, and that of the site whose description lies in the output folder,
    by name. Raises as `kept_in` does."""
    loader = get_spider_loader(settings)
    spiders = {
        name: kind for name in loader.list() if issubclass(kind := loader.load(name), NewsSpider)
    }
    found = kept_in(output_folder(settings.get("NEWSCRAWL_OUTPUT")))
    return spiders if found is None else {found.name: spider_of(found), **spiders}


def keep(folder: Path, found: Findings) -> None:
    """Keep it there. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_file(folder / FILE) as file:
            file.write(json.dumps(found.dump(), ensure_ascii=False, indent=2).encode() + b"\n")
    except OSError as error:
        raise OutputError(error.errno, f"{folder / FILE}: {error.strerror}") from error


def check_same(found: Findings, url: str, folder: Path) -> None:
    """Raises UsageError where a folder holds the archive of another site."""
    if host_key(urlsplit(url).netloc) != host_key(urlsplit(found.canonical_root).netloc):
        raise UsageError(
            f"{folder} holds the archive of {found.canonical_root}, and not of {url}: give another"
            " NEWSCRAWL_OUTPUT"
        )


def look_at(url: str, settings: Sequence[str]) -> Findings:
    """What `newscrawl newsite` finds, in a process of its own: the engine that looks can start only
    once. `settings` are `NAME=value`. Raises LookError with its last line and its exit code."""
    words = [word for setting in settings for word in ("-s", setting)]
    done = subprocess.run(
        [sys.executable, "-m", "newscrawl", "newsite", url, "--json", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    said = (done.stderr.strip().splitlines() or ["newsite said nothing"])[-1]
    said = said.removeprefix("newsite: ")
    if done.returncode == 0:
        return Findings.load(json.loads(done.stdout))
    raise LookError(said, code=done.returncode if done.returncode > 0 else UNHEALTHY)
