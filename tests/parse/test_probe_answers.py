"""What a probe brought, and where it was led on."""

from __future__ import annotations

import pytest
from support.parsing import NOT_FOUND, SITE, at_once, context, fetched, url_of

from newscrawl.parse.answers import Answer
from newscrawl.parse.async_reader import LocalReader
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.probe_answers import MAX_HOPS, answer_to
from newscrawl.parse.results import Probe
from newscrawl.parse.soft404 import ProbeKind

ASKED = url_of(999_999_937)
GONE = "https://paper.test/gone"
NOWHERE = Probe(ProbeKind.NOWHERE, "en", ASKED)


def answer(probe: Probe, page: FetchedPage | None) -> Answer | Probe | None:
    return at_once(answer_to(probe, page, SITE, LocalReader(PageReader.of(context()))))


def moved(to: str) -> FetchedPage:
    return fetched(9, b"", status=302, leads_to=to)


def test_the_end_of_a_redirect_is_looked_at_and_stands_for_where_it_began() -> None:
    onward = answer(NOWHERE, moved(GONE))
    assert onward == Probe(ProbeKind.NOWHERE, "en", GONE, GONE, 1, ASKED)
    assert isinstance(onward, Probe)
    further = answer(onward, moved("https://paper.test/gone/"))
    assert isinstance(further, Probe)
    assert (further.leads_to, further.asked) == (GONE, ASKED)
    said = answer(further, fetched(9, NOT_FOUND, url="https://paper.test/gone/", status=404))
    assert isinstance(said, Answer)
    assert (said.url, said.is_redirect, bool(said.texts)) == (GONE, True, True)


def test_another_writing_of_the_same_url_leads_nowhere_else() -> None:
    onward = answer(NOWHERE, moved(f"{ASKED}/"))
    assert isinstance(onward, Probe)
    assert (onward.url, onward.leads_to) == (f"{ASKED}/", None)
    said = answer(onward, fetched(9, NOT_FOUND, url=f"{ASKED}/"))
    assert isinstance(said, Answer)
    assert not said.is_redirect


@pytest.mark.parametrize("target", ["https://elsewhere.test/", ASKED, "mailto:desk@paper.test"])
def test_where_no_request_may_go_the_redirect_itself_is_the_answer(target: str) -> None:
    assert answer(NOWHERE, moved(target)) == Answer(target, frozenset(), is_redirect=True)


def test_a_chain_of_redirects_is_followed_so_far_and_no_farther() -> None:
    probe: Answer | Probe | None = NOWHERE
    for number in range(MAX_HOPS):
        assert isinstance(probe, Probe)
        probe = answer(probe, moved(f"{GONE}/{number}"))
    assert isinstance(probe, Probe)
    assert answer(probe, moved(f"{GONE}/9")) == Answer(f"{GONE}/0", frozenset(), is_redirect=True)


@pytest.mark.parametrize("status", [403, 429, 500])
def test_a_refusal_at_the_end_says_nothing(status: int) -> None:
    assert answer(NOWHERE, fetched(9, NOT_FOUND, status=status)) is None
    assert answer(NOWHERE, None) is None


def test_an_article_that_should_be_there_has_to_answer_itself() -> None:
    control = Probe(ProbeKind.CONTROL, "en", url_of(3))
    assert answer(control, fetched(3)) is not None
    assert answer(control, fetched(3, url=url_of(4))) is None
    assert answer(control, fetched(3, status=404)) is None
