"""Pages of the invented paper that print and claim dates."""

from __future__ import annotations

import json
from datetime import date

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.reading import Reading
from support.paper_pages import (
    OTHER_TITLES,
    memory_of,
    other_text,
    story,
)

LATEST = (
    "<div><b>Latest news</b><ul><li><a href='/en/news/detail/7517'>A bridge of glass opens above"
    " the gorge</a> <span>09.Jan.2026</span></li><li><a href='/en/news/detail/7516'>Beekeepers of"
    " the valley count their hives</a> <span>08.Jan.2026</span></li></ul></div>"
)
STAMP = "<div>14 Jan 2026</div>"
OWN = date(2022, 1, 12)
"""The day of publication of the page that a test looks at."""


def json_ld(**facts: object) -> str:
    """The JSON-LD of an article with these facts."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def unknown(reading: Reading) -> bool:
    """Whether a page gave no day of publication at all."""
    return (reading.published, reading.published_text, reading.published_from) == (None, None, None)


def known_pages(
    under_title: str = "",
    head: str = "",
    above: str = "",
    below: str = LATEST + STAMP,
    count: int = 8,
) -> Boilerplate:
    """Pages of one template, each with a text of its own; `{n}` stands for a number that
    differs."""
    return memory_of(
        [
            story(
                f"<p>{other_text(n)}</p><p>{other_text(n + 40)}</p>",
                title=f"{OTHER_TITLES[n % 8]} ({n})",
                under_title=under_title.replace("{n}", str(10 + n)),
                head=head.replace("{n}", str(10 + n)),
                above=above,
                below=below.replace("{n}", str(10 + n)),
            )
            for n in range(count)
        ]
    )


def rule_of(reading: Reading, text: str) -> tuple[str, str]:
    """Outcome and rule of the one date of a page that stands there as `text`."""
    (found,) = [one for one in reading.date_verdicts if one.text == text]
    return found.outcome, found.rule
