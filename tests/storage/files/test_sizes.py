"""A folder counts as all that is in it."""

from pathlib import Path

from newscrawl.storage.files.sizes import sizes_of


def test_what_is_not_there_is_left_out(tmp_path: Path) -> None:
    assert sizes_of(tmp_path) == {}
    (tmp_path / "articles.jsonl").write_bytes(b"12345")
    (tmp_path / "warc").mkdir()
    for name in "ab":
        (tmp_path / "warc" / name).write_bytes(b"123")
    assert sizes_of(tmp_path) == {"articles.jsonl": 5, "warc": 6}
