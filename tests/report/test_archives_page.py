"""The page of many archives: well-formed, whatever a name or a reason holds."""

from __future__ import annotations

from pathlib import Path

from parsel import Selector
from support.watched import BOUNDS, NOW, held, known, run

from newscrawl.report.archives import ArchiveSummary
from newscrawl.report.archives_page import archives_page


def rows(*archives: ArchiveSummary) -> tuple[Selector, list[list[str]]]:
    page = Selector(archives_page(archives, BOUNDS, NOW))
    return page, [
        [" ".join(cell.xpath("string()").getall()[0].split()) for cell in row.xpath("./*")]
        for row in page.xpath("//tbody/tr")
    ]


def text_of(page: Selector) -> str:
    return page.xpath("string()").getall()[0]


def test_each_has_a_row_and_what_needs_a_look_is_said_below() -> None:
    well = ArchiveSummary("gazette", Path("gazette"), known(), None)
    bad = ArchiveSummary(
        "<b>herald</b>",
        Path("herald"),
        known(
            run(16, verdict="unhealthy", summary='1 failed: "<i>"'),
            held=held(),
            drift=[{"measure": "shorter", "is_drift": True}],
        ),
        None,
    )
    lost = ArchiveSummary("courier", Path("courier"), None, "its state is damaged", is_damaged=True)
    page, found = rows(well, bad, lost)
    assert [row[0] for row in found] == ["<b>herald</b>run, held", "courierstate", "gazettewell"]
    assert found[0][-1] == "2shorter"
    assert found[1][1:] == ["its state is damaged"]
    assert found[2][1:5] == [
        "2001 gone",
        "2026-01-15",
        "2026-01-16 10:00healthy, 2 h 00 m ago",
        "20",
    ]
    looks = page.xpath("//section[2]//h3/text()").getall()
    assert looks == ["<b>herald</b>", "courier"]
    assert "3 archives with 400 live articles. 2 need a look." in text_of(page)
    assert '1 failed: "<i>"' in text_of(page)


def test_all_is_well() -> None:
    told = known() | {"running": True}
    page, [row] = rows(ArchiveSummary("gazette", Path("gazette"), told, None))
    assert row[3] == "under way"
    assert "1 archive with 200 live articles. All is well." in text_of(page)
    assert not page.xpath("//section[2]")


def test_one_without_a_run_says_so() -> None:
    told = known() | {"runs": []}
    _, [row] = rows(ArchiveSummary("gazette", Path("gazette"), told, None))
    assert row[3:5] == ["–", "–"]
