"""Only the step: what a crawl makes of it is in tests/frontier/test_requisites.py."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from support.makers import article

from newscrawl.identity.requisite_scope import RequisiteScope
from newscrawl.identity.site import Site
from newscrawl.pipelines.requisites import RequisitesPipeline

SITE = Site("paper", "http://paper.test", r"/(?P<lang>[a-z]{2})/(?P<number>\d+)")


def owed(scope: RequisiteScope | None, written: list[tuple[str, str]]) -> list[Any]:
    """What the archive is told."""
    told: list[Any] = []
    book = SimpleNamespace(need=lambda needs, **facts: told.extend(needs))
    session = SimpleNamespace(
        archive=SimpleNamespace(requisites=book, now=""), write=lambda action: action()
    )
    step = RequisitesPipeline.__new__(RequisitesPipeline)
    spider = SimpleNamespace(requisite_scope=scope)
    step._crawler, step._session = cast(Any, SimpleNamespace(spider=spider)), cast(Any, session)
    item = article()
    item.requisites = written
    assert step.process_item(item) is item
    return told


def test_only_what_may_be_fetched_is_owed() -> None:
    written = [("http://paper.test/a.css", "style"), ("http://other.test/a.jpg", "picture")]
    assert owed(RequisiteScope(SITE), written) == [("http://paper.test/a.css", "style")]
    assert owed(None, written) == []
    assert owed(RequisiteScope(SITE), []) == []
