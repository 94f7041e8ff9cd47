"""One article is one id and one page one address, whatever link led to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.slugs import HOME as HOME_OF_SLUGS
from support.slugs import SlugScheme

from newscrawl.errors import UsageError
from newscrawl.identity.normalize import listing_key
from newscrawl.identity.site import CACHE_LINKS, ArticleRef, Site

PATTERN = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"
HOME = "https://www.ccbsnews.info"
PAGE = f"{HOME}/en/news/list?page=3"


@pytest.fixture
def site() -> Site:
    return Site("ccbsnews", HOME, PATTERN)


@pytest.fixture
def mirror() -> Site:
    return Site("ccbsnews", HOME, PATTERN, root="http://127.0.0.1:8080")


@pytest.mark.parametrize(
    "href",
    [
        "/en/news/detail/4666",
        "https://www.ccbsnews.info/en/news/detail/4666",
        "http://ccbsnews.info/en/news/detail/4666/",
        "//CCBSNews.Info:443/en/news/detail/4666#comments",
        "https://ccbsnews.info:80/en/news/detail/4666?utm_source=x&fbclid=1",
        "../news/detail/4666",
        "detail/4666?PHPSESSID=12345",
        "./detail/./x/../4666",
        "/en/news/detail/4666;jsessionid=0AB1",
        "/en/%6Eews/d%65tail/4666",
        "/EN/news/detail/004666",
        "  /en/news/\ndetail/4666 ",
        "\\en\\news\\detail\\4666",
        "/en//news/detail/4666//",
        "https://www.ccbsnews.info./en/news/detail/4666",
    ],
)
def test_every_way_to_write_an_article_leads_to_its_one_address(site: Site, href: str) -> None:
    link = site.link(PAGE, href)
    assert link is not None
    assert link.ref == ArticleRef("en", "4666")
    assert link.url == f"{HOME}/en/news/detail/4666"


@pytest.mark.parametrize(
    "path",
    [
        "/en/news/detail/",
        "/en/news/detail/12a",
        "/eng/news/detail/1",
        "/en/news/detail/1/print",
        "/x/en/news/detail/1",
        "/en/news/detail/" + "9" * 19,
    ],
)
def test_a_path_that_is_not_wholly_the_pattern_is_no_article(site: Site, path: str) -> None:
    assert site.article(HOME + path) is None


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("?page=4", "/en/news/list?page=4"),
        ("index/20", "/en/news/index/20"),
        ("/en/news/page/2/#top", "/en/news/page/2/"),
        ("#!/news", "/en/news/list?page=3"),
        ("/archive?y=2026&utm_medium=m&m=1&gclid=7", "/archive?y=2026&m=1"),
        ("/list?sid=0123456789abcdef&page=2", "/list?page=2"),
        ("/list?sid=12", "/list?sid=12"),
        ("/list?sid=politics", "/list?sid=politics"),
        ("/search?s=budget", "/search?s=budget"),
        ("/list?ref=menu", "/list?ref=menu"),
        ("/list;jsessionid=AB12?page=2", "/list?page=2"),
        ("/list?a=1&amp;b=2", "/list?a=1&b=2"),
        (
            "/სიახლეები",
            "/%E1%83%A1%E1%83%98%E1%83%90%E1%83%AE%E1%83%9A%E1%83%94%E1%83%94%E1%83%91%E1%83%98",
        ),
        ("/%e1%83%a1", "/%E1%83%A1"),
        ("/a b%zz", "/a%20b%25zz"),
        ("/list.php", "/list.php"),
        ("/Default.aspx", "/Default.aspx"),
        ("/rss.xml", "/rss.xml"),
        ("/sitemap-1.xml.gz", "/sitemap-1.xml.gz"),
        ("/sitemap.txt", "/sitemap.txt"),
        ("", "/en/news/list?page=3"),
    ],
)
def test_a_link_becomes_an_absolute_address_without_noise(
    site: Site, href: str, address: str
) -> None:
    assert site.resolve(PAGE, href) == HOME + address


@pytest.mark.parametrize(
    "href",
    [
        "mailto:desk@ccbsnews.info",
        "javascript:void(0)",
        "JavaScript:alert(1)",
        "tel:+995",
        "data:text/html,x",
        "ftp://www.ccbsnews.info/",
        "https://example.org/en/news/detail/1",
        "https://ccbsnews.info.example.org/",
        "https://notccbsnews.info/",
        "https://user@www.ccbsnews.info/en",
        "https://www.ccbsnews.info:8443/",
        "http://[::1/",
        "http://www.ccbsnews.info:port/",
        "/images/a.JPG",
        "/doc.pdf?x=1",
        "/style.css",
        "/font.woff2",
        "/video.mp4",
        "/backup.tar.gz",
        "/" + "a/" * 1_500,
        "/" + "ამბავი/" * 200,
    ],
)
def test_what_is_not_to_be_crawled_gives_none(site: Site, href: str) -> None:
    assert site.resolve(PAGE, href) is None


def test_a_link_to_an_article_is_not_longer_than_another_with_its_escapes() -> None:
    class AnySlug(SlugScheme):
        def match(self, path: str, query: str) -> ArticleRef | None:
            return ArticleRef("ka", path[1:])

    slugs = Site("gazette", HOME_OF_SLUGS, AnySlug())
    short, long = (slugs.resolve(HOME_OF_SLUGS, "/" + "ამბავი" * count) for count in (10, 200))
    assert short is not None and len(short) > 500
    assert long is None


def test_a_mirror_gets_the_links_to_the_canonical_site(mirror: Site) -> None:
    assert mirror.root == "http://127.0.0.1:8080/"
    for host in (
        "https://www.ccbsnews.info",
        "http://ccbsnews.info",
        "http://127.0.0.1:8080",
        "https://127.0.0.1:8080",
    ):
        assert (
            mirror.resolve(mirror.root, f"{host}/en/news?page=2")
            == "http://127.0.0.1:8080/en/news?page=2"
        )
        assert mirror.article(f"{host}/en/news/detail/5") == ArticleRef("en", "5")
        assert mirror.in_scope(f"{host}/en")
    assert mirror.resolve(mirror.root, "http://127.0.0.1:9090/en") is None
    assert mirror.canonical(ArticleRef("en", "5")) == f"{HOME}/en/news/detail/5"
    assert mirror.address(ArticleRef("en", "5")) == "http://127.0.0.1:8080/en/news/detail/5"


def test_a_path_of_a_mirrors_root_is_where_the_copy_lies() -> None:
    copy = Site("ccbsnews", HOME, PATTERN, root="http://127.0.0.1:8080/copy/")
    assert copy.root == "http://127.0.0.1:8080/copy/"
    assert copy.link(copy.root, f"{HOME}/en/news/detail/5") == (
        "http://127.0.0.1:8080/copy/en/news/detail/5",
        ArticleRef("en", "5"),
    )
    assert copy.link(copy.root, "en/news/detail/5") == (
        "http://127.0.0.1:8080/copy/en/news/detail/5",
        ArticleRef("en", "5"),
    )
    assert copy.resolve(f"{copy.root}en/", "/copy/en/list") == "http://127.0.0.1:8080/copy/en/list"


@pytest.mark.parametrize("root", ["http://127.0.0.1:8080/en/", f"{HOME}/en/"])
def test_a_root_that_is_a_page_of_the_site_is_where_the_crawl_starts(root: str) -> None:
    site = Site("ccbsnews", HOME, PATTERN, root=root)
    base = root.removesuffix("/en/")
    assert site.root == root
    assert site.link(root, "/en/news/detail/5") == (
        f"{base}/en/news/detail/5",
        ArticleRef("en", "5"),
    )
    assert site.link(root, "/ru/news/detail/5") == (
        f"{base}/ru/news/detail/5",
        ArticleRef("ru", "5"),
    )
    assert site.link(root, f"{HOME}/en/news/detail/5") == (
        f"{base}/en/news/detail/5",
        ArticleRef("en", "5"),
    )


@pytest.mark.parametrize(
    "root",
    [
        "",
        "ccbsnews.info",
        "ftp://a.test",
        "http://",
        "http://a.test:x",
        "http://a b",
        "http://u@a.test",
        "https://[1",
    ],
)
def test_a_root_that_is_no_address_is_refused(root: str) -> None:
    with pytest.raises(UsageError, match="root"):
        Site("ccbsnews", root, PATTERN)


@pytest.mark.parametrize(
    "pattern",
    [
        "/news",
        r"/(?P<lang>..)/x",
        r"/(?P<lang>..)/(?P<number>\d+)(-.*)?/x",
        r"/(?P<lang>..)/(?P<number>\d+",
        r"/.*/(?P<lang>..)(?P<number>\d+)",
    ],
)
def test_a_pattern_that_cannot_be_written_backwards_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="article address"):
        Site("ccbsnews", HOME, pattern)


def test_an_id_and_its_article_are_one(site: Site) -> None:
    ref = ArticleRef("ka", "12")
    assert site.ref(site.id(ref)) == ref
    for wrong in ("ccbsnews/en", "other/en/1", "ccbsnews/en/x", "ccbsnews/en/1/"):
        with pytest.raises(UsageError):
            site.ref(wrong)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/news?a=1&b=2", "/news?b=2&a=1", True),
        ("/news/", "/news", True),
        ("/", "", True),
        ("/news/index.html", "/news/", True),
        ("/index.php?page=2", "/?page=2", True),
        ("/news?page=1", "/news?page=2", False),
        ("/news", "/News", False),
        ("/indexes", "/", False),
        ("/news?a=1&a=2", "/news?a=2", False),
    ],
)
def test_the_identity_of_a_listing(one: str, other: str, same: bool) -> None:
    assert (listing_key(HOME + one) == listing_key(HOME + other)) is same


def test_the_cache_is_bounded_and_tells_pages_apart(site: Site) -> None:
    for number in range(CACHE_LINKS * 2):
        site.resolve(PAGE, f"/page/{number}")
    assert len(site._links) <= CACHE_LINKS
    assert site.resolve(f"{HOME}/a/b", "?page=2") == f"{HOME}/a/b?page=2"
    assert site.resolve(f"{HOME}/a/c", "?page=2") == f"{HOME}/a/c?page=2"
    assert site.resolve(f"{HOME}/a/b", "x") == f"{HOME}/a/x"
    assert site.resolve(f"{HOME}/d/b", "x") == f"{HOME}/d/x"
    assert site.resolve(f"{HOME}/d/b", "https.html") == f"{HOME}/d/https.html"


LINKS = st.one_of(
    st.text(max_size=60),
    st.text("/.:?#%&;=@[]\\ahtps01é\0 ", max_size=40).map(lambda text: HOME + text),
    st.text("/.%2eE;:\\", max_size=20),
)


@given(LINKS, LINKS)
def test_no_text_makes_it_raise_and_an_address_stays_what_it_is(base: str, href: str) -> None:
    site = Site("ccbsnews", HOME, PATTERN)
    url = site.resolve(PAGE, href)
    site.resolve(base, href)
    site.article(href)
    site.in_scope(href)
    if url is not None:
        assert url.startswith(HOME + "/")
        assert site.resolve(url, url) == url
        assert url.isascii()
        listing_key(url)
