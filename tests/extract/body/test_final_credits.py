"""extract.body.final_credits: the last lines that say where a text is from and who worked on it."""

from __future__ import annotations

import pytest
from support.paper_pages import BODY, PROSE, read, story


def body_of(under: str) -> str:
    return read(story(PROSE + under)).body or ""


@pytest.mark.parametrize(
    "under",
    [
        "<p>Source: The Harbour Office</p>",
        "<p>(Quelle: Hafenamt/ag)</p>",
        "<p>Kaynak: Liman</p><p>Editör: Ana Gray</p>",
        "<p>Редактор: Анна Грей</p>",
        "<p>წყარო: ნავსადგური</p>",
        "<p>来源：港口</p><p>【责任编辑：安娜】</p>",
        "<p>编辑 安娜 校对 奥洛</p>",
        "<p>Disclosure: The writer of these lines owns a share of the ferry. It is a small one.</p>",
        "<p>【免责声明】本文仅代表作者本人观点，与港口无关。</p>",
    ],
)
def test_a_label_with_its_source_or_editor_is_no_last_line(under: str) -> None:
    assert body_of(under) == BODY


@pytest.mark.parametrize(
    "under",
    [
        "<p>Source: the river rises in the hills above the town.</p>",
        "<p>Tickets: twenty lari at the gangway</p>",
        "<h3>Source: The Harbour Office</h3><p>It keeps the timetable on its wall all winter.</p>",
        "<p>Editors love the upper pier</p>",
        "<p>Disclosure of the timetable came late, on the evening before the first boat.</p>",
        "<ul><li>Source: the spring</li><li>Mouth: the sea</li></ul>",
    ],
)
def test_other_last_lines_are_text(under: str) -> None:
    assert body_of(under) != BODY
