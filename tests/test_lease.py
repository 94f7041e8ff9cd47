"""The lease of a run, as it and its worker see it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from newscrawl import lease
from newscrawl.errors import OutputError
from newscrawl.lease import Lease, Leash, boot_ns

HOUR_NS = 3600 * 10**9


@pytest.fixture
def leash() -> Iterator[Leash]:
    leash = Leash()
    yield leash
    leash.close()


def test_it_holds_as_long_as_the_worker_says(leash: Leash) -> None:
    held = Lease(7, leash.descriptor, 3.0)
    leash.hold_until(boot_ns() + HOUR_NS)
    held.check()
    assert 3500 < held.left_s <= 3600
    leash.hold_until(boot_ns())
    with pytest.raises(OutputError, match="another one may have taken over"):
        held.check()
    leash.hold_until(boot_ns() + HOUR_NS)
    held.check()


def test_until_the_worker_has_said_anything_nothing_holds(leash: Leash) -> None:
    assert Lease(7, leash.descriptor, 3.0).left_s < 0


def test_a_lease_that_is_not_there_is_told() -> None:
    reading, writing = os.pipe()
    try:
        with pytest.raises(OutputError, match="there is no lease"):
            Lease(7, reading, 3.0)
    finally:
        os.close(reading)
        os.close(writing)


def test_without_a_worker_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(lease.VARIABLE, raising=False)
    lease.current.cache_clear()
    lease.check()
    assert lease.current() is None


def test_a_process_finds_its_own(leash: Leash, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(lease.VARIABLE, f"12 {leash.descriptor} 1.5")
    lease.current.cache_clear()
    try:
        held = lease.current()
        assert held is not None and (held.fence, held.stop_s) == (12, 1.5)
        with pytest.raises(OutputError):
            lease.check()
    finally:
        lease.current.cache_clear()
