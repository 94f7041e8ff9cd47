"""README and CONTRIBUTING agree with the code: the tree, the tables, the commands, the example."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import shlex
import tomllib
import unicodedata
from dataclasses import fields
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from scrapy.settings import default_settings
from support.paths import REPOSITORY

from newscrawl import settings
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.markups import MARKUPS
from newscrawl.run import outcome
from newscrawl.run.arguments import Arguments
from newscrawl.run.settings_check import OWN_SETTINGS

README = (REPOSITORY / "README.md").read_text("utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
PAGES = {
    "README.md": README,
    "CONTRIBUTING.md": CONTRIBUTING,
    "CHANGELOG.md": (REPOSITORY / "CHANGELOG.md").read_text("utf-8"),
}


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    match = re.search(
        rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |^###? |\Z)", page, re.M | re.S
    )
    assert match, f"there is no section {heading!r}"
    return match[2]


def rows(page: str, heading: str) -> list[list[str]]:
    """The table under a heading, without its head; the code marks around a cell's first words
    removed."""
    cells = [
        re.split(r"\s*\|\s*", line.strip("| "))
        for line in section(page, heading).splitlines()
        if line.startswith("|")
    ]
    assert len(cells) > 2, f"there is no table under {heading!r}"
    return cells[2:]


def code(cell: str) -> str:
    """The first thing in code marks."""
    match = re.search(r"`([^`]*)`", cell)
    assert match, f"{cell!r} holds nothing in code marks"
    return match[1]


def paths_of_the_tree() -> set[str]:
    above: dict[int, str] = {}
    paths = set()
    for line in re.findall(r"^    .*$", section(CONTRIBUTING, "The house"), re.M):
        name = line.split()[0]
        indent = (len(line) - len(line.lstrip()) - 4) // 2
        above[indent] = name
        paths.add("".join(above[level] for level in range(indent + 1)))
    return paths


def test_the_tree_names_what_is_there() -> None:
    missing = sorted(path for path in paths_of_the_tree() if not (REPOSITORY / path).exists())
    assert missing == []


def test_every_module_is_in_the_tree() -> None:
    there = {
        str(path.relative_to(REPOSITORY))
        for path in (REPOSITORY / "newscrawl").rglob("*.py")
        if path.name != "__init__.py"
    }
    described_by_their_folder = {path for path in there if path.startswith("newscrawl/replica/")}
    assert sorted(there - described_by_their_folder - paths_of_the_tree()) == []


# Tables.


@pytest.mark.parametrize(
    ("heading", "name"),
    [("A line of `articles.jsonl`", "article"), ("A line of `headlines.jsonl`", "headline")],
)
def test_a_table_of_keys_is_the_schema(heading: str, name: str) -> None:
    schema = json.loads((REPOSITORY / "newscrawl" / "schemas" / f"{name}.json").read_bytes())
    assert [code(row[0]) for row in rows(README, heading)] == list(schema["properties"])


@pytest.mark.parametrize(
    ("heading", "name"),
    [("A line of `articles.jsonl`", "article"), ("A line of `headlines.jsonl`", "headline")],
)
def test_the_example_is_a_valid_line(heading: str, name: str) -> None:
    line = example(heading)
    jsonschema.Draft202012Validator(
        json.loads((REPOSITORY / "newscrawl" / "schemas" / f"{name}.json").read_bytes())
    ).validate(line)
    if name == "article":
        text = unicodedata.normalize("NFC", f"{line['title']}\n\n{line['body']}")
        assert line["content_sha256"] == hashlib.sha256(text.encode()).hexdigest()


def example(heading: str) -> dict[str, Any]:
    match = re.search(r"^```json\n(.*?)^```", section(README, heading), re.M | re.S)
    assert match, f"there is no example under {heading!r}"
    line: dict[str, Any] = json.loads(match[1])
    return line


def test_the_arguments_are_those_of_the_code() -> None:
    told = [code(row[0]).removeprefix("-a ").partition("=")[0] for row in rows(README, "Arguments")]
    # `missing` is said with ids.
    assert sorted(told) == sorted({field.name for field in fields(Arguments)} - {"missing"})
    for row in rows(README, "Arguments"):
        name, _, value = code(row[0]).removeprefix("-a ").partition("=")
        Arguments.parse(**{name: value})


def test_the_settings_and_their_defaults_are_those_of_the_code() -> None:
    told = {code(row[0]): ast.literal_eval(code(row[1])) for row in rows(README, "Settings")}
    assert {
        name: getattr(settings, name, getattr(default_settings, name, None)) for name in told
    } == told
    ours = {name for name in dir(settings) if name.startswith("NEWSCRAWL_")}
    assert sorted(ours - told.keys()) == []


def test_the_exit_codes_are_those_of_the_code() -> None:
    told = [int(number) for row in rows(README, "Exit codes") for number in row[0].split(",")]
    decided = [
        outcome.OK,
        outcome.UNHEALTHY,
        outcome.USAGE,
        outcome.UNREACHABLE,
        outcome.OUTPUT,
        outcome.BUSY,
        outcome.FORBIDDEN,
    ]
    assert told == [*decided, 130, 143]


def test_the_table_of_sites_is_the_folder_of_spiders() -> None:
    told = {code(row[0]) for row in rows(README, "Crawl the site")}
    assert told == {path.stem for path in (REPOSITORY / "newscrawl" / "spiders").glob("*.py")} - {
        "__init__"
    }


def test_the_tables_of_dependencies_are_pyproject() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    told = [
        row[0] for row in rows(CONTRIBUTING, "Dependencies, and what each earned its place with")
    ]
    names = [re.split(r"[<>=;\s]", one)[0] for one in wanted]
    assert [name for name in told if name not in ("package", "---")] == names


# Commands.


def commands() -> list[list[str]]:
    """Every command line of the pages: indented, in code marks, or inside a unit or a crontab."""
    found = re.findall(
        r"(?:^ {4}|`|/|&& )((?:scrapy|make|bench/\w+) [^`\n]*|make \w+)",
        README + CONTRIBUTING,
        re.M,
    )
    return [
        shlex.split(one.partition(" && ")[0].partition("2>")[0].partition("#")[0]) for one in found
    ]


def test_the_commands_can_be_typed() -> None:
    typed = commands()
    assert {words[0] for words in typed} >= {"scrapy", "make"}
    targets = set(re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.M))
    for program, *words in typed:
        if program == "make":
            assert set(words) <= targets, words
        elif program == "scrapy":
            assert (REPOSITORY / "newscrawl" / "commands" / f"{words[0]}.py").exists(), words
            check_options(words[1:])
        else:
            assert (REPOSITORY / program).exists(), program


def check_options(words: list[str]) -> None:
    for option, value in pairwise(words):
        if option == "-a":
            name, _, text = value.partition("=")
            Arguments.parse(**{name: text})
        elif option == "-s":
            name = value.partition("=")[0]
            assert (
                name in OWN_SETTINGS or hasattr(settings, name) or hasattr(default_settings, name)
            ), name
        elif option == "--fault":
            assert value in FAULTS
        elif option == "--markup":
            assert value in MARKUPS


def test_scripts_and_files_that_are_named_exist() -> None:
    for name in re.findall(r"`(bench/\w+)", README + CONTRIBUTING):
        assert (REPOSITORY / name).exists(), name
    for page in PAGES.values():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page):
            assert (REPOSITORY / target).exists(), target
        for path in re.findall(
            r"`((?:newscrawl|tests|extract|pipelines|storage)/[\w/.]+?)/?`", page
        ):
            if "example_times" not in path:
                assert (REPOSITORY / path).exists() or (REPOSITORY / "newscrawl" / path).exists(), (
                    path
                )


@pytest.mark.parametrize("name", PAGES)
def test_one_sentence_stands_on_a_line(name: str) -> None:
    prose = re.sub(r"(?ms)^```.*?^```|^ {4}[^\n]*$|^\|[^\n]*$", "", PAGES[name])
    assert re.findall(r"^.*[a-z`)]\. [A-Z`].*$", prose, re.M) == []


def test_the_change_log_begins_with_the_version_of_the_package() -> None:
    version = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"][
        "version"
    ]
    newest = re.search(r"^## (\S+)", PAGES["CHANGELOG.md"], re.M)
    assert newest and newest[1] == version
