"""`newscrawl COMMAND …`: `scrapy COMMAND …` with this project's settings, from any folder.

Scrapy finds a project by the `scrapy.cfg` of a checkout; what is installed from a wheel has none.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module

import scrapy
from scrapy.cmdline import execute
from scrapy.commands import ScrapyCommand

from newscrawl import commands
from newscrawl.run.provenance import own_version

SETTINGS = "newscrawl.settings"

_HELP = """\
newscrawl {version} (Scrapy {scrapy})

Usage:
  newscrawl COMMAND [options] [arguments]

Commands:
{commands}

`newscrawl COMMAND --help` tells the options of each; Scrapy's own commands work as well.
Settings are given with -s NAME=value; -s NEWSCRAWL_OUTPUT=DIR says where to write (output).
"""


def main(arguments: list[str] | None = None) -> None:
    """Run the command that is named; `arguments` are those of the process if None.

    Ends by SystemExit with the exit code of the command. Whatever project the working folder
    belongs to, the settings are `newscrawl.settings`: they are set in the environment, so that
    processes which a command starts have them, too.
    """
    given = sys.argv[1:] if arguments is None else arguments
    os.environ["SCRAPY_SETTINGS_MODULE"] = SETTINGS
    if given in ([], ["-h"], ["--help"], ["help"]):
        print(
            _HELP.format(version=own_version(), scrapy=scrapy.__version__, commands=_listed()),
            end="",
        )
        raise SystemExit(0)
    if given == ["--version"]:
        print(f"newscrawl {own_version()} (Scrapy {scrapy.__version__})")
        raise SystemExit(0)
    execute(["newscrawl", *given])


def own_commands() -> dict[str, ScrapyCommand]:
    """The commands of this project by their names, in alphabetical order: one a module of
    `newscrawl/commands/`."""
    names = sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
    return {
        name: import_module(f"{commands.__name__}.{name}").Command()
        for name in names
        if not name.startswith("_")
    }


def _listed() -> str:
    return "\n".join(f"  {name:<12} {one.short_desc()}" for name, one in own_commands().items())


if __name__ == "__main__":
    main()
