"""What is installed is whole: the command finds its settings from any folder, and the wheel alone
crawls, verifies and reports."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S, LONG_COMMAND_S, patient

from newscrawl.__main__ import own_commands
from newscrawl.replica import running

PACKAGE = REPOSITORY / "newscrawl"
PYPROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")


def started(
    command: list[str], folder: Path, *, without: tuple[str, ...] = (), timeout_s: float = COMMAND_S
) -> subprocess.CompletedProcess[str]:
    """A command to its end, in a folder of the user's."""
    plain = {name: value for name, value in os.environ.items() if name not in without}
    return subprocess.run(
        command,
        cwd=folder,
        env=plain,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout_s,
    )


def newscrawl(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command from this checkout, in any folder."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    environment.pop("SCRAPY_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "newscrawl", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=COMMAND_S,
    )


# The command.


def test_the_command_is_the_one_that_pyproject_names() -> None:
    assert PYPROJECT["project"]["scripts"] == {"newscrawl": "newscrawl.__main__:main"}


def test_every_module_of_commands_is_a_command_of_its_name() -> None:
    there = {path.stem for path in (PACKAGE / "commands").glob("*.py")} - {"__init__"}
    assert set(own_commands()) == there


@pytest.mark.parametrize("words", [[], ["--help"]])
def test_it_lists_the_commands_of_the_project(words: list[str], tmp_path: Path) -> None:
    said = newscrawl(*words, folder=tmp_path)
    assert said.returncode == 0
    listed = {line.split()[0] for line in said.stdout.splitlines() if line.startswith("  ")}
    assert set(own_commands()) <= listed


def test_it_tells_its_version(tmp_path: Path) -> None:
    said = newscrawl("--version", folder=tmp_path)
    assert (said.returncode, said.stdout.split()[0]) == (0, "newscrawl")


@pytest.mark.slow
def test_it_knows_the_settings_from_a_folder_that_is_no_project(tmp_path: Path) -> None:
    said = newscrawl("settings", "--get", "BOT_NAME", folder=tmp_path)
    assert (said.returncode, said.stdout) == (0, "newscrawl\n"), said.stderr
    said = newscrawl("status", folder=tmp_path)
    assert said.returncode == 0
    assert str(tmp_path / "output") in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_another_project_around_it_is_not_heard(tmp_path: Path) -> None:
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = other.settings\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "settings.py").write_text('BOT_NAME = "other"\n')
    said = newscrawl("settings", "--get", "BOT_NAME", folder=tmp_path)
    assert (said.returncode, said.stdout) == (0, "newscrawl\n"), said.stderr


@pytest.mark.slow
def test_s_and_a_are_heard_and_what_is_wrong_is_2(tmp_path: Path) -> None:
    said = newscrawl("crawl", "ccbsnews", "-a", "ids=nine", folder=tmp_path)
    assert (said.returncode, said.stderr.count("\n")) == (2, 1)
    assert "-a ids=nine" in said.stderr
    said = newscrawl("crawl", "ccbsnews", "-s", "NEWSCRAWL_OUTPT=x", folder=tmp_path)
    assert said.returncode == 2
    assert newscrawl("crwl", folder=tmp_path).returncode == 2
    assert list(tmp_path.iterdir()) == []


# The package.


def test_every_file_of_the_package_that_is_no_module_is_declared() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["newscrawl"]
    files = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    ]
    assert "py.typed" in files
    assert [name for name in files if not any(fnmatch(name, one) for one in patterns)] == []


def test_every_folder_of_the_package_has_its_init() -> None:
    """Or the wheel leaves it out."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_classifiers_begin_with_the_oldest_python_that_is_allowed() -> None:
    project = PYPROJECT["project"]
    named = [
        line.rpartition(" ")[2]
        for line in project["classifiers"]
        if line.startswith("Programming Language :: Python :: 3.")
    ]
    assert project["requires-python"] == f">={named[0]}"
    assert named == [f"3.{minor}" for minor in range(11, 11 + len(named))]
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py{named[0].replace('.', '')}"


@pytest.mark.parametrize("extra", ["dev", "docs"])
def test_whatever_is_installed_for_the_checks_is_pinned(extra: str) -> None:
    pinned = {
        line.partition("==")[0].casefold().replace("_", "-")
        for line in (REPOSITORY / "constraints.txt").read_text("utf-8").splitlines()
    }
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"][extra]]
    names = {
        "".join(c if c.isalnum() or c in "-_" else " " for c in one).split()[0] for one in wanted
    }
    assert {name.casefold().replace("_", "-") for name in names} - pinned == set()


# The wheel, in a virtual environment of its own.

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
INSTALL_S = patient(120)


def interpreter(version: str) -> str | None:
    """A Python of this version on this machine."""
    named = [shutil.which(f"python{version}"), sys.executable]
    named += [
        str(path)
        for path in sorted(
            Path.home().glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True
        )
    ]
    for python in filter(None, named):
        said = subprocess.run([python, "-V"], capture_output=True, text=True, check=False)
        if said.stdout.startswith(f"Python {version}."):
            return python
    return None


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what is in the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    # A build leaves files beside what it builds.
    shutil.copytree(PACKAGE, source / "newscrawl", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    index = started([*pip, "download", "--no-deps", "--dest", str(folder), "wheel"], folder)
    if index.returncode:
        # A build fetches setuptools, and an empty environment all that the wheel needs.
        pytest.skip(reason="THE WHEEL IS NOT TESTED: no package index can be reached")
    built = started(
        [*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(source)],
        folder,
        timeout_s=INSTALL_S,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    [path] = folder.glob("newscrawl-*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        names = {name for name in held.namelist() if ".dist-info/" not in name}
    assert names == {
        str(path.relative_to(REPOSITORY))
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.fixture(scope="module", params=PYTHONS)
def installed(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of the commands of an empty virtual environment, with the wheel in it."""
    python = interpreter(request.param)
    if python is None:
        # Interpreters are the machine's: a test installs none.
        pytest.skip(reason=f"NOT TESTED ON PYTHON {request.param}: there is none on this machine")
    folder = tmp_path_factory.mktemp("environment")
    made = started([python, "-m", "venv", str(folder)], folder, timeout_s=INSTALL_S)
    assert made.returncode == 0, made.stderr
    constraints = ("--constraint", str(REPOSITORY / "constraints.txt"))
    pip = [str(folder / "bin" / "pip"), "--disable-pip-version-check", "install", "--quiet"]
    done = started([*pip, *constraints, str(wheel)], folder, timeout_s=INSTALL_S)
    assert done.returncode == 0, done.stderr
    yield folder / "bin"
    shutil.rmtree(folder)


@pytest.mark.slow
def test_the_wheel_alone_crawls_verifies_and_reports(installed: Path, tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        done = started(
            [str(installed / "newscrawl"), *words],
            tmp_path,
            without=("PYTHONPATH", "SCRAPY_SETTINGS_MODULE"),
            timeout_s=LONG_COMMAND_S,
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done

    with running(articles=24) as replica:
        run("crawl", "ccbsnews", "-a", f"root={replica.root}", *FAST)
        truth = {record["id"]: record["title"] for record in replica.truth()}
    lines = (tmp_path / "output" / "articles.jsonl").read_bytes().splitlines()
    assert {line["id"]: line["title"] for line in map(json.loads, lines)} == truth
    assert run("verify").stderr.startswith("verify: clean")
    run("status")
    run("reparse", "--dry-run")
    run("export", "csv", "articles.csv")
    run("report", "report.html")
    assert "<style>" in (tmp_path / "report.html").read_text("utf-8")
    assert run("settings", "--get", "BOT_NAME").stdout == "newscrawl\n"


@pytest.mark.slow
def test_the_demo_works_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = started(
        [str(installed / "newscrawl"), "demo", "--articles", "24"],
        tmp_path,
        without=("PYTHONPATH", "SCRAPY_SETTINGS_MODULE"),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "24 of 24 articles" in done.stdout
    assert (tmp_path / "output" / "demo" / "articles.jsonl").exists()
