"""Parts of a page -> the values of an item's fields. A site's own selectors come first; the reading
fills what they leave empty."""

from __future__ import annotations

from typing import Any

from itemloaders import ItemLoader
from itemloaders.processors import Identity, Join, MapCompose, TakeFirst
from scrapy.http import TextResponse

from newscrawl.errors import PageError
from newscrawl.extract.reading import Reading
from newscrawl.items import Article, Headline, OwnDate
from newscrawl.text import fold


def _folded(text: str) -> str | None:
    """The text folded; None where nothing is left, so that the reading may fill the field."""
    return fold(text) or None


_FROM_READING = (
    "title",
    "body",
    "published",
    "published_text",
    "published_from",
    "page_date",
    "section",
    "image",
    "description",
    "modified",
)
_SEVERAL = ("headlines", "authors", "tags")


class ArticleLoader(ItemLoader):
    """Assembles an Article. Of several values for a field the first wins, so what is added first is
    best."""

    default_item_class = dict
    default_output_processor = TakeFirst()
    title_in = section_in = image_in = description_in = MapCompose(_folded)
    body_in = MapCompose(_folded)
    body_out = Join("\n\n")
    authors_in = tags_in = MapCompose(_folded)
    authors_out = headlines_out = tags_out = Identity()

    def __init__(self, *args: Any, response: TextResponse | None = None, **context: Any) -> None:
        """`response` gives the selector, as with Scrapy's own loader."""
        if response is not None:
            context.setdefault("selector", response.selector)
        super().__init__(*args, **context)

    def add_reading(self, reading: Reading) -> None:
        """Fill the fields that hold nothing yet from what the extraction found. They are folded
        already."""
        values = self._values
        for name in _FROM_READING:
            value = getattr(reading, name)
            if value is not None and not values.get(name):
                values[name] = [value]
        for name in _SEVERAL:
            if not values.get(name):
                values[name] = list(getattr(reading, name))

    def load_article(self, **known: Any) -> Article:
        """The article. `known` are the fields that no page tells: id, URL, language, time.

        A date by a site's own rule, on a page that shows none otherwise, is one of its own dates.

        Raises PageError naming what is missing where there is no title or no body: never half a
        record.
        """
        fields = self.load_item()
        missing = tuple(name for name in ("title", "body") if not fields.get(name))
        if missing:
            raise PageError(f"the page shows no {' and no '.join(missing)}", missing=missing)
        article = Article(**known, **fields)
        if article.published is not None and not article.own_dates:
            source, printed = article.published_from or "page", article.published_text or ""
            article.own_dates = [OwnDate(source, printed, article.published)]
        return article


class HeadlineLoader(ItemLoader):
    """Assembles a Headline."""

    default_item_class = dict
    default_output_processor = TakeFirst()
    title_in = MapCompose(_folded)

    def load_headline(self, **known: Any) -> Headline:
        """The headline. `known` are the fields that the entry itself does not tell."""
        return Headline(**known, **self.load_item())
