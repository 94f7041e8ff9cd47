"""news_spider: what a page that came makes of itself; no crawl is needed to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple, TypeVar

import pytest
from scrapy import Request
from scrapy.exceptions import DontCloseSpider
from scrapy.http import HtmlResponse, Response
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler
from support.parsing import FakeArchive, collected
from twisted.python.failure import Failure as TwistedFailure

from newscrawl.downloader.withheld import NotSent, Withheld
from newscrawl.errors import UsageError
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef
from newscrawl.items import Absence, Article, Confirmation, Failure, Headline
from newscrawl.loaders import ArticleLoader
from newscrawl.news_spider import NewsSpider

T = TypeVar("T")
ROOT = "https://paper.test"
TITLES = {
    1: "A bridge of glass opens above the gorge",
    2: "Beekeepers of the valley count their hives",
    3: "The last tram of the old town gets a bell",
    4: "Schoolchildren map every spring in the hills",
    5: "The lighthouse keeper retires after forty winters",
    6: "Snow closes the pass for a third day",
}


class PaperSpider(NewsSpider):
    name = "paper"
    canonical_root = ROOT
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"


def a_spider(kind: type[PaperSpider] = PaperSpider, **arguments: str) -> PaperSpider:
    return kind.from_crawler(
        get_crawler(
            kind,
            {
                "NEWSCRAWL_CONTACT": "https://paper.test/bot",
                "USER_AGENT": "paper/{version} (+{contact})",
            },
        ),
        **arguments,
    )


def stat(spider: PaperSpider, name: str) -> Any:
    assert spider.crawler.stats is not None
    return spider.crawler.stats.get_value(name)


TEXTS = {
    1: [
        "Visitors crossed it in felt slippers on the first morning, and nobody dared to look down.",
        "The engineer crossed last, with her mother.",
    ],
    2: [
        "There are fewer of them than last year, for the spring came late and the lindens froze.",
        "Honey will be dear, the market women say.",
    ],
    3: [
        "Its clapper was cast in a yard behind the depot from the coins that passengers had left.",
        "One can hear it as far as the baths.",
    ],
    4: [
        "They walked for nine weekends, tasted the water and wrote down what it tasted of.",
        "The map hangs in the school’s hall.",
    ],
    5: [
        "He goes down the stairs for the last time on Sunday and leaves the key under the stone.",
        "A lamp will do his work without sleeping.",
    ],
    6: [
        "Lorries wait in the valley, and the drivers play backgammon on the bonnets.",
        "The plough from the other side is stuck as well.",
    ],
}


def text_of(number: int) -> list[str]:
    return TEXTS[number]


def article_page(
    number: int, *, title: str | None = None, body: str | None = None, list_of: Iterable[int] = ()
) -> str:
    paragraphs = body if body is not None else "".join(f"<p>{text}</p>" for text in text_of(number))
    heading = f"<h1>{TITLES[number]}</h1>" if title is None else title
    entries = "".join(
        f"<li><a href='/en/news/detail/{n}'>{TITLES[n]}</a> 0{n}.01.2026</li>" for n in list_of
    )
    return (
        f"<html><head><title>Paper</title></head><body><div>{heading}<div>{paragraphs}</div>"
        f"</div><div><ul>{entries}</ul></div></body></html>"
    )


Pages = Mapping[str, "str | bytes | Answer"]
Item = Article | Headline | Failure | Absence | Confirmation


class Answer(NamedTuple):
    """What the site sends for a path."""

    body: str | bytes = b""
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    address: str = ""
    """Where it came from after redirects; empty for the path itself."""


class Engine:
    """Takes down what the spider asks for when it has nothing else to do."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    def crawl(self, request: Request) -> None:
        self.asked.append(request)


def walk(spider: PaperSpider, pages: Pages) -> list[Item]:
    """Every visit of the frontier answered from `pages`, 404 where they have none, until nothing is
    left; what came of it."""
    spider.frontier.seed(f"{ROOT}/")
    items: list[Item] = []
    while (visit := spider.frontier.next()) is not None:
        items += answered(
            spider, visit, pages.get(visit.url.removeprefix(ROOT), Answer(status=404))
        )
    engine = spider.crawler.engine = Engine()  # type: ignore[assignment]
    with suppress(DontCloseSpider):
        spider.idle()
    for request in engine.asked:
        assert request.callback is not None
        items += collected(request.callback(Response(request.url)))
    return items


def answered(spider: PaperSpider, visit: Visit, given: str | bytes | Answer) -> list[Item]:
    answer = given if isinstance(given, Answer) else Answer(given)
    request = spider.request_for(visit)
    assert request.callback is not None
    assert request.errback is not None
    kind: type[Response] = HtmlResponse if "html" in answer.content_type else Response
    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
    headers = {"Content-Type": answer.content_type} if answer.content_type else {}
    response = kind(
        answer.address or visit.url,
        status=answer.status,
        headers=headers,
        body=body,
        request=request,
    )
    if answer.status == 200:
        return collected(request.callback(response))
    return collected(request.errback(failure(request, HttpError(response))))


def failure(request: Request, error: Exception) -> TwistedFailure:
    made = TwistedFailure(error)  # type: ignore[no-untyped-call]
    made.request = request  # type: ignore[attr-defined]  # as Scrapy does
    return made


def listing(*numbers: int, more: str = "") -> str:
    return html(
        "".join(
            f"<p><a href='/en/news/detail/{number}'>{TITLES[number]}</a></p>" for number in numbers
        )
        + more
    )


def html(body: str) -> str:
    return f"<html><head><title>Paper</title></head><body>{body}</body></html>"


def site(**changed: str | bytes | Answer) -> dict[str, str | bytes | Answer]:
    """A root that leads to six articles; `_3` changes number 3, `root` the root."""
    pages: dict[str, str | bytes | Answer] = {"/": listing(*TITLES)}
    pages |= {f"/en/news/detail/{number}": article_page(number) for number in TITLES}
    for name, answer in changed.items():
        pages["/" if name == "root" else f"/en/news/detail/{name[1:]}"] = answer
    return pages


def only(items: Iterable[object], kind: type[T]) -> list[T]:
    return [item for item in items if isinstance(item, kind)]


# What a page makes of itself.


def test_a_site_is_read_from_its_root() -> None:
    spider = a_spider()
    items = walk(spider, site())
    assert only(items, Failure) == []
    articles = {article.id: article for article in only(items, Article)}
    assert sorted(articles) == [f"paper/en/{number}" for number in TITLES]
    for number, title in TITLES.items():
        article = articles[f"paper/en/{number}"]
        assert article.title == title
        assert article.body == "\n\n".join(text_of(number))
        assert article.url == article.fetched_from == f"{ROOT}/en/news/detail/{number}"
        assert article.language == "en"
        assert article.published is None
        assert article.fetched_at.tzinfo is not None
    assert spider.frontier.outstanding == 0


@pytest.mark.parametrize("count", [1, 2, 3])
def test_pages_that_wait_for_others_of_their_kind_are_read_at_the_end(count: int) -> None:
    pages = site(root=listing(*range(1, count + 1)))
    assert len(only(walk(a_spider(), pages), Article)) == count


def test_pages_that_wait_are_read_when_the_run_is_cut_short() -> None:
    spider = a_spider()
    spider.frontier.seed(f"{ROOT}/")
    visits = iter(spider.frontier.next, None)
    assert answered(spider, next(visits), listing(1, 2)) == []
    assert answered(spider, next(visits), article_page(1)) == []
    request = spider.request_for(next(visits))
    assert request.errback is not None
    items = collected(request.errback(failure(request, NotSent())))
    assert [article.id for article in only(items, Article)] == ["paper/en/1"]
    assert only(items, Failure) == [], "a page whose turn never came has not failed"


def test_with_nothing_waiting_an_idle_spider_may_close() -> None:
    spider = a_spider()
    spider.crawler.engine = Engine()  # type: ignore[assignment]
    spider.idle()


def test_a_title_is_known_from_the_link_that_led_to_the_page() -> None:
    logo = "<h1>The Valley Paper, independent since 1931</h1>"
    pages = site(
        **{
            f"_{n}": article_page(n, title=f"{logo}<div>{title}</div>")
            for n, title in TITLES.items()
        }
    )
    assert {article.title for article in only(walk(a_spider(), pages), Article)} == set(
        TITLES.values()
    )


# Headlines.


def test_dated_headlines_of_listings_and_articles_are_told_once_each() -> None:
    spider = a_spider()
    dated = (
        "<ul>"
        + "".join(
            f"<li><a href='/en/news/detail/{n}'>{TITLES[n]}</a> 0{n}.01.2026</li>" for n in (1, 2)
        )
        + "</ul>"
    )
    items = walk(
        spider, site(root=listing(*TITLES, more=dated), _4=article_page(4, list_of=(1, 2, 3)))
    )
    told = {headline.id: headline for headline in only(items, Headline)}
    assert len(told) == len(only(items, Headline)) == 3
    first = told["paper/en/1"]
    assert (first.title, first.published, first.url) == (
        TITLES[1],
        date(2026, 1, 1),
        f"{ROOT}/en/news/detail/1",
    )
    assert first.seen_on == f"{ROOT}/"
    assert told["paper/en/3"].seen_on == f"{ROOT}/en/news/detail/4"


def test_an_article_carries_the_headlines_of_its_page() -> None:
    items = walk(a_spider(), site(_4=article_page(4, list_of=(3, 2))))
    (article,) = [article for article in only(items, Article) if article.id == "paper/en/4"]
    assert [(pair.title, pair.url, pair.published) for pair in article.headlines] == [
        (TITLES[3], f"{ROOT}/en/news/detail/3", date(2026, 1, 3)),
        (TITLES[2], f"{ROOT}/en/news/detail/2", date(2026, 1, 2)),
    ]


def test_a_feed_is_a_listing_with_dates() -> None:
    feed = (
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Paper</title>"
        f"<item><title>{TITLES[2]}</title><link>{ROOT}/en/news/detail/2?utm_source=rss</link>"
        "<pubDate>Thu, 08 Jan 2026 10:00:00 +0400</pubDate></item>"
        f"<item><title>{TITLES[3]}</title><link>{ROOT}/en/news/detail/3</link><pubDate>soon</pubDate></item></channel></rss>"
    )
    spider = a_spider()
    root = (
        "<html><head><link rel=alternate type='application/rss+xml'"
        " href='/rss'></head><body>x</body></html>"
    )
    items = walk(spider, {**site(root=root), "/rss": Answer(feed, "application/rss+xml")})
    assert {article.id for article in only(items, Article)} == {"paper/en/2", "paper/en/3"}
    assert [
        (headline.id, headline.title, headline.published) for headline in only(items, Headline)
    ] == [("paper/en/2", TITLES[2], date(2026, 1, 8))]
    assert stat(spider, "dates/unread") == 1


# What cannot be read.


@pytest.mark.parametrize(
    ("answer", "reason", "missing"),
    [
        (article_page(3, body=""), "no body", ("body",)),
        (
            html(f"<ul><li><a href='/en/news/detail/1'>{TITLES[1]}</a></li></ul>"),
            "no title and body",
            ("title", "body"),
        ),
        (Answer(""), "empty page", ()),
        (Answer(" \n "), "empty page", ()),
        (Answer(b"%PDF-1.7", "application/pdf"), "not html", ()),
        (Answer('{"a": 1}', "application/json"), "not html", ()),
        (Answer("no markup at all"), "not html", ()),
        (Answer(status=500), "http 500", ()),
        (Answer("<h1>Forbidden</h1>", status=403), "http 403", ()),
    ],
)
def test_a_page_that_cannot_be_read_is_a_failure_and_never_half_a_record(
    answer: str | Answer, reason: str, missing: tuple[str, ...]
) -> None:
    spider = a_spider()
    items = walk(spider, site(_3=answer))
    assert "paper/en/3" not in {article.id for article in only(items, Article)}
    assert len(only(items, Article)) == 5
    (failed,) = only(items, Failure)
    assert failed.reason == reason
    assert failed.missing == missing
    assert failed.url == f"{ROOT}/en/news/detail/3"
    assert failed.kind == "article"
    assert failed.detail
    body = answer.body if isinstance(answer, Answer) else answer
    assert failed.page == ((body.encode() if isinstance(body, str) else body) or None)
    assert spider.frontier.outstanding == 0


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_is_no_failure(status: int) -> None:
    spider = a_spider()
    items = walk(spider, site(_3=Answer("<h1>Not found</h1>", status=status)))
    assert only(items, Failure) == []
    [absence] = only(items, Absence)
    assert (absence.id, absence.reason, absence.certain) == ("paper/en/3", f"http {status}", True)


def test_an_article_address_that_leads_elsewhere_is_not_there() -> None:
    spider = a_spider()
    items = walk(spider, site(_3=Answer(listing(1, 2), address=f"{ROOT}/")))
    assert only(items, Failure) == []
    assert len(only(items, Article)) == 5
    [absence] = only(items, Absence)
    assert (absence.id, absence.reason, absence.certain) == (
        "paper/en/3",
        f"redirects to {ROOT}/",
        False,
    )


def test_a_listing_address_that_leads_to_an_article_is_read_as_one() -> None:
    pages: Pages = {
        "/": html("<a href='/newest'>Newest</a>"),
        "/newest": Answer(article_page(2), address=f"{ROOT}/en/news/detail/2"),
    }
    assert [article.id for article in only(walk(a_spider(), pages), Article)] == ["paper/en/2"]


@pytest.mark.parametrize(
    "answer", [Answer(b"%PDF", "application/pdf"), Answer(""), Answer("plain text", "text/plain")]
)
def test_a_listing_that_is_no_page_leads_nowhere(answer: Answer) -> None:
    spider = a_spider()
    items = walk(spider, {**site(root=listing(1, more="<a href='/odd'>x</a>")), "/odd": answer})
    assert len(only(items, Article)) == 1
    assert stat(spider, "listings/not_html") == 1
    assert spider.frontier.outstanding == 0


def test_a_listing_that_fails_is_reported() -> None:
    items = walk(
        a_spider(), {"/": listing(more="<a href='/odd'>x</a>"), "/odd": Answer(status=503)}
    )
    failed, start = only(items, Failure)
    assert (failed.kind, failed.reason, failed.status) == ("listing", "http 503", 503)
    assert (start.url, start.reason) == (f"{ROOT}/", "leads to no article")


def test_a_request_that_brings_nothing_is_a_failure() -> None:
    spider = a_spider()
    spider.frontier.seed(f"{ROOT}/")
    visit = spider.frontier.next()
    assert visit is not None
    request = spider.request_for(visit)
    assert request.errback is not None
    (failed,) = collected(request.errback(failure(request, TimeoutError("took long"))))
    assert isinstance(failed, Failure)
    assert (failed.url, failed.kind, failed.page) == (f"{ROOT}/", "listing", None)
    assert failed.reason


def test_a_request_that_we_withheld_is_no_failure() -> None:
    spider = a_spider()
    spider.frontier.seed(f"{ROOT}/")
    visit = spider.frontier.next()
    assert visit is not None
    request = spider.request_for(visit)
    assert request.errback is not None
    assert collected(request.errback(failure(request, Withheld()))) == []
    assert spider.frontier.outstanding == 0


# Arguments, settings, a site's own rules.


def test_since_leaves_out_what_is_known_to_be_older() -> None:
    dated = html(
        "<ul>"
        + "".join(
            f"<li><a href='/en/news/detail/{n}'>{TITLES[n]}</a> 0{n}.01.2026</li>" for n in TITLES
        )
        + "</ul>"
    )
    items = walk(a_spider(since="2026-01-04"), site(root=dated))
    assert sorted(article.id for article in only(items, Article)) == [
        "paper/en/4",
        "paper/en/5",
        "paper/en/6",
    ]


def test_since_keeps_what_has_no_date() -> None:
    assert len(only(walk(a_spider(since="2026-01-04"), site()), Article)) == 6


def test_limit_bounds_the_articles_that_are_visited() -> None:
    assert len(only(walk(a_spider(limit="2"), site()), Article)) == 2


def test_root_is_where_the_walk_begins() -> None:
    spider = a_spider(root="http://127.0.0.1:8080")
    assert spider.site.root == "http://127.0.0.1:8080/"
    page = HtmlResponse("http://127.0.0.1:8080/en/news/detail/1", body=article_page(1).encode())
    assert spider.site.article(page.url) is not None


@pytest.mark.parametrize(
    "given",
    [{"sice": "2026-01-01"}, {"since": "yesterday"}, {"root": "not an address"}, {"limit": "-1"}],
)
def test_a_wrong_argument_is_refused_before_anything_is_fetched(given: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        a_spider(PaperSpider, **given)


def test_the_user_agent_names_the_version_and_the_contact() -> None:
    agent = a_spider().settings["USER_AGENT"]
    assert agent.startswith("paper/0.")
    assert agent.endswith("(+https://paper.test/bot)")


def test_a_site_may_add_values_of_its_own() -> None:
    class OwnRules(PaperSpider):
        def load_article(self, loader: ArticleLoader) -> None:
            loader.add_value("section", "Valley")
            loader.add_value("authors", ["Nino Example"])

    articles = only(walk(a_spider(OwnRules), site()), Article)
    assert {article.section for article in articles} == {"Valley"}
    assert {tuple(article.authors) for article in articles} == {("Nino Example",)}
    assert {article.title for article in articles} == set(TITLES.values())


def test_sitemaps_that_robots_txt_names_are_visited() -> None:
    spider = a_spider()
    spider.sitemaps_named([f"{ROOT}/sitemap.xml", "https://other.test/sitemap.xml"])
    sitemap = (
        "<urlset"
        f" xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{ROOT}/en/news/detail/5</loc></url></urlset>"
    )
    items = walk(
        spider, {**site(root=html("x")), "/sitemap.xml": Answer(sitemap, "application/xml")}
    )
    assert [article.id for article in only(items, Article)] == ["paper/en/5"]


# What stands in an article's place.


@pytest.mark.parametrize(
    "answer",
    [
        html(
            "<h1>Page not found</h1><p>Sorry, there is nothing at this address. Please go back.</p>"
        ),
        html("<h1>Log in</h1><p>Only members may read this. Please give your name and word.</p>"),
    ],
)
def test_a_page_without_a_word_of_its_headline_is_a_failure_and_no_article(answer: str) -> None:
    items = walk(a_spider(), site(_3=answer))
    assert len(only(items, Article)) == 5
    assert [failure.reason for failure in only(items, Failure)] == ["another page"]


@pytest.mark.parametrize(
    "answer",
    [
        b'{"html": "<p>Once upon a time there was a ferry.</p>"}',
        b"\x89PNG\r\n\x1a\n<p>not a page</p>",
    ],
)
def test_what_is_no_page_is_no_article_whatever_it_says_of_itself(answer: bytes) -> None:
    items = walk(a_spider(), site(_3=answer))
    assert (len(only(items, Article)), [failure.reason for failure in only(items, Failure)]) == (
        5,
        ["not html"],
    )


@pytest.mark.parametrize("answer", ["<!-- nothing -->", "<?xml version='1.0'?>"])
def test_a_listing_without_markup_ends_its_visit(answer: str) -> None:
    spider = a_spider()
    walk(spider, {**site(root=html("<a href='/odd'>x</a>")), "/odd": answer})
    assert spider.frontier.outstanding == 0


# Responses that no visit of a crawl brought: `scrapy parse`, `scrapy shell`.


def bare(path: str, body: str | bytes, *, with_request: bool = True, **given: Any) -> Response:
    """As Scrapy's own commands hand it to a callback: no visit in its meta, or no request at
    all."""
    request = Request(f"{ROOT}{path}") if with_request else None
    text = body.encode() if isinstance(body, str) else body
    return HtmlResponse(f"{ROOT}{path}", body=text, request=request, **given)


@pytest.mark.parametrize("with_request", [True, False])
@pytest.mark.parametrize("with_crawler", [True, False])
def test_an_article_is_read_from_a_bare_response(with_request: bool, with_crawler: bool) -> None:
    spider = a_spider() if with_crawler else PaperSpider()
    response = bare("/en/news/detail/4", article_page(4, list_of=(1, 2)), with_request=with_request)
    items = collected(spider.parse_article(response))
    assert [headline.id for headline in only(items, Headline)] == ["paper/en/1", "paper/en/2"]
    [article] = only(items, Article)
    assert (article.id, article.title) == ("paper/en/4", TITLES[4])
    assert article.body == "\n\n".join(TEXTS[4])
    assert len(items) == 3
    assert spider.frontier.outstanding == spider.frontier.unvisited == 0, "no crawl is started"


def test_a_bare_response_is_read_alike_however_often_it_is_given() -> None:
    spider = a_spider()
    response = bare("/en/news/detail/4", article_page(4, list_of=(1, 2)))
    assert len(collected(spider.parse_article(response))) == 3
    assert len(collected(spider.parse_article(response))) == 3


def test_a_bare_response_of_another_host_is_taken_for_a_page_of_a_mirror() -> None:
    url = "http://127.0.0.1:8080/en/news/detail/4"
    response = HtmlResponse(url, body=article_page(4, list_of=(1,)).encode())
    [headline, article] = collected(a_spider().parse_article(response))
    assert isinstance(article, Article)
    assert isinstance(headline, Headline)
    assert (article.id, article.url, article.fetched_from) == (
        "paper/en/4",
        f"{ROOT}/en/news/detail/4",
        url,
    )
    assert headline.id == "paper/en/1"


def test_a_bare_response_is_read_by_the_rules_of_the_site() -> None:
    class OwnRules(PaperSpider):
        def load_article(self, loader: ArticleLoader) -> None:
            loader.add_value("section", "Valley")

    items = collected(a_spider(OwnRules).parse_article(bare("/en/news/detail/4", article_page(4))))
    assert [article.section for article in only(items, Article)] == ["Valley"]


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/en/about", article_page(4), "not an article"),
        ("/en/news/detail/4", "", "empty page"),
        ("/en/news/detail/4", b"%PDF-1.7", "not html"),
        ("/en/news/detail/4", article_page(4, body=""), "no body"),
    ],
)
def test_a_bare_response_that_cannot_be_read_says_why(
    path: str, body: str | bytes, reason: str
) -> None:
    [failed] = only(collected(a_spider().parse_article(bare(path, body))), Failure)
    assert failed.reason == reason


def test_a_bare_listing_gives_its_headlines_and_a_request_for_each_page_that_it_leads_to() -> None:
    dated = f"<ul><li><a href='/en/news/detail/6'>{TITLES[6]}</a> 06.01.2026</li></ul>"
    more = "<a href='/en/sport'>Sport</a><a href='https://other.test/'>Elsewhere</a>"
    spider = a_spider()
    found = collected(spider.parse_listing(bare("/en/", listing(1, 2, more=dated + more))))
    assert [headline.id for headline in only(found, Headline)] == ["paper/en/6"]
    asked = {request.url.removeprefix(ROOT): request.callback for request in only(found, Request)}
    assert asked == {
        "/en/news/detail/1": spider.parse_article,
        "/en/news/detail/2": spider.parse_article,
        "/en/news/detail/6": spider.parse_article,
        "/en/sport": spider.parse_listing,
    }
    assert spider.frontier.unvisited == 0


def test_a_bare_feed_is_a_listing() -> None:
    feed = f"<rss><item><title>{TITLES[2]}</title><link>{ROOT}/en/news/detail/2</link></item></rss>"
    response = Response(f"{ROOT}/rss", body=feed.encode())
    [request] = collected(a_spider().parse_listing(response))
    assert isinstance(request, Request)
    assert request.url == f"{ROOT}/en/news/detail/2"


def test_a_bare_listing_that_is_an_article_is_read_as_one_and_what_is_neither_is_nothing() -> None:
    spider = a_spider()
    items = collected(spider.parse_listing(bare("/en/news/detail/4", article_page(4))))
    assert [article.id for article in only(items, Article)] == ["paper/en/4"]
    assert collected(spider.parse_listing(bare("/logo.png", b"\x89PNG"))) == []


# Probes.


def test_probes_are_sent_past_the_frontier_and_what_answers_settles_the_page() -> None:
    spider = a_spider()
    spider.context.archive = FakeArchive()
    engine = spider.crawler.engine = Engine()  # type: ignore[assignment]
    items: list[Item] = []
    pages = site()
    for number in (1, 2, 3, 4):
        visit = Visit(
            number, f"{ROOT}/en/news/detail/{number}", "article", ArticleRef("en", str(number))
        )
        items += answered(spider, visit, pages[f"/en/news/detail/{number}"])
    assert only(items, Article) == []
    assert [request.url for request in engine.asked] == [f"{ROOT}/en/news/detail/999999937"]
    for probe in engine.asked:  # Each asks for the next.
        assert probe.meta["handle_httpstatus_all"]
        assert probe.callback is not None
        missing = HtmlResponse(probe.url, status=404, body=b"<p>not found</p>", request=probe)
        items += collected(probe.callback(missing))
    assert len(engine.asked) == 4
    assert len(only([*items, *collected(spider.drain(Response(ROOT)))], Article)) == 4


def test_a_probe_that_fails_settles_the_page_as_well() -> None:
    spider = a_spider()
    spider.context.archive = FakeArchive()
    engine = spider.crawler.engine = Engine()  # type: ignore[assignment]
    for number in (1, 2, 3, 4):
        visit = Visit(
            number, f"{ROOT}/en/news/detail/{number}", "article", ArticleRef("en", str(number))
        )
        answered(spider, visit, article_page(number))
    items: list[Item] = []
    for probe in engine.asked:
        assert probe.errback is not None
        items += collected(probe.errback(failure(probe, TimeoutError())))
    assert len(only([*items, *collected(spider.drain(Response(ROOT)))], Article)) == 4
