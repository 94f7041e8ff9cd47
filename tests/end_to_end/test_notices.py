"""Notices without a mark of their own, in one article in three, wherever they fell: they are in no
record at the end of the very first run, and what was written before they were known is mended
without a request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support.local_server import Page, page, serving
from support.paper_pages import other_text
from support.slugs import Project

_WHO = ("ferry", "bridge", "tower", "market", "school", "harbour", "mill", "garden")
_WHAT = ("opens", "closes", "burns", "moves", "sings", "waits")
TITLES = {
    f"2026/01/{1 + n // 6:02}/the-{_WHO[n % 8]}-{_WHAT[n % 6]}-{'abcdefghij'[n % 10]}{'xyz'[n // 10]}": (
        f"The {_WHO[n % 8]} {_WHAT[n % 6]} as {other_text(n)[22:60]}"
    )
    for n in range(30)
}
PATHS = [*TITLES]
NOTICES = (
    "Partner content: read how the savings bank of Ostrin helps young families to a home.",
    "To see what stands here you have to allow the map service of a third party to be asked.",
)


def texts(number: int) -> list[str]:
    return [other_text(4 * number + one) for one in range(4)]


def answer(path: str) -> Page:
    plain = path.strip("/")
    if not plain:
        entries = "".join(f"<li><a href='/{one}'>{title}</a></li>" for one, title in TITLES.items())
        return page(f"<html><body><ul>{entries}</ul></body></html>")
    if plain not in TITLES:
        return page("<h1>Not found</h1>", 404)
    number, title = PATHS.index(plain), TITLES[plain]
    said = texts(number)
    if number % 3 < 2:
        said.insert(number % 4, NOTICES[number % 3])
    body = "".join(f"<p>{one}</p>" for one in said)
    return page(f"<html><body><article><h1>{title}</h1><div>{body}</div></article></body></html>")


def newest(output: Path) -> dict[str, dict[str, Any]]:
    lines = (output / "articles.jsonl").read_text("utf-8").splitlines()
    return {line["id"].removeprefix("gazette/en/"): line for line in map(json.loads, lines)}


def test_no_record_holds_a_notice_when_the_first_run_is_over(tmp_path: Path) -> None:
    project = Project(tmp_path, "path")
    with serving(answer) as served:
        words = ("-a", f"root={served.root}", "-s", "NEWSCRAWL_READERS=0")
        done = project.run("crawl", "gazette", *words)
        assert done.returncode == 0, done.stderr
        assert len(served.paths) == len(set(served.paths)) == 2 + len(TITLES)
    records = newest(project.output)
    assert {path: line["body"] for path, line in records.items()} == {
        path: "\n\n".join(texts(number)) for number, path in enumerate(PATHS)
    }
    mended = [line for line in records.values() if line["revision"] > 1]
    assert mended
    assert {line["cause"] for line in mended} == {"parser"}
    again = project.run("reparse", "gazette")
    assert " 0 changed" in again.stderr.splitlines()[-1]
    assert project.run("verify").returncode == 0
