"""What needs a look stands on the page with its age, and with what is known of it."""

from __future__ import annotations

from support.watched import NOW, failing, held, listing, site

from newscrawl.report.elements import Element, tag
from newscrawl.report.trouble_tables import (
    SHOWN_DOUBTED,
    SHOWN_FAILURES,
    as_a_whole,
    checks,
    troubles,
)


def words(elements: list[Element]) -> str:
    return " ".join(" ".join(map(str, tag("div", elements).itertext())).split())


def test_troubles_beyond_the_first_are_counted_and_where_all_is_well_there_are_none() -> None:
    told = site(
        failures=[failing(status="live", reason=None)] * (SHOWN_FAILURES + 2),
        reasons={"unknown": SHOWN_FAILURES + 2},
        doubted=[{"id": "paper/en/5"}] * (SHOWN_DOUBTED + 3),
    )
    text = words(troubles(told, NOW))
    assert "unknown; an earlier reading is kept" in text
    assert "when asked" in text
    assert "And 2 more." in text
    assert "paper/en/5 and 3 more" in text
    assert troubles(site(), NOW) == []


def test_a_failure_has_its_age_and_why_it_is_known() -> None:
    acknowledged = {"at": NOW, "reason": "their wall <b>"}
    told = site(
        failures=[failing(acknowledged=acknowledged), failing("paper/en/8", since=None)],
        failing_pages=[listing()],
        reasons={"http 500": 2},
    )
    text = words(troubles(told, NOW))
    assert (
        "The last visit of 3 pages failed: 2 http 500; 1 of them no article; 1 is known to." in text
    )
    assert (
        "https://paper.test/en/news listing: timeout 4 6 d 02 h 2026-01-16 09:40 next walk" in text
    )
    assert "known since 2026-01-16: their wall <b>" in text
    assert "paper/en/8 http 500 4 not known" in text


def test_the_site_as_a_whole() -> None:
    measure = {"measure": "bare", "count": 1, "of": 2, "usual": 0, "usual_of": 0}
    told = site(held=held(), notice="nothing new for 9 days", drift=[measure | {"is_drift": True}])
    text = words(as_a_whole(told))
    assert "Nothing new for 9 days." in text
    assert "Held back since 2026-01-14 09:30 : 2 changes, to paper/en/1, paper/en/2." in text
    assert "Then 12 of 33 known articles lost most of their text." in text
    assert "listing pages of the news show no article 1 of 2 not known" in text
    assert as_a_whole(site()) == []


def test_how_far_checks_lag() -> None:
    told = site()
    assert words(checks(told, NOW)) == (
        "3 live articles are due to be checked. Unchecked for the longest is paper/en/1, for"
        " 14 d 01 h; its turn comes by 2026-01-20."
    )
    told["checks"] |= {"is_short": True, "oldest_due_at": None}
    text = words(checks(told, NOW))
    assert "its turn" not in text and "Checks are too few for the schedule" in text
    assert checks(site(checks={"oldest": None}), NOW) == []
