"""What is asked for on the command line is what is served; what cannot be is refused."""

from datetime import date
from typing import Any

import pytest

from newscrawl.replica.options import Options, parse

GIVEN: dict[str, Any] = {
    "markup": "tables",
    "articles": 60,
    "languages": ("en", "ru"),
    "listing_size": 7,
    "seed": 3,
    "today": date(2026, 1, 14),
    "seed_page": None,
    "plain_links": True,
    "faults": ("sid", "flaky"),
    "validators": "both",
    "listing_depth": 25,
    "listing_step": 2,
    "own_date_share": 0.5,
    "pages": 3,
    "numbers": "own",
}


def test_the_command_line_reads_back() -> None:
    options = Options(**GIVEN)
    assert parse([*options.arguments(), "--port=8080"]) == (options, 8080, False)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("markup", "gopher", "no markup is called 'gopher'"),
        ("languages", ("xx",), "no language is called 'xx'"),
        ("languages", (), "at least one language"),
        ("faults", ("gremlins",), "no fault is called 'gremlins'"),
        ("validators", "all", "no choice of validators"),
        ("numbers", "roman", "no way of numbering"),
        ("articles", 1, "1 articles cannot be shared by 2 languages"),
        ("listing_size", 0, "at least one article"),
        ("listing_depth", 0, "begin at 1"),
        ("listing_step", 0, "begin at 1"),
        ("pages", 0, "one page at least"),
        ("own_date_share", 1.5, "between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused(name: str, value: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Options(**{**GIVEN, name: value})


def test_a_wrong_argument_ends_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--markup", "gopher"])
    assert ended.value.code == 2
    assert "no markup is called 'gopher'" in capsys.readouterr().err
