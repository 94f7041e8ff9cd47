"""Another process finds what reads a site's pages: by values, by the name of a spider, by a file."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest
from support.kept import PaperSpider, RuledSpider

from newscrawl.identity.numeric import NumericScheme
from newscrawl.news_spider import NewsSpider
from newscrawl.readers.spider_source import SpiderSource, reader_of_site, reader_of_spider, start_of

SPIDER = """
from newscrawl.news_spider import NewsSpider

class FromFile(NewsSpider):
    name = "filed"
    canonical_root = "https://paper.test"
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\\d+)"

    def load_article(self, loader):
        loader.add_value("section", "Valley")
"""


def start(spider: type[NewsSpider]) -> object:
    return start_of(spider, spider().context, None)


def test_a_site_without_rules_goes_over_as_values() -> None:
    made = start_of(PaperSpider, PaperSpider().context, None)
    assert made is not None
    assert made[0] is reader_of_site
    function, given = pickle.loads(pickle.dumps(made))
    assert function(*given).site.article("https://paper.test/en/news/detail/7") is not None


def test_a_site_with_rules_goes_over_by_the_name_of_its_spider() -> None:
    made = start_of(RuledSpider, RuledSpider().context, "http://127.0.0.1:8080")
    assert made is not None
    assert made[0] is reader_of_spider
    function, given = pickle.loads(pickle.dumps(made))
    assert function(*given).site.root.startswith("http://127.0.0.1:8080")


def test_a_spider_from_a_file_is_loaded_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    file = tmp_path / "filed_spider.py"
    file.write_text(SPIDER)
    found = SpiderSource("filed_spider", "FromFile", str(file)).load()
    monkeypatch.delitem(sys.modules, "filed_spider")
    assert found.name == "filed"
    assert found().context.load_article.__name__ == "load_article"


@pytest.mark.parametrize("has_rules", [True, False])
def test_what_a_script_defines_is_not_found_elsewhere_unless_it_has_no_rules(
    has_rules: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class InScript(PaperSpider):
        pass

    class WithRules(RuledSpider):
        pass

    spider: type[NewsSpider] = WithRules if has_rules else InScript
    monkeypatch.setattr(spider, "__module__", "__main__")
    assert (start(spider) is None) == has_rules


def test_a_scheme_that_no_module_holds_cannot_go_over() -> None:
    class Scheme(NumericScheme):
        pass

    class Named(PaperSpider):
        @classmethod
        def scheme(cls) -> Scheme:
            return Scheme(cls.article_address)

    assert start(Named) is None
