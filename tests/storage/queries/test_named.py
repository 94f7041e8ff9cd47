"""What something named and no run has read."""

from __future__ import annotations

from pathlib import Path

from support.makers import NOON, headline, ready

from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.queries.named import named_unread


def test_headlines_waiting_articles_and_failures_that_were_never_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path, run="20260114T093000Z-1f3a", clock=lambda: NOON)
    archive.add_revision(article_record(ready(1, id="paper/en/read")))
    archive.add_headline(headline(1, id="paper/en/read"))
    archive.add_headline(headline(2, id="paper/en/told"))
    archive.add_headline(headline(2, id="other/en/told"))
    archive.add_unvisited("paper", [("paper/ka/waits", "https://paper.test/waits")])
    archive.commit()
    assert named_unread(archive.state, "paper") == {
        "en": ["paper/en/told"],
        "ka": ["paper/ka/waits"],
    }
    archive.close()
