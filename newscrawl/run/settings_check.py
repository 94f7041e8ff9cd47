"""The settings of a run, checked before the first request and refused in one clear line, whatever
starts the spider.

Scrapy itself would meet a wrong setting with a traceback in the middle of its start, or much later.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from difflib import get_close_matches
from logging import getLevelNamesMapping
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.settings import SETTINGS_PRIORITIES, default_settings

from newscrawl import settings as project
from newscrawl.downloader.workarounds import refuse_jobdir
from newscrawl.errors import UsageError
from newscrawl.identity.requisite_scope import requisite_host
from newscrawl.run.argument_values import did_you_mean
from newscrawl.run.output_paths import check_not_ours, output_folder
from newscrawl.run.ping import check_address, ping_address
from newscrawl.storage.state.connection import check_database

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

_NUMBERS: Mapping[str, tuple[type[int] | type[float], float]] = {
    "DOWNLOAD_DELAY": (float, 0),
    "DOWNLOAD_DELAY_JITTER": (float, 0),
    "DOWNLOAD_TIMEOUT": (float, 0.001),
    "DOWNLOAD_MAXSIZE": (int, 0),
    "DOWNLOAD_WARNSIZE": (int, 0),
    "CONCURRENT_REQUESTS": (int, 1),
    "CONCURRENT_REQUESTS_PER_DOMAIN": (int, 1),
    "CONCURRENT_ITEMS": (int, 1),
    "RETRY_TIMES": (int, 0),
    "REDIRECT_MAX_TIMES": (int, 0),
    "AUTOTHROTTLE_START_DELAY": (float, 0),
    "AUTOTHROTTLE_MAX_DELAY": (float, 0),
    "AUTOTHROTTLE_TARGET_CONCURRENCY": (float, 0.001),
    "CLOSESPIDER_TIMEOUT": (float, 0),
    "CLOSESPIDER_ITEMCOUNT": (int, 0),
    "CLOSESPIDER_PAGECOUNT": (int, 0),
    "CLOSESPIDER_ERRORCOUNT": (int, 0),
    "MEMUSAGE_LIMIT_MB": (int, 0),
}
"""Kind and smallest value of the numbers that a user of the crawl is likely to set."""

_FLAGS = (
    "ROBOTSTXT_OBEY",
    "AUTOTHROTTLE_ENABLED",
    "RETRY_ENABLED",
    "REDIRECT_ENABLED",
    "COOKIES_ENABLED",
    "LOG_ENABLED",
    "HTTPCACHE_ENABLED",
    "NEWSCRAWL_WARC",
    "NEWSCRAWL_REQUISITES",
)

LOG_FORMATS = ("text", "json")

OWN_SETTINGS: Mapping[str, object] = {
    name: value for name, value in vars(project).items() if name.startswith("NEWSCRAWL_")
}
"""Our own settings and their defaults, which say which kind of value each takes."""


_KNOWN = sorted({*filter(str.isupper, vars(default_settings)), *OWN_SETTINGS})

SLIP = 0.9
"""So like a setting of Scrapy a name is a slip: names of other packages begin alike at most."""


def int_setting(settings: BaseSettings, name: str) -> int:
    """A setting of our own that is a whole number; its default in a project that does not say."""
    default = OWN_SETTINGS[name]
    assert isinstance(default, int)
    return settings.getint(name, default)


def check_run_settings(settings: BaseSettings) -> None:
    """Refuse settings that a run could not work with, or that would break what it promises. Raises
    UsageError, one line, on the first that is wrong."""
    check_settings(settings)
    refuse_jobdir(settings)
    requisite_hosts(settings)
    _check_feeds(settings)
    if settings.getbool("HTTPCACHE_ENABLED"):
        raise UsageError(
            "HTTPCACHE_ENABLED is not supported: it would give a page of an earlier day the date"
            " of this run; leave the setting out"
        )


def _check_feeds(settings: BaseSettings) -> None:
    """Scrapy's own exports (`-o`, `-O`, FEEDS) would empty a file of the archive, or write into
    it."""
    folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
    for named in settings.getdict("FEEDS"):
        uri = str(named).removeprefix("file://")
        if "://" not in uri and not uri.startswith("stdout:"):
            with suppress(OSError):  # Scrapy says of itself what it cannot write.
                check_not_ours(Path(uri), folder, database=settings.get("NEWSCRAWL_DATABASE"))


def requisite_hosts(settings: BaseSettings) -> frozenset[str] | None:
    """The hosts beside the site's own where what pages need to be looked at may be fetched; None
    where none of it is. Raises UsageError."""
    named = str(settings.get("NEWSCRAWL_REQUISITES_HOSTS") or "").replace(",", " ").split()
    hosts = frozenset(map(requisite_host, named))
    if not settings.getbool("NEWSCRAWL_REQUISITES"):
        return None
    if not settings.getbool("NEWSCRAWL_WARC", True):
        raise UsageError(
            "NEWSCRAWL_REQUISITES keeps what it fetches in the WARC files, and NEWSCRAWL_WARC=False"
            " writes none; leave one of them out"
        )
    return hosts


def _check_slips(settings: BaseSettings) -> None:
    """Scrapy takes any name for a setting, and one that is misspelt does nothing: a slip in
    DOWNLOAD_DELAY would load the site. Settings of other packages are as good as any."""
    typed = SETTINGS_PRIORITIES["cmdline"]
    for name in settings:
        if settings.getpriority(name) == typed and name not in _KNOWN:
            for meant in get_close_matches(name.upper(), _KNOWN, n=1, cutoff=SLIP):
                raise UsageError(f"-s {name}=…: there is no such setting; did you mean {meant}?")


def check_settings(settings: BaseSettings) -> None:
    """Refuse settings that no command could work with. A `NEWSCRAWL_` name that is not in
    OWN_SETTINGS is a slip. Raises UsageError, one line, on the first that is wrong."""
    for name in settings:
        if name.startswith("NEWSCRAWL_") and name not in OWN_SETTINGS:
            raise UsageError(
                f"-s {name}=…: there is no such setting{did_you_mean(name, sorted(OWN_SETTINGS))}"
            )
    _check_slips(settings)
    for name, (kind, smallest) in _NUMBERS.items():
        _check_number(name, settings.get(name), kind, smallest)
    for name, default in OWN_SETTINGS.items():
        if isinstance(default, int | float) and not isinstance(default, bool):
            _check_number(name, settings.get(name), type(default), 0)
    for name in _FLAGS:
        _check_flag(settings, name)
    if not str(settings.get("NEWSCRAWL_OUTPUT") or "").strip():
        raise UsageError("-s NEWSCRAWL_OUTPUT=…: the output folder has no name")
    if database := str(settings.get("NEWSCRAWL_DATABASE") or ""):
        check_database(database)
    log_format = settings.get("NEWSCRAWL_LOG_FORMAT", LOG_FORMATS[0])
    if log_format not in LOG_FORMATS:
        raise UsageError(f"-s NEWSCRAWL_LOG_FORMAT={log_format}: say {' or '.join(LOG_FORMATS)}")
    if address := ping_address(settings):
        check_address(address)
    _check_log(settings)


def _check_log(settings: BaseSettings) -> None:
    level = settings.get("LOG_LEVEL")
    if not isinstance(level, int) and level not in getLevelNamesMapping():
        raise UsageError(f"-s LOG_LEVEL={level}: say DEBUG, INFO, WARNING or ERROR")
    log_file = settings.get("LOG_FILE")
    if log_file and not Path(log_file).absolute().parent.is_dir():
        raise UsageError(f"-s LOG_FILE={log_file}: there is no folder for it")


def _check_number(name: str, value: object, kind: type[int] | type[float], smallest: float) -> None:
    if value is None:
        return
    try:
        # int() of a float would cut off what the user wrote; float() takes nan and inf, which no
        # comparison refuses.
        fits = smallest <= kind(str(value)) < float("inf")
    except ValueError:
        fits = False
    if not fits:
        what = "a whole number" if kind is int else "a number"
        raise UsageError(f"-s {name}={value}: not {what} of {smallest:g} or more")


def _check_flag(settings: BaseSettings, name: str) -> bool:
    try:
        return settings.getbool(name)
    except ValueError:
        raise UsageError(f"-s {name}={settings.get(name)}: say True or False") from None
