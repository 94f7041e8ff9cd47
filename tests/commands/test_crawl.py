"""`scrapy crawl`, run as users run it: its exit code, its last line, what it wrote and what it did
not."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.disks import disk_of
from support.launcher import Command
from support.paper_project import SETTINGS, Pages, Project, Run, site
from support.timeouts import COMMAND_S, STEP_S, until

BOTH: Pages = {
    "/": {"article": ["/1", "/2"], "headlines": [[1, "2026-01-09", "The ferry sails again"]]},
    "/1": {
        "number": 1,
        "title": "The ferry sails again",
        "body": "It left at seven.\n\nAll were aboard.",
    },
    "/2": {
        "number": 2,
        "title": "A bridge is painted",
        "body": "Green, by a vote of nine to eight.",
    },
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def crawl(project: Project, output: Path, pages: Pages, *arguments: str) -> Run:
    with site(pages) as root:
        return project.crawl("paper", "-a", f"root={root}", *arguments, output=output)


def test_a_good_run_ends_with_0_and_says_what_it_did(project: Project, output: Path) -> None:
    run = crawl(project, output, BOTH)
    assert run.code == 0
    assert re.fullmatch(
        r"paper: healthy: 2 new, 0 changed, 0 unchanged, 0 failed; 1 dated, 1 undated; 1 new"
        r" headline; 3 pages in \d+ s "
        r"\(run \d{8}T\d{6}Z-[0-9a-f]{4} in .+/output\)",
        run.last_line,
    )
    assert [line["seq"] for line in run.lines()] == [1, 2]
    # Which of two answers comes first is not promised.
    assert {line["id"]: line["published"] for line in run.lines()} == {
        "paper/en/1": "2026-01-09",
        "paper/en/2": None,
    }
    report = run.report
    assert (report["verdict"], report["exit_code"], report["finish_reason"]) == (
        "healthy",
        0,
        "finished",
    )
    assert {line["run"] for line in (*run.lines(), *run.lines("headlines"))} == {report["run"]}
    assert report["counts"]["articles/new"] == 2
    assert report["arguments"]["root"].startswith("http://127.0.0.1:")
    assert (report["failures"], report["traps"]) == ([], [])


def test_a_second_run_writes_no_line_and_a_changed_page_one(project: Project, output: Path) -> None:
    first = crawl(project, output, BOTH).lines()
    second = crawl(project, output, BOTH)
    assert (second.code, second.lines()) == (0, first)
    assert "0 new, 0 changed, 2 unchanged" in second.last_line
    third = crawl(
        project,
        output,
        {**BOTH, "/2": {"number": 2, "title": "A bridge is painted", "body": "Red, after all."}},
    )
    assert [(line["id"], line["revision"], line["change"]) for line in third.lines()[2:]] == [
        ("paper/en/2", 2, "changed")
    ]
    assert len(list((output / "runs").iterdir())) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["paper", "-a", "root=nowhere"], "root=nowhere"),
        (["paper", "-a", "rooot=http://127.0.0.1"], "did you mean root"),
        (["paper", "-a", "since=yesterday"], "2025-12-01"),
        (["paper", "-a", "ids=4700-4600"], "ids=4700-4600"),
        (["paper", "-a", "ids=missing", "-a", "full=1"], "do not go together"),
        (["paper", "-s", "DOWNLOAD_DELAY=fast"], "DOWNLOAD_DELAY=fast"),
        (["paper", "-s", "NEWSCRAWL_OUPUT=elsewhere"], "did you mean NEWSCRAWL_OUTPUT"),
        (["papper"], "there are: paper"),
        ([], "there are: paper"),
        (["paper", "another"], "another"),
    ],
)
def test_wrong_usage_is_one_line_and_2_and_nothing_is_written(
    project: Project, output: Path, arguments: list[str], told: str
) -> None:
    run = project.crawl(*arguments, output=output)
    assert (run.code, run.stderr.count("\n")) == (2, 1)
    assert told in run.last_line
    assert not output.exists()


def test_a_wrong_setting_that_shows_only_in_the_start_is_2(project: Project, output: Path) -> None:
    settings = project.folder / "paper" / "settings.py"
    settings.write_text(
        SETTINGS.replace('"newscrawl.extensions.archive.ArchiveExtension": -100,', "")
    )
    try:
        run = project.crawl("paper", output=output)
    finally:
        settings.write_text(SETTINGS)
    assert run.code == 2
    assert "EXTENSIONS" in run.last_line


def test_no_server_is_69(project: Project, output: Path) -> None:
    run = project.crawl("paper", "-a", "root=http://127.0.0.1:1/", output=output)
    assert run.code == 69
    assert "could not be reached" in run.last_line and "http://127.0.0.1:1/" in run.last_line
    assert run.report["verdict"] == "unreachable"
    assert run.report["failures"][0]["reason"] == "no answer"


@pytest.mark.parametrize("name", ["file", "file/below", "/proc/nowhere"])
def test_an_output_that_cannot_be_written_is_74_before_anything_is_fetched(
    project: Project, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("")
    asked = threading.Event()

    def root() -> object:
        asked.set()
        return 500

    run = crawl(project, tmp_path / name, {"/": root})
    assert (run.code, run.stderr.count("\n"), asked.is_set()) == (74, 1, False)


def test_a_damaged_feed_is_74_and_is_not_touched(project: Project, output: Path) -> None:
    output.mkdir()
    (output / "articles.jsonl").write_text("mine\n{}\n")
    run = crawl(project, output, BOTH)
    assert run.code == 74
    assert "articles.jsonl, line 1" in run.last_line
    assert "Traceback" not in run.stderr
    assert (output / "articles.jsonl").read_text() == "mine\n{}\n"


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({**BOTH, "/2": 500}, "1 article failed (1 http 500)"),
        (
            {**BOTH, "/": {"article": ["/1"], "listing": ["/more"]}, "/more": 503},
            "1 listing failed (1 http 503)",
        ),
        (
            {**BOTH, "/2": {"number": 2, "title": "No body", "body": " "}},
            "1 article failed (1 no body)",
        ),
        ({"/": {}}, "no article was found"),
        ({"/": 404}, "no article was found"),
        ({**BOTH, "/2": {"defect": "division by zero"}}, "1 exception (see the log)"),
    ],
    ids=["article 500", "listing 503", "no body", "empty site", "root 404", "defect"],
)
def test_trouble_is_1_and_what_could_be_had_is_written(
    project: Project, output: Path, pages: Pages, told: str
) -> None:
    run = crawl(project, output, pages)
    assert run.code == 1
    assert told in run.last_line
    assert [line["id"] for line in run.lines()] == (["paper/en/1"] if "/1" in pages else [])
    assert run.report["verdict"] == "unhealthy"


def test_a_failed_page_is_told_and_kept_as_it_came(project: Project, output: Path) -> None:
    failure = crawl(project, output, {**BOTH, "/2": 500}).report["failures"][0]
    assert (failure["kind"], failure["status"]) == ("article", 500)
    assert failure["url"].endswith("/2")
    assert (output / failure["kept"]).read_bytes() == b"gone"


def test_dead_links_are_0(project: Project, output: Path) -> None:
    run = crawl(
        project, output, {"/": {"article": ["/1", "/dead"], "listing": ["/gone"]}, "/1": BOTH["/1"]}
    )
    assert run.code == 0
    assert "1 not found" in run.last_line


def test_a_traceback_is_shown_for_a_defect_only(project: Project, output: Path) -> None:
    assert (
        "Traceback" in crawl(project, output, {**BOTH, "/2": {"defect": "division by zero"}}).stderr
    )
    assert "Traceback" not in crawl(project, output, {**BOTH, "/2": 500}).stderr


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_stops_in_order_and_tells_which(
    project: Project, output: Path, signum: int, code: int
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def slow() -> object:
        asked.set()
        answer.wait(STEP_S)
        return BOTH["/2"]

    def interrupt(process: Command) -> None:
        assert asked.wait(STEP_S)
        process.send_signal(signum)
        # The page under way is waited for: what was asked for is written.
        until(lambda: "stopping in order" in process.stderr())
        answer.set()

    with site({**BOTH, "/2": slow}) as root:
        run = project.crawl("paper", "-a", f"root={root}", output=output, when=interrupt)
    assert run.code == code
    assert "interrupted by" in run.last_line
    assert sorted(line["id"] for line in run.lines()) == ["paper/en/1", "paper/en/2"]
    assert (run.report["verdict"], run.report["exit_code"]) == ("interrupted", code)


def test_a_second_interrupt_stops_at_once_with_its_report(project: Project, output: Path) -> None:
    asked, answer = threading.Event(), threading.Event()

    def never() -> object:
        asked.set()
        answer.wait(COMMAND_S)
        return 500

    def interrupt(process: Command) -> None:
        assert asked.wait(STEP_S)
        process.send_signal(signal.SIGTERM)
        until(lambda: "stopping in order" in process.stderr())
        process.send_signal(signal.SIGTERM)

    with site({**BOTH, "/": {"listing": ["/slow"], "article": ["/1"]}, "/slow": never}) as root:
        run = project.crawl("paper", "-a", f"root={root}", output=output, when=interrupt)
        answer.set()
    assert run.code == 143
    assert "interrupted by SIGTERM" in run.last_line
    assert run.report["exit_code"] == 143


@pytest.mark.slow
def test_kill_9_loses_nothing_that_the_next_run_does_not_bring_back(
    project: Project, output: Path
) -> None:
    many: Pages = {"/": {"article": [f"/{number}" for number in range(1, 41)]}}
    asked = threading.Event()

    def page(number: int) -> object:
        if number == 20:
            asked.set()
        return {"number": number, "title": f"Number {number}", "body": "A sentence. " * 500}

    many |= {f"/{number}": lambda number=number: page(number) for number in range(1, 41)}

    def kill(process: Command) -> None:
        assert asked.wait(STEP_S)
        process.send_signal(signal.SIGKILL)

    with site(many) as root:
        killed = project.crawl("paper", "-a", f"root={root}", output=output, when=kill)
        assert killed.code == -signal.SIGKILL
        run = project.crawl("paper", "-a", f"root={root}", output=output)
    assert run.code == 0
    assert [line["seq"] for line in run.lines()] == list(range(1, 41))
    assert {line["id"] for line in run.lines()} == {f"paper/en/{number}" for number in range(1, 41)}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MiB: room for a few groups of lines, in the state, its journal and the feed."""
    with disk_of("6m", tmp_path / "disk") as disk:
        yield disk


def test_a_disk_that_fills_up_is_74_and_what_was_written_is_whole(
    project: Project, small_disk: Path
) -> None:
    many: Pages = {
        f"/{number}": {"number": number, "title": f"Number {number}", "body": "Sentence. " * 600}
        for number in range(1, 1001)
    }
    run = crawl(project, small_disk, {"/": {"article": [*many]}, **many})
    assert run.code == 74
    assert "No space left on device" in run.last_line
    assert "Traceback" not in run.stderr
    written = len(run.lines())
    assert 0 < written < 1000
    assert (small_disk / "articles.jsonl").read_bytes().endswith(b"}\n")
    owed = re.search(r"\((\d+) lines? of it not yet in the feeds", run.last_line)
    assert f"{written + int(owed[1] if owed else 0)} new" in run.last_line


@pytest.mark.skipif(os.geteuid() == 0, reason="NOT TESTED: root may write everywhere")
def test_a_folder_without_permission_is_74(project: Project, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert project.crawl("paper", output=tmp_path / "locked").code == 74
