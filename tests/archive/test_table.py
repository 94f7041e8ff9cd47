"""Articles as a data frame."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import rows

from newscrawl import Archive, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


def test_a_data_frame_has_types(folder: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: to_pandas is not tested")
    frame = Archive(folder).to_pandas()
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds["published"].startswith("datetime64") and "UTC" in kinds["fetched_at"]
    assert kinds["status"] == "category"
    assert list(frame["id"]) == [f"paper/en/{number}" for number in (2, 5, 9, 10)]
    assert frame.loc[frame["id"] == "paper/en/2", "published"].isna().all()


def test_without_pandas_one_line_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newscrawl.archive.table.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'newscrawl\[pandas\]'"):
        Archive(folder).to_pandas()
