"""One object of a store, by its URL, through obstore: the few things that an archive asks of one.

Who may read and write there, and at which endpoint, obstore takes from the environment, by the
names that each store's own tools use (`AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, …): no secret is a
setting of ours, and none is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from newscrawl.errors import StoreError, UsageError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

SCHEMES = ("s3", "gs", "az", "file")

PART_BYTES = 8 << 20
"""What is asked for at once of a large object: obstore gives an answer thirty seconds, body and
all."""

RETRIES = 2
RETRY_TIMEOUT = timedelta(seconds=30)
"""obstore's own three minutes would keep a run from its start for as long."""


def check_store(url: str) -> None:
    """Raises UsageError unless this is the URL of a place in a store, such as
    `s3://bucket/ccbsnews`, and the library for it is there."""
    parts = urlsplit(url)
    is_file = parts.scheme == "file"
    # `file://relative/x` would be the folder x of a host that is called relative.
    place = ("" if parts.netloc else parts.path) if is_file else parts.netloc
    if parts.scheme not in SCHEMES or not place.strip("/") or parts.query or parts.fragment:
        raise UsageError(
            f"-s NEWSCRAWL_STORE={url}: no place in an object store; it looks like"
            " s3://bucket/ccbsnews"
        )
    if "@" in parts.netloc:
        raise UsageError(
            "-s NEWSCRAWL_STORE=…: no name or password belongs into it; they come from the"
            " environment, such as AWS_ACCESS_KEY_ID"
        )
    _obstore()


class StoredObject:
    """One object. Every method raises StoreError where the store cannot be reached or refuses."""

    def __init__(self, url: str) -> None:
        """`url` is that of the object; nothing is asked of the store yet."""
        self.url = url
        base, _, self._key = url.rpartition("/")
        self._base = base

    def size(self) -> int | None:
        """Its bytes; None where there is none."""
        obstore = _obstore()
        with self._named():
            try:
                return int(obstore.head(self._store(), self._key)["size"])
            except FileNotFoundError:
                return None

    def read(self, length: int, offset: int) -> bytes:
        """So many bytes from an offset on; fewer at its end."""
        with self._named():
            found = _obstore().get_range(self._store(), self._key, start=offset, length=length)
            return bytes(found)

    def chunks(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        size_bytes = self.size()
        if size_bytes is None:
            raise StoreError(None, f"there is no {self.url} in the store")
        for offset in range(0, size_bytes, PART_BYTES):
            yield self.read(min(PART_BYTES, size_bytes - offset), offset)

    def put(self, path: Path) -> None:
        """Write it, from a file, in place of what is there."""
        with self._named():
            _obstore().put(self._store(), self._key, path)

    def _store(self) -> ObjectStore:
        return _opened(self._base)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """What the store refuses, as an error that names the object and keeps to one line."""
        obstore = _obstore()
        try:
            yield
        except StoreError:
            raise
        except FileNotFoundError as error:
            raise StoreError(error.errno, f"there is no {self.url} in the store") from error
        except (obstore.exceptions.BaseError, OSError) as error:
            # What follows an empty line is for those who work on the library.
            said = " ".join(str(error).partition("\n\n")[0].split())
            raise StoreError(None, f"cannot reach {self.url}: {said}") from error


def _obstore() -> ModuleType:
    """The library, which no other part of a run needs. Raises UsageError where it is not there."""
    try:
        import obstore
        import obstore.exceptions
        import obstore.store
    except ImportError:
        raise UsageError(
            "an object store needs the extra 'store': pip install 'newscrawl[store]'"
        ) from None
    return obstore


@lru_cache(maxsize=16)
def _opened(base: str) -> ObjectStore:
    """The store below a URL. It keeps its connections. Of folders all but the last is there: where
    a disk is not mounted, nothing is to be written into the empty place."""
    stores = _obstore().store
    if base.startswith("file://"):
        folder = Path(url2pathname(urlsplit(base).path))
        if not folder.parent.is_dir():
            raise StoreError(None, f"there is no folder {folder.parent}: is its disk mounted?")
        local: ObjectStore = stores.LocalStore(folder, mkdir=True)
        return local
    store: ObjectStore = stores.from_url(
        base,
        retry_config={"max_retries": RETRIES, "retry_timeout": RETRY_TIMEOUT},
    )
    return store
