"""What fails is written with the rest of a run, and gone as soon as it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.makers import NOON

from newscrawl.lifecycle.transitions import failed, met, visited
from newscrawl.storage.archive import Archive

LISTING = "https://paper.test/en/news"


def note(archive: Archive, page: str, reason: str = "http 500", **facts: Any) -> None:
    given: dict[str, Any] = {"site": "paper", "kind": "article", "reason": reason, "at": NOON}
    archive.failures.met(page, **given | facts)


def test_a_page_that_fails_is_in_the_state_until_it_is_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path, run="20260114T120000Z-0001")
    known = failed(met("paper/en/1", NOON), NOON, "http 500")
    archive.put_article(known)
    note(archive, known.id)
    note(archive, known.id)
    note(archive, LISTING, "timeout", kind="listing")
    archive.commit()
    assert [(row.page, row.tries) for row in archive.state.failures("paper")] == [
        (LISTING, 1),
        ("paper/en/1", 1),
    ]
    assert archive.state.failures("other") == []
    archive.close()

    archive = Archive(tmp_path, run="20260115T120000Z-0002")
    note(archive, known.id)
    archive.commit()
    [_, row] = archive.state.failures()
    assert row.tries == 2
    archive.put_article(visited(known, NOON))
    archive.failures.over(LISTING)
    archive.failures.over("https://paper.test/never/met")
    archive.close()
    archive = Archive(tmp_path, run="20260116T120000Z-0003")
    assert archive.state.failures() == [] and archive.failures.of(known.id) is None
    archive.close()


def test_a_page_that_fails_again_at_once_does_not_wait_to_be_deleted(tmp_path: Path) -> None:
    archive = Archive(tmp_path, run="20260114T120000Z-0001")
    note(archive, LISTING, kind="listing")
    archive.failures.over(LISTING)
    note(archive, LISTING, "timeout", kind="listing")
    archive.close()
    archive = Archive(tmp_path, run="20260115T120000Z-0002")
    assert [row.reason for row in archive.state.failures()] == ["timeout"]
    archive.close()
