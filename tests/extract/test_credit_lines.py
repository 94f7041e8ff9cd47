from __future__ import annotations

import pytest

from newscrawl.extract.credit_lines import credited, labelled, parted


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("A boat. Photo: Ilka Vashten", "A boat.", "Ilka Vashten"),
        ("A boat. (Photo: Ilka Vashten / TPA)", "A boat.", "Ilka Vashten / TPA"),
        ("A boat Photo: Ilka Vashten", "A boat", "Ilka Vashten"),
        (
            "A boat in the dock (TP Photo/Ilka Vashten)",
            "A boat in the dock",
            "TP Photo/Ilka Vashten",
        ),
        ("A boat (Ilka Vashten/Tarsk Press)", "A boat", "Ilka Vashten/Tarsk Press"),
        ("A boat | © 2026 Ilka Vashten", "A boat", "Ilka Vashten"),
        ("A boat. Photo by Ilka Vashten.", "A boat.", "Ilka Vashten"),
        ("A boat. Photo courtesy of the museum", "A boat.", "the museum"),
        ("Ein Boot im Hafen\nFoto: I. Vashten", "Ein Boot im Hafen", "I. Vashten"),
        ("ნავი ნავსადგურში. ფოტო: ილკა ვაშტენი", "ნავი ნავსადგურში.", "ილკა ვაშტენი"),
        (
            "A boat in the dock\nIlka Vashten/Tarsk Press",
            "A boat in the dock",
            "Ilka Vashten/Tarsk Press",
        ),
        ("Ilka Vashten/TPA\nA boat in the dock", "A boat in the dock", "Ilka Vashten/TPA"),
        (
            "Photo: Ilka Vashten - A boat in the old dock of Tarsk",
            "A boat in the old dock of Tarsk",
            "Ilka Vashten",
        ),
        (
            "Foto: I. Vashten / TPA\nEin Boot im Hafen von Tarsk",
            "Ein Boot im Hafen von Tarsk",
            "I. Vashten / TPA",
        ),
        (
            "A boat in the dock | Ilka Vashten/TP Images via Orbit Press",
            "A boat in the dock",
            "Ilka Vashten/TP Images via Orbit Press",
        ),
        ("A boat in the dock -\nPhoto: I. Vashten", "A boat in the dock", "I. Vashten"),
        ("Photo: Ilka Vashten", None, "Ilka Vashten"),
        # What names nobody.
        ("The picture: a boat. It is old.", "The picture: a boat. It is old.", None),
        ("Bild: Der Hafen liegt im Winter still.", "Bild: Der Hafen liegt im Winter still.", None),
        ("He said the photo: was old", "He said the photo: was old", None),
        ("The mayor (Harbour/Left)", "The mayor (Harbour/Left)", None),
        ("A boat (c) 2020", "A boat (c) 2020", None),
        ("A boat (left) and a crane (right)", "A boat (left) and a crane (right)", None),
        (" \n ", None, None),
    ],
)
def test_a_line_is_parted(text: str, caption: str | None, credit: str | None) -> None:
    assert parted(text)[:2] == (caption, credit)


@pytest.mark.parametrize(
    ("text", "credit", "notice"),
    [
        ("(Photo by Ilka Vashten)", "Ilka Vashten", None),
        ("Photo Agency Tarsk", "Photo Agency Tarsk", None),
        ("© Ilka V.", "Ilka V.", "© Ilka V."),
        ("Photo: © 2024 Ilka Vashten", "Ilka Vashten", "© 2024 Ilka Vashten"),
        ("Crédit photo : Ilka Vashten", "Ilka Vashten", None),
        ("© 2026", None, None),
        ("Tous droits réservés", None, None),
        ("Tarsk Press. All rights reserved.", "Tarsk Press", None),
        ("Photo:", None, None),
        ("x" * 200, None, None),
    ],
)
def test_a_credit_loses_its_label(text: str, credit: str | None, notice: str | None) -> None:
    assert credited(text)[1:] == (credit, notice)


def test_what_stands_beside_a_picture_is_a_credit_where_it_says_so() -> None:
    assert labelled("Image source, Tarsk Press").credit == "Tarsk Press"
    assert labelled("Enlarge").credit is None


@pytest.mark.parametrize("piece", ["\n", " ", "Photo: ", "(", "photo ", "©", "a/", "(a/"])
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    # Where it grew with the square this would take minutes.
    parted(piece * 200_000)
    parted((piece * 2_000)[:2_000])
