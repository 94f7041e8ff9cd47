"""The house stands as CONTRIBUTING says: short modules, short functions, imports one way, a test
module for each module that decides something.

What falls short today stands in lists that may only shrink: an entry that is no longer needed makes
a test fail until it is taken out.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from radon.complexity import cc_visit
from support.paths import REPOSITORY, TESTS

PACKAGE = REPOSITORY / "newscrawl"
MAX_LINES = 300
MAX_COMPLEXITY = 15
MAX_LOOSE_MODULES = 10
REASON = "# complex: "
"""Stands on the `def` line of a function that is more complex for a reason, which follows."""

MODULES = sorted(str(path.relative_to(REPOSITORY)) for path in PACKAGE.rglob("*.py"))

# What falls short today.

TOO_LONG: set[str] = set()

TOO_COMPLEX: Mapping[str, set[str]] = {}

IN_CIRCLES: set[str] = set()

FLOORS = """
__main__ newscrawl commands workers cli demo discovery spiders reparse news_spider middlewares pipelines
readers parse frontier exports verify report extensions archive run storage lifecycle records loaders downloader
extract dating replica identity items settings text clock lease errors
""".split()
"""The rooms from the top down; `newscrawl` is the public face. A room takes from those below it."""

NEVER = {
    ("pipelines", "parse"),
    ("pipelines", "frontier"),
    ("storage", "extract"),
    ("storage", "loaders"),
    ("storage", "downloader"),
}
"""Arrows down that are wrong all the same: a pipeline reads no page, the store no markup."""

WRONG_WAY: set[tuple[str, str]] = set()

WITHOUT_SCRAPY = """
exports verify report lifecycle records extract dating replica identity items text clock errors
""".split()

BRANCHES = 2
"""Complexity from which on a function decides something."""

TESTED_ELSEWHERE = {
    "newscrawl/discovery/spider.py": ("commands/test_newsite.py", "a real look at a real server"),
    "newscrawl/replica/faults/": ("replica/test_faults.py", "one test asks all of them alike"),
    "newscrawl/replica/markups/": ("replica/test_site.py", "every markup shows what the others do"),
    "newscrawl/replica/languages/": ("replica/test_content.py", "every language fills its slots"),
    "newscrawl/replica/server.py": ("replica/test_running.py", "asked over HTTP, in its process"),
    "newscrawl/replica/truth.py": ("replica/test_site.py", "held against the pages themselves"),
    "newscrawl/replica/feeds.py": ("replica/test_site.py", "held against the pages themselves"),
    "newscrawl/readers/process.py": ("readers/test_pool.py", "a process, by those that end"),
    "newscrawl/readers/served.py": ("readers/test_remote_reader.py", "by what calls it"),
    "newscrawl/readers/worker.py": ("readers/test_pool.py", "what runs in them"),
    "newscrawl/run/argument_values.py": ("run/test_arguments.py", "read as arguments"),
    "newscrawl/run/troubles.py": ("run/test_outcome.py", "by the outcome that they make"),
    "newscrawl/spiders/": ("test_sites.py", "a site's pages are fixtures beside their results"),
    "newscrawl/workers/child.py": ("workers/test_worker.py", "a process, by what becomes of it"),
    "newscrawl/workers/runs.py": ("workers/test_worker.py", "real runs of a real worker"),
    "newscrawl/verify/feeds.py": ("verify/test_folder.py", "reads files, which are damaged there"),
    "newscrawl/verify/warc_records.py": ("verify/test_warc.py", "reads files, which are damaged"),
}
"""A module, or a folder of them, that another test module covers, and why."""

UNTESTED: set[str] = {
    "newscrawl/dating/evidence.py",
    "newscrawl/extract/body/prose.py",
    "newscrawl/extract/dates/beside.py",
    "newscrawl/extract/dates/words.py",
    "newscrawl/extract/html/block_builder.py",
    "newscrawl/extract/html/outline.py",
    "newscrawl/extract/publication_date/context.py",
    "newscrawl/extract/rules.py",
    "newscrawl/frontier/policies/base.py",
    "newscrawl/frontier/policies/full.py",
    "newscrawl/frontier/policies/incremental.py",
    "newscrawl/frontier/policies/selected.py",
    "newscrawl/reparse/spider.py",
    "newscrawl/reparse/tasks.py",
}


def name_of(path: str) -> str:
    """The dotted name of a module."""
    parts = Path(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


@cache
def tree_of(path: str) -> ast.Module:
    return ast.parse((REPOSITORY / path).read_text("utf-8"))


def imported(path: str) -> Iterator[str]:
    """What a module imports, as dotted names: at its top, in functions, and for types alone. Those
    are needed to read it, too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield inside if inside in NAMES else str(node.module)


@cache
def arrows() -> Mapping[str, set[str]]:
    """Our modules that each of our modules imports."""
    return {name: {to for to in imported(path) if to in NAMES} for name, path in NAMES.items()}


def room(name: str) -> str:
    """The folder of a module under newscrawl/, or the module itself where it lies loose."""
    return name.split(".")[1] if "." in name else name


def reached(start: str, graph: Mapping[str, set[str]]) -> set[str]:
    """All that can be reached from there."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for one in graph[todo.pop()] - found:
            found.add(one)
            todo.append(one)
    return found


def in_circles(graph: Mapping[str, set[str]]) -> set[str]:
    return {name for name in graph if name in reached(name, graph)}


def test_a_circle_is_seen() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set[str]()}
    assert in_circles(graph) == {"a", "b", "c"}


@pytest.mark.parametrize("path", MODULES)
def test_a_module_is_short(path: str) -> None:
    is_long = len((REPOSITORY / path).read_text("utf-8").splitlines()) > MAX_LINES
    assert is_long == (path in TOO_LONG), f"over {MAX_LINES} lines, or no longer: see TOO_LONG"


@pytest.mark.parametrize("path", MODULES)
def test_a_function_is_simple_or_says_why_not(path: str) -> None:
    source = (REPOSITORY / path).read_text("utf-8")
    reasons = {
        number for number, line in enumerate(source.splitlines(), 1) if _gives_a_reason(line)
    }
    found = {
        block.fullname
        for block in cc_visit(source)
        if block.letter != "C" and block.complexity > MAX_COMPLEXITY and block.lineno not in reasons
    }
    assert found == TOO_COMPLEX.get(path, set()), f"complexity over {MAX_COMPLEXITY}, or no longer"


def _gives_a_reason(line: str) -> bool:
    return len(line.partition(REASON)[2].split()) >= 3


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert in_circles(arrows()) == IN_CIRCLES


def test_rooms_take_from_rooms_below_them() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for name, others in arrows().items():
        rooms[room(name)] |= {room(other) for other in others}
    unknown = (rooms.keys() | {one for others in rooms.values() for one in others}) - set(FLOORS)
    assert unknown == set(), "a new room: which floor is it on?"
    wrong = {
        (one, other)
        for one, others in rooms.items()
        for other in others
        if FLOORS.index(other) < FLOORS.index(one) or (one, other) in NEVER
    }
    assert wrong == WRONG_WAY


def test_pure_rooms_know_nothing_of_scrapy() -> None:
    found = {
        name
        for name, path in NAMES.items()
        if room(name) in WITHOUT_SCRAPY
        and any(one.split(".")[0] in ("scrapy", "twisted") for one in imported(path))
    }
    assert found == set()


def test_few_modules_lie_loose() -> None:
    loose = [path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"]
    assert len(loose) <= MAX_LOOSE_MODULES


def decides(path: str) -> bool:
    """Whether any function of a module branches."""
    blocks = cc_visit((REPOSITORY / path).read_text("utf-8"))
    return any(block.letter != "C" and block.complexity >= BRANCHES for block in blocks)


def mirror_of(path: str) -> Path:
    below = Path(path).relative_to("newscrawl")
    return TESTS / below.with_name(f"test_{below.name}")


@pytest.mark.parametrize("path", [path for path in MODULES if not path.endswith("__.py")])
def test_a_module_that_decides_something_has_its_test_module(path: str) -> None:
    elsewhere = [file for start, (file, _) in TESTED_ELSEWHERE.items() if path.startswith(start)]
    assert all((TESTS / file).exists() for file in elsewhere)
    is_untested = decides(path) and not elsewhere and not mirror_of(path).exists()
    assert is_untested == (path in UNTESTED), "no test module, or there is one now: see UNTESTED"


def test_the_lists_name_what_is_there() -> None:
    listed = TOO_LONG | TOO_COMPLEX.keys() | UNTESTED | TESTED_ELSEWHERE.keys()
    assert sorted(path for path in listed if not (REPOSITORY / path).exists()) == []
