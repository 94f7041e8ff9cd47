"""One variant of a test for every change, the others for the slow run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first_then_slow(variants: Iterable[Any]) -> list[Any]:
    """Values for `parametrize`: the first as it is, the others with the mark `slow`."""
    first, *others = variants
    return [first, *(pytest.param(other, marks=pytest.mark.slow) for other in others)]
