"""Every language is one file that is found by itself, and no two languages read a word in two
ways."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from newscrawl.extract import languages
from newscrawl.extract.dates import words
from newscrawl.extract.languages import LANGUAGES, Language

FOLDER = Path(languages.__file__).parent


def test_every_module_is_a_language_named_by_its_code() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "language"}
    assert set(LANGUAGES) == modules
    assert all(len(code) == 2 and code.islower() for code in modules)


def test_a_file_more_is_a_language_more(tmp_path: Path) -> None:
    (tmp_path / "et.py").write_text(
        "from newscrawl.extract.languages.language import Language\n"
        "LANGUAGE = Language(\n"
        "    months='jaanuar jaan|veebruar|märts|aprill|mai|juuni|juuli|august|september|'\n"
        "    'oktoober|november|detsember',\n"
        "    published='avaldatud', author='autor', read_also='loe ka',\n"
        ")\n",
        encoding="utf-8",
    )
    code = (
        "import sys, newscrawl.extract\n"
        "import importlib.util, pkgutil\n"
        "spec = importlib.util.find_spec('newscrawl.extract.languages')\n"
        "spec.submodule_search_locations.append(sys.argv[1])\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['newscrawl.extract.languages'] = module\n"
        "spec.loader.exec_module(module)\n"
        "from newscrawl.extract.dates.parse import read_date_line\n"
        "from newscrawl.extract import vocabulary\n"
        "line = read_date_line('Avaldatud: 9. jaanuar 2026')\n"
        "assert vocabulary.read_also('Loe ka:')\n"
        "print(line.when, line.label)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "2026-01-09 avaldatud\n"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_twelve_months_and_seven_weekdays_or_none(code: str) -> None:
    language = LANGUAGES[code]
    assert len(language.months.split("|")) == 12 or not language.months
    assert len(language.own_months.split("|")) == 12 or not language.own_months
    assert len(language.weekdays.split("|")) == 7 or not language.weekdays


@pytest.mark.parametrize("code", LANGUAGES)
def test_patterns_have_no_group_that_captures(code: str) -> None:
    patterns = [
        getattr(LANGUAGES[code], field.name)
        for field in fields(Language)
        if field.name not in ("months", "own_months", "weekdays", "dates_of_cldr")
    ]
    assert not [
        one
        for one in patterns
        if "(" in one.replace("(?:", "").replace("(?=", "").replace(r"\(", "")
    ]


@pytest.mark.parametrize("table", ["months", "weekdays"])
def test_no_word_names_two_months_or_two_weekdays_in_any_language(table: str) -> None:
    named: dict[str, set[int]] = {}
    for language in LANGUAGES.values():
        for number, spellings in enumerate(getattr(language, table).split("|")):
            for word in spellings.split():
                named.setdefault(words.word_key(word), set()).add(number)
    assert {word: numbers for word, numbers in named.items() if len(numbers) > 1} == {}


def test_no_label_is_also_a_month_or_a_weekday() -> None:
    labels = (
        words.PUBLISHED
        | words.CHANGED
        | words.TODAY
        | words.BY
        | words.JOINTS
        | words.NEUTRAL
        | words.TIES
    )
    assert not labels & (words.MONTHS.keys() | words.WEEKDAYS.keys())
    assert not words.CHANGED & (words.PUBLISHED | words.JOINTS | words.NEUTRAL)
