"""`newscrawl.Archive`: an archive, read from Python."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newscrawl.archive.article import ArchivedArticle, article_of
from newscrawl.archive.days import Day, day_of, end_of
from newscrawl.archive.history import Revision, StoredRevision, departure, revisions_of
from newscrawl.archive.nearest import unknown
from newscrawl.archive.page import ArchivedPage, page_of
from newscrawl.archive.table import frame_of
from newscrawl.errors import OutputError, TakenDownError, UnknownArticleError
from newscrawl.storage.queries.chosen import IS_GONE, Choice
from newscrawl.storage.queries.latest import latest_rows
from newscrawl.storage.queries.moment import Moment
from newscrawl.storage.search.index import SearchIndex
from newscrawl.storage.search.words import match_of
from newscrawl.storage.state.connection import check_database

if TYPE_CHECKING:
    import pandas

DAMAGE = (ValueError, LookupError, TypeError)
"""What a line raises that is not what it should be."""


class Archive:
    """An archive: the folder that a crawl writes to, or wrote to once. It is only read, also beside
    a run.

        for article in newscrawl.Archive("output").articles(since="2025-01-01", until="2025-12-31"):
            print(article.published, article.title)

    Each call sees the archive at one moment, its own; inside `with newscrawl.Archive(folder) as
    archive:` all calls see the same, and single articles are had faster. What is given one by one
    is read as it is asked for: an archive may be larger than the memory.

    Articles that were taken down are told as that, never with their text.
    """

    def __init__(self, folder: str | PathLike[str], *, database: str | None = None) -> None:
        """`folder` is the output folder; `database` the URL of its database, where the state is
        not in the folder (NEWSCRAWL_DATABASE).

        Raises UsageError where there is no archive, or the database is not that of the folder;
        OutputError where it cannot be read. So does every call.
        """
        self.folder = Path(fspath(folder)).expanduser().absolute()
        if database:
            check_database(database)
        self._database = database or None
        self._held: Moment | None = None
        Moment(self.folder, self._database).close()

    def __enter__(self) -> Self:
        self._held = Moment(self.folder, self._database)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.close()

    def articles(
        self,
        *,
        live: bool = True,
        since: Day | None = None,
        until: Day | None = None,
        language: str | None = None,
    ) -> Iterator[ArchivedArticle]:
        """The articles as they are now, by site, language and number.

        `live`: only those that the site still shows; False: those that are gone, too, with their
        last text, and those that were taken down, without. `since` and `until` are days of
        publication, both included: an article whose day is not known is given where all days on
        which it can have been published lie between them. `language` is two letters. None: all.
        """
        chosen = Choice(live=live, since=day_of(since), until=day_of(until), language=language)
        return self._articles(chosen)

    def changes(self, *, after: int = 0) -> Iterator[ArchivedArticle]:
        """Every revision of every article in the order in which they were written, from the one
        behind this `seq` on: to follow an archive, keep the `seq` of the last one."""
        with self._moment() as moment:
            for row in moment.lines(after):
                try:
                    article = article_of(row["line"])
                except DAMAGE as error:
                    raise _damaged(moment, row["id"], error) from error
                yield article

    def get(self, article_id: str, *, as_of: Day | datetime | None = None) -> ArchivedArticle:
        """An article by its id. `as_of`: as the archive had it at the end of that day in UTC, or at
        that aware moment; None: now.

        Raises UnknownArticleError where there is no such article, or was none yet.
        """
        until = end_of(as_of)
        with self._moment() as moment:
            row = moment.line_of(article_id, until)
            if row is None:
                raise unknown(moment, article_id, until)
            with _damage_named(moment, article_id):
                return article_of(row["line"], row["translations"], row["picture"])

    def history(self, article_id: str) -> list[Revision]:
        """The revisions of an article, the first one first, each with its differences from the one
        before. Raises UnknownArticleError."""
        with self._moment() as moment, _damage_named(moment, article_id):
            rows = [StoredRevision(**row) for row in moment.revisions(article_id)]
            if not rows:
                raise unknown(moment, article_id)
            return list(revisions_of(iter(rows), *moment.beside(article_id)))

    def vanished(self, *, since: Day | None = None, until: Day | None = None) -> Iterator[Revision]:
        """For each article that is gone the revision that says so, with the two visits between
        which it went: `last_seen_before_at`, None where that is not known, and `first_seen_at`.
        `since` and `until` are days of the latter in UTC, both included.

        What was taken down here did not vanish there, and is left out.
        """
        first, last = day_of(since), day_of(until)
        return self._vanished(first or date.min, last or date.max)

    def page(self, article_id: str, *, as_of: Day | datetime | None = None) -> ArchivedPage | None:
        """The page of an article as the site sent it: the one that `get` is read from. None where
        no WARC record holds it.

        Raises UnknownArticleError; TakenDownError for an article that was taken down; OutputError
        where the WARC file cannot be read, StoreError where it lies in an object store and that
        cannot be reached.
        """
        article = self.get(article_id, as_of=as_of)
        if article.status == "suppressed":
            raise TakenDownError(f"{article_id} was taken down: its pages are not in the archive")
        if article.warc is None:
            return None
        with self._moment() as moment:
            return page_of(moment, self.folder, article.warc)

    def search(
        self,
        text: str,
        *,
        live: bool = True,
        since: Day | None = None,
        until: Day | None = None,
        language: str | None = None,
    ) -> Iterator[ArchivedArticle]:
        """The articles in whose title or body all words of `text` stand, those whose line is newest
        first. Case does not matter; `"words in quotes"` stand side by side, `word*` is a beginning,
        which serves where words are bent (`თბილის*`, `порт*`), `-word` must not be there. The
        choice is that of `articles`.

        What is found is looked up in `search.db` in the folder, which the first search makes, and
        each later one brings up to date. Raises UsageError where no word is asked for.
        """
        chosen = Choice(live=live, since=day_of(since), until=day_of(until), language=language)
        return self._found(match_of(text), chosen)

    def to_pandas(
        self,
        *,
        live: bool = True,
        since: Day | None = None,
        until: Day | None = None,
        language: str | None = None,
    ) -> pandas.DataFrame:
        """What `articles` gives as a data frame, a row an article, days and moments as such. Raises
        UsageError where pandas is not installed."""
        return frame_of(self.articles(live=live, since=since, until=until, language=language))

    def _articles(self, chosen: Choice) -> Iterator[ArchivedArticle]:
        with self._moment() as moment:
            for row in latest_rows(moment, *chosen.conditions()):
                there = moment.newest(row)
                if there is None:
                    continue
                try:
                    article = article_of(there["line"], there["translations"], there["picture"])
                except DAMAGE as error:
                    raise _damaged(moment, row["id"], error) from error
                if there is row or not chosen.live or article.status == "live":
                    yield article

    def _vanished(self, first: date, last: date) -> Iterator[Revision]:
        with self._moment() as moment:
            for row in latest_rows(moment, IS_GONE):
                with _damage_named(moment, row["id"]):
                    stored = (StoredRevision(**one) for one in moment.revisions(row["id"]))
                    went = departure(revisions_of(stored, row["translations"], row["picture"]))
                if went is not None and first <= went.first_seen_at.date() <= last:
                    yield went

    def _found(self, match: str, chosen: Choice) -> Iterator[ArchivedArticle]:
        with self._moment() as moment, closing(SearchIndex(self.folder)) as index:
            index.bring_up_to_date(moment)
            for seqs in index.found(match):
                for row in moment.lines_of(seqs, *chosen.conditions()):
                    try:
                        article = article_of(row["line"], row["translations"], row["picture"])
                    except DAMAGE as error:
                        raise _damaged(moment, row["id"], error) from error
                    yield article

    @contextmanager
    def _moment(self) -> Iterator[Moment]:
        if self._held is not None:
            yield self._held
            return
        with Moment(self.folder, self._database) as moment:
            yield moment


@contextmanager
def _damage_named(moment: Moment, article_id: str) -> Iterator[None]:
    try:
        yield
    except UnknownArticleError:
        raise
    except DAMAGE as error:
        raise _damaged(moment, article_id, error) from error


def _damaged(moment: Moment, article_id: str, error: Exception) -> OutputError:
    # Of text that is no UTF-8 Python shows all that it was to decode.
    what = str(error) if isinstance(error, UnicodeError) else repr(error)
    return OutputError(
        None,
        f"cannot read {article_id} in {moment.name}: it is damaged: {what}; scrapy verify tells"
        " more",
    )
