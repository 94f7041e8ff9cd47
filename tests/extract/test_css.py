from __future__ import annotations

import pytest

from newscrawl.extract.css import MAX_NAMED, Named, named_in


@pytest.mark.parametrize(
    ("sheet", "named"),
    [
        ('@import "a.css";', [("a.css", True)]),
        ("@IMPORT url( 'a.css' ) screen;", [("a.css", True)]),
        ("@import url(a.css);b{c:url(d.png)}", [("a.css", True), ("d.png", False)]),
        ("b{background:url(\"x y.png\") , url('z.png')}", [("x y.png", False), ("z.png", False)]),
        ("/* url(no.png) @import 'no.css'; */ b{c:URL(d.png)}", [("d.png", False)]),
        ("b{c:url(data:image/png;base64,AA==)} i{d:url(#mark)}", []),
        ("@font-face{src:url(f.eot?#iefix),url(f.woff2)}", [("f.woff2", False)]),
        (r"b{c:url(a\20 b.png)}", [("a b.png", False)]),
        (r"b{c:url('\d800 .png')}", [("\N{REPLACEMENT CHARACTER}.png", False)]),
        ("b{c:url(a.png)} i{c:url(a.png)}", [("a.png", False)]),
        ("b{c:url(} i{d:url('open", []),
        ("b{content:'no address'}", []),
    ],
)
def test_what_a_sheet_names(sheet: str, named: list[tuple[str, bool]]) -> None:
    assert named_in(sheet) == [Named(*one) for one in named]


def test_a_catalogue_of_icons_is_cut() -> None:
    sheet = "".join(f"b{{c:url({number}.png)}}" for number in range(1_000))
    assert len(named_in(sheet)) == MAX_NAMED


@pytest.mark.parametrize("piece", ["url(", "/*", "@import ", "url('", "\\", "/* * ", "url(a\\"])
def test_the_work_grows_with_the_sheet_and_no_faster(piece: str) -> None:
    # Where it grew with the square this would take minutes.
    assert len(named_in(piece * 200_000)) <= MAX_NAMED
