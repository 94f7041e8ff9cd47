"""A site that changes while it is served: each kind of change does what its name says, here and in
the process that serves."""

import json
from datetime import date, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from lxml import html
from support.timeouts import STEP_S

from newscrawl.replica import Change, Replica, changes, replies, running
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.options import Options
from newscrawl.replica.server import CHANGE_PATH
from newscrawl.replica.site import Site
from newscrawl.replica.sorted_numbers import SortedNumbers
from newscrawl.replica.truth import Record
from newscrawl.replica.urls import CANONICAL_ROOT

TODAY = date(2026, 1, 14)


def site(markup: str = "tables", articles: int = 60) -> Site:
    options = Options(
        markup=markup,
        articles=articles,
        languages=("en", "ru", "ka"),
        listing_size=200,
        seed=1,
        today=TODAY,
        seed_page=None,
        plain_links=True,
        faults=(),
    )
    return Site(options)


def fetch(copy: Site, target: str) -> replies.Reply:
    return copy.answer(replies.request_for(target))


def shown(copy: Site, target: str) -> str:
    return " ".join(
        " ".join(
            map(str, html.document_fromstring(fetch(copy, target).body.decode()).itertext())
        ).split()
    )


def record(copy: Site, number: int, language: str = "en") -> Record:
    (found,) = [
        record for record in copy.truth() if record["id"] == f"ccbsnews/{language}/{number}"
    ]
    return found


def shows(copy: Site, number: int) -> list[str]:
    """The pages of English that link to an article."""
    pages = ["/en", "/en/news", "/en/rss.xml", "/sitemap.xml"]
    language = copy.archives["en"].language
    pages += [f"/en/section/{slug}" for slug, _ in language.sections] + [
        f"/en/tag/{slug}" for slug, _ in language.topics
    ]
    pages += [
        f"/en/news/detail/{other}" for other in copy.archives["en"].numbers if other != number
    ]
    return [
        page for page in pages if f"/en/news/detail/{number}".encode() in fetch(copy, page).body
    ]


def test_a_change_survives_the_wire() -> None:
    for change in (
        changes.publish("en", 3),
        changes.edit("ru", 7510, "title"),
        changes.delete("ka", 7509),
        changes.restore("ka", 7509),
        changes.republish("en", 7500),
        changes.day(TODAY),
        changes.faults("sid", "flaky"),
        changes.faults(),
        changes.soft("home"),
    ):
        assert Change.from_json(json.loads(json.dumps(change.to_json()))) == change
    assert Change.from_json({"kind": "delete", "language": "en", "number": 7517}) == changes.delete(
        "en", 7517
    )


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "explode"},
        {"kind": "edit", "part": "byline"},
        {"kind": "soft", "soft": "410"},
        {"kind": "day"},
    ],
)
def test_a_change_that_there_is_not_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="change"):
        Change.from_json(given)


def test_the_published_are_on_top_and_of_the_day() -> None:
    copy = site()
    before = list(copy.truth())
    assert copy.apply(changes.publish("en", 3)) == [7518, 7519, 7520]
    assert len(list(copy.truth())) == 63
    for number in (7518, 7519, 7520):
        assert copy.catalog.day("en", number) == TODAY
        new = record(copy, number)
        assert (new["published"], new["published_from"]) == ("2026-01-14", "headline")
        assert new["title"] in shown(copy, f"/en/news/detail/{number}")
        assert new["title"] in shown(copy, "/en/news")
        assert new["headlines"][0]["url"] == f"{CANONICAL_ROOT}/en/news/detail/7520"
    after = {one["id"]: one for one in copy.truth()}
    for one in before:
        assert (after[one["id"]]["title"], after[one["id"]]["body"]) == (one["title"], one["body"])
    assert fetch(copy, "/ru/news/detail/7518").status == 404


def test_what_is_published_after_a_change_of_the_day_is_of_that_day() -> None:
    copy = site()
    copy.apply(changes.day(date(2026, 2, 3)))
    assert all(one["page_date"] == "2026-02-03" for one in copy.truth())
    assert copy.catalog.day("en", 7517) == TODAY - timedelta(days=1)
    copy.apply(changes.publish("en"))
    assert record(copy, 7518)["published"] == "2026-02-03"
    assert "3 Feb 2026" in shown(copy, "/en/news")


@pytest.mark.parametrize(
    ("part", "title", "body"), [("title", True, False), ("body", False, True), ("both", True, True)]
)
def test_an_edit_changes_its_part_each_time(part: changes.Part, title: bool, body: bool) -> None:
    copy = site()
    seen = [record(copy, 7510)]
    for _ in range(14):
        copy.apply(changes.edit("en", 7510, part))
        seen.append(record(copy, 7510))
        assert (seen[-1]["title"] != seen[-2]["title"], seen[-1]["body"] != seen[-2]["body"]) == (
            title,
            body,
        )
        assert seen[-1]["title"] in shown(copy, "/en/news/detail/7510")
        assert seen[-1]["title"] in shown(copy, "/en/news")
    again = site()
    for _ in range(14):
        again.apply(changes.edit("en", 7510, part))
    assert record(again, 7510) == seen[-1]


@pytest.mark.parametrize("markup", MARKUPS)
def test_every_markup_shows_what_was_edited(markup: str) -> None:
    copy = site(markup)
    copy.apply(changes.edit("ka", 7510))
    edited, page = record(copy, 7510, "ka"), shown(copy, "/ka/news/detail/7510")
    at = 0
    for paragraph in (edited["title"], *edited["body"].split("\n\n")):
        at = page.find(paragraph, at)
        assert at >= 0, paragraph


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_deleted_are_404_and_nowhere_and_the_restored_are_back(markup: str) -> None:
    copy = site(markup)
    before, page, places = (
        list(copy.truth()),
        fetch(copy, "/en/news/detail/7508"),
        shows(copy, 7508),
    )
    assert places
    copy.apply(changes.delete("en", 7508))
    assert fetch(copy, "/en/news/detail/7508").status == 404
    assert shows(copy, 7508) == []
    assert "ccbsnews/en/7508" not in {one["id"] for one in copy.truth()}
    assert [one["url"][-4:] for one in record(copy, 7517)["headlines"]][-2:] == ["7509", "7507"]
    copy.apply(changes.restore("en", 7508))
    assert fetch(copy, "/en/news/detail/7508") == page
    assert shows(copy, 7508) == places
    assert list(copy.truth()) == before


def test_what_only_a_deleted_page_would_lead_to_is_listed() -> None:
    copy = site(articles=180)
    archive = copy.archives["en"]
    number = next(n for n in archive.numbers if copy.catalog.place(archive, n) == "text")
    copy.apply(changes.delete("en", number + 1))
    assert copy.catalog.place(archive, number) == "listed"
    assert "/en/news" in shows(copy, number)


def test_the_number_of_a_deleted_article_is_not_given_again() -> None:
    copy = site()
    copy.apply(changes.delete("en", 7517))
    assert copy.apply(changes.publish("en")) == [7518]


def test_the_republished_is_the_same_text_on_top_and_goes_its_own_way() -> None:
    copy = site()
    copy.apply(changes.edit("en", 7503))
    assert copy.apply(changes.republish("en", 7503)) == [7518]
    old, new = record(copy, 7503), record(copy, 7518)
    assert (new["title"], new["body"]) == (old["title"], old["body"])
    assert new["published"] == "2026-01-14"
    assert new["headlines"][0]["url"] == new["url"]
    copy.apply(changes.edit("en", 7518))
    assert record(copy, 7503)["body"] == old["body"]
    assert record(copy, 7518)["body"] != old["body"]
    copy.apply(changes.delete("en", 7503))
    assert copy.apply(changes.republish("en", 7503)) == [7519]
    assert record(copy, 7519)["body"] == old["body"]


def test_a_redesign_changes_every_page_and_nothing_that_is_said() -> None:
    copy = site()
    before, old = record(copy, 7517), fetch(copy, "/en/news/detail/7517").body
    copy.apply(changes.redesign("semantic"))
    after, new = record(copy, 7517), fetch(copy, "/en/news/detail/7517").body
    assert (after["title"], after["body"]) == (before["title"], before["body"])
    assert new != old and b"<h1>" in new
    with pytest.raises(ValueError, match="no markup is called 'baroque'"):
        copy.apply(changes.redesign("baroque"))


def test_faults_come_and_go() -> None:
    copy = site()
    copy.apply(changes.faults("all-500", "calendar"))
    assert fetch(copy, "/en").status == 500
    assert list(copy.truth()) == []
    copy.apply(changes.faults())
    assert fetch(copy, "/en").status == 200
    assert b"/calendar" not in fetch(copy, "/en").body
    assert len(list(copy.truth())) == 60


def test_the_one_article_that_a_fault_spoils_stays_the_same_as_others_come() -> None:
    copy = site()
    copy.apply(changes.faults("deep"))
    spoiled = [
        n for n in copy.archives["en"].numbers if copy.catalog.is_unreadable(copy.archives["en"], n)
    ]
    copy.apply(changes.publish("en", 7))
    assert [
        n for n in copy.archives["en"].numbers if copy.catalog.is_unreadable(copy.archives["en"], n)
    ] == spoiled


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_soft_404_looks_like_a_page_of_the_site(markup: str) -> None:
    copy = site(markup)
    copy.apply(changes.soft("page"))
    copy.apply(changes.delete("ru", 7510))
    words = copy.archives["ru"].language
    for target in ("/ru/news/detail/7510", "/ru/news/detail/1", "/ru/nothing"):
        assert fetch(copy, target).status == 200
        page = shown(copy, target)
        assert words.not_found in page
        assert words.not_found_text in page
        assert words.latest.lower() in page.lower()
    assert copy.archives["en"].language.not_found in shown(copy, "/xx/nothing")
    assert fetch(copy, "/robots.txt").type.startswith("text/plain")


def test_what_is_not_there_may_lead_home() -> None:
    copy = site()
    copy.apply(changes.soft("home"))
    reply = fetch(copy, "/en/news/detail/1")
    assert (reply.status, reply.headers) == (302, {"location": "/"})
    copy.apply(changes.soft("404"))
    assert fetch(copy, "/en/news/detail/1").status == 404


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (changes.publish("fr"), "no language 'fr'"),
        (changes.edit("en", 1), "no article en/1 to edit"),
        (changes.delete("en", 7518), "no article en/7518 to delete"),
        (changes.restore("en", 7517), "no article en/7517 to restore"),
        (changes.republish("en", 7518), "no article en/7518 to republish"),
        (changes.faults("gremlins"), "no fault is called 'gremlins'"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(change: Change, line: str) -> None:
    copy = site()
    before = list(copy.truth())
    with pytest.raises(ValueError, match=line):
        copy.apply(change)
    assert list(copy.truth()) == before


def test_numbers_come_and_go_in_order() -> None:
    numbers = SortedNumbers((9, 4, 7))
    numbers.add(5)
    numbers.remove(7)
    assert list(numbers) == [4, 5, 9]
    assert list(reversed(numbers)) == [9, 5, 4]
    assert (numbers[-1], numbers[-2:], len(numbers)) == (9, [5, 9], 3)
    assert (5 in numbers, 7 in numbers, 10 in numbers) == (True, False, False)


# Served.


def get(replica: Replica, target: str) -> bytes:
    with urlopen(replica.root + target, timeout=STEP_S) as response:
        return bytes(response.read())


def test_the_served_site_and_the_truth_change_together() -> None:
    with running(articles=30, today=TODAY, languages=("en", "ru")) as replica:
        new = replica.apply(
            changes.day(date(2026, 1, 20)),
            changes.publish("en", 2),
            changes.edit("ru", 7510, "title"),
            changes.delete("ru", 7509),
            changes.republish("ru", 7509),
            changes.soft("page"),
        )
        assert new == [7518, 7519, 7518]
        assert replica.numbers("en") == [*range(7503, 7520)]
        assert 7509 not in replica.numbers("ru")
        targets = [
            "/",
            "/ru/news",
            "/en/nothing",
            *(f"/{code}/news/detail/{n}" for code in ("en", "ru") for n in range(7500, 7520)),
        ]
        for target in targets:
            assert get(replica, target) == fetch(replica.site, target).body, target
        assert {one["id"] for one in replica.truth()} >= {"ccbsnews/en/7519", "ccbsnews/ru/7518"}


def test_a_change_that_cannot_be_is_told_and_those_before_it_have_happened_on_both_sides() -> None:
    with running(articles=12) as replica:
        with pytest.raises(ValueError, match="no article en/1 to edit"):
            replica.apply(changes.publish("en"), changes.edit("en", 1), changes.publish("en"))
        assert replica.numbers("en")[-1] == 7518
        assert get(replica, "/en/news") == fetch(replica.site, "/en/news").body
        body = json.dumps([changes.delete("en", 1).to_json()]).encode()
        with pytest.raises(HTTPError, match="400") as refused:
            urlopen(Request(replica.root + CHANGE_PATH, body), timeout=STEP_S)
        assert b"no article en/1 to delete" in refused.value.read()
        refused.value.close()


def test_the_log_forgets_and_knows_nothing_of_changes() -> None:
    with running(articles=12, faults=("flaky",)) as replica:
        with pytest.raises(HTTPError, match="503") as first:
            get(replica, "/en")
        first.value.close()
        replica.apply(changes.publish("en"))
        assert replica.requests() == ["/en"]
        replica.forget()
        assert (replica.requests(), replica.max_parallel()) == ([], 0)
        assert get(replica, "/en"), "what is forgotten was seen all the same"
        assert (replica.requests(), replica.max_parallel()) == (["/en"], 1)


def test_many_changes_of_a_large_site_are_cheap_enough_for_a_test() -> None:
    with running(articles=30_000, languages=("en",)) as replica:
        for turn in range(100):
            edits = (changes.edit("en", 7517 + turn) for _ in range(98))
            replica.apply(*edits, changes.publish("en", 50), changes.delete("en", 100 + turn))
        assert len(replica.numbers("en")) == 30_000 + 100 * 49
        assert (
            get(replica, "/en/news/detail/30050")
            == fetch(replica.site, "/en/news/detail/30050").body
        )
