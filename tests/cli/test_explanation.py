"""An explanation for people: cut to a terminal, whole and plain elsewhere."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from rich.cells import cell_len
from support.parsing import DOUBTFUL, SITE, STORIES, context, fetched, story

from newscrawl.cli.explanation import lines, print_explanation
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.explain import explain
from newscrawl.parse.page_reader import PageReader

WIDTH = 40


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_each_part_has_its_lines() -> None:
    told = [line.plain for line in lines(explain(fetched(1, story(1)), PageReader(SITE)))]
    assert told[0] == "blocks: 1 of 4 are the text"
    assert f"    2  kept  text           p       {STORIES[1][1]}" in told
    assert f"\ntitle: {STORIES[1][0]}, by confirmed-block" in told
    assert "\nauthors: none" in told
    assert "\ndates: 0 of 0 are the article's own" in told
    assert "\na page alone cannot tell" in told
    assert not any("doubts" in line or "own rules" in line for line in told)


def test_doubts_and_the_sites_own_rules_are_told_where_there_are_any() -> None:
    def ruled(loader: ArticleLoader) -> None:
        loader.add_value("body", "A text.")
        loader.add_value("section", "Bridges")

    reader = PageReader.of(context(load_article=ruled))
    told = "\n".join(line.plain for line in lines(explain(fetched(1, DOUBTFUL), reader)))
    assert "doubts about the text, as it was first read: cookie-notice" in told
    assert "section: none (the site's own rules gave another)" in told
    assert "by the site's own rules: body" in told


def test_a_page_without_markup_is_told_so() -> None:
    file = StringIO()
    print_explanation(None, file)
    assert file.getvalue() == "there is no markup, and nothing to be explained\n"


def test_lines_are_cut_to_a_terminal_and_whole_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("TERM", "xterm")
    wide = fetched(1, f"<h1>{STORIES[1][0]}</h1><p>{30 * '文字が広い '}</p>")
    explanation = explain(wide, PageReader(SITE))
    terminal, piped = Terminal(), StringIO()
    print_explanation(explanation, terminal)
    print_explanation(explanation, piped)
    shown = re.sub(r"\x1b\[[\d;]*m", "", terminal.getvalue())
    assert max(map(cell_len, shown.splitlines())) == WIDTH
    assert "\x1b[" in terminal.getvalue()
    assert "\x1b" not in piped.getvalue()
    assert len(piped.getvalue().splitlines()) == len(shown.splitlines())
    assert f"title: {STORIES[1][0]}, by" in piped.getvalue()


def test_markup_in_a_page_is_no_markup_of_ours() -> None:
    file = StringIO()
    explained = explain(fetched(1, "<h1>A [red]bridge[/red] of glass</h1>"), PageReader(SITE))
    print_explanation(explained, file)
    assert "A [red]bridge[/red] of glass" in file.getvalue()
