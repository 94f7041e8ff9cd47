"""When a trap is left: budgets by kind of page, and sessions under names that nobody knows."""

from __future__ import annotations

from newscrawl.frontier.traps import (
    DEEPEST,
    DRY,
    MANY_DEAD,
    RUN_BARREN,
    SHAPE_BARREN,
    SHAPE_GROWN,
    SIBLINGS,
    Grade,
    Sessions,
    Shapes,
    Tally,
    Traps,
    without_parameters,
)

ROOT = "https://a.test"


def name(shapes: Shapes, path: str) -> str:
    return shapes.of(ROOT + path).name


def barren(shapes: Shapes, path: str, count: int, *, before: int = 0) -> None:
    for _ in range(count):
        shapes.count(shapes.of(ROOT + path), Grade.BARREN, barren_before=before, known=0)


def test_pages_that_differ_in_numbers_are_one_shape() -> None:
    shapes = Shapes()
    assert shapes.of(f"{ROOT}/2026/01?page=2") is shapes.of(f"{ROOT}/2025/12?page=7")
    assert shapes.of(f"{ROOT}/2026/01?page=2") is not shapes.of(f"{ROOT}/2026/01?day=2")


def test_a_long_list_of_names_is_one_shape_and_a_few_sections_are_not() -> None:
    shapes = Shapes()
    names = [name(shapes, f"/tag/{'x' * place}y") for place in range(SIBLINGS + 2)]
    assert len(set(names)) == SIBLINGS + 1
    assert names[-1] == names[-2] == "/tag/*"


def test_a_path_that_grows_by_itself_is_one_shape() -> None:
    shapes = Shapes()
    assert name(shapes, "/a/b/a/b/a") == name(shapes, "/a/b/a") == "/a/…"
    assert name(shapes, "/2026/01/09") == "/#/#/#"
    assert (
        name(shapes, "/deep" + "".join(f"/{'v' * n}" for n in range(1, DEEPEST + 2))) == "/deep/…"
    )


def test_only_what_grows_out_of_nothing_uses_up_the_small_budget() -> None:
    shapes = Shapes()
    barren(shapes, "/calendar", SHAPE_GROWN + 1, before=2)
    barren(shapes, "/tags", SHAPE_GROWN + 1, before=0)
    assert shapes.of(f"{ROOT}/calendar").spent
    assert not shapes.of(f"{ROOT}/tags").spent
    barren(shapes, "/tags", SHAPE_BARREN - SHAPE_GROWN, before=0)
    assert shapes.of(f"{ROOT}/tags").spent


def test_a_page_that_delivers_pays_for_the_gap_before_it() -> None:
    shapes = Shapes()
    shape = shapes.of(f"{ROOT}/archive")
    barren(shapes, "/archive", DRY, before=3)
    assert shape.doubtful
    shapes.count(shape, Grade.NEW, barren_before=DRY, known=0)
    assert (shape.barren, shape.grown, shape.dry, shape.new) == (0, 0, 0, 1)


def test_another_order_of_the_same_is_worth_nothing_at_last() -> None:
    shapes = Shapes()
    shape = shapes.of(f"{ROOT}/by-author")
    grades = [
        shapes.count(shape, Grade.FRESH, barren_before=0, known=0) for _ in range(RUN_BARREN + 2)
    ]
    assert grades[0] is grades[RUN_BARREN] is Grade.FRESH
    assert grades[-1] is Grade.BARREN


def test_links_are_mostly_dead_from_many_on_with_hardly_any_alive() -> None:
    tally = Tally()
    tally.gone = MANY_DEAD - 1
    assert not tally.is_mostly_dead()
    tally.gone = MANY_DEAD
    assert tally.is_mostly_dead()
    tally.alive = MANY_DEAD
    assert not tally.is_mostly_dead()


def test_the_report_names_the_largest_traps_first() -> None:
    shapes, traps = Shapes(), Traps()
    traps.left(shapes.of(f"{ROOT}/a"), "why", 1)
    for _ in range(2):
        traps.left(shapes.of(f"{ROOT}/b"), "why", 2)
    assert [(trap["shape"], trap["left"]) for trap in traps.as_dicts()] == [("/b", 4), ("/a", 1)]


def test_a_parameter_is_a_session_when_three_pages_came_again_under_another_value() -> None:
    sessions = Sessions()
    for number in range(3):
        assert sessions.names == frozenset()
        sessions.learn(f"{ROOT}/{number}?zz=1", number + 1, Grade.NEW)
        sessions.learn(f"{ROOT}/{number}?zz=2", number + 1, Grade.BARREN)
    assert sessions.names == {"zz"}


def test_empty_pages_that_are_all_alike_prove_nothing() -> None:
    sessions = Sessions()
    for page in range(20):
        sessions.learn(f"{ROOT}/list?page={page}", 7, Grade.BARREN)
    assert sessions.names == frozenset()


def test_a_url_without_its_last_parameter_has_no_question_mark() -> None:
    assert without_parameters(f"{ROOT}/a?zz=1", ["zz"]) == f"{ROOT}/a"
    assert without_parameters(f"{ROOT}/a", ["zz"]) == f"{ROOT}/a"
