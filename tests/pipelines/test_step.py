"""What the steps have in common: the session, and a finish where there is an archive."""

from __future__ import annotations

from pathlib import Path

from support.chain import Chain

from newscrawl.pipelines.step import Step


def test_a_step_finishes_only_where_the_archive_is_open(tmp_path: Path) -> None:
    finished: list[str] = []

    class Last(Step):
        def finish(self) -> None:
            finished.append("done")

    chain = Chain(tmp_path, is_opened=False)
    step = Last.from_crawler(chain.crawler)
    step.close_spider()
    assert finished == []
    chain.extension.spider_opened(chain.spider)
    step.close_spider()
    assert finished == ["done"]
    chain.session.close()
    chain.session.release()
