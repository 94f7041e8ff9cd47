"""Which of a page's dates is what: the day of publication, the stamp of the visit, or neither.

A date is the article's own only if something says so: metadata of the article, or a line beside its
title. What stands the same on every page, what is newer than all news of the page, what lies in the
future, is not. In doubt there is no date.

    judge.py    the decision, with a verdict for each date of the page
    context.py  what the decision rests on
    refusals.py why a date cannot be the day of publication, wherever it stands
    place.py    where a printed date stands: beside the title, or elsewhere
    claims.py   which claim of the metadata is the article's own
    agreement.py  which of them stands where they disagree
    printed.py  which printed date is the article's own
    stamp.py    which printed date is that of the visit
"""

from newscrawl.extract.publication_date.context import DateContext
from newscrawl.extract.publication_date.judge import (
    Dating,
    OwnDate,
    Verdict,
    Visit,
    judge,
    slots,
)

__all__ = ["DateContext", "Dating", "OwnDate", "Verdict", "Visit", "judge", "slots"]
