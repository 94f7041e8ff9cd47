"""Pages that were read before a notice was known for what it is, read again from what was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from support.paper_pages import other_text
from support.parsing import SITE, STORIES, FakeArchive, collected, context, fetched, kept

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.items import Article
from newscrawl.parse.async_reader import LocalReader
from newscrawl.parse.earlier_pages import EarlierPages
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.rereading import Rereading
from newscrawl.storage.warc.records import WarcError

NOTICE = "Partner content: read how the savings bank of Ostrin helps young families to a home."
NUMBERS = range(1, 6)
NOTHING: Mapping[str, list[str]] = {}
KeptPage = Callable[[Mapping[str, Any], Mapping[str, Any] | None], FetchedPage]


def texts(number: int) -> list[str]:
    return [STORIES[number][1], *(other_text(4 * number + one) for one in range(3))]


def page(number: int) -> FetchedPage:
    said = [*texts(number)[: number % 3], NOTICE, *texts(number)[number % 3 :]]
    if number == 5:
        said.remove(NOTICE)
    body = "".join(f"<p>{one}</p>" for one in said)
    return fetched(number, f"<h1>{STORIES[number][0]}</h1><div>{body}</div>", warc=kept(number))


class Case:
    """An archive of five articles; of each the page taught what repeats."""

    def __init__(self, *, learnt: int = 5) -> None:
        self.archive = FakeArchive().read(*NUMBERS)
        reader = PageReader(SITE)
        self.memory = Boilerplate()
        for number in NUMBERS[:learnt]:
            self.memory.learn_places("en", *reader.sample(page(number)))
            record = kept(number).record_id
            self.archive.lessons.append(("layout", number, record))
            self.archive.captures[record] = {
                "record_id": record,
                "id": f"paper/en/{number}",
                "number": number,
                "refers_to": None,
            }
            self.line(number)["body"] = "\n\n".join(
                [*texts(number)[: number % 3], NOTICE, *texts(number)[number % 3 :]]
            )
            self.line(number)["warc"] = {"file": "a", "offset": 0, "record_id": record}
        self.line(5)["body"] = "\n\n".join(texts(5))
        self.lost: set[int] = set()
        self.kept_page: KeptPage = self._own

    def line(self, number: int) -> dict[str, Any]:
        return self.archive.records[f"paper/en/{number}"]

    def _own(self, row: Mapping[str, Any], origin: Mapping[str, Any] | None) -> FetchedPage:
        if row["number"] in self.lost:
            raise WarcError("it was taken down")
        return page(row["number"])

    def show(self, kept_page: KeptPage) -> None:
        """Have other pages in the place of its own, from which all was learnt."""
        self.kept_page = kept_page
        self.memory = Boilerplate()
        for number in NUMBERS:
            sample = PageReader(SITE).sample(kept_page({"number": number}, None))
            self.memory.learn_places("en", *sample)
            self.line(number)["body"] = "\n\n".join(texts(number))

    def articles(self, later: Mapping[str, list[str]] = NOTHING) -> dict[str, Article]:
        given = context(self.archive, kept=self.kept_page)
        rereading = Rereading(given, EarlierPages(given))
        reader = LocalReader(PageReader(SITE))
        found = collected(rereading.articles(self.memory, {"en": "layout"}, reader, later))
        return {one.id: one for one in found}


def test_lines_that_hold_a_notice_are_read_without_it() -> None:
    found = Case().articles()
    assert found.keys() == {f"paper/en/{number}" for number in (1, 2, 3, 4)}
    assert found["paper/en/2"].body == "\n\n".join(texts(2))
    assert (found["paper/en/2"].cause, found["paper/en/2"].says_the_same) == ("parser", True)
    seen = found["paper/en/2"].circumstances
    assert seen is not None
    assert (seen.record_id, seen.layout, seen.learnt) == (kept(2).record_id, "layout", 5)


def test_a_run_that_learnt_nothing_reads_nothing() -> None:
    case = Case()
    case.memory = case.memory.of("en")
    assert not case.articles()


def test_what_is_gone_read_from_another_page_or_lost_stays() -> None:
    case = Case()
    case.line(1)["change"] = "gone"
    case.line(2)["warc"] = {**case.line(2)["warc"], "record_id": "<urn:uuid:9>"}
    case.lost = {3}
    assert case.articles().keys() == {"paper/en/4"}


def test_a_line_that_differs_in_more_than_a_loss_stays() -> None:
    case = Case()
    case.line(4)["body"] = f"Another text.\n\n{NOTICE}"
    assert "paper/en/4" not in case.articles()


def test_pages_that_came_before_a_later_notice_was_known_are_read_again() -> None:
    case = Case()
    known, case.memory = case.memory, case.memory.of("en")
    assert known.has_learnt("en")
    assert not case.memory.has_learnt("en")
    record = kept(2).record_id
    assert case.articles({"en": [record]}).keys() == {"paper/en/2"}


def test_an_article_without_an_author_gets_the_one_that_later_pages_prove() -> None:
    """Where bylines stand is known when some of them were seen: names without a word beside them."""
    case = Case()
    staff = ("Nino Example", "Luka Sample", "Tea Pattern and Nino Example", "Ana Gray", "Ben Hill")

    def signed(row: Mapping[str, Any], origin: Mapping[str, Any] | None) -> FetchedPage:
        number = row["number"]
        text = "".join(f"<p>{one}</p>" for one in texts(number))
        line = f"<p class=x>{staff[number - 1]}</p>"
        said = f"{line}<h1>{STORIES[number][0]}</h1><div>{text}</div>"
        return fetched(number, said, warc=kept(number))

    case.show(signed)
    case.line(1)["authors"] = ["Somebody Else"]
    found = case.articles()
    assert {key: one.authors for key, one in found.items()} == {
        "paper/en/2": ["Luka Sample"],
        "paper/en/3": ["Tea Pattern", "Nino Example"],
        "paper/en/4": ["Ana Gray"],
        "paper/en/5": ["Ben Hill"],
    }


def test_an_article_without_a_day_gets_the_one_whose_order_later_pages_prove() -> None:
    case = Case()

    def dated(row: Mapping[str, Any], origin: Mapping[str, Any] | None) -> FetchedPage:
        number = row["number"]
        text = "".join(f"<p>{one}</p>" for one in texts(number))
        line = f"<div class=byline>By Nino Example | {8 + number:02}/12/2025</div>"
        said = f"<header><h1>{STORIES[number][0]}</h1>{line}</header><div>{text}</div>"
        return fetched(number, said, warc=kept(number))

    case.show(dated)
    for number in NUMBERS:
        case.line(number)["authors"] = ["Nino Example"]
        case.line(number)["published"] = None if number < 4 else "2025-12-01"
    found = case.articles()
    days = {key: [str(own.published) for own in one.own_dates] for key, one in found.items()}
    assert days == {f"paper/en/{number}": [f"2025-12-{8 + number:02}"] for number in (1, 2, 3)}


def test_a_day_that_all_pages_turn_out_to_claim_is_taken_back() -> None:
    """The first pages of a run are read before that is known."""
    case = Case()

    def stamped(row: Mapping[str, Any], origin: Mapping[str, Any] | None) -> FetchedPage:
        number = row["number"]
        text = "".join(f"<p>{one}</p>" for one in texts(number))
        said = f"<h1>{STORIES[number][0]}</h1><div>{text}</div>"
        stamp = '<meta name="date" content="2026-01-14">'
        return fetched(number, f"{stamp}{said}", warc=kept(number))

    case.show(stamped)
    claim = ("metadata", "2026-01-14")
    case.line(1).update(published=claim[1], published_from="metadata")
    case.archive.own_dates["paper/en/1"] = {claim}
    case.line(2).update(published="2026-01-09", published_from="headline")
    found = case.articles()
    assert {key: one.withdrawn for key, one in found.items()} == {"paper/en/1": [claim]}
