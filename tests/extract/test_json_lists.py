"""JSON that lists articles, as HTML."""

from __future__ import annotations

import json

import pytest

from newscrawl.extract import json_lists
from newscrawl.extract.json_lists import html_of_json, is_json


def html(value: object) -> str:
    return (html_of_json(json.dumps(value).encode()) or b"").decode()


def test_objects_with_address_and_title_are_entries_with_their_days() -> None:
    entry = {"url": "/en/7", "Title": "The <ferry> sails", "date": "2026-01-05", "id": 7}
    found = html({"data": {"items": [entry, {"url": "/en/8"}, {"title": "No address"}]}})
    assert "<a href='/en/7'>The &lt;ferry&gt; sails</a> <time datetime='2026-01-05'>" in found
    assert "/en/8" not in found


def test_keys_in_other_languages_are_told_by_their_values() -> None:
    entry = {
        "titulo": "El transbordador zarpa de nuevo",
        "resumen": "Después de tres años vuelve a zarpar del muelle de arriba, casi vacío.",
        "enlace": "/nota/el-transbordador-zarpa-de-nuevo",
        "foto": "/fotos/7.jpg",
        "fecha": "2026-01-05T10:00:00-03:00",
    }
    found = html({"siguiente": 2, "notas": [entry]})
    assert (
        "<a href='/nota/el-transbordador-zarpa-de-nuevo'>El transbordador zarpa de nuevo</a>"
        " <time datetime='2026-01-05T10:00:00-03:00'>" in found
    )
    assert html({**entry, "autor": "/autores/ilca"}) == ""
    assert html({"texto": "No hay más notas que mostrar", "next": "/api?page=2"}).count("<li>") == 0


def test_they_stand_in_their_order() -> None:
    found = html([{"link": f"/en/{n}", "headline": f"Story {n}"} for n in range(5)])
    places = [found.index(f"/en/{n}") for n in range(5)]
    assert places == sorted(places)


def test_fragments_of_html_are_taken_as_they_are() -> None:
    assert "<li><a href=/en/7>Seven</a></li>" in html({"html": "<li><a href=/en/7>Seven</a></li>"})


@pytest.mark.parametrize(
    "further",
    [
        {"next": "/api?page=2"},
        {"links": {"next": "/api?page=2"}},
        {"_links": {"next": {"href": "/api?page=2"}}},
        {"meta": {"next_page_url": "/api?page=2"}},
    ],
)
def test_it_leads_on_to_the_next_page(further: dict[str, object]) -> None:
    assert "<a href='/api?page=2'></a>" in html(further)


@pytest.mark.parametrize("value", [{"ok": True}, [], [1, 2], {"next": 2}, {"next": None}, "text"])
def test_what_lists_nothing_is_nothing(value: object) -> None:
    assert html(value) == ""


@pytest.mark.parametrize("body", [b"{", b"", b"[" * 100_000, b"\xff\xfe{"])
def test_what_is_no_json_is_nothing(body: bytes) -> None:
    assert html_of_json(body) is None


def test_bounds_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [{"url": f"/en/{n}", "title": "x"} for n in range(100)]
    monkeypatch.setattr(json_lists, "MAX_VALUES", 10)
    assert html(entries).count("<li>") < 10
    monkeypatch.setattr(json_lists, "MAX_BYTES", 10)
    assert html(entries) == ""


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"<p>", "application/json; charset=utf-8", True),
        (b' {"a"', "text/html", True),
        (b"<p>", "text/html", False),
    ],
)
def test_it_is_known_by_its_type_or_its_beginning(body: bytes, kind: str, said: bool) -> None:
    assert is_json(body, kind) == said
