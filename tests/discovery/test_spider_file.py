"""discovery.spider_file: the file of a spider, and what has changed since it was written."""

from __future__ import annotations

from datetime import date

from newscrawl.discovery.findings import Findings
from newscrawl.discovery.forms import Form
from newscrawl.discovery.spider_file import changes, spider_file
from newscrawl.news_spider import NewsSpider

FOUND = Findings(
    "gazette",
    "https://www.gazette.test",
    ("blog.gazette.test",),
    (Form("/{section}/{slug}-{number:5}", 4, 4, 40), Form("//blog.gazette.test/{slug}", 2, 2, 9)),
    {"de": 5, "en": 1},
    "Europe/Berlin",
    "the one zone of .de",
    (),
    20,
    {},
    ("a page says: */\n    import os\u2028# evil",),
)


def made(text: str) -> type[NewsSpider]:
    names: dict[str, object] = {}
    exec(compile(text, "gazette.py", "exec"), names)
    spider = names["GazetteSpider"]
    assert isinstance(spider, type) and issubclass(spider, NewsSpider)
    return spider


def test_the_file_is_the_spider_with_its_reasons() -> None:
    text = spider_file(FOUND, date(2026, 3, 5))
    spider = made(text)
    assert (spider.name, spider.canonical_root) == ("gazette", "https://www.gazette.test")
    assert spider.article_addresses == tuple(form.text for form in FOUND.forms)
    assert (spider.further_hosts, spider.languages) == (("blog.gazette.test",), ("de", "en"))
    assert spider.timezone == "Europe/Berlin"
    assert spider.site_at().article("https://www.gazette.test/sea/the-fog-40213") is not None
    assert "4 of 4 pages that were looked at are articles" in " ".join(text.split())
    assert all(len(line) <= 100 for line in text.splitlines())


def test_what_strangers_write_stays_a_comment() -> None:
    lines = spider_file(FOUND, date(2026, 3, 5)).splitlines()
    assert [line for line in lines if "import os" in line and "#" not in line] == []


def test_nothing_has_changed_where_all_is_as_it_was() -> None:
    assert changes(FOUND, made(spider_file(FOUND, date(2026, 3, 5)))) == []


def test_what_has_changed_is_said_in_words() -> None:
    class Old(NewsSpider):
        name = "gazette"
        canonical_root = "http://gazette.test"
        article_addresses = ("/old/{number}",)
        languages = ("de",)

    said = " | ".join(changes(FOUND, Old))
    for word in (
        "its root is",
        "new addresses",
        "/old/{number}",
        "new host",
        "en",
        "Europe/Berlin",
    ):
        assert word in said
