"""The words of one language: the labels of every page, and what its articles are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

SLOT = re.compile(r"\{(\w+)\}")
FIRST_DAY = date(2012, 1, 1)
"""Days that the running text names lie in the 4,000 days from here on: no date of a text is a date
of publication."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language of the site. Sentences have slots such as `{place}`, filled from `words`."""

    code: str
    name: str
    site_name: str

    months: tuple[str, ...]
    """As they stand inside a date: `9 января`."""
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    """Monday first."""
    day_suffix: str = ""
    """What may follow the year of a date: `г.`."""
    digits: str = "0123456789"
    """Those of a date in words."""
    direction: Literal["ltr", "rtl"] = "ltr"

    latest: str
    next: str
    previous: str
    home: str
    all_news: str
    read_also: str
    read_more: str
    by: str
    share: str
    tags: str
    comments: str
    photo: str
    advertisement: str
    cookies: str
    rights: str
    not_found: str
    """What stands where nothing is, as title and as text."""
    not_found_text: str

    sections: tuple[tuple[str, str], ...]
    """Part of the path, and name."""
    topics: tuple[tuple[str, str], ...]
    """The tags: part of the path, and name."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    subheadings: tuple[str, ...]
    quotes: tuple[str, ...]
    points: tuple[str, ...]
    table_head: tuple[str, ...]
    words: dict[str, tuple[str, ...]]

    def say(self, template: str, random: Random) -> str:
        """The template with its slots filled, no word twice; a slot with a capital, `{Project}`, is
        written as in a title.

        `{n}`, `{percent}`, `{year}`, `{date}` and `{person}` are made up.
        """
        used: set[str] = set()

        def word(slot: re.Match[str]) -> str:
            name = slot[1].lower()
            chosen = self._word(name, random)
            while chosen in used:
                chosen = self._word(name, random)
            used.add(chosen)
            return chosen if slot[1] == name else _in_title(chosen)

        # A name such as `Ltd.` may end a sentence.
        return capitalised(SLOT.sub(word, template).replace("..", "."))

    def person(self, random: Random) -> str:
        """A name that nobody bears, we hope."""
        return f"{random.choice(self.words['given'])} {random.choice(self.words['family'])}"

    def long_date(self, day: date) -> str:
        """`9 January 2026`, as the language writes it in running text."""
        text = f"{day.day} {self.months[day.month - 1]} {day.year}{self.day_suffix}"
        return text.translate(str.maketrans("0123456789", self.digits))

    def _word(self, slot: str, random: Random) -> str:
        match slot:
            case "n":
                return str(random.randrange(3, 980))
            case "percent":
                return f"{random.randrange(1, 60)}.{random.randrange(10)}"
            case "year":
                return str(random.randrange(2012, 2023))
            case "date":
                return self.long_date(FIRST_DAY + timedelta(days=random.randrange(4000)))
            case "person":
                return self.person(random)
            case _:
                return random.choice(self.words[slot])


def capitalised(text: str) -> str:
    """With a capital first. `title`, since the `upper` of a Georgian letter is one that running
    text never uses."""
    return text[:1].title() + text[1:]


def _in_title(words: str) -> str:
    # Only Latin letters: in a Russian title a common noun stays small.
    return (
        " ".join(capitalised(word) for word in words.split())
        if words.isascii()
        else capitalised(words)
    )
