"""`scrapy runspider`: a spider from a file, with the promises of any run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import launcher, scripts
from support.runs import check_whole

from newscrawl.replica import Replica, running
from newscrawl.storage.files.lock import FolderLock

OWN_SPIDER = '''
"""The same site, from a file of one's own."""

from newscrawl.news_spider import NewsSpider


class CopySpider(NewsSpider):
    name = "ccbsnews"
    canonical_root = "https://www.ccbsnews.info"
    timezone = "Asia/Tbilisi"
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)"
'''


@pytest.fixture(scope="module")
def site() -> Iterator[Replica]:
    with running(articles=12, languages=("en",), listing_size=6) as replica:
        yield replica


def runspider(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    quick = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False")
    settings = [word for setting in quick for word in ("-s", setting)]
    return launcher.run(
        "runspider", file, *settings, *words, cwd=file.parent, env=scripts.environment()
    )


@pytest.fixture
def own_spider(tmp_path: Path) -> Path:
    file = tmp_path / "copy_spider.py"
    file.write_text(OWN_SPIDER)
    return file


def test_runspider_is_a_run_like_any_other(site: Replica, own_spider: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    done = runspider(own_spider, "-a", f"root={site.root}", "-s", f"NEWSCRAWL_OUTPUT={output}")
    assert done.returncode == 0, done.stderr
    last_line = done.stderr.rstrip("\n").rpartition("\n")[2]
    assert last_line.startswith("ccbsnews: healthy: 12 new")
    check_whole(output, site, runs=1)


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("-a", "rooot=x"), 2, "did you mean root"),
        (("-s", "HTTPCACHE_ENABLED=1"), 2, "HTTPCACHE_ENABLED"),
        (("another",), 2, "another is one word too many"),
    ],
)
def test_runspider_refuses_in_one_line(
    own_spider: Path, tmp_path: Path, words: tuple[str, ...], code: int, named: str
) -> None:
    output = tmp_path / "output"
    done = runspider(own_spider, "-s", f"NEWSCRAWL_OUTPUT={output}", *words)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert named in done.stderr
    assert not output.exists()


@pytest.mark.parametrize("content", ["import nowhere_at_all", "def (", "x = 1"])
def test_a_file_without_a_spider_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "not_a_spider.py"
    file.write_text(content)
    done = runspider(file)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert str(file) in done.stderr


def test_a_folder_that_another_run_holds_is_75_for_every_command(
    site: Replica, own_spider: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    output.mkdir()
    lock = FolderLock(output)
    done = runspider(own_spider, "-a", f"root={site.root}", "-s", f"NEWSCRAWL_OUTPUT={output}")
    lock.release()
    assert (done.returncode, done.stderr.count("\n")) == (75, 1)
    assert [path.name for path in output.iterdir()] == [".lock"]
