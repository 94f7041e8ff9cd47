"""The pages agree with the code: tables, commands, links, examples; and what they show works."""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
import unicodedata
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import generate
import jsonschema
import pytest
from scrapy.settings import Settings, default_settings
from support.paths import REPOSITORY, SCHEMAS
from support.timeouts import COMMAND_S, LONG_COMMAND_S

from newscrawl import settings
from newscrawl.__main__ import own_commands
from newscrawl.cli.without_archive import WithoutArchive
from newscrawl.news_spider import NewsSpider
from newscrawl.replica import running
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.markups import MARKUPS
from newscrawl.run import outcome
from newscrawl.run.arguments import Arguments
from newscrawl.run.settings_check import OWN_SETTINGS

DOCS = REPOSITORY / "docs"
TUTORIAL = "docs/tutorial/first-crawl.md"
PAGES = {
    str(path.relative_to(REPOSITORY)): path.read_text("utf-8")
    for path in [*REPOSITORY.glob("*.md"), *sorted(DOCS.rglob("*.md"))]
}
ARTICLES, HEADLINES = "docs/reference/articles-jsonl.md", "docs/reference/headlines-jsonl.md"
FEEDS = [(ARTICLES, "article"), (HEADLINES, "headline")]


def rows(page: str, first: str) -> list[list[str]]:
    """The cells of the table of a page whose head begins with this word, without the head."""
    match = re.search(rf"^\| {first} \|[^\n]*\n\|[^\n]*\n((?:\|[^\n]*\n)+)", PAGES[page], re.M)
    assert match, f"{page} holds no table that begins with {first!r}"
    return [re.split(r"\s*(?<!\\)\|\s*", line.strip("| ")) for line in match[1].splitlines()]


def code(cell: str) -> str:
    """The first thing in code marks."""
    match = re.search(r"`([^`]*)`", cell)
    assert match, f"{cell!r} holds nothing in code marks"
    return match[1]


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGES[page], re.M | re.S)


# Layout.


@pytest.mark.parametrize(("name", "lines"), [("README.md", 130), ("CONTRIBUTING.md", 150)])
def test_the_first_pages_are_short(name: str, lines: int) -> None:
    assert len(PAGES[name].splitlines()) <= lines


@pytest.mark.parametrize("name", PAGES)
def test_one_sentence_stands_on_a_line(name: str) -> None:
    prose = re.sub(r"(?ms)^```.*?^```|^ {4}[^\n]*$|^\|[^\n]*$", "", PAGES[name])
    prose = re.sub(r"(?s)<!-- generated: .*?<!-- end -->", "", prose)
    assert re.findall(r"^.*[a-z`)]\. [A-Z`].*$", prose, re.M) == []


@pytest.mark.parametrize("name", PAGES)
def test_what_links_and_code_marks_name_exists(name: str) -> None:
    folder = (REPOSITORY / name).parent
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", PAGES[name]):
        path = folder / target if target else REPOSITORY / name
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.M)
            assert anchor in map(slug, headings), f"{target}#{anchor}"
    for path in re.findall(r"`((?:newscrawl|tests|docs|bench)/[\w/.-]*\w)/?`", PAGES[name]):
        if "example_times" not in path:
            assert (REPOSITORY / path).exists(), path


def slug(heading: str) -> str:
    """The anchor of a heading, as the forge and Sphinx make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_the_change_log_begins_with_the_version_of_the_package() -> None:
    newest = re.search(r"^## (\S+)", PAGES["CHANGELOG.md"], re.M)
    assert newest and newest[1] == project()["version"]


def project() -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    found: dict[str, Any] = read["project"]
    return found


# What is written by the code.


@pytest.mark.parametrize("name", [name for name in PAGES if "<!-- generated" in PAGES[name]])
def test_what_is_generated_is_as_the_code_has_it(name: str) -> None:
    assert generate.regenerated(PAGES[name]) == PAGES[name], "run `make docs`"


def test_every_block_that_can_be_generated_stands_on_a_page() -> None:
    used = {
        match[2].split()[0] for text in PAGES.values() for match in generate.BLOCK.finditer(text)
    }
    assert used == generate.BLOCKS.keys()


def test_a_block_that_nothing_generates_is_an_error() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        generate.regenerated("<!-- generated: nonsense -->\n<!-- end -->\n")


def test_every_command_is_described() -> None:
    page = PAGES["docs/reference/commands.md"]
    described = set(re.findall(r"^<!-- generated: options (\S+) -->$", page, re.M))
    ours = {name for name, one in own_commands().items() if not isinstance(one, WithoutArchive)}
    assert described == ours
    assert described <= set(re.findall(r"^## (\S+)$", page, re.M))


# Tables that are written by hand.


@pytest.mark.parametrize(("page", "name"), FEEDS)
def test_a_table_of_keys_is_the_schema(page: str, name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_bytes())
    assert [code(row[0]) for row in rows(page, "key")] == list(schema["properties"])


@pytest.mark.parametrize(("page", "name"), [*FEEDS, ("README.md", "article")])
def test_the_example_is_a_valid_line(page: str, name: str) -> None:
    [example] = blocks(page, "json")
    line = json.loads(example)
    schema = json.loads((SCHEMAS / f"{name}.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(line)
    if name == "article":
        text = unicodedata.normalize("NFC", f"{line['title']}\n\n{line['body']}")
        assert line["content_sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_the_arguments_are_those_of_the_code() -> None:
    given = [
        code(row[0]).removeprefix("-a ").partition("=")
        for row in rows("docs/reference/arguments.md", "argument")
    ]
    # `missing` and `keys` are said with ids.
    names = {field.name for field in fields(Arguments)} - {"missing", "keys"}
    assert {name for name, _, _ in given} == names
    for name, _, value in given:
        Arguments.parse(**{name: value})


def test_the_settings_and_their_defaults_are_those_of_the_code() -> None:
    table = rows("docs/reference/settings.md", "setting")
    described = {code(row[0]): ast.literal_eval(code(row[1])) for row in table}
    assert {
        name: getattr(settings, name, getattr(default_settings, name, None)) for name in described
    } == described
    ours = {name for name in dir(settings) if name.startswith("NEWSCRAWL_")}
    assert ours - described.keys() == set()


def test_the_exit_codes_are_those_of_the_code() -> None:
    table = rows("docs/reference/exit-codes.md", "code")
    assert [int(number) for row in table for number in row[0].split(",")] == [
        outcome.OK,
        outcome.UNHEALTHY,
        outcome.USAGE,
        outcome.UNREACHABLE,
        outcome.OUTPUT,
        outcome.BUSY,
        outcome.FORBIDDEN,
        130,
        143,
    ]


def test_the_table_of_sites_is_the_folder_of_spiders() -> None:
    described = {code(row[0]) for row in rows("docs/reference/index.md", "spider")}
    there = {path.stem for path in (REPOSITORY / "newscrawl" / "spiders").glob("*.py")}
    assert described == there - {"__init__"}


def test_the_tables_of_dependencies_are_pyproject() -> None:
    extras = project()["optional-dependencies"]
    wanted = [*project()["dependencies"], *extras["dev"], *extras["docs"]]
    tables = re.findall(r"^\| package \|.*\n\|.*\n((?:\|.*\n)+)", PAGES["CONTRIBUTING.md"], re.M)
    described = [line.split("|")[1].strip() for table in tables for line in table.splitlines()]
    assert described == [re.split(r"[<>=;\s]", one)[0] for one in wanted]


# Commands that are shown.


def shown() -> list[tuple[str, list[str]]]:
    """Every command line of the pages and where it stands: indented, in a block, in code marks, or
    inside a unit or a crontab."""
    found = []
    for name, text in PAGES.items():
        by_hand = re.sub(r"(?s)<!-- generated: .*?<!-- end -->", "", text)
        indented = re.sub(
            r"(?ms)^```sh\n(.*?)^```", lambda block: re.sub("(?m)^", "    ", block[1]), by_hand
        )
        program = r"(?:newscrawl|scrapy|make|bench/\w+)"
        found += [
            (name, line)
            for line in re.findall(
                rf"(?:^ {{4,7}}|`|/|&& )({program} (?!COMMAND|&&)[^`\n]*|make \w+)", indented, re.M
            )
        ]
    return [
        (name, shlex.split(line.partition(" && ")[0].partition("2>")[0].partition("#")[0]))
        for name, line in found
    ]


def test_the_commands_that_are_shown_can_be_typed() -> None:
    typed = shown()
    assert {words[0] for _, words in typed} >= {"newscrawl", "make"}
    assert len(typed) > 30
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.M))
    for name, (program, *words) in typed:
        where = f"{name}: {program} {shlex.join(words)}"
        if program == "make":
            assert set(words) <= targets, where
        elif program in ("newscrawl", "scrapy"):
            assert words, where
            check_command(where, words)
        else:
            assert (REPOSITORY / program).exists(), where


SCRAPYS_OTHERS = ("list", "settings", "version")


def check_command(where: str, words: list[str]) -> None:
    command = own_commands().get(words[0])
    if command is None:
        assert words[0] in SCRAPYS_OTHERS, where
        return
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.settings = Settings()
    command.add_options(parser)
    known = {option for action in parser._actions for option in action.option_strings}
    for option, value in pairwise([*words[1:], ""]):
        if option.startswith("-") and option != "-":
            assert option.partition("=")[0] in known, f"{where}: {option}"
        if option == "-a":
            name, _, text = value.partition("=")
            if words[:2] == ["crawl", "site"] and name == "site":
                continue  # Of the command, and no argument of the spider.
            if words[0] in ("crawl", "runspider") and name != "NAME" and "…" not in text:
                Arguments.parse(**{name: text})
        elif option == "-s":
            name = value.partition("=")[0]
            assert (
                name in OWN_SETTINGS or hasattr(settings, name) or hasattr(default_settings, name)
            ), where
        elif option == "--fault":
            assert value in FAULTS, where
        elif option == "--markup":
            assert value in MARKUPS, where


@pytest.mark.parametrize(
    ("name", "block"),
    [(name, block) for name in PAGES for block in blocks(name, "python")],
)
def test_the_programs_that_are_shown_can_be_run(name: str, block: str) -> None:
    """A spider is made and asked for its site; a script is compiled."""
    program = compile(block, name, "exec")
    if "NewsSpider)" not in block:
        return
    held: dict[str, Any] = {}
    exec(program, held)
    [spider] = [
        one
        for one in held.values()
        if isinstance(one, type) and issubclass(one, NewsSpider) and one is not NewsSpider
    ]
    assert spider.site_for(Arguments()).canonical_root == spider.canonical_root


# What takes longer.


def environment() -> dict[str, str]:
    given = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    given.pop("SCRAPY_SETTINGS_MODULE", None)
    return given


@pytest.mark.slow
def test_the_tutorial_works_as_it_is_written(tmp_path: Path) -> None:
    typed = [line for block in blocks(TUTORIAL, "sh") for line in block.splitlines()]
    typed = [line for line in typed if line.startswith("newscrawl ")]
    assert len(typed) >= 6
    # The newest of the replica of the test is another number than that of the page only if its size
    # differs: it is started as the tutorial starts it.
    assert "python -m newscrawl.replica --articles 60" in PAGES[TUTORIAL]
    with running(articles=60) as replica:
        for line in typed:
            words = shlex.split(line.replace("http://127.0.0.1:8080", replica.root))
            done = subprocess.run(
                [sys.executable, "-m", *words],
                cwd=tmp_path,
                env=environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=COMMAND_S,
            )
            assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
    assert "unchanged" in done.stdout
    assert (tmp_path / "articles.csv").exists() and (tmp_path / "report.html").exists()
    described = {code(row[0]) for row in rows("docs/reference/run-report.md", "key")}
    reports = [json.loads(path.read_bytes()) for path in (tmp_path / "output" / "runs").iterdir()]
    assert {key for report in reports for key in report} == described
    outputs = {code(row[0]) for row in rows("docs/reference/index.md", "file")}
    assert {"articles.jsonl", "headlines.jsonl", "newscrawl.db"} <= outputs
    for path in (tmp_path / "output").iterdir():
        if not path.name.startswith("."):
            assert any(name.startswith(path.name) for name in outputs), path.name


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("sphinx") is None,
    reason="THE PAGES ARE NOT BUILT: `make test-slow` installs Sphinx, and there is none",
)
def test_the_pages_can_be_built_without_a_warning(tmp_path: Path) -> None:
    built = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet"),
            *("--doctree-dir", str(tmp_path / "doctrees"), str(DOCS), str(tmp_path / "html")),
        ],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=LONG_COMMAND_S,
    )
    assert built.returncode == 0, built.stderr
    pages = {path.relative_to(DOCS).with_suffix("") for path in DOCS.rglob("*.md")}
    html = tmp_path / "html"
    assert pages <= {path.relative_to(html).with_suffix("") for path in html.rglob("*.html")}
