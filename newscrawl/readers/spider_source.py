"""What reads the pages of a spider's site, as values that can go to another process."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from newscrawl.parse.context import ParseContext, SiteURLs, no_rules
from newscrawl.parse.page_reader import PageReader

MAIN = "__main__"
MADE = "made"
"""An attribute of spiders that a function makes of values: the function, and the values."""


class ReadingSpider(Protocol):
    """What is asked of a NewsSpider to read its pages elsewhere."""

    context: ParseContext


class SpiderSource(NamedTuple):
    """Where a spider is found again."""

    module: str
    name: str
    file: str
    """Of its module: a spider that was loaded from a file lies on no path."""
    made_of: Any = None
    """What `name`, a function then, makes it of; None where it is a class."""

    @classmethod
    def of(cls, spider: type[ReadingSpider]) -> SpiderSource | None:
        """None where it is defined in a script: running that again would crawl again."""
        if MAIN in (spider.__module__, spider.__module__.rpartition(".")[2]):
            return None
        made = getattr(spider, MADE, None)
        if made is not None:
            function, values = made
            return cls(
                function.__module__, function.__qualname__, inspect.getfile(function), values
            )
        return cls(spider.__module__, spider.__qualname__, inspect.getfile(spider))

    def load(self) -> Any:
        """The spider. Raises ImportError, AttributeError."""
        try:
            found: Any = importlib.import_module(self.module)
        except ModuleNotFoundError:
            found = self._from_file()
        for name in self.name.split("."):
            found = getattr(found, name)
        return found if self.made_of is None else found(self.made_of)

    def _from_file(self) -> Any:
        spec = importlib.util.spec_from_file_location(self.module, self.file)
        if spec is None or spec.loader is None:
            raise ImportError(f"{self.file} is no Python module")
        # What lies beside it is imported by name, as `scrapy runspider` allows.
        sys.path.append(str(Path(self.file).parent))
        module = sys.modules[self.module] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


Start = tuple[Callable[..., PageReader], tuple[Any, ...]]
"""A function that makes the reader of a site, and what it takes."""


def start_of(spider: type[ReadingSpider], context: ParseContext, root: str | None) -> Start | None:
    """How another process gets what reads the pages of a site, crawled at a root. None where it
    cannot: the spider's own rules are defined in a script."""
    if context.load_article is no_rules:
        start: Start = (reader_of_site, (context.site, context.timezone, context.with_requisites))
    else:
        source = SpiderSource.of(spider)
        if source is None:
            return None
        start = (reader_of_spider, (source, root, context.with_requisites))
    try:
        # By name: what a script defines has none in another process.
        is_portable = MAIN.encode() not in pickle.dumps(start)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None
    return start if is_portable else None


def reader_of_site(
    site: SiteURLs, timezone: str | None, with_requisites: bool = False
) -> PageReader:
    """What reads the pages of a site that has no rules of its own."""
    return PageReader(site, timezone=timezone, with_requisites=with_requisites)


def reader_of_spider(
    source: SpiderSource, root: str | None, with_requisites: bool = False
) -> PageReader:
    """What reads the pages of a spider's site, by its own rules."""
    spider: ReadingSpider = source.load()(**({"root": root} if root else {}))
    spider.context.with_requisites = with_requisites
    return PageReader.of(spider.context)
