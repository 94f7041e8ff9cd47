"""An error of the output ends the run and is told once, whichever component raised it."""

from __future__ import annotations

import logging

import pytest

from newscrawl.errors import OutputError, PageError
from newscrawl.extensions.output_errors import OutputErrors

logger = logging.getLogger("some.component")


def test_it_is_heard_and_nobody_else_hears_it(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[OutputError] = []
    errors = OutputErrors(heard.append)
    errors.watch()
    lost = OutputError("the database is away")
    for raised in (lost, PageError("no title")):
        try:
            raise raised
        except ValueError:
            logger.exception("Error processing")
        except OSError:
            logger.exception("Error processing")
    logger.error("without an exception")
    errors.leave()
    assert heard == [lost]
    assert [record.getMessage() for record in caplog.records] == [
        "Error processing",
        "without an exception",
    ]
    logger.error("later", exc_info=lost)
    assert heard == [lost] and len(caplog.records) == 3


def test_what_is_said_of_another_spider_is_not_heard() -> None:
    heard: list[OutputError] = []
    ours, other = object(), object()
    errors = OutputErrors(heard.append)
    errors.watch(ours)
    told = OutputError("the database is away")
    for spider in (other, ours):
        logger.error("Error processing", exc_info=told, extra={"spider": spider})
    errors.leave()
    assert heard == [told]
