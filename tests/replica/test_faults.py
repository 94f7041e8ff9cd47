"""Each fault does what its name says, and the truth leaves out what it spoils."""

import re
import zlib
from datetime import date
from html import unescape

import pytest

from newscrawl.replica import replies
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.faults.articles import DEEP_LEVELS, HUGE_MEGABYTES
from newscrawl.replica.faults.traps import MANY_LINKS
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.options import Options
from newscrawl.replica.site import Site
from newscrawl.replica.urls import CANONICAL_ROOT


def site(*faults: str, markup: str = "tables") -> Site:
    return Site(
        Options(
            markup=markup,
            articles=60,
            languages=("en", "ru", "ka"),
            listing_size=20,
            seed=1,
            today=date(2026, 1, 14),
            seed_page=None,
            plain_links=True,
            faults=faults,
        )
    )


def fetch(copy: Site, target: str, *, seen: bool = False, before: int = 0) -> replies.Reply:
    return copy.answer(replies.request_for(target, seen=seen, before=before))


def links(reply: replies.Reply) -> list[str]:
    return re.findall(r'href="([^"]*)"', reply.body.decode())


def victim(copy: Site) -> str:
    """The address of the one English article that cannot be read."""
    archive = copy.archives["en"]
    (number,) = [n for n in archive.numbers if copy.catalog.is_unreadable(archive, n)]
    return f"/en/news/detail/{number}"


@pytest.mark.parametrize("name", [name for name, fault in FAULTS.items() if fault.entry_path])
def test_a_trap_has_its_door_in_the_menu_of_every_page(name: str) -> None:
    entry_path = FAULTS[name].entry_path
    copy = site(name)
    assert entry_path in links(fetch(copy, "/en"))
    assert entry_path in links(fetch(copy, "/ru/news/detail/7517"))
    assert len(list(copy.truth())) == 60


def test_the_calendar_has_no_end() -> None:
    copy = site("calendar")
    following = "/calendar"
    for _ in range(50):
        following = links(fetch(copy, following))[-1]
    assert following == "/calendar/2030/3"
    assert links(fetch(copy, "/calendar/2026/1")) == ["/calendar/2025/12", "/calendar/2026/2"]


def test_the_paths_grow() -> None:
    assert links(fetch(site("growing"), "/more/a/b")) == ["/more/a/b/a", "/more/a/b/b"]


@pytest.mark.parametrize("markup", MARKUPS)
def test_no_two_links_share_a_session(markup: str) -> None:
    copy = site("sid", markup=markup)
    pages = fetch(copy, "/en").body.decode() + fetch(copy, "/en").body.decode()
    sessions = re.findall(r"sid=([0-9a-f]{32})", pages)
    assert len(sessions) > 40
    assert len(sessions) == len(set(sessions))
    assert fetch(copy, "/en/news/detail/7517?sid=0f").status == 200


def test_many_links_lead_to_empty_pages() -> None:
    copy = site("many-links")
    found = links(fetch(copy, "/links"))
    assert len(found) == MANY_LINKS
    assert links(fetch(copy, found[-1])) == []


def test_the_loop_has_no_way_out() -> None:
    copy = site("redirect-loop")
    target, seen = "/loop", []
    for _ in range(4):
        reply = fetch(copy, target)
        assert reply.status == 301
        target = reply.headers["location"]
        seen.append(target)
    assert seen == ["/loop/a", "/loop/b", "/loop/a", "/loop/b"]


@pytest.mark.parametrize("name", ["huge", "gzip-bomb", "deep", "hanging", "cut"])
def test_one_article_a_language_cannot_be_read(name: str) -> None:
    copy, sound = site(name), site()
    target = victim(copy)
    assert len(list(copy.truth())) == 57
    assert f"{CANONICAL_ROOT}{target}" not in {record["url"] for record in copy.truth()}
    assert fetch(copy, target) != fetch(sound, target)
    assert fetch(copy, "/en/news/detail/7517") == fetch(sound, "/en/news/detail/7517")


def test_the_huge_page_is_made_as_it_is_sent() -> None:
    copy = site("huge")
    stream = fetch(copy, victim(copy)).stream
    assert stream is not None
    sizes = [len(piece) for piece in stream()]
    assert 0.99 * (HUGE_MEGABYTES << 20) < sum(sizes) < 1.01 * (HUGE_MEGABYTES << 20)
    assert max(sizes) <= 1 << 16


def test_the_bomb_is_small_and_bursts() -> None:
    copy = site("gzip-bomb")
    reply = fetch(copy, victim(copy))
    assert reply.headers["content-encoding"] == "gzip"
    assert len(reply.body) < 1 << 20
    gunzip, unpacked, rest = zlib.decompressobj(zlib.MAX_WBITS | 16), 0, reply.body
    while rest:
        unpacked += len(gunzip.decompress(rest, 1 << 20))
        rest = gunzip.unconsumed_tail
    assert unpacked > HUGE_MEGABYTES << 20
    assert gunzip.eof


def test_the_deep_page_is_deep() -> None:
    copy = site("deep")
    assert b"<div>" * DEEP_LEVELS in fetch(copy, victim(copy)).body


def test_every_seventh_article_answers_500_and_leaves_the_truth() -> None:
    copy = site("some-500")
    truth = {record["id"] for record in copy.truth()}
    for archive in copy.archives.values():
        for number in archive.numbers:
            answered = fetch(copy, f"/{archive.language.code}/news/detail/{number}").status
            assert (answered == 200) == (f"ccbsnews/{archive.language.code}/{number}" in truth)
    assert 45 < len(truth) < 57


def test_every_third_article_is_as_if_gone_and_leaves_the_truth() -> None:
    copy = site("half-gone")
    truth = {record["id"] for record in copy.truth()}
    for archive in copy.archives.values():
        for number in archive.numbers:
            answered = fetch(copy, f"/{archive.language.code}/news/detail/{number}").status
            assert answered == (
                200 if f"ccbsnews/{archive.language.code}/{number}" in truth else 404
            )
    assert 38 <= len(truth) <= 42
    assert fetch(copy, "/en/news") == fetch(site(), "/en/news")


def test_a_login_form_stands_in_place_of_every_article_and_of_nothing_else() -> None:
    copy, sound = site("login"), site()
    for archive in copy.archives.values():
        for number in archive.numbers:
            reply = fetch(copy, f"/{archive.language.code}/news/detail/{number}")
            assert (
                reply.status,
                b"password" in reply.body,
                archive.title(number).encode() in reply.body,
            ) == (200, True, False)
    for target in ("/", "/ru/news?page=2", "/en/section/economy", "/robots.txt"):
        assert fetch(copy, target).status == 200
        assert b"password" not in fetch(copy, target).body
    assert list(copy.truth()) == []
    assert len(list(sound.truth())) == 60


@pytest.mark.parametrize("markup", MARKUPS)
def test_listings_answer_500_and_the_root_and_the_articles_do_not(markup: str) -> None:
    copy = site("listing-500", markup=markup)
    paging = copy.markup.paging
    for base in ("/en/news", "/ru/section/economy", "/ka/tag/harvest", "/en"):
        assert fetch(copy, base).status == 500
        assert fetch(copy, base + "/").status == 500
        assert fetch(copy, paging.href(base, 2, 20)).status == 500 or base == "/en"
    for target in ("/", "/en/news/detail/7517", "/robots.txt"):
        assert fetch(copy, target) == fetch(site(markup=markup), target)
    if copy.markup.feed:
        assert fetch(copy, "/en/rss.xml").status == 200
    assert len(list(copy.truth())) == 60


def test_an_article_that_only_a_spoiled_page_would_lead_to_is_listed() -> None:
    copy = site("some-500")
    for archive in copy.archives.values():
        for number in archive.numbers:
            assert not (
                copy.catalog.place(archive, number) == "text"
                and copy.catalog.is_unreadable(archive, number + 1)
            )


@pytest.mark.parametrize("markup", MARKUPS)
def test_nul_bytes_stand_between_words_and_tags_and_the_rest_is_whole(markup: str) -> None:
    reply, sound = (
        fetch(site("nul", markup=markup), "/en/news/detail/7517"),
        fetch(site(markup=markup), "/en/news/detail/7517"),
    )
    assert reply.body.count(b"\0") > 10
    assert reply.body.replace(b"\0", b"") == sound.body


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize(
    ("name", "encoding", "header", "meta"),
    [
        ("charset-absent", "windows-1251", None, None),
        ("charset-wrong", "windows-1251", "utf-8", "utf-8"),
        ("charset-header", "windows-1251", "windows-1251", "utf-8"),
        ("charset-meta", "windows-1251", None, "windows-1251"),
        ("charset-latin", "utf-8", "ISO-8859-1", None),
    ],
)
def test_bytes_and_declarations_are_as_the_name_says(
    name: str, encoding: str, header: str | None, meta: str | None, markup: str
) -> None:
    copy = site(name, markup=markup)
    for record in copy.truth():
        if record["language"] == "ru":
            reply = fetch(copy, record["url"].removeprefix(CANONICAL_ROOT))
            assert record["title"] in unescape(reply.body.decode(encoding))
            assert reply.type == ("text/html" if header is None else f"text/html; charset={header}")
            declared = re.findall(rb'<meta[^>]*charset="?([\w-]+)', reply.body, re.IGNORECASE)
            assert declared == ([] if meta is None else [meta.encode()])


def test_bad_bytes_are_no_utf_8_and_stand_below_the_text() -> None:
    body = fetch(site("bad-bytes"), "/ru/news/detail/7517").body
    with pytest.raises(UnicodeDecodeError):
        body.decode()
    assert body.index(b"\xff\xfe") > body.index("Теги".encode())


def test_a_flaky_site_answers_when_asked_again() -> None:
    copy = site("flaky")
    assert fetch(copy, "/en").status == 503
    assert fetch(copy, "/en", seen=True).status == 200
    assert len(list(copy.truth())) == 60


@pytest.mark.parametrize(
    ("name", "status"),
    [("all-500", 500), ("all-403", 403), ("all-429", 429), ("maintenance", 200), ("empty", 200)],
)
def test_a_site_that_is_ill_as_a_whole_holds_nothing(name: str, status: int) -> None:
    copy = site(name)
    for target in ("/", "/en", "/en/news/detail/7517", "/nowhere"):
        assert fetch(copy, target).status == status
        assert b"/news/detail/" not in fetch(copy, target).body
    assert fetch(copy, "/robots.txt").body.startswith(b"User-agent")
    assert list(copy.truth()) == []


def test_429_says_when_to_come_back_and_the_empty_page_is_empty() -> None:
    assert fetch(site("all-429"), "/en").headers == {"retry-after": "1"}
    assert fetch(site("empty"), "/en").body == b""


def test_a_server_that_dies_answers_25_times() -> None:
    copy = site("dies")
    assert fetch(copy, "/en", before=24).status == 200
    assert fetch(copy, "/en", before=25).end == "death"


@pytest.mark.parametrize(
    ("name", "status", "line"),
    [
        ("robots-500", 500, ""),
        ("robots-forbids", 200, "Disallow: /\n"),
        ("crawl-delay", 200, "Crawl-delay: 1\n"),
    ],
)
def test_robots_txt_may_be_ill_too(name: str, status: int, line: str) -> None:
    copy = site(name)
    reply = fetch(copy, "/robots.txt")
    assert reply.status == status
    assert reply.body.decode().endswith(line)
    assert fetch(copy, "/en").status == 200


def test_faults_go_together() -> None:
    copy = site("calendar", "sid", "nul")
    body = fetch(copy, "/en").body
    assert re.search(rb'href="/calendar\?sid=[0-9a-f]{32}"', body)
    assert b"\0" in body


def test_an_unknown_fault_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no fault is called 'gremlins'; there are .*calendar"):
        site("gremlins")


@pytest.mark.parametrize(
    ("name", "lost", "kept"),
    [
        ("teasers", "</p>\n<p>", "<h1>"),
        ("undated", "datePublished", "14 January 2026</time>"),
        ("untitled", "Harvest", "<h1>The News of Today</h1>"),
    ],
)
def test_a_site_goes_bad_and_answers_as_ever(name: str, lost: str, kept: str) -> None:
    path = "/en/news/detail/7517"
    sound, ill = (fetch(site(*one, markup="semantic"), path) for one in ((), (name,)))
    assert lost in sound.body.decode()
    html, _, _ = ill.body.decode().partition("<aside")
    assert (ill.status, lost in html, kept in html) == (200, False, True)
    assert len(list(site(name).truth())) == 60


def test_letters_are_encoded_twice() -> None:
    html = fetch(site("mojibake", markup="semantic"), "/ru").body.decode()
    assert "Ð" in html
    assert fetch(site(markup="semantic"), "/ru").body.decode() == html.encode("latin-1").decode()


def test_listings_may_become_shells_while_articles_stay() -> None:
    copy = site("shells")
    assert links(fetch(copy, "/en/news")) == links(fetch(copy, "/")) == []
    assert links(fetch(copy, "/en/news/detail/7517"))


def test_robots_txt_may_forbid_one_language() -> None:
    reply = fetch(site("robots-language"), "/robots.txt")
    assert reply.body == b"User-agent: *\nDisallow: /ru\n"
