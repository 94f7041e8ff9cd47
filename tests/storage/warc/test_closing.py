"""A file to which nothing is added any more has its index, and the state knows."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from support.exchanges import archive, exchange
from support.warcs import files_of, index_of, rows_of

from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.closing import close_finished


def test_a_file_is_closed_once_the_state_knows_all_of_it(tmp_path: Path) -> None:
    one = archive(tmp_path)
    one.capture(exchange("/1"))
    one.commit()
    [path] = files_of(tmp_path)
    assert [row["closed"] for row in rows_of(tmp_path, "warc_files")] == [0]
    assert not path.with_name(path.name.replace(".warc.gz", ".cdxj")).exists()
    one.close()
    assert [row["closed"] for row in rows_of(tmp_path, "warc_files")] == [1]
    assert [fields["url"] for _, _, fields in index_of(path)] == ["http://paper.test/1"]


def test_a_file_that_was_moved_away_is_closed_without_an_index(tmp_path: Path) -> None:
    one = archive(tmp_path)
    one.capture(exchange("/1"))
    one.commit()
    one.state.close()
    [path] = files_of(tmp_path)
    path.unlink()
    with closing(State(tmp_path)) as state:
        close_finished(tmp_path, state)
        assert state.open_warc_files() == []
    assert list((tmp_path / "warc").iterdir()) == []
