"""What `import newscrawl` offers, and that it costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest
from support.paths import REPOSITORY

import newscrawl
from newscrawl.errors import NewscrawlError, PageError, UsageError
from newscrawl.parse.read import PageRecord


def test_the_public_names_are_these() -> None:
    assert newscrawl.__all__ == [
        "Archive",
        "ArchivedArticle",
        "ArchivedPage",
        "Difference",
        "NewscrawlError",
        "OutputError",
        "PageError",
        "PageRecord",
        "Piece",
        "Revision",
        "TakenDownError",
        "UnknownArticleError",
        "UsageError",
        "__version__",
        "read",
    ]


def test_each_is_there_under_its_name() -> None:
    assert newscrawl.__version__ == metadata.version("newscrawl")
    assert newscrawl.PageRecord is PageRecord
    assert (newscrawl.NewscrawlError, newscrawl.PageError, newscrawl.UsageError) == (
        NewscrawlError,
        PageError,
        UsageError,
    )
    assert callable(newscrawl.read)
    assert set(newscrawl.__all__) <= set(dir(newscrawl))


def test_another_name_is_an_error_that_says_so() -> None:
    with pytest.raises(AttributeError, match="nosuch"):
        newscrawl.nosuch  # type: ignore[attr-defined]  # noqa: B018


def test_the_import_brings_nothing_else_in() -> None:
    program = (
        "import sys; before = set(sys.modules); import newscrawl; "
        "newscrawl.__version__; import newscrawl.errors; "
        "print([name for name in sys.modules if name.partition('.')[0]"
        " in ('scrapy', 'twisted', 'lxml', 'sqlalchemy', 'parsel')])"
    )
    said = subprocess.check_output([sys.executable, "-c", program], text=True, cwd=REPOSITORY)
    assert said.strip() == "[]"


def test_a_star_import_gives_the_same() -> None:
    names: dict[str, object] = {}
    exec("from newscrawl import *", names)
    assert set(newscrawl.__all__) <= names.keys()
