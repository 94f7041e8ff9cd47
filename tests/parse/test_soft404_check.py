"""Candidates for a soft 404 and the probes that are asked for them; no site is needed to ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from support.parsing import (
    LOG_IN,
    NOT_FOUND,
    NOW,
    SITE,
    FakeArchive,
    context,
    fetched,
    story,
    url_of,
    visit_to,
)

from newscrawl import clock
from newscrawl.items import Absence, Article, Failure
from newscrawl.parse.answers import Answer
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.results import Probe, Result, Settled
from newscrawl.parse.soft404 import Candidate, ProbeKind
from newscrawl.parse.soft404_check import MAX_CONTROLS, Soft404Check

NOWHERE = url_of(999_999_937)


def answer(number: int, body: str | None = None) -> Answer:
    found = PageReader(SITE).answer(fetched(number, body))
    assert found is not None
    return found


def candidate(number: int, body: str | None, *, is_known: bool = True) -> Candidate:
    """A page that came for an article; no `body`: its URL led elsewhere."""
    visit = visit_to(number)
    absence = Absence(f"paper/en/{number}", visit.url, "nothing", NOW, certain=False)
    otherwise = Failure(visit.url, "article", "no body", "", NOW)
    given = None if body is None else answer(number, body)
    return Candidate(visit, "en", given, absence, otherwise, is_known, leads_to="https://x.test/")


def probes(results: Iterable[Result]) -> list[tuple[ProbeKind, str]]:
    found = list(results)
    assert all(isinstance(one, Probe) for one in found)
    return [(one.kind, one.url) for one in found if isinstance(one, Probe)]


def items(results: Iterable[Result]) -> list[Article | Failure | Absence]:
    return [one.item for one in results if isinstance(one, Settled)]


def heard(check: Soft404Check, results: Iterable[Result], body: str | None) -> list[Result]:
    """What comes of it when all that cannot exist answers with this page; None: with none."""
    found = list(results)
    while found and isinstance(found[0], Probe) and found[0].kind is ProbeKind.NOWHERE:
        [probe] = found
        assert isinstance(probe, Probe)
        found = list(check.answered(probe, None if body is None else answer(9, body)))
    return found


def test_each_probe_is_asked_once_however_many_pages_wait_for_it() -> None:
    check = Soft404Check(context(FakeArchive().read(4, 5)))
    assert probes(check.add(candidate(1, NOT_FOUND))) == [(ProbeKind.NOWHERE, NOWHERE)]
    assert probes(check.add(candidate(2, NOT_FOUND))) == []
    assert not check.is_empty


def test_an_article_in_whose_place_the_not_found_page_stands_is_absent() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    asked = heard(check, check.add(candidate(1, NOT_FOUND)), NOT_FOUND)
    assert probes(asked) == [(ProbeKind.CONTROL, url_of(5))]
    [item] = items(check.answered(Probe(ProbeKind.CONTROL, "en", url_of(5)), answer(5)))
    assert isinstance(item, Absence)
    assert check.is_empty


def test_an_article_is_no_control_for_itself_nor_for_another_that_waits() -> None:
    check = Soft404Check(context(FakeArchive().read(3, 4, 5)))
    results = list(check.add(candidate(4, NOT_FOUND)))
    list(check.add(candidate(5, NOT_FOUND)))
    asked = probes(heard(check, results, NOT_FOUND))
    assert asked == [(ProbeKind.CONTROL, url_of(3))]
    found = items(check.answered(Probe(ProbeKind.CONTROL, "en", url_of(3)), answer(3)))
    assert [type(item) for item in found] == [Absence, Absence]


def test_an_article_that_came_to_be_doubted_meanwhile_is_no_control_either() -> None:
    check = Soft404Check(context(FakeArchive().read(3, 4, 5)))
    [first] = heard(check, check.add(candidate(1, NOT_FOUND)), NOT_FOUND)
    assert isinstance(first, Probe)
    assert first.url == url_of(5)
    list(check.add(candidate(4, NOT_FOUND)))
    assert probes(check.answered(first, None)) == [(ProbeKind.CONTROL, url_of(3))]


def test_a_control_that_is_not_there_gives_way_to_the_next_one_up_to_a_bound() -> None:
    archive = FakeArchive(live=[*range(20, 10, -1)])
    check = Soft404Check(context(archive))
    results = heard(check, check.add(candidate(1, LOG_IN)), None)
    asked = []
    while results and isinstance(results[0], Probe) and results[0].kind is ProbeKind.CONTROL:
        asked.append(results[0].url)
        results = list(check.answered(results[0], None))
    assert asked == [url_of(number) for number in (20, 19, 18)][:MAX_CONTROLS]
    for kind in (ProbeKind.HOME, ProbeKind.LANGUAGE_HOME):
        [home] = results
        assert isinstance(home, Probe)
        assert home.kind is kind
        results = list(check.answered(home, None))
    [item] = items(results)
    assert isinstance(item, Failure), "where no article answers, none is gone"


def test_where_every_page_is_one_page_none_is_absent() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    [control] = heard(check, check.add(candidate(1, LOG_IN)), LOG_IN)
    assert isinstance(control, Probe)
    results = list(check.answered(control, answer(5, LOG_IN)))
    while isinstance(home := results[0], Probe):
        results = list(check.answered(home, answer(0, LOG_IN)))
    [item] = items(results)
    assert isinstance(item, Failure)


def test_the_home_page_of_a_language_is_one() -> None:
    stories = "".join(
        f"<li><a href='/en/news/detail/{n}'>{n} {'ab' * 20}</a></li>" for n in range(6)
    )
    check = Soft404Check(context(FakeArchive().read(5)))
    check.saw_home(answer(0, "<h1>Choose a language</h1>"))
    check.saw_control("en", answer(5))
    home = f"<h1>News in English</h1><ul>{stories}</ul>"
    [probe] = heard(check, check.add(candidate(1, home)), NOT_FOUND)
    assert probes([probe]) == [(ProbeKind.LANGUAGE_HOME, "https://paper.test/en")]
    assert isinstance(probe, Probe)
    [item] = items(check.answered(probe, answer(0, home)))
    assert isinstance(item, Absence)


def test_what_came_without_a_probe_is_not_asked_for() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    check.saw_home(answer(0, "<h1>Paper</h1>"))
    check.saw_control("en", answer(5))
    assert check.has_control("en")
    assert not check.has_control("ru")
    [probe] = heard(check, check.add(candidate(1, LOG_IN)), NOT_FOUND)
    assert isinstance(probe, Probe)
    assert probe.kind is ProbeKind.LANGUAGE_HOME
    [item] = items(check.answered(probe, None))
    assert isinstance(item, Failure)


def test_a_number_that_was_never_read_needs_one_probe_alone_where_it_says_enough() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    asked = probes(check.add(candidate(7, NOT_FOUND, is_known=False)))
    assert asked == [(ProbeKind.NOWHERE, NOWHERE)]
    [item] = items(check.answered(Probe(ProbeKind.NOWHERE, "en", NOWHERE), answer(9, NOT_FOUND)))
    assert isinstance(item, Absence)


def test_a_notice_is_no_article_where_another_number_shows_it() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    assert heard(check, check.add(candidate(7, NOT_FOUND, is_known=False)), None) == []
    assert list(check.add(candidate(6, story(4), is_known=False))) == []
    found = items(check.add(candidate(8, NOT_FOUND, is_known=False)))
    assert [type(item) for item in found] == [Absence, Absence]
    [item] = items(check.add(candidate(9, NOT_FOUND, is_known=False)))
    assert isinstance(item, Absence), "by now it is known"
    [item] = items(check.settle_all())
    assert isinstance(item, Failure), "which is what it was taken for before"


def test_what_numbers_showed_that_were_none_serves_to_tell_what_is_gone() -> None:
    archive = FakeArchive().read(5)
    check = Soft404Check(context(archive))
    heard(check, check.add(candidate(7, NOT_FOUND, is_known=False)), None)
    list(check.add(candidate(8, NOT_FOUND, is_known=False)))
    check.save()
    later = Soft404Check(context(archive))
    later.recall()
    later.saw_control("en", answer(5))
    [item] = items(heard(later, later.add(candidate(1, NOT_FOUND)), None))
    assert isinstance(item, Absence)


def test_what_a_headline_names_waits_for_no_other() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    named = candidate(7, NOT_FOUND, is_known=False)
    named.is_named = True
    [probe] = check.add(named)
    assert isinstance(probe, Probe)
    [item] = items(check.answered(probe, None))
    assert isinstance(item, Failure)


def test_the_further_probes_serve_for_some_days(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = FakeArchive().read(5)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    check = Soft404Check(context(archive))
    [probe] = check.add(candidate(1, NOT_FOUND))
    assert isinstance(probe, Probe)
    [zero] = check.answered(probe, None)
    assert isinstance(zero, Probe)
    list(check.answered(zero, answer(9, NOT_FOUND)))
    check.save()
    for days, asked in ((6, [NOWHERE]), (8, [NOWHERE, url_of(0)])):
        monkeypatch.setattr(clock, "now", lambda days=days: NOW + timedelta(days=days))
        later = Soft404Check(context(archive))
        later.recall()
        results = list(later.add(candidate(1, NOT_FOUND)))
        seen = []
        while results and isinstance(one := results[0], Probe) and one.kind is ProbeKind.NOWHERE:
            seen.append(one.url)
            results = list(later.answered(one, answer(9, NOT_FOUND) if len(seen) > 1 else None))
        assert seen == asked
        assert probes(results) == [(ProbeKind.CONTROL, url_of(5))]


def test_languages_have_probes_of_their_own() -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    list(check.add(candidate(1, NOT_FOUND)))
    other = candidate(2, NOT_FOUND)
    other.language = "ru"
    [(kind, url)] = probes(check.add(other))
    assert (kind, url) == (ProbeKind.NOWHERE, NOWHERE.replace("/en/", "/ru/"))


@pytest.mark.parametrize("is_known", [True, False])
def test_at_the_end_of_a_run_what_waits_is_settled_without_a_question(is_known: bool) -> None:
    check = Soft404Check(context(FakeArchive().read(5)))
    list(check.add(candidate(1, LOG_IN, is_known=is_known)))
    [item] = items(check.settle_all())
    assert isinstance(item, Failure)
    assert check.is_empty


def test_an_answer_that_is_given_while_the_probe_is_handed_out_settles_the_page() -> None:
    check = Soft404Check(context(FakeArchive()))
    found: list[Result] = []
    for result in check.add(candidate(1, NOT_FOUND, is_known=False)):
        assert isinstance(result, Probe)
        found += check.answered(result, answer(9, NOT_FOUND))
    assert [type(item) for item in items(found)] == [Absence]
    assert check.is_empty
