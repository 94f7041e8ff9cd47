"""`--all`, run as users run it: a table, JSON, a check, Prometheus, a page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from support import archives
from support.project import scrapy


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two archives of one site."""
    root = tmp_path_factory.mktemp("all") / "archives"
    archives.make(root / "gazette")
    shutil.copytree(root / "gazette", root / "herald")
    return root


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return scrapy(*words, "-s", f"NEWSCRAWL_ARCHIVES={root}", output=root / "none")


def damage(root: Path, folder: Path) -> Path:
    """The same archives, one of them with a state that is none."""
    copy = Path(shutil.copytree(root, folder / "archives"))
    (copy / "herald" / "newscrawl.db").write_bytes(b"no database")
    return copy


def test_a_line_an_archive(root: Path) -> None:
    ran = run(root, "status", "--all")
    assert ran.returncode == 0, ran.stderr
    assert [line.split()[0] for line in ran.stdout.splitlines() if line[0] != " "] == [
        "archive",
        "gazette",
        "herald",
    ]
    assert ran.stderr == f"status: 2 archives, 14 articles live; 2 of them fall short ({root})\n"


def test_json_is_a_line_an_archive_as_status_has_it(root: Path, tmp_path: Path) -> None:
    ran = run(damage(root, tmp_path), "status", "--all", "--json")
    assert ran.returncode == 74
    gazette, herald = map(json.loads, ran.stdout.splitlines())
    own = json.loads(scrapy("status", "--json", output=root / "gazette").stdout)
    assert set(gazette) == {*own, "archive"}
    assert (gazette["archive"], gazette["sites"][0]["site"]) == ("gazette", "paper")
    assert set(herald) == {"schema", "archive", "folder", "trouble"}


def test_what_falls_short_is_a_line_each_and_the_exit_code(root: Path) -> None:
    ran = run(root, "status", "--all", "--check")
    assert ran.returncode == 1
    assert {line.split()[0] for line in ran.stdout.splitlines()} == {"gazette", "herald"}
    assert "gazette paper age: the last run ended" in ran.stdout


def test_prometheus_tells_them_apart(root: Path, tmp_path: Path) -> None:
    ran = run(damage(root, tmp_path), "status", "--all", "--prometheus")
    assert ran.returncode == 74
    samples = {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(ran.stdout)
        for sample in family.samples
    }
    assert len(samples) == sum(not line.startswith("#") for line in ran.stdout.splitlines())
    known = {
        dict(labels)["archive"]: value
        for (name, labels), value in samples.items()
        if name == "newscrawl_archive_known"
    }
    assert known == {"gazette": 1, "herald": 0}
    assert all("archive" in dict(labels) for _, labels in samples)


def test_values_and_pages_are_written_outside_the_archives_only(root: Path, tmp_path: Path) -> None:
    values, page = tmp_path / "all.prom", tmp_path / "all.html"
    assert run(root, "status", "--all", "--prometheus", "--output", str(values)).returncode == 0
    assert b'archive="herald"' in values.read_bytes()
    ran = run(root, "report", "--all", str(page))
    assert (ran.returncode, page.read_text().count("<tr>")) == (0, 3), ran.stderr
    feed = root / "gazette" / "articles.jsonl"
    before = feed.read_bytes()
    for words in (("status", "--all", "--prometheus", "--output"), ("report", "--all")):
        assert run(root, *words, str(feed)).returncode == 2
    assert feed.read_bytes() == before


def test_what_makes_no_sense_is_refused(root: Path) -> None:
    assert run(root, "status", "--all", "--conflicts").returncode == 2
    assert run(root / "none", "status", "--all").returncode == 2
