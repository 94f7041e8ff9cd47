"""The article pages of a run: what is sure is settled, what is not asks for probes; without a
spider, an engine or a site."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from support.parsing import (
    DOUBTFUL,
    LOG_IN,
    NOT_FOUND,
    SITE,
    STORIES,
    FakeArchive,
    at_once,
    collected,
    context,
    fetched,
    kept,
    ref,
    story,
    url_of,
    visit_to,
)
from support.paths import REPOSITORY

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.items import Absence, Article, Failure
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.article_parser import ArticleParser
from newscrawl.parse.async_reader import LocalReader
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleReading, KnownTitles
from newscrawl.parse.results import Probe, Result, Settled
from newscrawl.parse.soft404 import ProbeKind


def take(parser: ArticleParser, number: int, page: FetchedPage, *titles: str) -> list[Result]:
    visit = visit_to(number, *titles)
    look = at_once(parser.look(visit, ref(number), page))
    assert not isinstance(look, Failure)
    return collected(parser.take(visit, ref(number), page, look))


def settled(results: Iterable[Result]) -> Iterator[tuple[int, Article | Failure | Absence]]:
    for result in results:
        assert isinstance(result, Settled), result
        yield result.visit.number, result.item


def heard(parser: ArticleParser, probe: Result, page: FetchedPage | None) -> list[Result]:
    """What comes of it when all that cannot exist answers so."""
    results: list[Result] = [probe]
    while results and isinstance(results[0], Probe) and results[0].kind is ProbeKind.NOWHERE:
        [asked] = results
        assert isinstance(asked, Probe)
        results = collected(parser.answered(asked, page))
    return results


def knowing(archive: FakeArchive | None = None, **given: object) -> ArticleParser:
    """A parser that has seen the pages of all stories but the first, and so knows the layout."""
    parser = ArticleParser(context(archive, **given))
    for number in (2, 3, 4, 5):
        take(parser, number, fetched(number), STORIES[number][0])
    return parser


def test_pages_wait_for_others_of_their_layout_and_come_in_their_order() -> None:
    parser = ArticleParser(context())
    waiting = [take(parser, number, fetched(number)) for number in (1, 2, 3)]
    assert waiting == [[], [], []]
    assert not parser.is_empty
    found = dict(settled(take(parser, 4, fetched(4))))
    assert list(found) == [1, 2, 3, 4]
    assert all(isinstance(item, Article) for item in found.values())
    assert parser.is_empty


def test_what_waits_at_the_end_is_read_with_what_there_is() -> None:
    parser = ArticleParser(context())
    take(parser, 1, fetched(1))
    [(number, item)] = settled(collected(parser.drain()))
    assert number == 1
    assert isinstance(item, Article)
    assert parser.is_empty


def test_pages_that_wait_ask_once_for_companions_of_their_language() -> None:
    parser = ArticleParser(context(FakeArchive(live=[*range(30, 10, -1)])))
    assert list(parser.companions()) == []
    take(parser, 1, fetched(1))
    assert list(parser.companions()) == [ref(number) for number in range(30, 22, -1)]
    assert list(parser.companions()) == []


def test_without_an_archive_nothing_is_doubted() -> None:
    parser = knowing()
    [(_, item)] = settled(take(parser, 1, fetched(1, NOT_FOUND)))
    assert isinstance(item, Article | Failure)


def test_an_article_that_a_link_calls_by_name_is_sure() -> None:
    [(_, item)] = settled(take(knowing(FakeArchive()), 1, fetched(1), STORIES[1][0]))
    assert isinstance(item, Article)
    assert item.title == STORIES[1][0]


def test_an_article_that_nothing_names_is_compared_with_what_cannot_exist() -> None:
    parser = knowing(FakeArchive())
    [probe] = take(parser, 1, fetched(1))
    assert probe == Probe(ProbeKind.NOWHERE, "en", url_of(999_999_937))
    assert isinstance(probe, Probe)
    assert heard(parser, probe, fetched(9, NOT_FOUND)) == []
    [(_, item)] = settled(collected(parser.drain()))
    assert isinstance(item, Article)


def test_a_not_found_page_that_nothing_names_is_an_absence() -> None:
    parser = knowing(FakeArchive())
    [probe] = take(parser, 1, fetched(1, NOT_FOUND))
    assert isinstance(probe, Probe)
    [(_, item)] = settled(collected(parser.answered(probe, fetched(9, NOT_FOUND, url=probe.url))))
    assert isinstance(item, Absence)
    assert (item.id, item.certain) == ("paper/en/1", False)


def test_a_page_that_waited_till_the_end_waits_for_what_it_asks_for_itself() -> None:
    parser = ArticleParser(context(FakeArchive()))
    assert take(parser, 1, fetched(1, NOT_FOUND)) == [], "it waits for others of its layout"
    [probe] = collected(parser.drain())
    assert isinstance(probe, Probe)
    assert not parser.is_empty
    [(_, item)] = settled(collected(parser.answered(probe, fetched(9, NOT_FOUND, url=probe.url))))
    assert isinstance(item, Absence)


def test_a_probe_that_never_comes_keeps_nothing_waiting() -> None:
    parser = ArticleParser(context(FakeArchive()))
    take(parser, 1, fetched(1))
    [probe] = collected(parser.drain())
    assert isinstance(probe, Probe)
    assert len(collected(parser.drain())) == 1
    assert parser.is_empty


def test_an_article_of_which_enough_is_left_needs_no_probe() -> None:
    parser = knowing(FakeArchive().read(1))
    longer = fetched(1, story(1) + "<p>It closes again in autumn, when the wind comes up.</p>")
    [(_, item)] = settled(take(parser, 1, longer))
    assert isinstance(item, Article)


def test_another_page_in_a_known_articles_place_is_a_failure_where_others_are_there() -> None:
    parser = knowing(FakeArchive().read(1))
    [probe] = take(parser, 1, fetched(1, LOG_IN))
    assert isinstance(probe, Probe)
    [home] = heard(parser, probe, fetched(9, NOT_FOUND))
    assert isinstance(home, Probe)
    assert (home.kind, home.url) == (ProbeKind.HOME, SITE.root)
    [home] = collected(parser.answered(home, None))
    assert isinstance(home, Probe)
    assert (home.kind, home.url) == (ProbeKind.LANGUAGE_HOME, "https://paper.test/en")
    [(_, item)] = settled(collected(parser.answered(home, None)))
    assert isinstance(item, Failure)


def test_a_probe_that_led_to_another_article_is_no_control() -> None:
    parser = ArticleParser(context(FakeArchive().read(1, 4, 5)))
    list(parser.led_elsewhere(visit_to(1), "https://paper.test/login"))
    [control] = heard(parser, Probe(ProbeKind.NOWHERE, "en", url_of(999_999_937)), None)
    assert control == Probe(ProbeKind.CONTROL, "en", url_of(5))
    assert isinstance(control, Probe)
    assert collected(parser.answered(control, fetched(2))) == [
        Probe(ProbeKind.CONTROL, "en", url_of(4))
    ]


@pytest.mark.parametrize("answer", [fetched(5, status=500), fetched(5, b"<!-- -->"), None])
def test_a_probe_that_brought_no_page_breaks_nothing(answer: FetchedPage | None) -> None:
    parser = knowing(FakeArchive())
    [probe] = take(parser, 1, fetched(1))
    assert isinstance(probe, Probe)
    assert heard(parser, probe, answer) == []
    [(_, item)] = settled(collected(parser.drain()))
    assert isinstance(item, Article)


@pytest.mark.parametrize("page", [NOT_FOUND, "<h1>Nothing here</h1>", story(2)])
def test_what_is_gone_and_is_not_the_article_that_it_was_is_gone_still(page: str) -> None:
    archive = FakeArchive(titles={"paper/en/1": [STORIES[1][0]]}).read(1)
    archive.records["paper/en/1"]["change"] = "gone"
    [(_, item)] = settled(take(knowing(archive), 1, fetched(1, page)))
    assert isinstance(item, Absence)


def test_what_is_gone_is_there_again_under_its_title() -> None:
    archive = FakeArchive().read(1)
    archive.records["paper/en/1"]["change"] = "gone"
    text = (
        "It opens only on Sundays now, for the felt is worn, and the keeper has to be asked first."
    )
    page = fetched(1, f"<h1>{STORIES[1][0]}</h1><div><p>{text}</p></div>")
    [(_, item)] = settled(take(knowing(archive), 1, page))
    assert isinstance(item, Article)


@pytest.mark.parametrize("status", [404, 410, 400])
def test_what_cannot_exist_is_a_witness_with_whatever_status_it_comes(status: int) -> None:
    parser = knowing(FakeArchive().read(1))
    [probe] = take(parser, 1, fetched(1, NOT_FOUND))
    page = fetched(9, NOT_FOUND, status=status)
    [(_, item)] = settled(heard(parser, probe, page))
    assert isinstance(item, Absence)
    assert (item.id, item.certain) == ("paper/en/1", False)


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_refusal_is_no_witness_whatever_it_says(status: int) -> None:
    parser = knowing(FakeArchive().read(1))
    [probe] = take(parser, 1, fetched(1, NOT_FOUND))
    [home] = heard(parser, probe, fetched(9, NOT_FOUND, status=status))
    assert isinstance(home, Probe)
    assert home.kind is ProbeKind.HOME


def test_an_article_that_leads_to_a_listing_is_absent_only_where_what_cannot_exist_leads_too() -> (
    None
):
    news = "https://paper.test/en/news"
    for leads_to, kind in ((news, Absence), ("https://paper.test/en/sport", Failure)):
        parser = knowing(FakeArchive().read(1))
        [probe] = list(parser.led_elsewhere(visit_to(1), news))
        assert isinstance(probe, Probe)
        moved = fetched(9, b"", status=302, leads_to=leads_to, url=probe.url)
        [target] = collected(parser.answered(probe, moved))
        assert isinstance(target, Probe)
        assert (target.url, target.asked) == (leads_to, probe.url)
        [(_, item)] = settled(
            heard(parser, target, fetched(9, "<h1>All the news</h1>", url=leads_to))
        )
        assert isinstance(item, kind)


def test_an_article_that_leads_to_the_home_page_of_its_language_is_absent() -> None:
    archive = FakeArchive().read(1)
    parser = knowing(archive)
    [(_, item)] = settled(parser.led_elsewhere(visit_to(1), "https://paper.test/en/"))
    assert isinstance(item, Absence)
    assert item.reason == "redirects to https://paper.test/en/"


def test_a_page_without_a_word_of_its_headline_is_another_page() -> None:
    parser = knowing()
    [(_, item)] = settled(take(parser, 1, fetched(1, NOT_FOUND), STORIES[1][0]))
    assert isinstance(item, Failure)
    assert item.reason == "another page"
    assert STORIES[1][0] in item.detail


def test_a_page_that_ends_in_its_middle_is_cut_where_the_others_are_whole() -> None:
    parser = knowing()
    for again in range(4):
        take(parser, 2 + again, fetched(2 + again))
    half = fetched(1)
    half = fetched(1, half.body[: half.body.index(b"</p>")], warc=kept(1))
    [(_, item)] = settled(take(parser, 1, half))
    assert isinstance(item, Failure)
    assert item.reason == "cut short"
    assert item.circumstances is None, "no extraction will find the other half"


def test_in_which_circumstances_a_page_was_read_is_kept_with_the_article_and_its_failure() -> None:
    parser = ArticleParser(context(FakeArchive()))
    for number in (2, 3, 4, 5):
        take(parser, number, fetched(number, warc=kept(number)), STORIES[number][0])
    [(_, item)] = settled(take(parser, 1, fetched(1, warc=kept(1)), STORIES[1][0]))
    assert isinstance(item, Article)
    assert item.circumstances is not None
    assert item.circumstances.titles == (STORIES[1][0],)
    assert (item.circumstances.layout, item.circumstances.learnt) == ("<urn:uuid:2>", 5)


@pytest.mark.parametrize("archive", [None, FakeArchive(), FakeArchive().read(1)])
def test_a_text_that_is_not_believed_is_a_failure_kept_for_repair(
    archive: FakeArchive | None,
) -> None:
    parser = knowing(archive)
    results = take(parser, 1, fetched(1, DOUBTFUL, warc=kept(1)), STORIES[1][0])
    while isinstance(results[0], Probe):
        results = collected(parser.answered(results[0], None))
    [(_, item)] = settled(results)
    assert isinstance(item, Failure)
    assert (item.reason, item.missing) == ("doubtful body", ())
    assert "cookies" in item.detail
    assert item.page is not None
    assert item.circumstances is not None, "a better program may read it"


def test_rules_are_counted_by_pages_whatever_came_of_them() -> None:
    counts: Counter[str] = Counter()
    parser = knowing(count=lambda name, count: counts.update({name: count}))
    take(parser, 1, fetched(1, DOUBTFUL), STORIES[1][0])
    assert counts["rules/title/confirmed-block"] == 5
    assert counts["rules/body/in-navigation"] == 5
    assert counts["rules/doubt/cookie-notice"] == 1


def test_a_rule_that_raises_does_not_hide_that_the_page_is_another() -> None:
    def brittle(loader: ArticleLoader) -> None:
        if "Nothing here" in loader.get_css("h1::text"):
            raise KeyError("no such part")

    parser = knowing(load_article=brittle)
    [(_, item)] = settled(take(parser, 1, fetched(1, NOT_FOUND), STORIES[1][0]))
    assert isinstance(item, Failure)
    assert item.reason == "another page"
    with pytest.raises(KeyError):
        take(parser, 1, fetched(1, NOT_FOUND))


def test_what_was_learnt_of_the_layout_is_left_to_the_next_run() -> None:
    archive = FakeArchive()
    first = ArticleParser(context(archive))
    for number in (2, 3, 4, 5):
        take(first, number, fetched(number, warc=kept(number)), STORIES[number][0])
    first.save_layouts()
    assert archive.saved["en"]["layout"] == "<urn:uuid:2>"
    assert archive.lessons == [("<urn:uuid:2>", n, f"<urn:uuid:{n + 1}>") for n in (1, 2, 3, 4)]
    second = ArticleParser(context(archive))
    second.recall()
    [(number, _)] = settled(take(second, 1, fetched(1), STORIES[1][0]))
    assert number == 1


def test_a_page_of_another_layout_waits_for_others_like_it() -> None:
    parser = ArticleParser(context())
    menu = "".join(f"<p>Part {letter} of the old frame</p>" for letter in "abcdef")
    for number in (2, 3, 4, 5):
        take(parser, number, fetched(number, menu + story(number)))
    rebuilt = f"<main><section><h2>{STORIES[1][0]}</h2><p>{STORIES[1][1]}</p></section></main>"
    other = fetched(1, f"<html><body>{rebuilt}</body></html>".encode())
    assert take(parser, 1, other) == []
    assert not parser.is_empty


@pytest.mark.parametrize("room", ["parse", "extract", "loaders"])
def test_parsing_knows_neither_spider_nor_archive_nor_pipeline(room: str) -> None:
    program = (
        "import pkgutil, importlib, sys, newscrawl\n"
        f"for found in pkgutil.walk_packages(newscrawl.__path__, 'newscrawl.'):\n"
        f"    if found.name.startswith('newscrawl.{room}'): importlib.import_module(found.name)\n"
        "print([name for name in ('newscrawl.news_spider', 'newscrawl.storage.archive',"
        " 'newscrawl.pipelines.store') if name in sys.modules])"
    )
    said = subprocess.check_output([sys.executable, "-c", program], text=True, cwd=REPOSITORY)
    assert said.strip() == "[]"


def test_a_page_is_read_by_the_titles_that_its_record_names() -> None:
    """A headline that is heard between the look and the reading is heeded by both or by none."""
    read_by: list[KnownTitles] = []

    class Reader(LocalReader):
        async def read(
            self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
        ) -> ArticleReading:
            read_by.append(known)
            return await super().read(fetched, language, layout, known)

    archive = FakeArchive()
    parser = ArticleParser(context(archive), Reader(PageReader(SITE)))
    for number in (2, 3, 4, 5):
        take(parser, number, fetched(number, warc=kept(number)), STORIES[number][0])
    parser.pending.memory.enough = 4
    page, visit = fetched(1, warc=kept(1)), visit_to(1)
    look = at_once(parser.look(visit, ref(1), page))
    assert not isinstance(look, Failure)
    assert look.reading is not None, "the layout is known: one look is enough"
    read_by.clear()
    archive.titles["paper/en/1"] = [STORIES[1][0]]
    [(_, item)] = settled(collected(parser.take(visit, ref(1), page, look)))
    assert isinstance(item, Article)
    assert item.circumstances is not None
    assert [known.all for known in read_by] == [item.circumstances.titles] == [(STORIES[1][0],)]
