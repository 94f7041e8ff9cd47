"""What the tests themselves keep to, so that a busy machine makes none of them fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from support import timeouts
from support.paths import TESTS

WAITING = {"wait", "join", "settimeout", "communicate", "acquire"}
"""Calls whose number, where they are given one, is a time-out."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the tests, with where it stands."""
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(TESTS)}:{node.lineno}", node


def is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def test_every_time_out_is_scaled_by_the_one_variable() -> None:
    bare = [
        where
        for where, call in calls()
        if any(word.arg == "timeout" and is_number(word.value) for word in call.keywords)
        or (
            isinstance(call.func, ast.Attribute)
            and call.func.attr in WAITING
            and any(map(is_number, call.args))
        )
    ]
    assert bare == []


def test_no_test_sleeps_or_reads_how_late_it_is() -> None:
    """But for what polls, what measures whole runs for the benchmarks, and what notes when a server
    was asked."""
    allowed = (
        "support/timeouts.py",
        "support/harness.py",
        "support/many_sites.py",
        "support/worked.py",
    )
    asked = {"sleep", "monotonic", "perf_counter", "time"}
    found = [
        where
        for where, call in calls()
        if not where.startswith(allowed)
        and (
            (isinstance(call.func, ast.Name) and call.func.id in asked)
            or (
                isinstance(call.func, ast.Attribute)
                and call.func.attr in asked
                and isinstance(call.func.value, ast.Name)
                and call.func.value.id == "time"
            )
        )
    ]
    assert found == []


@pytest.mark.parametrize(("given", "seconds"), [("", 30.0), ("1", 3.0), ("2.5", 7.5)])
def test_the_variable_scales_and_is_generous_where_it_is_not_set(
    monkeypatch: pytest.MonkeyPatch, given: str, seconds: float
) -> None:
    monkeypatch.setenv(timeouts.VARIABLE, given)
    assert timeouts.patient(3) == seconds


@pytest.mark.parametrize("given", ["soon", "0", "-1", "nan"])
def test_patience_that_is_no_number_above_0_is_an_error(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv(timeouts.VARIABLE, given)
    with pytest.raises(ValueError, match=given):
        timeouts.patient(3)
