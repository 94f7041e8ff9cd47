"""No request leaves the site, whatever a page, a redirect or robots.txt says: the real command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.commands import Run, crawl
from support.raw_server import Reply, html, raw_site

from newscrawl.identity.site import Site

PATTERN = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"
BOATS = "heron plover sandpiper curlew dunlin redshank".split()


def article(number: int) -> Reply:
    boat = BOATS[number - 1]
    return html(
        f"<html><head><title>The {boat} sails again</title></head><body><h1>The {boat} sails again"
        f"</h1><p>The old {boat} left the lower quay on the first morning without ice, and {number}"
        f"0 passengers stood at her rail.</p><p>Her captain said that the {boat} had waited for it"
        f" since {number + 2} weeks, and that nobody on board had slept.</p></body></html>".encode()
    )


HOME = html(
    b"<html><title>The paper</title><body><ul>"
    + b"".join(
        f'<li><a href="/en/news/detail/{one}">The {BOATS[one - 1]} sails again</a></li>'.encode()
        for one in range(1, 7)
    )
    + b"</ul></body></html>"
)
PAGES = {"/": HOME, **{f"/en/news/detail/{one}": article(one) for one in range(1, 7)}}


def moved(url: str) -> Reply:
    return html(b"", b"Location: " + url.encode(), status=b"302 Found")


def read(root: str, output: Path) -> Run:
    return crawl(root, output, "RETRY_TIMES=0")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hostname", "ftp://127.0.0.1/robots.txt", "s3://bucket/robots.txt", "data:,"],
)
def test_robots_txt_leads_to_no_other_scheme(tmp_path: Path, url: str) -> None:
    with raw_site({**PAGES, "/robots.txt": moved(url)}) as site:
        run = read(site.root, tmp_path)
    assert run.code == 69
    assert url in run.last_line
    assert run.report["counts"]["gate/refused"] == 1
    assert [target for target, _ in site.requests] == ["/robots.txt"]


def test_a_file_that_never_ends_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with raw_site({**PAGES, "/robots.txt": moved(pipe.as_uri())}) as site:
        assert read(site.root, tmp_path / "output").code == 69


def test_robots_txt_of_another_port_is_not_asked_for(tmp_path: Path) -> None:
    with (
        raw_site({"/robots.txt": html(b"User-agent: *\nDisallow:\n")}) as other,
        raw_site({**PAGES, "/robots.txt": moved(f"{other.root}/robots.txt")}) as site,
    ):
        run = read(site.root, tmp_path)
    assert (run.code, other.requests) == (69, [])
    assert f"{other.root}/robots.txt" in run.last_line


def test_what_a_page_leads_to_elsewhere_is_not_asked_for(tmp_path: Path) -> None:
    with raw_site({}) as other:
        replies = {**PAGES, "/en/news/detail/3": moved(f"{other.root}/en/news/detail/3")}
        with raw_site(replies) as site:
            run = read(site.root, tmp_path)
    assert other.requests == []
    assert {line["id"] for line in run.lines()} == {
        f"ccbsnews/en/{one}" for one in range(1, 7) if one != 3
    }


def test_a_mirror_stands_for_the_site() -> None:
    mirror = Site("a", "https://www.a.test", PATTERN, root="http://127.0.0.1:8080")
    assert mirror.may_ask("http://127.0.0.1:8080/robots.txt")
    assert not mirror.may_ask("https://www.a.test/robots.txt")


def test_hosts_that_belong_to_a_site_may_be_asked() -> None:
    site = Site("a", "https://www.a.test", PATTERN, further_hosts=["news.a.test"])
    allowed = ["http://a.test/x", "https://www.a.test:443/x", "https://news.a.test/x"]
    refused = ["https://a.test:8443/x", "https://old.a.test/", "file://a.test/x", "http://[a.test/"]
    assert [url for url in allowed + refused if site.may_ask(url)] == allowed
