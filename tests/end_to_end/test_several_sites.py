"""Several sites in one project: each has an archive of its own, and commands say which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.local_server import serving
from support.slugs import SPIDER, STORIES, Gazette, Project


@pytest.mark.slow
def test_each_site_has_its_archive_and_one_without_a_spider_is_read(tmp_path: Path) -> None:
    project = Project(tmp_path, "path")
    spiders = tmp_path / "gazette" / "spiders"
    herald = SPIDER.format(scheme="link").replace("Gazette", "Herald")
    (spiders / "herald.py").write_text(herald.replace('"gazette"', '"herald"'))
    with serving(Gazette().answer) as served:
        for name in ("gazette", "herald"):
            done = project.run("crawl", name, "-a", f"root={served.root}")
            assert done.returncode == 0, done.stderr
    for name in ("gazette", "herald"):
        feed = (project.output / name / "articles.jsonl").read_text("utf-8")
        assert {json.loads(line)["id"].partition("/")[0] for line in feed.splitlines()} == {name}
        told = project.run("status", "--json", "--site", name)
        assert [one["site"] for one in json.loads(told.stdout)["sites"]] == [name]
        assert project.run("verify", "--site", name).returncode == 0
    unsaid = project.run("status")
    assert unsaid.returncode == 2
    assert "gazette, herald: say which with --site NAME" in unsaid.stderr
    reparsed = project.run("reparse", "herald", "--dry-run")
    assert reparsed.returncode == 0, reparsed.stderr

    (spiders / "herald.py").unlink()
    exported = project.run("export", "jsonl", str(tmp_path / "out.jsonl"), "--site", "herald")
    assert exported.returncode == 0, exported.stderr
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == len(STORIES)
    victim = "herald/en/a-bridge-of-glass-opens"
    done = project.run("suppress", victim, "--reason", "asked for")
    assert done.returncode == 0, done.stderr
    assert project.run("verify", "--site", "herald").returncode == 0
