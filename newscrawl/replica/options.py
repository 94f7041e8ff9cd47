"""What kind of copy is asked for: the same on the command line and in `running`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from newscrawl import clock
from newscrawl.replica.content import NUMBERINGS
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.languages import LANGUAGES
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.validators import VALIDATORS

PLAIN = "plain"
FORM_NAMES = ("number", "dated", "code", "query", "slug-number", "slug", "sitemaps")
"""Forms of addresses beside the copy's own, see `forms`."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """Everything that decides what the replica serves. Raises ValueError for a name that does not
    exist."""

    markup: str
    articles: int
    """In all languages together."""
    languages: tuple[str, ...]
    listing_size: int
    """Articles on a page of a listing."""
    seed: int
    today: date
    """The stamp of every page; the newest article is of the day before. A seed page brings its
    own."""
    seed_page: Path | None
    plain_links: bool
    """Every link as a bare path: for a crawler that knows nothing of this site's other names."""
    faults: tuple[str, ...]
    validators: str = "none"
    """`none`, `etag`, `modified` or `both`: what article pages carry for a client that asks
    again."""
    listing_depth: int | None = None
    """Listings show no more than this many of a language's newest articles; None: all."""
    listing_step: int = 1
    """Of the articles below the newest ten, listings show every n-th only; 1: all."""
    own_date_share: float = 1.0
    """The share of articles that show their own date, from 0 to 1, in a markup that shows them."""
    pages: int = 1
    """Pages on which a long article stands at most; 1: all articles stand on one."""
    numbers: str = "shared"
    """`shared`, `own` or `interleaved`: whether each language counts up to the same number, to its
    own, or takes turns with the others."""

    kinds: bool = False
    """Whether there are live blogs, galleries, interviews and videos among the reports."""

    form: str = PLAIN
    """Of the addresses: `plain`, or one of `forms`."""

    def __post_init__(self) -> None:
        for kind, names, known in (
            ("markup", [self.markup], MARKUPS),
            ("language", self.languages, LANGUAGES),
            ("fault", self.faults, FAULTS),
            ("choice of validators", [self.validators], VALIDATORS),
            ("way of numbering", [self.numbers], NUMBERINGS),
            ("form of addresses", [self.form], (PLAIN, *FORM_NAMES)),
        ):
            for name in names:
                if name not in known:
                    raise ValueError(f"no {kind} is called {name!r}; there are {', '.join(known)}")
        if not self.languages:
            raise ValueError("at least one language is needed")
        if self.articles < len(self.languages):
            raise ValueError(
                f"{self.articles} articles cannot be shared by {len(self.languages)} languages"
            )
        if self.listing_size < 1:
            raise ValueError("a page of a listing needs at least one article")
        if (self.listing_depth is not None and self.listing_depth < 1) or self.listing_step < 1:
            raise ValueError("the depth and the step of listings begin at 1")
        if self.pages < 1:
            raise ValueError("an article stands on one page at least")
        if not 0 <= self.own_date_share <= 1:
            raise ValueError(f"a share lies between 0 and 1, and {self.own_date_share} does not")
        self._check_together()

    def _check_together(self) -> None:
        if self.form != PLAIN and not self.plain_links:
            raise ValueError("other forms of addresses go with plain links only")
        if self.seed_page and self.numbers == "interleaved":
            raise ValueError(
                "a seed page has a number of its own, which may be another language's turn"
            )

    def arguments(self) -> list[str]:
        """The command line that `parse` reads back."""
        return [
            f"--markup={self.markup}",
            f"--articles={self.articles}",
            f"--lang={','.join(self.languages)}",
            f"--listing-size={self.listing_size}",
            f"--seed={self.seed}",
            f"--today={self.today}",
            *([f"--seed-page={self.seed_page}"] if self.seed_page else []),
            *(["--plain-links"] if self.plain_links else []),
            *(f"--fault={fault}" for fault in self.faults),
            f"--validators={self.validators}",
            *([f"--listing-depth={self.listing_depth}"] if self.listing_depth else []),
            f"--listing-step={self.listing_step}",
            f"--own-date-share={self.own_date_share}",
            f"--pages={self.pages}",
            f"--numbers={self.numbers}",
            *(["--kinds"] if self.kinds else []),
            f"--form={self.form}",
        ]


def today() -> date:
    """The day it is, in UTC, as the records have it."""
    return clock.now().date()


def parse(arguments: Sequence[str]) -> tuple[Options, int, bool]:
    """The options, the port, and whether to stop when standard input closes. Leaves with code 2 on
    a wrong argument, as argparse does."""
    parser = argparse.ArgumentParser(
        prog="python -m newscrawl.replica",
        description=("Serves a small made-up copy of the site on this machine and prints its URL."),
        epilog="Markups: "
        + "; ".join(f"{markup.name} ({markup.what})" for markup in MARKUPS.values())
        + ". Faults: "
        + "; ".join(f"{fault.name} ({fault.what})" for fault in FAULTS.values())
        + ".",
    )
    parser.add_argument("--markup", default="semantic", metavar="NAME")
    parser.add_argument(
        "--articles", type=int, default=60, metavar="N", help="in all languages together"
    )
    parser.add_argument("--lang", default="en,ru,ka", metavar="CODES", help="separated by commas")
    parser.add_argument(
        "--listing-size", type=int, default=20, metavar="N", help="articles on a page of a listing"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another number, other articles"
    )
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        default=today(),
        metavar="DAY",
        help="the stamp on every page",
    )
    parser.add_argument(
        "--seed-page", type=Path, metavar="FILE", help="the text of a real page, for article 4666"
    )
    parser.add_argument("--plain-links", action="store_true", help="every link as a bare path")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME", help="may be repeated"
    )
    parser.add_argument(
        "--validators",
        default="none",
        metavar="WHICH",
        help=f"what article pages carry: {', '.join(VALIDATORS)}",
    )
    parser.add_argument(
        "--listing-depth",
        type=int,
        metavar="N",
        help="listings show the newest N of a language and no more",
    )
    parser.add_argument(
        "--listing-step",
        type=int,
        default=1,
        metavar="N",
        help="below the newest ten they show every N-th",
    )
    parser.add_argument(
        "--own-date-share",
        type=float,
        default=1.0,
        metavar="S",
        help="of the articles, in a markup with own dates",
    )
    parser.add_argument(
        "--pages",
        type=int,
        default=1,
        metavar="N",
        help="one article in four stands on up to N pages",
    )
    parser.add_argument(
        "--numbers",
        default="shared",
        metavar="HOW",
        help=f"how languages number: {', '.join(NUMBERINGS)}",
    )
    parser.add_argument(
        "--kinds", action="store_true", help="live blogs, galleries, interviews, videos, too"
    )
    parser.add_argument(
        "--form",
        default=PLAIN,
        metavar="NAME",
        help=f"of the addresses: {', '.join((PLAIN, *FORM_NAMES))}; goes with --plain-links",
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="0: any free one")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="stop when whoever started it is gone"
    )
    given = parser.parse_args(arguments)
    try:
        options = Options(
            markup=given.markup,
            articles=given.articles,
            languages=tuple(given.lang.split(",")),
            listing_size=given.listing_size,
            seed=given.seed,
            today=given.today,
            seed_page=given.seed_page,
            plain_links=given.plain_links,
            faults=tuple(given.fault),
            validators=given.validators,
            listing_depth=given.listing_depth,
            listing_step=given.listing_step,
            own_date_share=given.own_date_share,
            pages=given.pages,
            numbers=given.numbers,
            kinds=given.kinds,
            form=given.form,
        )
    except ValueError as error:
        parser.error(str(error))
    return options, given.port, given.until_stdin_closes
