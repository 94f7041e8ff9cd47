"""Every wrong argument or setting is refused in one line; every right one arrives."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest

from newscrawl import clock
from newscrawl.errors import UsageError
from newscrawl.run.argument_values import Numbers
from newscrawl.run.arguments import ARGUMENTS, Arguments


def test_nothing_given_asks_for_nothing() -> None:
    assert Arguments.parse() == Arguments(root=None, full=False, since=None, limit=None)
    assert Arguments.parse().as_dict() == {}


def test_what_is_given_arrives() -> None:
    arguments = Arguments.parse(
        root=" http://127.0.0.1:8080/mirror ", full="1", since="2025-12-01", limit="500"
    )
    assert arguments == Arguments("http://127.0.0.1:8080/mirror", True, date(2025, 12, 1), 500)
    assert arguments.as_dict() == {
        "root": "http://127.0.0.1:8080/mirror",
        "full": True,
        "since": "2025-12-01",
        "limit": 500,
    }


@pytest.mark.parametrize(
    "root",
    [
        "https://www.ccbsnews.info",
        "http://ccbsnews.info/en/",
        "http://[::1]:8080",
        "http://localhost:80",
        "https://xn--80aafyd.xn--p1ai",
    ],
)
def test_an_address_to_crawl_is_taken(root: str) -> None:
    assert Arguments.parse(root=root).root == root


@pytest.mark.parametrize("end", ["", ":8080", "/en/"])
def test_a_host_of_other_letters_is_written_as_it_is_asked_for(end: str) -> None:
    asked = "газета.рф".encode("idna").decode("ascii")
    assert Arguments.parse(root=f"https://газета.рф{end}").root == f"https://{asked}{end}"


def test_a_password_is_not_repeated() -> None:
    assert "hush" not in refused(root="http://reader:hush@paper.test")


@pytest.mark.parametrize(
    "root",
    [
        "",
        "127.0.0.1:8080",
        "www.ccbsnews.info",
        "ftp://ccbsnews.info",
        "http://",
        "http:///en",
        "http://a b",
        "http://a\nb",
        "http://host:port",
        "http://host:99999",
        "http://host:0",
        "http://[::1",
        "http://..",
        "http://-x.test",
        "http://user@host",
        "http://host/#top",
        "http://host\\x",
    ],
)
def test_what_is_no_address_is_refused(root: str) -> None:
    refused(root=root)


@pytest.mark.parametrize(
    "since",
    [
        "",
        "yesterday",
        "2025-13-01",
        "2025-02-29",
        "01.12.2025",
        "2025-12",
        "20251201",
        "2025-W49-1",
        "２０２５-12-01",
    ],
)
def test_what_is_no_day_is_refused(since: str) -> None:
    refused(since=since)


def test_a_day_that_is_still_to_come_is_refused() -> None:
    with clock.standing_at(datetime(2026, 1, 14, 23, 0, tzinfo=UTC)):
        assert "still to come" in refused(since="2026-01-16")
        assert Arguments.parse(since="2026-01-15").since == date(2026, 1, 15)


@pytest.mark.parametrize("minutes", ["", "0", "0.0", "-5", "many", "1e3", "٥", "inf", "1234567"])
def test_what_is_no_number_of_minutes_is_refused(minutes: str) -> None:
    refused(minutes=minutes)


def test_minutes_may_be_parts_of_one() -> None:
    assert Arguments.parse(minutes="0.25").as_dict() == {"minutes": 0.25}


@pytest.mark.parametrize("limit", ["", "0", "-5", "many", "1.5", "1e3", "٥", "9999999999"])
def test_what_is_no_number_of_articles_is_refused(limit: str) -> None:
    refused(limit=limit)


@pytest.mark.parametrize(
    ("said", "means"),
    [("1", True), ("true", True), ("YES", True), ("0", False), ("False", False), ("no", False)],
)
def test_a_flag_is_on_or_off(said: str, means: bool) -> None:
    assert Arguments.parse(full=said).full is means


def test_a_flag_is_nothing_else() -> None:
    refused(full="2")


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("4666", [Numbers(None, 4666, 4666)]),
        ("4600-4700", [Numbers(None, 4600, 4700)]),
        (
            " 1-3, ru/7 ,ccbsnews/ka/9",
            [Numbers(None, 1, 3), Numbers("ru", 7, 7), Numbers("ka", 9, 9)],
        ),
    ],
)
def test_numbers_are_ranges_single_ones_and_ids(said: str, means: list[Numbers]) -> None:
    assert Arguments.parse(ids=said).ids == tuple(means)
    assert not Arguments.parse(ids=said).missing


def test_what_has_letters_beyond_a_language_is_a_key() -> None:
    given = Arguments.parse(ids="fog-lifts,gazette/de/2026/03/05/fog,de/7,2026/03/05/fog,9f3c1")
    assert given.ids == (Numbers("de", 7, 7),)
    assert given.keys == ("fog-lifts", "gazette/de/2026/03/05/fog", "2026/03/05/fog", "9f3c1")
    assert given.names_pages
    assert given.as_dict() == {
        "ids": "de/7,fog-lifts,gazette/de/2026/03/05/fog,2026/03/05/fog,9f3c1"
    }


def test_the_missing_can_stand_beside_numbers() -> None:
    arguments = Arguments.parse(ids="missing,7")
    assert (arguments.missing, arguments.ids) == (True, (Numbers(None, 7, 7),))
    assert arguments.as_dict() == {"ids": "7,missing"}


@pytest.mark.parametrize(
    "ids",
    [
        "",
        "0",
        "9-3",
        "1-",
        "-4",
        "4600..4700",
        "1,,2",
        "1-99999999999",
        "٥",
        "1 2",
        "a b",
    ],
)
def test_a_bad_range_is_refused(ids: str) -> None:
    refused(ids=ids)


@pytest.mark.parametrize(
    ("said", "means"),
    [("gone", ("gone",)), ("undated, failed", ("undated", "failed")), ("due,due", ("due",))],
)
def test_what_is_revisited_is_a_list_of_kinds(said: str, means: tuple[str, ...]) -> None:
    assert Arguments.parse(revisit=said).revisit == means


@pytest.mark.parametrize("revisit", ["", "everything", "gone,,due", "undate"])
def test_an_unknown_kind_to_revisit_is_refused(revisit: str) -> None:
    assert ("did you mean undated" in refused(revisit=revisit)) == (revisit == "undate")


def test_addresses_are_those_of_the_argument_and_of_the_file_each_once(tmp_path: Path) -> None:
    (tmp_path / "urls").write_text(
        "\ufeffhttps://a.test/1\n\n# a remark\n  https://a.test/2  \n", "utf-8"
    )
    arguments = Arguments.parse(
        url="https://a.test/3 https://a.test/1", urls=str(tmp_path / "urls")
    )
    assert arguments.addresses() == ["https://a.test/3", "https://a.test/1", "https://a.test/2"]


def test_standard_input_is_read_once_however_often_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("https://a.test/1\n"))
    assert (
        Arguments.parse(urls="-").addresses()
        == Arguments.parse(urls="-").addresses()
        == ["https://a.test/1"]
    )


@pytest.mark.parametrize("content", [None, "", "# nothing\n", b"\xff\xfe\xff"])
def test_a_file_that_names_no_address_is_refused(
    tmp_path: Path, content: str | bytes | None
) -> None:
    path = tmp_path / "urls"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match="-a urls="):
        Arguments.parse(urls=str(path)).addresses()


@pytest.mark.parametrize(
    "named", [{"url": "https://a.test/1"}, {"ids": "1"}, {"ids": "missing"}, {"revisit": "all"}]
)
@pytest.mark.parametrize("walk", [{"full": "1"}, {"since": "2026-01-01"}])
def test_a_walk_and_named_pages_do_not_go_together(
    named: dict[str, str], walk: dict[str, str]
) -> None:
    assert Arguments.parse(**named).names_pages
    with pytest.raises(UsageError, match="do not go together"):
        Arguments.parse(**named, **walk)


def test_no_dry_run_is_no_request_for_one() -> None:
    assert Arguments.parse(dry_run="0") == Arguments()


def test_a_slip_is_answered_with_what_was_meant() -> None:
    assert "did you mean root?" in refused(rooot="http://a.test")
    assert "since" in refused(colour="red")


def test_arguments_of_others_are_ignored() -> None:
    """Scrapyd gives each spider its `_job`."""
    assert Arguments.parse(_job="a3eb7f1ae9c711f1", limit="5") == Arguments(limit=5)
    assert Arguments.parse(_job="a3eb7f1ae9c711f1").as_dict() == {}


def test_every_argument_is_in_the_table_and_its_example_is_taken() -> None:
    named = {field.name for field in fields(Arguments)} - {"missing", "keys"}
    assert named == ARGUMENTS.keys()
    for name, argument in ARGUMENTS.items():
        if argument.value not in ("URL", "FILE", "WHAT"):
            Arguments.parse(**{name: argument.value})


def refused(**given: str) -> str:
    with pytest.raises(UsageError) as error:
        Arguments.parse(**given)
    message = str(error.value)
    assert message.startswith(f"-a {next(iter(given))}=")
    return message
