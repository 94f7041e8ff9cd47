"""Writes the parts of these pages that say what the code says: `python docs/generate.py`.

A page holds `<!-- generated: NAME -->` and `<!-- end -->`; what stands between the two is written
anew from the code. They are kept in the repository, so that the pages can be read without building
them; a test holds them against the code.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from newscrawl.__main__ import own_commands
from newscrawl.cli.without_archive import WithoutArchive
from newscrawl.commands import sites, status, verify
from newscrawl.extract.authors import AuthorsRule
from newscrawl.extract.body.doubts import Doubt
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.body.teaser import Teaser
from newscrawl.extract.decisions import ImageRule
from newscrawl.extract.publication_date.last_change import ChangeRule
from newscrawl.extract.publication_date.rules import DateRule
from newscrawl.extract.section import SectionRule
from newscrawl.extract.tags import TagsRule
from newscrawl.extract.title_rules import TitleRule
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.markups import MARKUPS
from newscrawl.report import prometheus
from newscrawl.run import outcome
from newscrawl.storage.state.schema import metadata
from newscrawl.workers.schema import metadata as workers_metadata

DOCS = Path(__file__).parent
PACKAGE = DOCS.parent / "newscrawl"
SCRAPYS = "commands-of-scrapy"
"""The section on those of Scrapy's commands that are ours only in that they open no archive."""

BLOCK = re.compile(r"(<!-- generated: (.+?) -->\n).*?(<!-- end -->\n)", re.S)

TABLES = {
    "articles": "A row an article number that was ever visited, and what is known of it now.",
    "revisions": "The lines of `articles.jsonl`.",
    "headlines": "The lines of `headlines.jsonl`, as evidence of days, too.",
    "claims": "What each article's own page said of its day, reading by reading.",
    "feeds": "How far each feed is surely on the disk.",
    "runs": "Every run, from its start on; one without a verdict was killed or is under way.",
    "failures": "Pages that failed when they were last met, and whether that is acknowledged.",
    "owed": "Articles that something led to and that no run has come to visit.",
    "feeds_read": "When each feed and sitemap was last read to its end.",
    "marks": "How far the last complete run knew the listings of a language.",
    "plans": "Which listing pages show the news, and how they go on.",
    "nowhere": "What the site answers for articles that cannot exist.",
    "signposts": "Kinds of listing pages that pages of the site lead to.",
    "memories": "What repeats from page to page; with it a single page is read as among others.",
    "manners": "What hosts asked of those who ask them: it holds from run to run.",
    "warc_files": "The files under `warc/`.",
    "captures": "Where each answer lies in the WARC files.",
    "readings": "Which record each article was last read from, and with what was known then.",
    "lessons": "Which records taught what repeats, in their order.",
    "requisites": "What pages need to be looked at, and what came of it (`NEWSCRAWL_REQUISITES`).",
    "requisite_uses": "Which articles show which picture.",
    "suppressions": "Articles that were taken down.",
    "reparses": "A reparse that is under way, or was interrupted.",
    "meta": "About the tables themselves.",
}
"""What each table of the state is for, where it does not say so itself."""

WORKERS_TABLES = {
    "meta": "About the tables themselves.",
    "sites": "What runs when, and how the last run went.",
    "hosts": "Who may ask a host, and until when.",
}
"""What each table that workers share is for."""

RULES: Mapping[str, type[StrEnum]] = {
    "body": BodyRule,
    "doubt": Doubt,
    "teaser": Teaser,
    "title": TitleRule,
    "section": SectionRule,
    "authors": AuthorsRule,
    "image": ImageRule,
    "modified": ChangeRule,
    "tags": TagsRule,
    "date": DateRule,
}
"""The rules of the extraction, by what their names begin with in reports."""


def main() -> None:
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text("utf-8")
        fresh = regenerated(text)
        if fresh != text:
            path.write_text(fresh, "utf-8")
            print(f"{path.relative_to(DOCS)}: written anew")


def regenerated(text: str) -> str:
    """A page with its generated parts as the code has them now. Raises KeyError for one that
    nothing generates."""

    def block(match: re.Match[str]) -> str:
        name, _, argument = match[2].partition(" ")
        lines = BLOCKS[name](argument)
        return "".join([match[1], "\n", *(f"{line}\n" for line in lines), "\n", match[3]])

    return BLOCK.sub(block, text)


# What Prometheus reads.


def metrics(_: str) -> Iterator[str]:
    """The names of what `scrapy status --prometheus` writes, each with what it is."""
    yield from ("| metric | what it is |", "| --- | --- |")
    for name, meaning in prometheus.HELP.items():
        yield f"| `{prometheus.PREFIX}{name}` | {meaning} |"


# The tree.


def tree(_: str) -> Iterator[str]:
    """Every folder and module of the package, with the first sentence of its docstring."""
    yield from _below(PACKAGE, 0)


def _below(folder: Path, depth: int) -> Iterator[str]:
    for path in sorted(folder.iterdir(), key=lambda path: (path.is_file(), path.name)):
        if path.is_dir() and (path / "__init__.py").exists():
            yield _entry(f"{path.name}/", path / "__init__.py", depth)
            # The replica's pages and words: one file each, as its folder says.
            if path.parent.name != "replica":
                yield from _below(path, depth + 1)
        elif path.suffix == ".py" and path.name != "__init__.py":
            yield _entry(path.name, path, depth)


def _entry(name: str, module: Path, depth: int) -> str:
    return f"{'  ' * depth}- `{name}`: {first_sentence(module)}"


def first_sentence(module: Path) -> str:
    """Of a module's docstring, on one line. Raises ValueError where there is none."""
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    if not docstring:
        raise ValueError(f"{module} has no docstring")
    first = " ".join(docstring.partition("\n\n")[0].split())
    # Up to a full stop before a capital letter; `e.g.` and names of files have none.
    sentence = re.split(r"(?<=[\w`)]\.) (?=[A-Z`])", first)[0]
    return _escaped(sentence.rstrip(".") + ".")


def file(name: str) -> Iterator[str]:
    """A file of the repository, word for word. Raises OSError for one that is not there."""
    for line in (DOCS.parent / name).read_text("utf-8").splitlines():
        yield f"    {line}".rstrip()


# Commands.


def options(name: str) -> Iterator[str]:
    """The options of a command that are not Scrapy's for every command."""
    command = own_commands()[name]
    own = [
        action
        for action in _parser(command)._actions
        if action.option_strings and action.help is not argparse.SUPPRESS
    ]
    common = {action.dest for action in _parser(_Plain())._actions}
    shown = [action for action in own if action.dest not in common]
    yield f"    newscrawl {name} {command.syntax()}".rstrip()
    if not shown:
        return
    yield ""
    yield "| option | what it does |"
    yield "| --- | --- |"
    for action in shown:
        value = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
        names = ", ".join(f"`{option}{value}`" for option in action.option_strings)
        yield f"| {names} | {_cell(action.help or '')} |"


class _Plain(ScrapyCommand):
    """What every command of Scrapy takes."""

    def short_desc(self) -> str:
        return ""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        raise AssertionError("a command of which only the options are asked is not run")


def _parser(command: ScrapyCommand) -> argparse.ArgumentParser:
    command.settings = Settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    return parser


def command_list(_: str) -> Iterator[str]:
    yield "| command | what it does |"
    yield "| --- | --- |"
    for name, command in own_commands().items():
        anchor = SCRAPYS if isinstance(command, WithoutArchive) else name
        yield f"| [`{name}`](#{anchor}) | {_cell(command.short_desc())} |"


# The state.


def tables(of: str) -> Iterator[str]:
    """Each table of the state, or of `workers`, with the comments of its columns."""
    shown = workers_metadata if of == "workers" else metadata
    for table in shown.tables.values():
        yield f"### `{table.name}`"
        yield ""
        yield table.comment or (WORKERS_TABLES if of == "workers" else TABLES)[table.name]
        yield ""
        yield "| column | type | what it holds |"
        yield "| --- | --- | --- |"
        for column in table.columns:
            kind = str(column.type).partition("(")[0].lower()
            marks = (", key" if column.primary_key else "") + (
                ", or null" if column.nullable else ""
            )
            yield f"| `{column.name}` | {kind}{marks} | {_cell(column.comment or '')} |"
        yield ""


# Tables and lists that stand in docstrings.


def documented(module_name: str) -> Iterator[str]:
    """The table in the docstring of a module."""
    module = {"status": status, "verify": verify, "sites": sites}[module_name]
    rows = [line for line in inspect.cleandoc(module.__doc__ or "").splitlines() if line[:1] == "|"]
    if not rows:
        raise ValueError(f"the docstring of {module.__name__} holds no table")
    yield from rows


def counts(_: str) -> Iterator[str]:
    """The list in the docstring of `run/outcome.py`, as a table."""
    items = re.split(r"^- ", inspect.cleandoc(outcome.__doc__ or ""), flags=re.M)[1:]
    yield "| count | set by | meaning |"
    yield "| --- | --- | --- |"
    for item in items:
        read = re.fullmatch(r"(.+?) \((.+?)\): (.+)", " ".join(item.split()))
        if read is None:
            raise ValueError(f"in the docstring of {outcome.__name__} this is no count: {item}")
        keys, who, meaning = read.groups()
        yield f"| {_cell(keys)} | {who} | {_cell(meaning.rstrip('.'))} |"


def rules(part: str) -> Iterator[str]:
    """The rules that decide one part of a reading, with the lines that stand below them in the
    code. Raises ValueError for one without a line."""
    kind = RULES[part]
    lines = documented_members(kind)
    yield "| rule | meaning |"
    yield "| --- | --- |"
    for rule in kind:
        if rule.name not in lines:
            raise ValueError(f"{kind.__name__}.{rule.name} has no line below it")
        yield f"| `{part}/{rule}` | {_cell(lines[rule.name].rstrip('.'))} |"


def documented_members(kind: type[StrEnum]) -> dict[str, str]:
    """The members of an enum with the text that stands below each, which Python forgets."""
    [parsed] = ast.parse(inspect.getsource(kind)).body
    assert isinstance(parsed, ast.ClassDef)
    return {
        one.targets[0].id: below.value.value
        for one, below in pairwise(parsed.body)
        if isinstance(one, ast.Assign)
        and isinstance(one.targets[0], ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }


# The replica.


def named(what: str) -> Iterator[str]:
    """The faults or the markups of the replica."""
    things: dict[str, object] = {**(FAULTS if what == "faults" else MARKUPS)}
    yield "| name | what it is |"
    yield "| --- | --- |"
    for name, thing in things.items():
        yield f"| `{name}` | {_cell(str(getattr(thing, 'what')))} |"  # noqa: B009  # either kind


def _cell(text: str) -> str:
    return _escaped(" ".join(text.split())).replace("|", r"\|")


def _escaped(text: str) -> str:
    """Text for Markdown: what would be a tag is none; in code marks it is none anyway."""
    return re.sub(r"(`[^`]*`)|<", lambda match: match[1] or "&lt;", text)


BLOCKS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "metrics": metrics,
    "tree": tree,
    "file": file,
    "options": options,
    "commands": command_list,
    "counts": counts,
    "tables": tables,
    "documented": documented,
    "named": named,
    "rules": rules,
}

if __name__ == "__main__":
    main()
