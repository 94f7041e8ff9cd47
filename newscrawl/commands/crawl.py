"""`scrapy crawl SPIDER`: Scrapy's command with the arguments checked first, and the truth in the
exit code.

`scrapy crawl site -a site=https://example.org` crawls a site for which there is no spider: the
first run looks at it, as `scrapy newsite` does, and keeps what it found in `site.json` beside the
archive, which is in a folder of the site's name in the output folder unless NEWSCRAWL_OUTPUT is
given.
"""

from __future__ import annotations

import argparse
import sys

from scrapy import Spider
from scrapy.spiderloader import get_spider_loader

from newscrawl.cli.run_command import RunCommand
from newscrawl.discovery.names import ANY_SITE, name_of
from newscrawl.errors import UsageError
from newscrawl.identity.hosts import root_parts
from newscrawl.run.output_paths import output_folder

NOT_PASSED_ON = ("NEWSCRAWL_OUTPUT", "NEWSCRAWL_DATABASE")
"""Settings that mean nothing to a look at a site."""


class Command(RunCommand):
    """A run of a spider of this project."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] SPIDER"

    def short_desc(self) -> str:
        return "Run a spider of this project, by name"

    def _find_spider(self, args: list[str], opts: argparse.Namespace) -> type[Spider]:
        assert self.settings is not None
        spiders = get_spider_loader(self.settings)
        there_are = f"there are: {', '.join(sorted(spiders.list())) or 'none'}"
        if args == [ANY_SITE] and ANY_SITE not in spiders.list():
            return self._find_site(opts)
        if len(args) != 1:
            what = f"{args[1]} is one word too many" if args else "no spider is named"
            raise UsageError(
                f"{what}: it is 'scrapy crawl SPIDER -a name=value -s NAME=value', {there_are}"
            )
        if args[0] not in spiders.list():
            raise UsageError(f"there is no spider of this name; {there_are}")
        return spiders.load(args[0])

    def _find_site(self, opts: argparse.Namespace) -> type[Spider]:
        """The spider of the site that is named by its address. Raises NewscrawlError."""
        # Not above: a crawl of a spider needs none of it.
        from newscrawl.discovery.described import check_same, keep, kept_in, look_at, spider_of

        assert self.settings is not None
        url = opts.spargs.pop(ANY_SITE, "")
        root = root_parts(url if "://" in url else f"https://{url}" if url else "")
        url = f"{root.scheme}://{root.netloc}{root.path}/"
        if not any(word.startswith("NEWSCRAWL_OUTPUT=") for word in opts.set):
            folder = output_folder(self.settings.get("NEWSCRAWL_OUTPUT")) / name_of(url)
            self.settings.set("NEWSCRAWL_OUTPUT", str(folder), priority="cmdline")
        folder = output_folder(self.settings.get("NEWSCRAWL_OUTPUT"))
        found = kept_in(folder)
        if found is None:
            print(f"{url}: looking at the site, a minute or so", file=sys.stderr)
            passed_on = (word for word in opts.set if not word.startswith(NOT_PASSED_ON))
            found = look_at(url, [*passed_on])
            forms = ", ".join(form.text for form in found.forms)
            print(
                f"{url}: articles at {forms}, as 'newsite' shows with its reasons", file=sys.stderr
            )
            for doubt in found.doubts:
                print(f"{url}: doubt: {doubt}", file=sys.stderr)
            if not self._is_dry:
                keep(folder, found)
        check_same(found, url, folder)
        return spider_of(found)
