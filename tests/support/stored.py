"""Archives whose WARC files lie in an object store."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from newscrawl.storage.state.repository import State
from newscrawl.storage.store.offload import Offloaded, offload_warc
from newscrawl.storage.warc.names import FOLDER
from newscrawl.verify.folder import Bounds, FolderAudit


def offload(folder: Path, store: str, *, remove: bool = False) -> Offloaded:
    with closing(State(folder, read_only=True)) as state:
        return offload_warc(folder, state, store, remove=remove)


def audited(folder: Path, *, asks_store: bool = False) -> list[str]:
    audit = FolderAudit(
        folder, None, sites={}, failed=Bounds(10_000, 1 << 30), asks_store=asks_store
    )
    audit.check()
    return [
        f"{one.level} {one.file} {one.kind}"
        for one in audit.findings.listed
        if one.file.startswith(FOLDER)
    ]
