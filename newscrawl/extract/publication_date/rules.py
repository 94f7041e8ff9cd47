"""The rules that decide what a date of a page is, by name. The names are public, as those of
BodyRule are."""

from __future__ import annotations

from enum import StrEnum


class DateRule(StrEnum):
    """Why a date of a page is the article's own, the stamp of the visit, or neither."""

    # The article's own, by the metadata (claims.py, agreement.py).
    BEST_CLAIM = "best_claim"
    """Own: the best claim of the metadata, and nothing speaks against it."""
    PRINTED_TOO = "printed_too"
    """Own: a claim of today that a line beside the title confirms, as nothing is known of other
    pages."""
    MORE_AGREE = "more_agree"
    """Own: a claim that more of the page's dates agree with than with the best one."""
    BEFORE_CHANGE = "before_change"
    """Own: a claim earlier than the best one, which is of the moment of the last change."""

    # The article's own, as printed (printed.py).
    LABELLED = "labelled"
    """Own: a line beside the title that says that it is the day of publication, or names an
    author."""
    DIFFERS_FROM_PAGE_TO_PAGE = "differs_from_page_to_page"
    """Own: it stands beside the title, and other pages say other days in this place."""
    IN_A_RARE_PLACE = "in_a_rare_place"
    """Own: it stands over the text, in a place where most pages have no date."""
    OLDER_THAN_THE_NEWS = "older_than_the_news"
    """Own: it stands beside the title and is older than the page's newest headline."""
    OLDER_THAN_THE_STAMP = "older_than_the_stamp"
    """Own: it stands beside the title and is older than the printed day of the visit."""
    OLDER_THAN_THE_VISIT = "older_than_the_visit"
    """Own: it stands beside the title and is too old for the day of the visit."""

    # The stamp of the visit (stamp.py).
    SAME_ON_EVERY_PAGE = "same_on_every_page"
    """Stamp: every page says this day in this place."""
    ALONE_APART_FROM_TITLE = "alone_apart_from_title"
    """Stamp: a date by itself, of the days of the visit, away from the title."""
    WITHOUT_LABEL = "without_label"
    """Stamp: a date of the days of the visit that nothing calls the day of publication."""

    # A claim that is not the article's own (claims.py, agreement.py).
    UNREADABLE = "unreadable"
    """Refused: a claim that is no date."""
    AFTER_A_DOUBT = "after_a_doubt"
    """Refused: a claim behind one of today that is doubted, and of another day."""
    BETTER_CLAIM = "better_claim"
    """Refused: another claim is better."""
    PRINTED_IN_LOCAL_TIME = "printed_in_local_time"
    """Refused: a claim in UTC whose day the page prints as it was where the site is."""
    WEAK_NAME = "weak_name"
    """Refused: a claim whose name also stands for the last change, and the page prints another
    day."""
    OF_THE_LAST_CHANGE = "of_the_last_change"
    """Refused: a claim of the moment of the last change, and the page prints an earlier day."""
    CLAIMS_DISAGREE = "claims_disagree"
    """Refused: two claims of the page give different days, and nothing speaks for either."""

    # Whatever the date stands in (refusals.py, claims.py, printed.py).
    DAY_OR_MONTH_FIRST = "day_or_month_first"
    """Refused: which number is the day and which the month nothing tells."""
    AFTER_THE_VISIT = "after_the_visit"
    """Refused: it lies in the future."""
    LATER_THAN_ITS_SUCCESSORS = "later_than_its_successors"
    """Refused: later than most of the page's articles that were numbered after this one."""
    SAME_AND_BEFORE_ITS_PREDECESSORS = "same_and_before_its_predecessors"
    """Refused: the same on every page so far, and earlier than most of the page's articles that
    were numbered before this one."""
    SAME_MOMENT_ON_EVERY_PAGE = "same_moment_on_every_page"
    """Refused: every page says the same moment in this place: the time of a build."""
    SAME_ON_MANY_PAGES = "same_on_many_pages"
    """Refused: many pages say the same day in this place."""
    NEVER_CHANGES = "never_changes"
    """Refused: this place has said one and the same day on all pages."""
    TODAY_ON_EVERY_PAGE = "today_on_every_page"
    """Refused: the day of the visit, in a place where every page has it."""
    TODAY_AND_NOTHING_KNOWN = "today_and_nothing_known"
    """Refused: the day of the visit, and nothing is known of other pages: it may be a clock."""

    # For the place of a printed date (place.py, printed.py).
    TITLE_WITH_A_DATE = "title_with_a_date"
    """Refused: it is a part of the title."""
    IN_FRAME = "in_frame"
    """Refused: it stands in the frame of the page: menu, foot, side bar."""
    HOUR_OF_ENTRY = "hour_of_entry"
    """Refused: it says when an entry was written, in a text that is told as it happens."""
    IN_SIDEBAR = "in_sidebar"
    """Refused: it stands in a side bar, and the title does not."""
    WITHOUT_TITLE = "without_title"
    """Refused: no block shows the title, so that nothing tells where bylines stand."""
    INSIDE_TEXT = "inside_text"
    """Refused: it stands between the paragraphs."""
    FAR_UNDER_TEXT = "far_under_text"
    """Refused: too far under the text, or over more text: it may be a reader's."""
    FAR_FROM_TITLE = "far_from_title"
    """Refused: it stands away from title and text."""
    READERS_LINE = "readers_line"
    """Refused: under the text, in a line as readers sign and date what they write."""
    LINE_OF_THE_TEXT = "line_of_the_text"
    """Refused: it is a part of the text."""
    ONE_OF_A_SERIES = "one_of_a_series"
    """Refused: dates of other days stand in like places."""
    NOTHING_SAYS_SO = "nothing_says_so"
    """Refused: it stands beside the title, and nothing tells that it is the article's own."""
    FARTHER_FROM_TITLE = "farther_from_title"
    """Refused: another date of the page stands nearer to the title."""
    SAYS_NO_MORE = "says_no_more"
    """Refused: another says the same day, or the time as well."""
    ANOTHER_IS_LABELLED = "another_is_labelled"
    """Refused: another line says that it is of publication."""
