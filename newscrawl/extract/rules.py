"""Decisions as lists of named rules: the first that holds decides, and its name says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

Subject = TypeVar("Subject")


class Rule(NamedTuple, Generic[Subject]):
    """One reason for a decision."""

    name: str
    """Stable, as it stands in reports: it is not the name of a function."""
    holds: Callable[[Subject], bool]


def first_rule(rules: Iterable[Rule[Subject]], subject: Subject) -> str | None:
    """The name of the first rule that holds; None where none does.

    >>> first_rule([Rule("small", lambda n: n < 3), Rule("odd", lambda n: n % 2 == 1)], 5)
    'odd'
    """
    for name, holds in rules:
        if holds(subject):
            return name
    return None
