"""A short life of an archive by `bench/year`: seven weeks of edits, deletions, redesigns, an outage
and sites that go bad in silence, each day told rightly. The benchmark lives a whole year."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support.paths import REPOSITORY
from support.timeouts import LIFE_S

DAYS = 48
"""Long enough for the norm that drift is held against, three faults and two redesigns."""


@pytest.mark.slow
def test_each_day_of_seven_weeks_is_told_rightly() -> None:
    lived = subprocess.run(
        [
            *(sys.executable, str(REPOSITORY / "bench/year"), "--days", str(DAYS)),
            *("--articles", "30", "--seed", "4"),
        ],
        capture_output=True,
        text=True,
        timeout=LIFE_S,
    )
    assert lived.returncode == 0, lived.stdout + lived.stderr
