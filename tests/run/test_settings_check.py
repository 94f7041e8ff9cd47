"""Settings that no run could work with are refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl.errors import UsageError
from newscrawl.run.settings_check import check_run_settings, check_settings, int_setting


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DOWNLOAD_DELAY", "fast"),
        ("DOWNLOAD_DELAY", "-1"),
        ("DOWNLOAD_DELAY", "nan"),
        ("DOWNLOAD_DELAY", "inf"),
        ("DOWNLOAD_TIMEOUT", "0"),
        ("CONCURRENT_REQUESTS", "0"),
        ("CONCURRENT_REQUESTS", "1.5"),
        ("RETRY_TIMES", ""),
        ("NEWSCRAWL_FAILED_MAX", "some"),
        ("NEWSCRAWL_CRAWL_DELAY_MAX", "-0.5"),
        ("AUTOTHROTTLE_ENABLED", "perhaps"),
        ("NEWSCRAWL_OUTPUT", ""),
        ("NEWSCRAWL_OUPUT", "x"),
        ("NEWSCRAWL_WARC", "perhaps"),
        ("NEWSCRAWL_RUN", "20260114T093000Z-1f3a"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_LEVEL", "info"),
        ("LOG_FILE", "/no such folder/run.log"),
        ("NEWSCRAWL_DATABASE", "my.db"),
        ("NEWSCRAWL_DATABASE", "mysql://host/name"),
    ],
)
def test_a_wrong_setting_is_refused(name: str, value: str) -> None:
    settings = Settings(
        {"NEWSCRAWL_OUTPUT": "output", "NEWSCRAWL_CRAWL_DELAY_MAX": 30, name: value}
    )
    with pytest.raises(UsageError, match=name) as error:
        check_settings(settings)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DOWNLOAD_DELY", "DOWNLOAD_DELAY"),
        ("CONCURRENT_REQUEST", "CONCURRENT_REQUESTS"),
        ("newscrawl_warc", "NEWSCRAWL_WARC"),
    ],
)
def test_a_setting_that_is_misspelt_is_refused_where_a_user_typed_it(name: str, meant: str) -> None:
    settings = Settings({"NEWSCRAWL_OUTPUT": "output", name: "3"})
    check_settings(settings)  # The settings of a project may have names of their own.
    settings.set(name, "3", priority="cmdline")
    with pytest.raises(UsageError, match=f"{name}=…: .* did you mean {meant}"):
        check_settings(settings)


@pytest.mark.parametrize("name", ["IMAGES_STORE", "FILES_EXPIRES", "MY_DELAY", "DOWNLOAD_DELAY"])
def test_a_setting_of_another_package_is_taken(name: str) -> None:
    settings = Settings({"NEWSCRAWL_OUTPUT": "output"})
    settings.set(name, "3", priority="cmdline")
    check_settings(settings)


def test_right_settings_are_taken() -> None:
    settings = Settings(
        {
            "NEWSCRAWL_OUTPUT": "x",
            "NEWSCRAWL_WARC": "False",
            "DOWNLOAD_DELAY": "0.25",
            "NEWSCRAWL_FAILED_MAX": "0",
        }
    )
    check_settings(settings)


@pytest.mark.parametrize(
    "given", [{"HTTPCACHE_ENABLED": "1"}, {"JOBDIR": "jobs"}], ids=lambda given: next(iter(given))
)
def test_what_would_break_a_promise_is_refused_for_a_run_alone(given: dict[str, str]) -> None:
    settings = Settings({"NEWSCRAWL_OUTPUT": "output", **given})
    with pytest.raises(UsageError, match=next(iter(given))):
        check_run_settings(settings)
    check_settings(settings)


def test_a_project_that_does_not_say_has_our_defaults() -> None:
    assert int_setting(Settings(), "NEWSCRAWL_FAILED_MAX") == 200
    assert int_setting(Settings({"NEWSCRAWL_FAILED_MAX": "3"}), "NEWSCRAWL_FAILED_MAX") == 3


@pytest.mark.parametrize("name", ["articles.jsonl", "newscrawl.db", "runs/mine.json"])
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_an_export_of_scrapy_may_not_be_a_file_of_the_archive(
    tmp_path: Path, name: str, scheme: str
) -> None:
    feeds = {f"{scheme}{tmp_path / name}": {"format": "jsonl"}}
    settings = Settings({"NEWSCRAWL_OUTPUT": str(tmp_path), "FEEDS": feeds})
    with pytest.raises(UsageError, match="belongs to the archive itself"):
        check_run_settings(settings)


def test_any_other_export_of_scrapy_is_taken(tmp_path: Path) -> None:
    places = (tmp_path / "mine.json", "stdout:", "s3://mine/articles.jsonl", "%(time)s.json")
    feeds = {place: {"format": "json"} for place in places}
    check_run_settings(Settings({"NEWSCRAWL_OUTPUT": str(tmp_path), "FEEDS": feeds}))
