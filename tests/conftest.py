"""Because this file is here pytest puts tests/ on the path: every test finds the helpers that lie
beside it by their bare names. And no property is given up because the machine is busy."""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from support.postgres import database, server

from newscrawl.extensions.output_errors import OutputErrors

__all__ = ["database", "server"]
"""Fixtures for every test."""


@pytest.fixture(autouse=True)
def _nobody_listens_on() -> Iterator[None]:
    """A run that a test did not end hears nothing of the next."""
    yield
    for handler in list(logging.root.handlers):
        if isinstance(handler, OutputErrors):
            handler.leave()


# The same code gets the same verdict: no change is refused for what an earlier one left unfound.
# That is looked for with `pytest --hypothesis-profile search`.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", PATIENT, derandomize=True)
settings.register_profile("search", PATIENT, max_examples=5_000)
settings.load_profile("repeatable")
