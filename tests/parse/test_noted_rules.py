"""parse.noted_rules: what a run counts and tells of how its pages were read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from support.parsing import SITE, STORIES, context, fetched

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.parse.noted_rules import note_rules
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import KnownTitles


def test_a_teaser_is_counted_and_named(caplog: pytest.LogCaptureFixture) -> None:
    title, body = STORIES[1]
    prompt = "<div><h4>Subscribe now to continue reading</h4></div>"
    markup = f"<html><body><main><h1>{title}</h1><p>{body}</p>{prompt}</main></body></html>"
    page = fetched(1, markup.encode())
    reading = PageReader(SITE).read(page, Boilerplate(), KnownTitles())
    counts: Counter[str] = Counter()
    given = replace(context(), count=lambda name, by: counts.update({name: by}))
    with caplog.at_level("INFO"):
        note_rules(given, reading, page.url)
    assert counts["articles/teasers"] == counts["rules/teaser/prompt"] == 1
    assert f"{page.url} is a teaser" in caplog.text
