"""What commands that start a run have in common. Exit codes, signals and last lines are tried on
the real command, in tests/commands/test_crawl.py."""

from __future__ import annotations

import argparse

from scrapy.commands import ScrapyHelpFormatter

from newscrawl.cli.run_command import add_spider_arguments
from newscrawl.run.arguments import ARGUMENTS


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(formatter_class=ScrapyHelpFormatter)
    made.add_argument("-a", dest="spargs", action="append")
    add_spider_arguments(made)
    return made


def test_the_help_says_what_each_argument_does() -> None:
    shown = " ".join(parser().format_help().split())
    for name, argument in ARGUMENTS.items():
        assert f"-a {name}={argument.value} " in shown
        assert argument.meaning in shown


def test_an_argument_is_read_as_ever_and_leaves_nothing_else() -> None:
    opts, words = parser().parse_known_args(["paper", "-a", "full=1", "-aurl=http://a.test"])
    assert (opts, words) == (
        argparse.Namespace(spargs=["full=1", "url=http://a.test"]),
        ["paper"],
    )
