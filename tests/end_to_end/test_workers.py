"""Many sites, several workers, and kills at random: of workers, runs and the server, and workers
that sleep past the end of their leases."""

from __future__ import annotations

import shlex
import signal
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from random import Random

import pytest
from support import launcher
from support.many_sites import many_sites
from support.paths import PYTHONPATH, REPOSITORY
from support.postgres import Server
from support.timeouts import COMMAND_S, until
from support.worked import Bench, ended, twenty

from newscrawl.replica import running
from newscrawl.workers.database import Database, read_url
from newscrawl.workers.site_table import SiteTable

SEED = 14
DELAY_S = 0.3

KILLS = [
    *["worker"] * 9,
    *["run"] * 14,
    *["server"] * 3,
    *["stopped"] * 2,
    *["stopped with its runs"] * 2,
]

PAGES_UNDER_WAY = 16
"""That a kill may cost: those asked for and not yet answered, those of which four are awaited
before one is read, and a batch of a second."""


PAGE = REPOSITORY / "docs" / "how-to" / "workers.md"


def typed() -> list[list[str]]:
    """The commands of the how-to, in their order."""
    lines = PAGE.read_text("utf-8").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("    newscrawl ")]


@pytest.mark.slow
def test_the_how_to_leads_from_an_empty_database_to_two_workers(
    server: Server, tmp_path: Path
) -> None:
    database = server.new().replace("+psycopg", "")
    given = {"NEWSCRAWL_WORKERS_DATABASE": database, "PYTHONPATH": PYTHONPATH}
    quick = ("-s", "DOWNLOAD_DELAY=0", "-s", "NEWSCRAWL_READERS=0")
    program = ("-m", "newscrawl")
    (tmp_path / "sites.toml").write_text(
        PAGE.read_text("utf-8").partition("```toml\n")[2].partition("```")[0], "utf-8"
    )
    said = []
    with ExitStack() as stack:
        replica = stack.enter_context(running(articles=8, languages=("en",)))

        def is_read() -> bool:
            rows = SiteTable(Database(read_url(database))).all(["ccbs"])
            return [row.verdict for row in rows] == ["healthy"]

        for words in typed():
            match words[:2]:
                case ["sites", "add"]:
                    words += ["-a", f"root={replica.root}"]
                case ["work", *_]:
                    begin = partial(launcher.start, *words, *quick, program=program)
                    workers = [begin(cwd=tmp_path, env=given) for _ in range(2)]
                    for worker in workers:
                        stack.enter_context(worker)
                    until(is_read)
                    continue
                case ["sites", "sync"]:
                    for worker in workers:
                        # What the file names is not on this machine.
                        worker.send_signal(signal.SIGTERM)
                        assert worker.wait(COMMAND_S) == 143
            done = launcher.run(*words, program=program, cwd=tmp_path, env=given)
            assert done.returncode == 0, f"{words}: {done.stderr}"
            said.append(done.stdout + done.stderr)
    assert (tmp_path / "archives" / "ccbs" / "articles.jsonl").exists()
    assert said[0].startswith("sites: added: ccbs, on 127.0.0.1, every 1h")
    assert any("2 added, 0 changed" in one for one in said)


@pytest.mark.slow
def test_30_kills_lose_no_site_double_nothing_and_let_nobody_be_asked_by_two(
    server: Server, tmp_path: Path
) -> None:
    random = Random(SEED)
    kills = random.sample(KILLS, len(KILLS))
    with many_sites(tmp_path, twenty(12)) as sites:
        bench = Bench(server, server.new(), sites, tmp_path, heartbeat_s=1.0, delay_s=DELAY_S)
        bench.minutes, bench.at_once = 0.5, 2
        bench.add_all()
        with ended(bench):
            for _ in range(3):
                bench.start()
            for kill in kills:
                # By what was done, not by the clock: so kills hit runs that have something to lose.
                bench.wait_for_requests(random.randint(3, 14))
                bench.kill(kill, random)
            bench.settle()
            assert bench.stop() == [143] * 3
        assert bench.faults() == []
        assert bench.owners_at_once() == []
        again, of = bench.fetched_again()
        assert again <= len(kills) * PAGES_UNDER_WAY
        between, within = (bench.gaps(between_runs=one) for one in (True, False))
        assert between[0] >= 0.95 * DELAY_S
        early = sum(gap < 0.95 * DELAY_S for gap in within)
        print(
            f"{again} of {of} article pages fetched again; {len(between)} gaps between runs, the"
            f" shortest {between[0]:.2f} s; {early} of {len(within)} within one came early, the"
            f" shortest {within[0]:.2f} s"
        )
