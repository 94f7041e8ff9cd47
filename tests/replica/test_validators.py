"""An article page says by its headers whether its text is another, and a client that asks again is
told that it is not."""

import http.client
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from support.timeouts import STEP_S

from newscrawl.replica import changes, replies, running
from newscrawl.replica.options import Options
from newscrawl.replica.site import Site

TARGET = "/en/news/detail/7510"


def site(validators: str) -> Site:
    options = Options(
        markup="cards",
        articles=60,
        languages=("en", "ru", "ka"),
        listing_size=20,
        seed=1,
        today=date(2026, 1, 14),
        seed_page=None,
        plain_links=True,
        faults=(),
        validators=validators,
    )
    return Site(options)


def fetch(copy: Site, target: str = TARGET, **headers: str) -> replies.Reply:
    return copy.answer(
        replies.request_for(
            target, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
    )


@pytest.mark.parametrize(
    ("validators", "names"),
    [
        ("none", set()),
        ("etag", {"etag"}),
        ("modified", {"last-modified"}),
        ("both", {"etag", "last-modified"}),
    ],
)
def test_article_pages_alone_carry_what_is_asked_for(validators: str, names: set[str]) -> None:
    copy = site(validators)
    assert fetch(copy).headers.keys() == names
    for target in ("/", "/en/news", "/robots.txt", "/en/news/detail/1"):
        assert fetch(copy, target).headers == {}


def test_they_follow_the_text_and_nothing_else() -> None:
    copy = site("both")
    seen, body = fetch(copy).headers, fetch(copy).body
    copy.apply(changes.publish("en", 2))
    copy.apply(changes.day(date(2026, 1, 15)))
    copy.apply(changes.edit("en", 7509))
    copy.apply(changes.delete("en", 7510))
    copy.apply(changes.restore("en", 7510))
    assert fetch(copy).body != body
    assert fetch(copy).headers == seen
    for part in ("title", "body"):
        before = fetch(copy).headers
        copy.apply(changes.edit("en", 7510, part))
        after = fetch(copy).headers
        assert after["etag"] != before["etag"]
        assert parsedate_to_datetime(after["last-modified"]) > parsedate_to_datetime(
            before["last-modified"]
        )


def test_no_two_articles_share_an_etag() -> None:
    copy = site("etag")
    tags = [
        fetch(copy, f"/{code}/news/detail/{n}").headers["etag"]
        for code, archive in copy.archives.items()
        for n in archive.numbers
    ]
    assert len(set(tags)) == 60


def test_who_has_it_gets_304_and_nothing_else() -> None:
    copy = site("both")
    headers = fetch(copy).headers
    tag, moment = headers["etag"], headers["last-modified"]
    old, later = "Thu, 01 Jan 2015 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT"
    for asked in (
        {"if_none_match": tag},
        {"if_none_match": f'"other", {tag.removeprefix("W/")}'},
        {"if_none_match": "*"},
        {"if_none_match": tag, "if_modified_since": old},
        {"if_modified_since": moment},
        {"if_modified_since": "Sat, 01 Jan 2050 00:00:00 GMT"},
    ):
        assert fetch(copy, **asked) == replies.Reply(status=304, headers=headers), asked
    for asked in (
        {"if_none_match": '"other"'},
        {"if_none_match": '"other"', "if_modified_since": moment},
        {"if_modified_since": old},
        {"if_modified_since": later},
        {"if_modified_since": "yesterday"},
    ):
        assert fetch(copy, **asked).status == 200, asked


def test_a_site_without_the_one_takes_no_notice_of_it() -> None:
    tag, moment = fetch(site("both")).headers["etag"], fetch(site("both")).headers["last-modified"]
    assert fetch(site("none"), if_none_match=tag, if_modified_since=moment).status == 200
    assert fetch(site("modified"), if_none_match=tag).status == 200
    assert fetch(site("etag"), if_modified_since=moment).status == 200


def test_an_edited_article_is_sent_again_and_a_deleted_one_is_404() -> None:
    copy = site("both")
    headers = fetch(copy).headers
    asked = {"if_none_match": headers["etag"], "if_modified_since": headers["last-modified"]}
    copy.apply(changes.edit("en", 7510))
    assert fetch(copy, **asked).status == 200
    copy.apply(changes.delete("en", 7510))
    assert fetch(copy, **asked).status == 404


def test_304_goes_over_the_wire_without_a_body_and_the_connection_lives_on() -> None:
    with running(articles=12, validators="both") as replica:
        connection = http.client.HTTPConnection(urlsplit(replica.root).netloc, timeout=STEP_S)
        connection.request("GET", "/en/news/detail/7517")
        whole = connection.getresponse()
        assert (whole.status, len(whole.read()) > 1000) == (200, True)
        ours = connection.sock.getsockname()
        tag = whole.headers["etag"]
        for header, value in (
            ("If-None-Match", tag),
            ("If-Modified-Since", whole.headers["last-modified"]),
        ):
            connection.request("GET", "/en/news/detail/7517", headers={header: value})
            answer = connection.getresponse()
            assert (answer.status, answer.read(), answer.headers["etag"]) == (304, b"", tag)
            assert answer.headers["content-length"] is None
        replica.apply(changes.edit("en", 7517, "body"))
        connection.request("GET", "/en/news/detail/7517", headers={"If-None-Match": tag})
        answer = connection.getresponse()
        assert (answer.status, len(answer.read()) > 1000) == (200, True)
        assert connection.sock.getsockname() == ours
        connection.close()
