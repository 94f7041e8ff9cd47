"""Many sites, several workers, and kills at random: of workers, runs and the server, and workers
that sleep past the end of their leases."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from support.many_sites import many_sites
from support.postgres import Server
from support.worked import Bench, ended, twenty

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


@pytest.mark.slow
def test_30_kills_lose_no_site_double_nothing_and_let_nobody_be_asked_by_two(
    server: Server, tmp_path: Path
) -> None:
    random = Random(SEED)
    kills = random.sample(KILLS, len(KILLS))
    with many_sites(tmp_path, twenty(16)) as sites:
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
