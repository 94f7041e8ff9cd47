"""What the commands that look at an output folder have in common: settings checked, one last line,
the exit code of what happened."""

from __future__ import annotations

import argparse
import signal
import sys
from abc import abstractmethod
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from newscrawl.cli.streams import give_up_output, prepare, say
from newscrawl.errors import NewscrawlError
from newscrawl.run.outcome import outcome_of
from newscrawl.run.settings_check import check_settings
from newscrawl.run.site_folders import use_site


class FolderCommand(ScrapyCommand):
    """A command that works on an output folder without a crawl. Its `perform` gives the exit code
    and the last line, or raises a NewscrawlError."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # as Scrapy declares it
    called: ClassVar[str]
    """The name of the command, for its last line."""
    is_of_one_archive: ClassVar[bool] = True
    """Whether it looks at the archive of one site."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        if self.is_of_one_archive:
            parser.add_argument(
                "--site", metavar="NAME", help="of a project with several sites: whose archive"
            )

    @abstractmethod
    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        """Do it. Raises NewscrawlError."""

    def site_named(self, args: list[str], opts: argparse.Namespace) -> str | None:
        """The site whose archive is meant; None where none is named."""
        site: str | None = getattr(opts, "site", None)
        return site

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Set the exit code and print the last line."""
        assert self.settings is not None
        # As Ctrl-C: what is half written is cleared away.
        signal.signal(signal.SIGTERM, _terminated)
        prepare()
        try:
            check_settings(self.settings)
            if self.is_of_one_archive and not getattr(opts, "all", False):
                use_site(self.settings, self.site_named(args, opts))
            self.exitcode, last_line = self.perform(args, opts)
            sys.stdout.flush()
        except NewscrawlError as error:
            outcome = outcome_of(error)
            self.exitcode, last_line = outcome.code, outcome.line
        except OSError as error:
            # What is read and written of an archive is told by OutputError.
            give_up_output()
            self.exitcode, last_line = 74, f"cannot write what was asked for: {error.strerror}"
        except KeyboardInterrupt as stop:
            name = signal.Signals(stop.args[0]) if stop.args else signal.SIGINT
            self.exitcode, last_line = 128 + name, f"interrupted by {name.name} before its end"
        say(f"{self.called}: {last_line}")


def _terminated(signum: int, _: object) -> None:
    raise KeyboardInterrupt(signum)
