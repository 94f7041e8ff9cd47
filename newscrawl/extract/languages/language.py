"""The words of one language that tell a date, a byline or a label from running text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Language:
    """The words of one language.

    Lists of words are parted by white space. Case, accents and apostrophes make no difference
    (`dates.words.word_key`). A field that is named a pattern holds alternatives of a regular
    expression, parted by bars, without groups that capture; case makes no difference there either.
    What a language lacks is left empty.
    """

    # Dates. Source of months and weekdays: CLDR 48; all other words are our own collection.

    months: str = ""
    """January to December, parted by bars: every spelling, declined forms and abbreviations too;
    the words of one name are joined by an underscore.

    No word may name two months, in whatever languages: a text is read without knowing which it is
    in. Empty for a language whose months are numbers, or read by its formats in CLDR."""
    own_months: str = ""
    """January to December likewise: words that are another month in another language ('listopad'),
    read where a page declares this one."""
    dates_of_cldr: bool = False
    """Whether its days are written in a way that is read by its formats in CLDR alone: where a page
    declares it, these are used."""
    weekdays: str = ""
    """Monday to Sunday, likewise. Empty for a language that names its days by two words: then these
    stand in `neutral`."""
    script: str = "LATIN"
    """The first word of the Unicode names of its letters: in which texts dateparser, asked last, is
    to try this language."""
    published: str = ""
    """Words that say that the date beside them is the day of publication."""
    changed: str = ""
    """Words that say that the date beside them is of something else: a change, a visit, an end, a
    right."""
    not_edited: str = ""
    """Those of them that name no change of the text by themselves: a visit, an end, a right,
    'last'."""
    today: str = ""
    """Words that say that the date beside them is that of the visit, where nothing else stands with
    them."""
    by: str = ""
    """Words that begin a line which names who wrote."""
    joints: str = ""
    """Small words between a date and what stands before it ('on')."""
    ties: str = ""
    """Small words that tie a date to what stands before it ('since'): it is the date of that."""
    neutral: str = ""
    """Words that belong to a date or its time and change neither ('year', 'local')."""

    ordinals: str = ""
    """Pattern of what is glued to the number of a day ('th')."""
    before_day: str = ""
    """Pattern of a preposition that a hyphen joins to the number of a day ('ב-9')."""
    before_month: str = ""
    """Pattern of a word between day and month ('of')."""
    before_time: str = ""
    """Pattern of a word between a date and its time ('at')."""
    year_words: str = ""
    """Pattern of a word behind the number of a year ('года')."""
    year_suffixes: str = ""
    """Pattern of what may be glued to the number of a year, with its word."""
    range_words: str = ""
    """Pattern of a word between the two ends of a range of days ('to')."""
    zone_words: str = ""
    """Pattern of the word that ends the name of a time zone ('Moscow Time')."""
    year_abbreviations: str = ""
    """Words whose full stop ends a date and no sentence ('г.')."""
    small_words: str = ""
    """Words inside a name that begin with a small letter ('of')."""

    # Labels, each a pattern that matches a whole label.

    read_also: str = ""
    """Headings of boxes of other articles."""
    furniture: str = ""
    """Buttons and notices: share, print, subscribe, advertisement, counts."""
    tags: str = ""
    """Words before a list of keywords."""
    author: str = ""
    """Words before the name of who wrote; longer ones before those that begin them."""
    byline: str = ""
    """Words before the name of who wrote that begin sentences, too ('von'): they count only where
    nothing but names follows."""
    name_joint: str = ""
    """Words between the last two of several names ('and')."""
    role: str = ""
    """What people are at a paper: what stands beside a name and is none, the last word of it."""
    no_section: str = ""
    """What leads to all articles, and to none of a kind ('Home')."""
    comments: str = ""
    """Headings of what readers wrote."""
    not_byline: str = ""
    """Words beside the date of a picture, a correction, a reader's reply."""
    reading_time: str = ""
    """Units behind the number of minutes that an article takes to read."""
    paywall: str = ""
    """What a line says, anywhere in it, that has the rest of a text for subscribers alone."""
