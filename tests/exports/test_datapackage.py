"""The description beside the exports: what is ours is kept true, what is the user's is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newscrawl.errors import OutputError, UsageError
from newscrawl.exports.datapackage import Exported, described, read
from newscrawl.exports.fields import FIELDS
from newscrawl.exports.formats import FORMATS

AT = "2026-01-14T12:00:00Z"


def made(
    package: dict[str, Any] | None, file_name: str, form: str = "csv", **facts: Any
) -> dict[str, Any]:
    given: dict[str, Any] = {
        "thin": False,
        "since": None,
        "last_seq": 9,
        "count": 6,
        "size_bytes": 100,
        "sha256": "ab" * 32,
        "created": AT,
    }
    content = described(package, file_name, Exported(FORMATS[form], **{**given, **facts}))
    assert content.endswith(b"}\n")
    package = json.loads(content)
    assert isinstance(package, dict)
    return package


def test_a_package_says_what_the_file_is_and_nothing_of_rights() -> None:
    package = made(None, "Articles of 2026.csv", since=3, thin=True)
    assert package.keys() == {"$schema", "created", "resources"}
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    [resource] = package["resources"]
    schema = resource.pop("schema")
    assert resource == {
        "name": "articles-of-2026",
        "path": "Articles of 2026.csv",
        "type": "table",
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": 100,
        "hash": "sha256:" + "ab" * 32,
        "created": AT,
        "count": 6,
        "seq": {"since": 3, "last": 9},
        "thin": True,
    }
    assert schema["primaryKey"] == ["id"]
    assert "title" not in [field["name"] for field in schema["fields"]]


def test_the_fields_are_the_columns_with_their_types() -> None:
    [resource] = made(None, "a.parquet", "parquet")["resources"]
    assert "encoding" not in resource
    told = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(told) == [field.name for field in FIELDS]
    assert told["published"]["type"] == "date"
    # Parquet's own lists are none of JSON's.
    assert told["headlines"]["type"] == "any"
    assert told["change"]["constraints"] == {"required": True, "enum": ["new", "changed", "gone"]}
    assert "constraints" not in told["title"]


def test_the_fields_of_json_lines_are_the_keys() -> None:
    [resource] = made(None, "a.jsonl", "jsonl")["resources"]
    told = {field["name"]: field for field in resource["schema"]["fields"]}
    assert (told["published"]["type"], told["published_between"]["type"]) == ("string", "array")
    assert "constraints" not in told["suppressed"] and "published_at" not in told


@pytest.mark.parametrize(("form", "format"), [("schema.org", "jsonl"), ("atom", "atom")])
def test_what_is_no_table_has_no_fields(form: str, format: str) -> None:
    [resource] = made(None, "a", form)["resources"]
    assert resource.keys() & {"schema", "type"} == set()
    assert resource["format"] == format


def test_only_the_resource_of_this_file_is_replaced() -> None:
    package = made(made(made(None, "a.csv"), "b.jsonl", "jsonl"), "c.atom", "atom")
    package["resources"][1] |= {"title": "All of it", "licenses": [{"name": "CC0-1.0"}]}
    package = {
        "name": "mine",
        "licenses": [{"name": "ODC-BY-1.0"}],
        "title": "An archive",
        **package,
    }
    again = made(package, "b.jsonl", "schema.org", count=7, created="2026-01-15T12:00:00Z")
    assert {key: value for key, value in again.items() if key != "resources"} == {
        key: value for key, value in package.items() if key != "resources"
    }
    assert list(again) == list(package)
    first, second, third = again["resources"]
    assert (first, third) == (package["resources"][0], package["resources"][2])
    assert (second["count"], second["title"], second["licenses"]) == (
        7,
        "All of it",
        [{"name": "CC0-1.0"}],
    )
    # What was a table is none any more.
    assert "schema" not in second and second["name"] == "b"


def test_names_are_of_one_resource_each() -> None:
    package = made(made(made(None, "a.csv"), "a.jsonl", "jsonl"), "მატიანე.csv")
    assert [one["name"] for one in package["resources"]] == ["a", "a-2", "export"]
    assert [one["name"] for one in made(package, "a.jsonl", "jsonl")["resources"]] == [
        "a",
        "a-2",
        "export",
    ]


def test_what_is_there_is_read(tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    assert read(path) is None
    path.write_text(json.dumps(made(None, "a.csv")), "utf-8")
    assert read(path) == made(None, "a.csv")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "mine",
        "[]",
        '{"name": "npm"}',
        '{"resources": {}}',
        '{"resources": ["a.csv"]}',
        "\udcff",
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "datapackage.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match="is no data package"):
        read(path)


def test_what_cannot_be_read_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(OutputError, match="cannot read"):
        read(tmp_path / "datapackage.json")
