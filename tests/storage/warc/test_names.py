"""Which files are ours, and of which run."""

from __future__ import annotations

import pytest

from newscrawl.storage.warc.names import NAME, index_name, run_of, warc_name

RUN = "20260114T093000Z-1f3a"


def test_a_name_says_of_which_run_it_is() -> None:
    for number in (0, 7, 123_456):
        name = warc_name("paper-of-the-valley", RUN, number)
        assert run_of(name) == RUN
        assert index_name(name) == name.replace(".warc.gz", ".cdxj")
    assert warc_name("paper", RUN, 9) < warc_name("paper", RUN, 10)


@pytest.mark.parametrize(
    "name",
    [
        "crawl.warc.gz",
        f"{RUN}-00000.warc.gz",
        f"paper-{RUN}-00000.warc",
        f"paper-{RUN}-00000.warc.gz.part",
        "paper-20260114-1f3a-00000.warc.gz",
    ],
)
def test_a_file_of_others_names_no_run(name: str) -> None:
    assert NAME.fullmatch(name) is None
    assert run_of(name) == ""
