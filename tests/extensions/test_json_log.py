"""A line of the log is one object, whatever it says."""

from __future__ import annotations

import json
import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Spider
from scrapy.settings import Settings
from scrapy.utils import log

from newscrawl.extensions.json_log import JsonFormatter, JsonLog


def formatted(message: str, *args: object, **extra: Any) -> dict[str, Any]:
    record = logging.LogRecord("paper", logging.WARNING, __file__, 1, message, args, None)
    for name, value in extra.items():
        setattr(record, name, value)
    record.created = 1768392000.25
    line = JsonFormatter().format(record)
    assert "\n" not in line and line.encode()
    told: dict[str, Any] = json.loads(line)
    return told


def test_a_line_says_when_where_and_what() -> None:
    assert formatted("გაზეთი: %s\n%s", 'a "quote"', "second line", spider=Spider("paper")) == {
        "time": "2026-01-14T12:00:00.250+00:00",
        "level": "WARNING",
        "logger": "paper",
        "message": 'გაზეთი: a "quote"\nsecond line',
        "spider": "paper",
    }


def test_half_a_character_keeps_no_line_from_being_written() -> None:
    assert formatted("a \ud83d b")["message"] == "a \ud83d b"


def test_an_error_has_its_traceback() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        told = formatted("it failed", exc_info=sys.exc_info())
    assert "Traceback" in told["error"] and told["error"].endswith("ValueError: broken")


@pytest.mark.parametrize(("wanted", "is_json"), [("json", True), ("text", False)])
def test_scrapys_own_handler_is_set(
    wanted: str, is_json: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = logging.NullHandler()
    monkeypatch.setattr(log, "_scrapy_root_handler", handler)
    crawler: Any = SimpleNamespace(
        settings=Settings({"NEWSCRAWL_LOG_FORMAT": wanted}),
        signals=SimpleNamespace(connect=lambda handler, signal: None),
    )
    json_log = JsonLog.from_crawler(crawler)
    json_log.spider_opened()
    assert isinstance(handler.formatter, JsonFormatter) == is_json
    monkeypatch.setattr(log, "_scrapy_root_handler", None)
    json_log.spider_opened()
