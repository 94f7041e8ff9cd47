"""extract.dates.change_spots: the printed dates of a change, and what only looks like one."""

from __future__ import annotations

import pytest
from support.paper_pages import a_page, html

from newscrawl.extract.dates.change_spots import changes_in, find_change_spots
from newscrawl.extract.dates.parse import iso


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 5 May 2026, 14:20",
        "Last updated on Tuesday, 5 May 2026 at 2:20 pm",
        "Updated 5 May 2026 by Nino Example",
        "5 May 2026 (updated)",
        "Posted 3 May 2026 Updated 5 May 2026",
        "3 May 2026 (modified 5 May 2026, 10:00)",
        "Nino Example | 3 May 2026 | Updated: 5 May 2026",
        "Updated: 5 May 2026 | Published: 3 May 2026",
        "Aktualisiert am 5. Mai 2026 um 14:20 Uhr",
        "Stand: 5. Mai 2026",
        "Обновлено: 5 мая 2026 г., 14:20",
        "Последнее обновление 5 мая 2026",
        "Mis à jour le 5 mai 2026 à 14h20",
        "Última actualización: 5 de mayo de 2026",
        "Laatst bijgewerkt op 5 mei 2026",
        "განახლდა: 5 მაისი 2026",
        "Оновлено 5 травня 2026",
        "3 May 2026, 10:00. UPD: 5 May 2026 14:20",
        "This article was last updated on 5 May 2026.",
        "(This story has been updated on 5 May 2026)",
        "Статья обновлена 5 мая 2026",
    ],
)
def test_a_line_that_says_so_is_of_a_change(line: str) -> None:
    [found] = changes_in(line)
    assert iso(found.when)[:10] == "2026-05-05"


@pytest.mark.parametrize(
    "line",
    [
        "5 May 2026",
        "Published: 5 May 2026",
        "Last accessed 5 May 2026",
        "Last 5 May 2026",
        "© 5 May 2026",
        "Edited by Nino Example, 5 May 2026",
        "The timetable was changed on 5 May 2026",
        "This pier was updated on 5 May 2026",
        "This text was updated on 5 May 2026 by the council after long talks",
        "Updated 5 May 2026 to correct the name of the ferry",
        "Updated daily | Published 5 May 2026",
        "Updated and published on 5 Mai",
        "5 May 2026, 10:00 (updated 14:20)",
    ],
)
def test_another_line_is_not(line: str) -> None:
    assert changes_in(line) == []


def days(markup: str) -> list[str]:
    outline = a_page(html(markup)).outline
    return [iso(spot.when) for spot in find_change_spots(outline, frozenset())]


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ("<p>Updated: 5 May 2026</p>", "2026-05-05"),
        ("<p>3 May 2026 <span>Updated: 5 May 2026</span></p>", "2026-05-05"),
        ("<p>Published 3 May 2026<br>Updated 5 May 2026</p>", "2026-05-05"),
        ("<dl><dt>Last updated</dt><dd>5 May 2026</dd></dl>", "2026-05-05"),
        (
            "<p>Updated <time datetime='2026-05-05T14:20:00+04:00'>5 May 2026</time></p>",
            "2026-05-05T14:20:00+04:00",
        ),
        (
            "<p><time datetime='2026-05-03T09:00:00Z'>3 May 2026</time> Updated"
            " <time datetime='2026-05-05T09:00:00Z'>5 May 2026</time></p>",
            "2026-05-05T09:00:00Z",
        ),
        (
            "<p><time class=made>3 May 2026</time>"
            " <time class=modified datetime=2026-05-05>5 May</time></p>",
            "2026-05-05",
        ),
        ("<p>3 May 2026 <span class=modified>Updated: 5 May 2026</span></p>", "2026-05-05"),
    ],
)
def test_a_page_shows_when_it_was_changed(markup: str, day: str) -> None:
    assert days(markup) == [day]


@pytest.mark.parametrize(
    "markup",
    [
        "<footer><p>Updated: 5 May 2026</p></footer>",
        "<nav><p>Updated: 5 May 2026</p></nav>",
        "<div class=comments><p>Edited: 5 May 2026</p></div>",
        "<p>Updated daily</p><p>By Nino Example, 5 May 2026</p>",
        "<p>Modified rules</p><p>5 May 2026</p>",
        f"<p>Updated: 5 May 2026: {'the council named the new members of the board ' * 4}</p>",
    ],
)
def test_what_stands_in_the_frame_or_goes_on_is_no_change_of_the_article(markup: str) -> None:
    assert days(markup) == []


DAY = "2026-05-05T10:00:00+04:00"
PUBLISHED = "<time class=published datetime=2026-05-03>3 May 2026</time>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{PUBLISHED}</p><p><time class=updated datetime={DAY}>5 May</time></p>",
        f"<p>{PUBLISHED}<time class='post-time updated' datetime={DAY}>5 May 2026</time></p>",
        f"<p>{PUBLISHED} <abbr class=updated title={DAY}>5 May 2026</abbr></p>",
        f"<p><time class=dt-published datetime=2026-05-03>3 May</time> <time class=dt-updated"
        f" datetime={DAY}>5 May</time></p>",
        f"<p>{PUBLISHED}</p><p><span class=date-modified>5 May 2026</span></p>",
        "<div class=article-updated>5 May 2026</div>",
        "<p class=last-updated>5 May 2026</p>",
    ],
)
def test_a_class_names_the_date_of_a_change(markup: str) -> None:
    [spot] = find_change_spots(a_page(html(markup)).outline, frozenset())
    assert (iso(spot.when) or "")[:10] == "2026-05-05"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p><time class=updated datetime={DAY}>5 May 2026</time></p>",
        f"<p><time class='published updated' datetime={DAY}>5 May 2026</time></p>",
        "<div class='postmeta updated'><p>5 May 2026</p></div>",
        "<p class=updates>5 May 2026</p>",
    ],
)
def test_a_template_that_has_no_other_date_means_that_of_publication(markup: str) -> None:
    assert find_change_spots(a_page(html(markup)).outline, frozenset()) == []
