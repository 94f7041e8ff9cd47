"""What Prometheus reads is read here by its own parser, and named as its conventions want it."""

from __future__ import annotations

import re
from typing import Any

from prometheus_client.parser import text_string_to_metric_families
from support.watched import BOUNDS, failing, held, known, listing, run

from newscrawl.report.prometheus import HELP, samples, text

Values = dict[tuple[str, tuple[str, ...]], float]


def parsed(told: dict[str, Any], **sizes: int) -> Values:
    families = list(
        text_string_to_metric_families(text(samples(told, sizes, BOUNDS, archive="/srv/news")))
    )
    assert len({one.name for one in families}) == len(families)
    for one in families:
        assert (one.type, bool(one.documentation), bool(one.samples)) == ("gauge", True, True)
    return {
        (sample.name.removeprefix("newscrawl_"), tuple(sample.labels.values())): sample.value
        for one in families
        for sample in one.samples
    }


def test_names_are_in_base_units_and_no_counter_is_among_them() -> None:
    for name in HELP:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
        assert not name.endswith(("_total", "_count", "_sum", "_bucket", "_ms", "_minutes"))
        assert "timestamp" not in name or name.endswith("_timestamp_seconds")


def test_each_value_is_told_by_site() -> None:
    found = parsed(known(), warc=7, articles=5)
    assert found["articles", ("paper", "en", "live")] == 200
    assert found["numbers_missing", ("paper",)] == 3
    assert found["newest_article_timestamp_seconds", ("paper", "en")] == 1768435200
    assert found["last_run_timestamp_seconds", ("paper",)] == 1768557600
    assert found["last_run_duration_seconds", ("paper",)] == 1800
    assert found["last_run_articles", ("paper", "new")] == 1
    assert found["check_ok", ("paper", "run")] == 1
    assert found["file_size_bytes", ("/srv/news", "warc")] == 7
    assert found["archive_known", ("/srv/news",)] == 1
    assert found["run_in_progress", ("/srv/news",)] == 0
    assert not [name for name, _ in found if name == "failures"]


def test_what_falls_short_is_told_too() -> None:
    reason = 'title "A\\B"\nand more'
    acknowledged = {"at": "2026-01-16T12:00:00Z", "reason": "their wall"}
    drift = {"measure": "shorter", "count": 3, "of": 12, "is_drift": True}
    found = parsed(
        known(
            run(16, verdict="killed", exit_code=None, ended_at=None, seconds=None, new=None),
            failures=[failing(reason=reason), failing("paper/en/8", acknowledged=acknowledged)],
            failing_pages=[listing()],
            held=held(),
            drift=[drift],
        )
    )
    assert found["failures", ("paper", "article", reason, "false")] == 1
    assert found["failures", ("paper", "article", "http 500", "true")] == 1
    assert found["failures", ("paper", "listing", "timeout", "false")] == 1
    assert found["held_articles", ("paper",)] == 2
    assert found["last_run_drift_ratio", ("paper", "shorter")] == 0.25
    assert found["last_healthy_run_timestamp_seconds", ("paper",)] == 0
    assert found["last_run_exit_code", ("paper",)] == -1
    assert ("last_run_timestamp_seconds", ("paper",)) not in found
    assert found["check_ok", ("paper", "failures")] == 0


def test_where_nothing_is_known_that_is_said() -> None:
    nothing = {"at": "2026-01-16T12:00:00Z", "running": False, "sites": [], "runs": []}
    assert parsed(nothing) == {
        ("archive_known", ("/srv/news",)): 0,
        ("run_in_progress", ("/srv/news",)): 0,
        # The rules for alerts look at this one.
        ("check_ok", ("", "state")): 0,
    }


def test_each_series_is_of_a_site_or_of_an_archive_so_that_two_can_be_on_one_machine() -> None:
    for family in text_string_to_metric_families(
        text(samples(known(drift=[]), {"warc": 7}, BOUNDS, archive="/srv/news"))
    ):
        assert all({"site", "archive"} & one.labels.keys() for one in family.samples)
