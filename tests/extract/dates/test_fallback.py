"""What dateparser is asked for, and when it is not believed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from newscrawl.errors import DateError
from newscrawl.extract.dates.parse import read_date

NINTH = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("9 janvier 2026", "fr"),
        ("9. Januar 2026", "de-AT"),
        ("9 stycznia 2026", "pl"),
        ("9. 1. 2026", None),
        ("09 01 2026", None),
        ("9. 1. 2026", "xx"),
    ],
)
def test_dateparser_reads_what_has_no_strict_form(text: str, language: str | None) -> None:
    assert read_date(text, language=language) == NINTH


@pytest.mark.parametrize(
    "text",
    [
        "13 2026 01",
        "01 13 2026",
        "März 2026",
        "9 2026",
        "9 Januar",
        "Januar 9 12 2026",
        "9 Januar 26",
    ],
)
def test_dateparser_is_not_believed_where_the_text_does_not_show_all_parts_in_order(
    text: str,
) -> None:
    with pytest.raises(DateError):
        read_date(text, language="de")


def test_importing_does_not_load_dateparser() -> None:
    code = (
        "import sys, newscrawl.extract.dates.parse as d; d.read_date('09.Jan.2026');"
        " sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
