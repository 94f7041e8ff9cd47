"""One object of a store: what is asked of it, and what its refusals are called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.object_store import ObjectServer, reached

from newscrawl.errors import StoreError, UsageError
from newscrawl.storage.store.objects import StoredObject, check_store


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectServer]:
    with reached(monkeypatch) as server:
        yield server


def test_what_was_put_is_read_back(store: ObjectServer, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"0123456789")
    there = StoredObject(f"{store.url}/warc/a.warc.gz")
    assert there.size() is None
    there.put(path)
    assert store.objects == {"news/warc/a.warc.gz": b"0123456789"}
    assert (there.size(), there.read(3, 2), b"".join(there.chunks())) == (10, b"234", b"0123456789")


def test_a_folder_is_a_store_too(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"0123456789")
    there = StoredObject(f"file://{tmp_path}/kept/warc/a.warc.gz")
    with pytest.raises(StoreError, match="is its disk mounted"):
        there.put(path)
    (tmp_path / "kept").mkdir()
    there.put(path)
    assert (tmp_path / "kept/warc/a.warc.gz").read_bytes() == b"0123456789"
    assert (there.size(), there.read(3, 2)) == (10, b"234")


def test_refusals_name_the_object_in_one_line(store: ObjectServer) -> None:
    there = StoredObject(f"{store.url}/warc/a.warc.gz")
    with pytest.raises(StoreError, match=r"there is no s3://kept/news/warc/a\.warc\.gz") as error:
        there.read(3, 2)
    assert "\n" not in str(error.value)
    store.is_down = True
    for ask in (there.size, lambda: there.read(3, 2), lambda: list(there.chunks())):
        with pytest.raises(StoreError, match="cannot reach s3://kept/news") as error:
            ask()
        assert "\n" not in str(error.value)
        assert "a-secret-that-nobody-prints" not in str(error.value)


@pytest.mark.parametrize(
    "url", ["", "bucket", "s3://", "http://host/name", "file://", "s3://kept?x=1", "s3://kept#x"]
)
def test_what_is_no_place_in_a_store_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no place in an object store"):
        check_store(url)


def test_a_password_in_the_url_is_refused_and_not_shown() -> None:
    with pytest.raises(UsageError) as error:
        check_store("s3://me:hidden@kept/news")
    assert "hidden" not in str(error.value)


def test_places_are_taken() -> None:
    for url in ("s3://kept", "s3://kept/news", "gs://kept/a/b", "az://kept", "file:///srv/kept"):
        check_store(url)
