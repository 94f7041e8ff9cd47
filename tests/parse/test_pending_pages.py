"""Pages wait until it is known what repeats on pages like them."""

from __future__ import annotations

import pytest
from support.paper_pages import other_text
from support.parsing import SITE, STORIES, FakeArchive, context, fetched, kept, ref, story, visit_to

from newscrawl.errors import OutputError
from newscrawl.parse.context import ParseContext
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.pending_pages import PendingPage, PendingPages
from newscrawl.parse.readings import KnownTitles

FRAME = "".join(f"<p>Part {letter} of the frame</p>" for letter in "abcdef")


def pending(given: ParseContext | None = None) -> PendingPages:
    return PendingPages(given or context())


def take(pages: PendingPages, number: int, page: FetchedPage) -> list[int]:
    return [one.visit.number for one in taken(pages, number, page)]


def taken(pages: PendingPages, number: int, page: FetchedPage) -> list[PendingPage]:
    look = PageReader(SITE).look(page, pages.memory, KnownTitles())
    return pages.take(visit_to(number), ref(number), page, look)


def framed(number: int) -> FetchedPage:
    return fetched(number, FRAME + story(number))


def rebuilt(number: int) -> FetchedPage:
    title, body = STORIES[number]
    markup = f"<html><body><main><h2>{title}</h2><p>{body}</p><p>New frame</p></main></body></html>"
    return fetched(number, markup.encode())


def test_four_pages_of_a_language_tell_what_repeats_and_later_ones_do_not_wait() -> None:
    pages = pending()
    assert [take(pages, number, fetched(number)) for number in (1, 2, 3, 4, 5)] == [
        [],
        [],
        [],
        [1, 2, 3, 4],
        [5],
    ]


def test_another_layout_is_learnt_by_itself() -> None:
    pages = pending()
    for number in (1, 2, 3, 4):
        take(pages, number, framed(number))
    assert [take(pages, number, rebuilt(number)) for number in (1, 2, 3, 4)] == [
        [],
        [],
        [],
        [1, 2, 3, 4],
    ]
    assert take(pages, 5, framed(5)) == [5], "pages of the old layout do not wait for the new"
    assert pages.memory.pages("en") == 5
    assert pages.other.pages("en") == 4


def test_once_enough_is_learnt_no_more_is_taken_in() -> None:
    pages = pending()
    pages.memory.enough = 4
    for number in (1, 2, 3, 4, 5):
        take(pages, number, fetched(number))
    assert pages.memory.pages("en") == 4


def test_pages_that_come_later_are_watched_for_notices_and_those_of_before_are_read_again() -> None:
    pages = pending()
    pages.memory.enough = 12
    notice = "To see the map you have to allow a third party to be asked."
    for number in range(1, 25):
        own = "".join(f"<p>{other_text(4 * number + one)}</p>" for one in range(4))
        said = f"<h1>{other_text(number)}</h1><div>{own}{f'<p>{notice}</p>' if number > 12 else ''}</div>"
        page = fetched(number, said, warc=kept(number))
        for one in taken(pages, number, page):
            reading = PageReader(SITE).read(one.fetched, pages.memory, KnownTitles())
            pages.watch(one, reading)
    assert pages.to_reread["en"][-12:] == [kept(number).record_id for number in range(13, 25)]
    [one] = taken(pages, number, page)
    known_by_now = PageReader(SITE).read(page, pages.memory, KnownTitles())
    assert notice not in (known_by_now.body or "")
    pages.to_reread.clear()
    pages.watch(one, known_by_now)
    assert not pages.to_reread
    pages.watch(one, reading)
    assert pages.to_reread == {"en": [kept(24).record_id]}, "it was read when that was found"


def test_draining_gives_each_page_that_waits_once() -> None:
    pages = pending()
    take(pages, 1, fetched(1))
    assert list(pages.languages_short_of_pages()) == ["en"]
    assert [one.visit.number for one in pages.drain()] == [1]
    assert pages.drain() == []
    assert pages.is_empty


def test_a_page_that_no_record_holds_leaves_the_layout_without_its_lessons() -> None:
    archive = FakeArchive()
    pages = pending(context(archive))
    take(pages, 1, fetched(1, warc=kept(1)))
    take(pages, 2, fetched(2))
    take(pages, 3, fetched(3, warc=kept(3)))
    assert archive.lessons == [("<urn:uuid:1>", 1, "<urn:uuid:1>")]
    [*_, last] = taken(pages, 4, fetched(4, warc=kept(4)))
    assert last.layout is None
    assert archive.saved["en"]["layout"] is None


def test_a_full_disk_is_left_to_the_archive_to_meet_except_at_the_end() -> None:
    class FullDisk(FakeArchive):
        def save_layout(self, language: str, dumped: object) -> None:
            raise OutputError(28, "no space left")

    pages = pending(context(FullDisk()))
    for number in (1, 2, 3, 4):
        take(pages, number, fetched(number))
    with pytest.raises(OutputError):
        pages.save()


def test_what_was_learnt_before_is_known_and_not_saved_again() -> None:
    archive = FakeArchive()
    first = pending(context(archive))
    for number in (1, 2, 3, 4):
        take(first, number, fetched(number))
    first.save()
    archive.saved, learnt = {}, dict(archive.saved)
    again = FakeArchive(saved=learnt)
    second = pending(context(again))
    second.recall()
    second.save()
    assert again.saved is learnt
    assert take(second, 5, fetched(5)) == [5]


def test_the_order_of_day_and_month_in_lists_is_known_from_listings_too() -> None:
    pages = pending()
    assert pages.list_orders().order("headline order li.") is None
    pages.note_orders([("headline order li.", "month_first")])
    assert pages.list_orders().order("headline order li.") == "month_first"
    assert pages.list_orders().order("headline order td.") == "month_first"
