"""Leaves out the components of Scrapy that a setting switches off: Scrapy loads each, with the
libraries that it needs, to be told by it that it is not wanted."""

from __future__ import annotations

from scrapy.settings import BaseSettings

SWITCHES = {
    # aiohttp is a tenth of a second, and tldextract a third of that.
    "REMOTE_CONTROL_ENABLED": (
        "EXTENSIONS_BASE",
        "scrapy.extensions.remote_control.RemoteControl",
    ),
    "TELNETCONSOLE_ENABLED": ("EXTENSIONS_BASE", "scrapy.extensions.telnet.TelnetConsole"),
    "COOKIES_ENABLED": (
        "DOWNLOADER_MIDDLEWARES_BASE",
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    ),
}
"""The setting that switches a component off, and where Scrapy lists it."""


class SwitchedOff:
    """An add-on (ADDONS): it sees the settings of a crawl when all have been made."""

    def update_settings(self, settings: BaseSettings) -> None:
        for switch, (components, path) in SWITCHES.items():
            if not settings.getbool(switch):
                settings[components].pop(path, None)
