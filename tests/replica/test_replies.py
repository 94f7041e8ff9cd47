"""A target is a path and a query; robots.txt is told apart."""

from newscrawl.replica.replies import is_robots, page, redirect, request_for


def test_a_query_may_be_empty_or_hold_empty_values() -> None:
    assert request_for("/en").query == {}
    assert request_for("/en?page=&sid=1") == ("/en", {"page": "", "sid": "1"}, False, 0, {})


def test_only_the_path_makes_robots() -> None:
    assert is_robots(request_for("/robots.txt?x=1"))
    assert not is_robots(request_for("/en/robots.txt"))


def test_a_page_is_html_and_a_redirect_permanent_unless_said() -> None:
    assert (page("ж").body, page("").status) == ("ж".encode(), 200)
    assert page("").type == "text/html; charset=utf-8"
    assert (redirect("/b").status, redirect("/b", 302).headers) == (301, {"location": "/b"})
