"""Whether a page is an article at all, by what the site answers where nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newscrawl.extract.html.page import Page
from newscrawl.extract.links import ref_finder
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.items import Absence, Failure
from newscrawl.parse.answers import Answer, answer_of
from newscrawl.parse.soft404 import Candidate, ProbeKind, Soft404Detector, Verdict

SITE = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")
NOW = datetime(2026, 1, 14, 12, tzinfo=UTC)
MENU = "<nav>Home News Sport</nav>"


def answer(body: str, number: int = 1) -> Answer:
    page = Page(
        f"<html><body>{MENU}{body}</body></html>".encode(),
        f"https://paper.test/en/news/detail/{number}",
        fetched_at=NOW,
    )
    return answer_of(page, ref_finder(page, SITE))


NOT_FOUND = (
    "<h1>Nothing here</h1><p>There is no page {} on this site, or there is none any"
    " more.</p><p>14.01.2026 12:{}</p>"
)


def candidate(given: Answer | None, *, is_known: bool) -> Candidate:
    visit = Visit(1, "https://paper.test/en/news/detail/1", "article", ArticleRef("en", "1"))
    absence = Absence("paper/en/1", visit.url, "nothing", NOW, certain=False)
    return Candidate(
        visit,
        "en",
        given,
        absence,
        Failure(visit.url, "article", "no body", "", NOW),
        is_known=is_known,
    )


def detector(*, nowhere: Answer | None = None, **answers: Answer | None) -> Soft404Detector:
    """With these probes answered in English, each named for its kind, and all that cannot exist
    asked for."""
    return Soft404Detector(
        {(ProbeKind(kind), "en"): said for kind, said in answers.items()},
        {"en": [nowhere] if nowhere is not None else []},
        {"en"},
        {"en"},
    )


ARTICLE = answer(
    "<h1>The ferry sails</h1><p>It left at seven with all aboard, and nobody could say why.</p>"
)
OTHER = answer(
    "<h1>A bridge is painted</h1><p>Green, by a vote of nine to eight, and not before the summer is"
    " over.</p>"
)
NOTHING = answer(NOT_FOUND.format(1, "01"))
LOGIN = answer(
    "<h1>Members only</h1><p>Please log in as you were told by post.</p><form><input"
    " type=password></form>"
)


@pytest.mark.parametrize(
    ("given", "nowhere", "verdict"),
    [
        (NOTHING, NOTHING, Verdict.ABSENT),
        (ARTICLE, NOTHING, Verdict.ARTICLE),
        (ARTICLE, None, Verdict.ARTICLE),
        (None, NOTHING, Verdict.ABSENT),
    ],
)
def test_a_number_that_was_never_read_is_an_article_unless_it_is_like_one_that_cannot_exist(
    given: Answer | None, nowhere: Answer | None, verdict: Verdict
) -> None:
    assert detector(nowhere=nowhere).judge(candidate(given, is_known=False)) is verdict


@pytest.mark.parametrize(
    ("given", "nowhere", "control", "verdict"),
    [
        (NOTHING, NOTHING, OTHER, Verdict.ABSENT),
        (ARTICLE, NOTHING, OTHER, Verdict.UNKNOWN),
        (ARTICLE, None, OTHER, Verdict.UNKNOWN),
        (LOGIN, NOTHING, OTHER, Verdict.UNKNOWN),
        (LOGIN, LOGIN, LOGIN, Verdict.SITE_WIDE_ERROR),
        (LOGIN, None, LOGIN, Verdict.SITE_WIDE_ERROR),
        (NOTHING, NOTHING, None, Verdict.SITE_WIDE_ERROR),
        (None, None, None, Verdict.SITE_WIDE_ERROR),
    ],
)
def test_an_article_that_is_missed_is_gone_only_where_another_one_is_there(
    given: Answer | None, nowhere: Answer | None, control: Answer | None, verdict: Verdict
) -> None:
    judged = detector(nowhere=nowhere, control=control).judge(candidate(given, is_known=True))
    assert judged is verdict


@pytest.mark.parametrize(
    ("leads_to", "leads_home", "verdict"),
    [
        ("https://paper.test/", True, Verdict.ABSENT),
        ("https://paper.test/404?from=1", False, Verdict.ABSENT),
        ("https://paper.test/login?from=1", False, Verdict.UNKNOWN),
    ],
)
def test_an_article_that_leads_away_is_gone_only_where_it_leads_home_or_to_where_nothing_is(
    leads_to: str, leads_home: bool, verdict: Verdict
) -> None:
    nowhere = Answer("https://paper.test/404?from=999999937", NOTHING.texts, is_redirect=True)
    missed = replace(candidate(None, is_known=True), leads_to=leads_to, leads_home=leads_home)
    assert detector(nowhere=nowhere, control=OTHER).judge(missed) is verdict


LINKS = "".join(
    f"<div><a href='/en/news/detail/{number}'>A headline of some length, number {number}</a></div>"
    for number in range(1, 9)
)


def test_the_home_page_in_an_articles_place_is_gone_and_a_form_in_the_same_frame_is_not() -> None:
    home = answer(f"<h1>The Paper</h1>{LINKS}")
    judging = detector(nowhere=None, control=OTHER, home=home)
    assert (
        judging.judge(candidate(answer(f"<h1>The Paper</h1>{LINKS}", 4666), is_known=True))
        is Verdict.ABSENT
    )
    form = answer(f"<h1>The Paper</h1><form>Log in <input type=password></form>{LINKS}")
    assert judging.judge(candidate(form, is_known=True)) is Verdict.UNKNOWN


def test_a_notice_in_the_frame_of_a_not_found_page_is_none() -> None:
    frame = "<p>All that the paper prints is printed on paper, and all rights are kept.</p>" * 9
    nowhere = answer(f"{frame}<h1>Nothing here</h1>")
    story = "<h1>A bridge is painted</h1><p>Green, by nine votes to eight, and not before June.</p>"
    judging = detector(nowhere=nowhere, control=answer(f"{frame}{story}"))
    assert judging.judge(candidate(nowhere, is_known=True)) is Verdict.ABSENT
    notice = answer(f"{frame}<h1>This text is being revised</h1>")
    assert judging.judge(candidate(notice, is_known=True)) is Verdict.UNKNOWN


def test_a_stub_that_leads_on_after_a_while_is_evidence_of_nothing() -> None:
    stub = '<meta http-equiv="Refresh" content="60; url=/en"><h1>One moment please</h1>'
    nowhere = answer(stub)
    assert nowhere.is_gate
    judging = detector(nowhere=nowhere, control=OTHER)
    assert judging.judge(candidate(answer(stub), is_known=True)) is Verdict.UNKNOWN
    text = "<p>The ferry sails again, and the pier is open to whoever has a ticket.</p>" * 9
    assert not answer(f'<meta http-equiv="refresh" content="300">{text}').is_gate


def test_where_what_cannot_exist_is_sent_to_a_password_nothing_is_gone() -> None:
    nowhere = Answer(
        "https://paper.test/login?to=999999937", frozenset(), is_gate=True, is_redirect=True
    )
    missed = replace(candidate(None, is_known=True), leads_to="https://paper.test/login?to=1")
    assert detector(nowhere=nowhere, control=OTHER).judge(missed) is Verdict.UNKNOWN


def test_what_cannot_exist_and_answers_itself_is_no_redirect() -> None:
    nowhere = replace(NOTHING, url="https://paper.test/en/news/detail/999999937")
    missed = replace(candidate(None, is_known=True), leads_to="https://paper.test/en/news/detail/7")
    assert detector(nowhere=nowhere, control=OTHER).judge(missed) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("judging", "is_known", "needs"),
    [
        (Soft404Detector(), False, ProbeKind.NOWHERE),
        (Soft404Detector(nowhere={"en": [NOTHING]}), False, ProbeKind.NOWHERE),
        (detector(nowhere=NOTHING), False, None),
        (Soft404Detector(), True, ProbeKind.NOWHERE),
        (detector(), True, ProbeKind.CONTROL),
        (detector(nowhere=NOTHING, control=None), True, ProbeKind.HOME),
        (detector(control=OTHER, home=None), True, ProbeKind.LANGUAGE_HOME),
        (detector(control=OTHER, home=None, **{"home of a language": None}), True, None),
    ],
)
def test_a_probe_that_brought_no_page_is_answered_and_not_asked_again(
    judging: Soft404Detector, is_known: bool, needs: ProbeKind | None
) -> None:
    assert judging.needs(candidate(ARTICLE, is_known=is_known)) is needs


def test_an_unread_article_of_some_length_needs_one_probe_alone() -> None:
    judging = Soft404Detector(asked={"en"})
    one = candidate(ARTICLE, is_known=False)
    assert judging.needs(one) is ProbeKind.NOWHERE
    assert judging.needs(replace(one, is_named=True)) is None
