"""discovery.address_shapes: how addresses are made."""

from __future__ import annotations

import pytest

from newscrawl.discovery.address_shapes import grouped, part_of, run_form, taken_apart


@pytest.mark.parametrize(
    ("segment", "form"),
    [
        ("4666", "{number}"),
        ("4666.html", "{number}.html"),
        ("the-ferry-sails-again", "{slug}"),
        ("the-ferry-sails-again.php", "{slug}.php"),
        ("the-ferry-sails-40213", "{slug}-{number}"),
        ("40213-ferry", "{number}-{slug}"),
        ("ferry-sails-4f00c2a1", "{slug}-{code}"),
        ("ferry.b2505820.html", "{slug}.{code}.html"),
        ("4f00c2a1", "{code}"),
        ("0b7bd2c2-9a01-4d3f-8a55-1f2f3a4b5c6d", "{code}"),
        ("20260305-fog", "{year}{month}{day}-{slug}"),
        ("2026-03-05-fog-lifts.html", "{year}-{month}-{day}-{slug}.html"),
        ("2026-03-05", "{year}-{month}-{day}"),
        ("top-10", "text"),
        ("politics", "text"),
        ("upper-pier", "text"),
    ],
)
def test_what_a_segment_is_made_of(segment: str, form: str) -> None:
    assert part_of(segment).form == form


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/en/news/detail/7", ("{lang}", "text", "{number}")),
        ("/2026/03/05/harbour/the-fog-lifts/", ("{year}", "{month}", "{day}", "text", "{slug}")),
        (
            "/harbour/2026/mar/5/the-fog-lifts",
            ("text", "{year}", "{month:name}", "{day:1}", "{slug}"),
        ),
        ("/2026/3/the-fog-lifts", ("{year}", "{month:1}", "{slug}")),
        ("/a/b/c/the-fog-lifts-again", ("text", "{slug}")),
        ("/?p=77", ("?p",)),
    ],
)
def test_what_alike_addresses_have_in_common(path: str, shape: tuple[str, ...]) -> None:
    assert taken_apart(f"https://gazette.test{path}").shape == ("gazette.test", *shape)


def test_an_address_of_words_alone_names_no_article() -> None:
    assert grouped(["https://gazette.test/", "https://gazette.test/harbour/boats?by=day"]) == []


def runs(*paths: str) -> list[object]:
    return [taken_apart(f"https://a.test{path}/7").runs[0] for path in paths]


@pytest.mark.parametrize(
    ("paths", "form"),
    [
        (["/news/detail"], "news/detail"),
        (["/harbour"], "{section}"),
        (["/harbour"] * 8, "harbour"),
        (["/news/harbour", "/news/boats"], "news/{section}"),
        (["/harbour/boats", "/sport/chess"], "{sections}"),
        (["/harbour", "/sport/chess"], "{sections}"),
        (["/harbour/story", "/sport/story"], "{section}/story"),
        (["/sport/story/chess", "/harbour/story/boats"], "{sections}"),
    ],
)
def test_words_that_all_say_are_fixed_and_others_are_sections(paths: list[str], form: str) -> None:
    assert run_form(runs(*paths)) == form  # type: ignore[arg-type]
