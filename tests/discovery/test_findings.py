"""discovery.findings: what the look at a site comes to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawl.discovery.examine import Examined, SeenLink
from newscrawl.discovery.findings import Findings, conclude
from newscrawl.discovery.plan import LookPlan
from newscrawl.discovery.scope import Scope
from newscrawl.errors import UsageError

GERMAN = (
    "Der Rat der Stadt hat am Montag beschlossen, dass die alte Brücke über den Fluss nicht vor dem"
    " Frühjahr wieder geöffnet werden kann, weil die Mittel fehlen und das Wetter schlecht ist. "
)
TITLE = "The night ferry returns to the upper pier"


def looked_at(root: str, articles: dict[str, dict[str, Any]], **start: Any) -> LookPlan:
    """A site whose start page leads to these articles, all of them looked at."""
    plan = LookPlan(root, Scope(root))
    shown = tuple(SeenLink(root + path, f"{TITLE} {path}") for path in articles)
    plan.found(root, Examined(root, links=shown, **start))
    for path, facts in articles.items():
        record: Any = {
            "title": TITLE,
            "body": "Of the harbour. " * 30,
            "published": "2026-01-05",
            "headlines": [],
            "language": "en",
            "fetched_from": root + path,
            **facts,
        }
        plan.found(root + path, Examined(root + path, record, is_declared=True))
    return plan


def test_a_site_of_numbers() -> None:
    plan = looked_at(
        "https://www.example.de/",
        {f"news/{n}": {"language": "de", "published": "2026-01-05"} for n in range(1000, 1004)},
    )
    found = conclude(plan, None)
    assert (found.name, found.canonical_root) == ("example", "https://www.example.de")
    assert [form.text for form in found.forms] == ["/news/{number}"]
    assert (dict(found.languages), found.timezone) == ({"de": 4}, "Europe/Berlin")
    assert [(one.kind, one.articles) for one in found.listings] == [("page", 4)]
    assert len(found.records) == 4 and found.is_site and not found.doubts


def test_a_zone_needs_the_clock_of_its_country() -> None:
    def zone(host: str, *moments: str) -> str | None:
        articles = {f"news/{n}": {"published": at} for n, at in enumerate(moments, 1000)}
        return conclude(looked_at(f"https://{host}/", articles), None).timezone

    assert zone("example.ge", "2026-01-05T10:00:00+04:00", "2026-01-06") == "Asia/Tbilisi"
    assert zone("example.ge", "2026-01-05T10:00:00+01:00", "2026-01-06") is None
    assert zone("example.info", "2026-01-05T10:00:00+04:00", "2026-01-06") is None
    assert zone("example.us", "2026-01-05T10:00:00-08:00", "2026-01-06") == "America/Los_Angeles"
    assert zone("example.us", "2026-01-05", "2026-01-06") is None


def test_what_the_forms_leave_out_is_a_doubt() -> None:
    root = "https://www.example.org/"
    plan = looked_at(root, {f"news/{n}": {} for n in range(1000, 1004)})
    others = [
        SeenLink(f"{root}essays/of-{word}-and-fog", f"{TITLE}, {word}") for word in "abcdefghij"
    ]
    plan.found(f"{root}essays", Examined(f"{root}essays", links=tuple(others)))
    doubts = conclude(plan, None).doubts
    assert len(doubts) == 1 and "not taken: https://www.example.org/essays" in doubts[0]


def test_languages_that_no_address_tells_are_a_doubt() -> None:
    articles = {f"news/{n}": {"language": "de" if n % 2 else "en"} for n in range(1000, 1006)}
    [doubt] = conclude(looked_at("https://www.example.org/", articles), None).doubts
    assert "no address tells which" in doubt


def test_pages_that_tell_no_day_are_no_news() -> None:
    """A manual, a shop without metadata."""
    root = "https://www.example.org/"
    pages = {f"help/{n}": {"published": None} for n in range(1000, 1006)}
    found = conclude(looked_at(root, pages), None)
    assert not found.is_site and "tells a day" in found.doubts[0]
    # One list with days is enough: pages of some sites show none.
    plan = looked_at(root, pages)
    plan.found(f"{root}news", Examined(f"{root}news", has_dated_links=True))
    assert conclude(plan, None).is_site


def test_a_language_that_nothing_tells_is_a_doubt() -> None:
    pages = {f"news/{n}": {"language": None, "body": "Harbour. " * 30} for n in range(1000, 1006)}
    found = conclude(looked_at("https://www.example.org/", pages), None)
    assert "says its language" in found.doubts[0]


def test_short_texts_tell_their_language_together() -> None:
    pages = {f"news/{n}": {"language": None, "body": GERMAN} for n in range(1000, 1006)}
    found = conclude(looked_at("https://www.example.org/", pages), None)
    assert list(found.languages) == ["de"] and not found.doubts


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "../../evil"),
        ("name", "site"),
        ("languages", {"../x": 3}),
        ("timezone", "../../etc/passwd"),
        ("further_hosts", ["a b/c"]),
    ],
)
def test_what_a_person_wrote_that_can_be_no_fact_is_refused(key: str, value: Any) -> None:
    articles: dict[str, dict[str, Any]] = {f"news/{n}": {} for n in range(1000, 1004)}
    values = conclude(looked_at("https://www.example.de/", articles), None).dump()
    with pytest.raises(UsageError, match="no description of a site"):
        Findings.load({**values, key: value})


def test_a_site_without_articles_is_none() -> None:
    found = conclude(looked_at("https://www.example.org/", {}), None)
    assert not found.is_site and found.forms == ()


def test_what_was_found_can_be_kept() -> None:
    articles = {f"news/{n}": {"language": "de"} for n in range(1000, 1004)}
    found = conclude(looked_at("https://www.example.de/", articles), "gazette")
    again = Findings.load(json.loads(json.dumps(found.dump())))
    assert json.dumps(again.dump()) == json.dumps(found.dump())
    assert (again.name, again.forms) == ("gazette", found.forms)


@pytest.mark.parametrize("values", [{}, {"schema": "x"}, {"schema": "newscrawl.site/1"}, []])
def test_what_is_no_description_is_refused(values: Any) -> None:
    with pytest.raises(UsageError, match="no description of a site"):
        Findings.load(values)
