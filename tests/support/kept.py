"""Pages in WARC files, as the tasks of a reparse name them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawl.items import Circumstances
from newscrawl.loaders import ArticleLoader
from newscrawl.news_spider import NewsSpider
from newscrawl.reparse.values import KeptPage
from support.exchanges import archive, exchange
from support.parsing import html, story


class PaperSpider(NewsSpider):
    """At its first level of a module: other processes have to find it."""

    name = "paper"
    canonical_root = "https://paper.test"
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"


class RuledSpider(PaperSpider):
    """With a rule that fails."""

    def load_article(self, loader: ArticleLoader) -> None:
        raise KeyError("no such part")


def keep(folder: Path, *pages: tuple[str, bytes], lines: tuple[bytes, ...] = ()) -> list[Any]:
    """Write these (path, body) to a WARC file; gives their rows of `captures`."""
    kept = archive(folder)
    rows = [kept.capture(exchange(path, body, *lines)) for path, body in pages]
    kept.close()
    return rows


def kept_articles(folder: Path, *numbers: int, **seen: Any) -> list[KeptPage]:
    """The pages of these stories, each known by what is given of its circumstances."""
    rows = keep(
        folder,
        *((f"/en/news/detail/{one}", html(story(one, list_of=(1, 2)))) for one in numbers),
    )
    given = {"titles": (), "layout": None, "learnt": 0, **seen}
    return [KeptPage(row, None, None, Circumstances(row["record_id"], **given)) for row in rows]
