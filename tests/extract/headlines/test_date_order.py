"""extract.headlines.date_order: day or month first in the lists of a page."""

from __future__ import annotations

import pytest
from support.paper_pages import OTHER_TITLES, headlines


def page(days: list[str], entry: str) -> str:
    entries = "".join(
        entry.format(href=f"/en/news/detail/{4700 + place}", title=title, day=day)
        for place, (title, day) in enumerate(zip(OTHER_TITLES, days, strict=False))
    )
    return f"<html><body><h1>News</h1><ul>{entries}</ul></body></html>"


ENTRIES = {
    "beside": "<li><a href={href}>{title}</a> <i class=d>{day}</i></li>",
    "before": "<li><span>{day}</span><br><a href={href}>{title}</a></li>",
    "inside": "<li><a href={href}>{day} | {title}</a></li>",
    "row": "<tr><td>{day}</td><td><a href={href}>{title}</a></td></tr>",
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["05/13/2025", "05/04/2025", "04/30/2025"], ["2025-05-13", "2025-05-04", "2025-04-30"]),
        (["13/05/2025", "04/05/2025", "30/04/2025"], ["2025-05-13", "2025-05-04", "2025-04-30"]),
    ],
    ids=["month first", "day first"],
)
def test_one_date_of_a_place_proves_the_order_of_all(
    entry: str, days: list[str], read: list[str]
) -> None:
    assert [day for _, _, day in headlines(page(days, entry))] == read


def test_another_place_proves_nothing() -> None:
    other = "<div class=comment><b>Nino</b> 05/13/2025<p>I was on the pier that day, too.</p></div>"
    days = ["03/05/2025", "02/05/2025", "01/05/2025"]
    markup = page(days, ENTRIES["beside"]).replace("</body>", f"{other}</body>")
    assert [day for _, _, day in headlines(markup)] == ["2025-05-03", "2025-05-02", "2025-05-01"]
