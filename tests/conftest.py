"""Because this file is here pytest puts tests/ on the path: every test finds the helpers that lie
beside it by their bare names. And no property is given up because the machine is busy."""

from hypothesis import HealthCheck, settings
from support.postgres import database, server

__all__ = ["database", "server"]
"""Fixtures for every test."""

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
