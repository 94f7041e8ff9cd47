"""Every wrong argument or setting is refused in one line; every right one arrives."""

from __future__ import annotations

from datetime import date

import pytest
from scrapy.settings import Settings

from newscrawl.arguments import NEEDS_MEMORY, Arguments, check_settings
from newscrawl.errors import UsageError


def test_nothing_given_asks_for_nothing() -> None:
    assert Arguments.parse() == Arguments(root=None, full=False, since=None, limit=None)
    assert Arguments.parse().as_dict() == {}


def test_what_is_given_arrives() -> None:
    arguments = Arguments.parse(root=" http://127.0.0.1:8080/mirror ", full="1", since="2025-12-01", limit="500")
    assert arguments == Arguments("http://127.0.0.1:8080/mirror", True, date(2025, 12, 1), 500)
    assert arguments.as_dict() == {"root": "http://127.0.0.1:8080/mirror", "full": True, "since": "2025-12-01", "limit": 500}


@pytest.mark.parametrize(
    "root", ["https://www.ccbsnews.info", "http://ccbsnews.info/en/", "http://[::1]:8080", "http://localhost:80", "https://газета.рф"]
)
def test_an_address_to_crawl_is_taken(root: str) -> None:
    assert Arguments.parse(root=root).root == root


@pytest.mark.parametrize(
    "root",
    [
        "",
        "127.0.0.1:8080",
        "www.ccbsnews.info",
        "ftp://ccbsnews.info",
        "http://",
        "http:///en",
        "http://a b",
        "http://a\nb",
        "http://host:port",
        "http://host:99999",
        "http://host:0",
        "http://[::1",
        "http://..",
        "http://-x.test",
        "http://user@host",
        "http://host/#top",
        "http://host\\x",
    ],
)
def test_what_is_no_address_is_refused(root: str) -> None:
    refused(root=root)


@pytest.mark.parametrize(
    "since", ["", "yesterday", "2025-13-01", "2025-02-29", "01.12.2025", "2025-12", "20251201", "2025-W49-1", "２０２５-12-01"]
)
def test_what_is_no_day_is_refused(since: str) -> None:
    refused(since=since)


@pytest.mark.parametrize("limit", ["", "0", "-5", "many", "1.5", "1e3", "٥", "9999999999"])
def test_what_is_no_number_of_articles_is_refused(limit: str) -> None:
    refused(limit=limit)


@pytest.mark.parametrize(("said", "means"), [("1", True), ("true", True), ("YES", True), ("0", False), ("False", False), ("no", False)])
def test_a_flag_is_on_or_off(said: str, means: bool) -> None:
    assert Arguments.parse(full=said).full is means


def test_a_flag_is_nothing_else() -> None:
    refused(full="2")


@pytest.mark.parametrize("name", NEEDS_MEMORY)
def test_what_needs_memory_is_refused_and_says_so(name: str) -> None:
    assert "memory of earlier runs" in refused(**{name: "1"})


def test_no_dry_run_is_no_request_for_one() -> None:
    assert Arguments.parse(dry_run="0") == Arguments()


def test_a_slip_is_answered_with_what_was_meant() -> None:
    assert "did you mean root?" in refused(rooot="http://a.test")
    assert "since" in refused(colour="red")


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
        ("NEWSCRAWL_WARC", "True"),
    ],
)
def test_a_wrong_setting_is_refused(name: str, value: str) -> None:
    settings = Settings({"NEWSCRAWL_OUTPUT": "output", "NEWSCRAWL_CRAWL_DELAY_MAX": 30, name: value})
    with pytest.raises(UsageError, match=name) as error:
        check_settings(settings, known={"NEWSCRAWL_CRAWL_DELAY_MAX": 30.0})
    assert "\n" not in str(error.value)


def test_right_settings_are_taken() -> None:
    settings = Settings({"NEWSCRAWL_OUTPUT": "x", "NEWSCRAWL_WARC": "False", "DOWNLOAD_DELAY": "0.25", "NEWSCRAWL_FAILED_MAX": "0"})
    check_settings(settings, known={})


def refused(**given: str) -> str:
    with pytest.raises(UsageError) as error:
        Arguments.parse(**given)
    message = str(error.value)
    assert message.startswith(f"-a {next(iter(given))}=")
    return message
