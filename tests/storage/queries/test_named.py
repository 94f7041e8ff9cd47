"""What something named and no run has read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.makers import NOON, headline, ready

from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.queries import named
from newscrawl.storage.queries.named import Unread, named_unread


def test_headlines_waiting_articles_and_failures_that_were_never_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path, run="20260114T093000Z-1f3a", clock=lambda: NOON)
    archive.add_revision(article_record(ready(1, id="paper/en/read")))
    archive.add_headline(headline(1, id="paper/en/read"))
    archive.add_headline(headline(2, id="paper/en/told"))
    archive.add_headline(headline(2, id="other/en/told"))
    archive.add_unvisited("paper", [("paper/ka/waits", "https://paper.test/waits")])
    archive.commit()
    assert named_unread(archive.state, "paper") == {
        "en": Unread(1, ["paper/en/told"]),
        "ka": Unread(1, ["paper/ka/waits"]),
    }
    archive.close()


def test_of_very_many_all_are_counted_and_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named, "MAX_IDS", 2)
    archive = Archive(tmp_path, run="20260114T093000Z-1f3a", clock=lambda: NOON)
    for number in range(5):
        archive.add_unvisited("paper", [(f"paper/en/{number}", f"/{number}")])
        archive.add_headline(headline(number + 1, id=f"paper/en/{number}"))
    archive.commit()
    assert named_unread(archive.state, "paper") == {"en": Unread(5, ["paper/en/0", "paper/en/1"])}
    archive.close()
