"""Single pages, asked for by the user: what came of each is told, and a dry run writes nothing."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from support import launcher
from support.variants import first_then_slow

from newscrawl.replica import Replica, changes, running

MARKUP = "soup"


class Bench:
    """A site, and an archive of it."""

    def __init__(self, replica: Replica, output: Path) -> None:
        self.replica, self.output = replica, output
        self.before = 0
        self.numbers = replica.numbers("en")

    def run(self, *words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        said = (
            "DOWNLOAD_DELAY=0",
            "AUTOTHROTTLE_ENABLED=False",
            f"NEWSCRAWL_OUTPUT={self.output}",
            f"root={self.replica.root}",
            *words,
        )
        given = [word for one in said for word in ("-s" if one[0].isupper() else "-a", one)]
        return launcher.run("crawl", "ccbsnews", *given, stdin=stdin or "")

    def url(self, number: int) -> str:
        return f"{self.replica.root}/en/news/detail/{number}"

    def lines(self) -> list[tuple[str, int, str]]:
        """What was written since the first run."""
        found = [
            json.loads(line) for line in (self.output / "articles.jsonl").read_bytes().splitlines()
        ]
        return [(line["id"], line["revision"], line["change"]) for line in found[self.before :]]

    def report(self) -> dict[str, object]:
        newest = max((self.output / "runs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        report: dict[str, object] = json.loads(newest.read_bytes())
        return report

    def digest(self) -> dict[str, str]:
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.output)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with running(markup=MARKUP, articles=40, languages=("en",), listing_size=10) as replica:
        yield replica


@pytest.fixture
def bench(replica: Replica, tmp_path: Path) -> Bench:
    """An archive of the whole site."""
    bench = Bench(replica, tmp_path / "output")
    assert bench.run().returncode == 0
    bench.before = len(bench.lines())
    replica.forget()
    return bench


def test_each_page_asked_for_is_told_with_what_came_of_it(bench: Bench) -> None:
    edited, deleted, same = bench.numbers[3], bench.numbers[5], bench.numbers[8]
    bench.replica.apply(changes.edit("en", edited, "body"), changes.delete("en", deleted))
    done = bench.run(f"url={bench.url(edited)} {bench.url(deleted)}", f"ids={same},999")
    assert done.returncode == 0
    assert sorted(done.stdout.splitlines()) == [
        "absent    ccbsnews/en/999  (http 404)",
        f"changed   ccbsnews/en/{edited}  (body)",
        f"gone      ccbsnews/en/{deleted}  (http 404)",
        f"unchanged ccbsnews/en/{same}",
    ]
    assert bench.lines() == [
        (f"ccbsnews/en/{edited}", 2, "changed"),
        (f"ccbsnews/en/{deleted}", 2, "gone"),
    ]
    assert len(bench.report()["pages"]) == 4  # type: ignore[arg-type]  # a list, in this report
    assert len([path for path in bench.replica.requests() if "detail" in path]) == 4
    bench.replica.apply(changes.restore("en", deleted))


def test_a_page_that_cannot_be_had_is_told_with_the_reason(bench: Bench) -> None:
    victim = next(number for number in bench.numbers if number % 7 == 3)
    bench.replica.apply(changes.faults("some-500"))
    done = bench.run(f"ids={victim}", "RETRY_TIMES=0")
    bench.replica.apply(changes.faults())
    assert (done.returncode, done.stdout) == (1, f"failed    ccbsnews/en/{victim}  (http 500)\n")
    assert bench.lines() == []
    done = bench.run("revisit=failed")
    assert (done.returncode, done.stdout) == (0, f"unchanged ccbsnews/en/{victim}\n")


def test_addresses_come_from_a_file_and_from_standard_input(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(
        f"# to be mended\nhttps://www.ccbsnews.info/en/news/detail/{bench.numbers[1]}\n"
    )
    assert (
        bench.run(f"urls={tmp_path / 'urls'}").stdout
        == f"unchanged ccbsnews/en/{bench.numbers[1]}\n"
    )
    assert (
        bench.run("urls=-", stdin=f"{bench.url(bench.numbers[2])}\n").stdout
        == f"unchanged ccbsnews/en/{bench.numbers[2]}\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["url=https://example.org/en/news/detail/1"], "https://example.org/en/news/detail/1"),
        (["url=en/news/detail/1"], "en/news/detail/1"),
        (["url=http://[::1/"], "http://[::1/"),
        (["urls=/no/such/file"], "/no/such/file"),
        (["ids=9-3"], "9-3"),
        (["revisit=some"], "some"),
        (["dry_run=perhaps"], "perhaps"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_before_the_first_request(
    replica: Replica, tmp_path: Path, words: list[str], told: str
) -> None:
    replica.forget()
    done = Bench(replica, tmp_path / "output").run(*words)
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, "")
    assert told in done.stderr
    assert replica.requests() == []
    assert not (tmp_path / "output").exists()


def test_a_dry_run_tells_field_by_field_what_would_change_and_writes_nothing(bench: Bench) -> None:
    number = bench.numbers[11]
    bench.replica.apply(changes.edit("en", number))
    before = bench.digest()
    done = bench.run(f"ids={number},{bench.numbers[12]}", "dry_run=1")
    assert done.returncode == 0
    told = done.stdout.splitlines()
    assert f"changed   ccbsnews/en/{number}  (title, body)" in told
    assert any(line.startswith("    title: ") and " -> " in line for line in told)
    assert any(line.startswith("      + ") for line in told)
    assert f"unchanged ccbsnews/en/{bench.numbers[12]}" in told
    assert bench.digest() == before
    assert "nothing was written" in done.stderr.splitlines()[-1]
    assert bench.run(f"ids={number}").stdout == f"changed   ccbsnews/en/{number}  (title, body)\n"


def test_a_dry_run_where_no_run_has_been_makes_no_folder(replica: Replica, tmp_path: Path) -> None:
    done = Bench(replica, tmp_path / "output").run("limit=3", "dry_run=1")
    assert (
        done.returncode,
        len([line for line in done.stdout.splitlines() if line.startswith("new ")]),
    ) == (0, 3)
    assert not (tmp_path / "output").exists()


@pytest.mark.slow
def test_a_repair_reads_a_page_as_the_first_run_did(bench: Bench) -> None:
    """One page alone does not tell what stands on every page: the first run left that to the
    next."""
    done = bench.run("revisit=all")
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"unchanged"}
    for number in bench.numbers[:4]:
        assert bench.run(f"ids={number}").stdout == f"unchanged ccbsnews/en/{number}\n"


@pytest.mark.slow
def test_without_that_memory_a_page_is_read_beside_others(bench: Bench) -> None:
    (bench.output / "newscrawl.db").unlink()
    done = bench.run(f"ids={bench.numbers[0]}")
    assert (done.returncode, {line.split()[0] for line in done.stdout.splitlines()}) == (
        0,
        {"unchanged"},
    )
    assert bench.lines() == []


@pytest.mark.slow
def test_limit_bounds_what_is_visited_and_the_rest_comes_the_next_time(bench: Bench) -> None:
    asked = []
    for _ in range(3):
        bench.replica.forget()
        assert bench.run("ids=missing", "limit=3").returncode == 0
        asked += [
            path
            for path in bench.replica.requests()
            if "detail" in path and "999999937" not in path
        ]
    oldest = bench.numbers[0]
    assert asked == [f"/en/news/detail/{number}" for number in range(oldest - 1, oldest - 10, -1)]


@pytest.mark.parametrize("soft", first_then_slow(["page", "home"]))
def test_a_not_found_page_with_200_makes_gone_when_a_later_run_confirms_it(
    bench: Bench, soft: Literal["page", "home"]
) -> None:
    number = bench.numbers[14 if soft == "page" else 15]
    bench.replica.apply(changes.soft(soft), changes.delete("en", number))
    try:
        first, second = bench.run(f"ids={number}"), bench.run(f"ids={number}")
    finally:
        bench.replica.apply(changes.soft("404"), changes.restore("en", number))
    assert (first.stdout.split()[0], second.stdout.split()[0]) == ("doubted", "gone")
    assert bench.lines() == [(f"ccbsnews/en/{number}", 2, "gone")]
    assert bench.run("revisit=gone").stdout == f"changed   ccbsnews/en/{number}  (is there again)\n"


@pytest.mark.parametrize("fault", first_then_slow(["login", "maintenance", "empty", "all-500"]))
@pytest.mark.slow
def test_a_site_that_is_sick_makes_nothing_gone_or_changed_however_often_it_is_asked(
    bench: Bench, fault: str
) -> None:
    bench.replica.apply(changes.faults(fault))
    try:
        codes = [
            bench.run(f"ids={bench.numbers[20]}-{bench.numbers[24]}", "RETRY_TIMES=0").returncode
            for _ in range(3)
        ]
    finally:
        bench.replica.apply(changes.faults())
    assert codes == [1, 1, 1]
    assert bench.lines() == []
