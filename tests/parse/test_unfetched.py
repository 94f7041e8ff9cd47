"""What a visit that brought no page comes to."""

from __future__ import annotations

import pytest
from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import DownloadFailedError, IgnoreRequest, ResponseDataLossError
from support.parsing import SITE, fetched, visit_to
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure as TwistedFailure
from twisted.web.client import ResponseFailed

from newscrawl.frontier.frontier import Visit
from newscrawl.items import Absence, Failure
from newscrawl.parse.unfetched import MAX_DETAIL_CHARS, refused, unanswered

LISTING = Visit(7, "https://paper.test/en/", "listing")
ROOT = Visit(8, SITE.root, "listing")


@pytest.mark.parametrize("status", [404, 410])
def test_an_article_that_is_not_there_is_surely_absent_and_a_listing_is_no_failure(
    status: int,
) -> None:
    page = fetched(1, "<p>not found</p>", status=status)
    absence = refused(visit_to(1), page, SITE)
    assert isinstance(absence, Absence)
    assert (absence.id, absence.reason, absence.certain) == ("paper/en/1", f"http {status}", True)
    assert refused(LISTING, page, SITE) is None


def test_the_root_is_never_absent() -> None:
    failure = refused(ROOT, fetched(1, status=404), SITE)
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.status) == ("listing", 404)


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_any_other_status_is_a_failure_with_the_page_that_came(status: int) -> None:
    page = fetched(1, "<p>not now</p>", status=status)
    failure = refused(visit_to(1), page, SITE)
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.status) == (f"http {status}", status)
    assert failure.page == page.body


def test_an_error_on_the_way_is_a_failure_that_says_what_it_was_and_no_more() -> None:
    failure = unanswered(visit_to(1), TimeoutError("it took long " * 100), SITE)
    assert failure is not None
    assert (failure.id, failure.page) == ("paper/en/1", None)
    assert "it took long" in failure.detail
    assert len(failure.detail) == MAX_DETAIL_CHARS


def test_a_listing_that_redirects_without_an_end_is_no_failure_and_the_root_is() -> None:
    error = IgnoreRequest("max redirections reached")
    assert unanswered(LISTING, error, SITE) is None
    failure = unanswered(ROOT, error, SITE)
    assert failure is not None
    assert failure.detail == "redirect loop: it redirects without an end"


def failed_by(cause: Exception) -> DownloadFailedError:
    """As Scrapy tells an error of Twisted's."""
    failed = ResponseFailed([TwistedFailure(cause)])  # type: ignore[no-untyped-call]
    error = DownloadFailedError(str(failed))
    error.__cause__ = failed
    return error


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (
            ResponseDataLossError(),
            "cut short: the connection ended before all of the answer had come",
        ),
        (
            failed_by(ConnectionLost()),
            "connection failed: Connection to the other side was lost in a non-clean fashion.",
        ),
        (
            failed_by(TlsError([("SSL routines", "", "certificate verify failed")])),
            "bad certificate: [('SSL routines', '', 'certificate verify failed')]",
        ),
    ],
)
def test_an_error_of_the_connection_says_what_it_was_and_not_how_the_program_holds_it(
    error: Exception, detail: str
) -> None:
    failure = unanswered(visit_to(1), error, SITE)
    assert failure is not None
    assert failure.detail == detail
