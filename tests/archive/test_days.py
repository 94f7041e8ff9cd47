"""Days as callers give them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support import rows

from newscrawl import Archive, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", datetime(2026, 1, 1, tzinfo=UTC)])
def test_what_is_no_day_is_refused_before_anything_is_read(folder: Path, day: Any) -> None:
    with pytest.raises(UsageError, match="2026-01"):
        Archive(folder).articles(since=day)
