"""An archive that has lived: ten runs over the copy of the site in three languages, edits, new
articles, deletions, one that came back, and a takedown at the end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newscrawl.replica import Change, Replica, changes, running
from support.harness import crawl, lines_of
from support.project import scrapy

LANGUAGES = ("en", "ru", "ka")
ARTICLES = 12
"""In all languages together, at the beginning."""


@dataclass(frozen=True)
class Lived:
    """What there is to be found, and what not any more."""

    folder: Path
    live: frozenset[str]
    """Ids of the articles that the site shows, but for the one that was taken down."""
    gone: str
    """The id of one that the site deleted."""
    down: str
    """The id of the one that was taken down."""
    title: str
    """The headline that it had."""
    secrets: tuple[str, ...]
    """Paragraphs that it had, and no other article has."""
    words: dict[str, str]
    """For each language a word of a live article's text."""


def lived(folder: Path) -> Lived:
    """Let it live in this folder."""
    with running(articles=ARTICLES, languages=LANGUAGES) as replica:
        for happens, told in _life(replica):
            replica.apply(*happens)
            ended = crawl(replica.root, folder, *told, "-s", "NEWSCRAWL_READERS=0")
            assert ended.code == 0, ended.stderr
        truth = {record["id"] for record in replica.truth()}
    newest = {line["id"]: line for line in lines_of(folder)}
    assert newest.keys() >= truth
    down = next(one for one in newest if "/ru/" in one and one in truth)
    (gone,) = (one for one, line in newest.items() if line["change"] == "gone")
    others = "".join(line["body"] for one, line in newest.items() if one != down)
    title, body = newest[down]["title"], newest[down]["body"]
    secrets = tuple(one for one in body.split("\n\n") if one not in others)
    assert len(secrets) > 2
    taken = scrapy("suppress", down, "--reason", "a test", output=folder)
    assert taken.returncode == 0, taken.stderr
    live = frozenset(truth - {down})
    words = {
        language: max(
            next(newest[one] for one in sorted(live) if f"/{language}/" in one)["body"].split(),
            key=lambda word: len(word) if word.isalpha() else 0,
        )
        for language in LANGUAGES
    }
    return Lived(folder, live, gone, down, title, secrets, words)


def _life(replica: Replica) -> list[tuple[tuple[Change, ...], tuple[str, ...]]]:
    """What happens before each of the ten runs, and what that run is told."""
    en, ru, ka = (replica.numbers(language) for language in LANGUAGES)
    everything = ("-a", "revisit=all")
    return [
        ((), ()),
        ((changes.edit("en", en[0], "body"),), everything),
        ((changes.edit("ru", ru[1], "title"),), everything),
        ((changes.edit("ka", ka[0]), changes.edit("ka", ka[1], "body")), everything),
        (tuple(changes.publish(language) for language in LANGUAGES), ()),
        ((changes.delete("en", en[1]),), everything),
        ((changes.delete("ka", ka[2]),), everything),
        ((changes.restore("en", en[1]),), everything),
        ((changes.edit("en", en[0], "body"), changes.publish("ru", 2)), ()),
        ((), everything),
    ]
