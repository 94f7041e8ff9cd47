"""The schemas are such that strict validators compile them: by the rules of Ajv's strict mode, which
keep a slip of the pen from being a rule that never holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

NEEDS = {
    "integer": {"minimum", "maximum", "multipleOf"},
    "string": {"pattern", "minLength", "maxLength", "format"},
    "array": {"items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"},
}
"""The type that a schema names beside such a rule."""


def schema(name: str) -> Any:
    return json.loads((files("newscrawl") / "schemas" / f"{name}.json").read_bytes())


def parts(node: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in a schema, with its place."""
    if not isinstance(node, dict):
        return
    yield path, node
    for key in ("properties", "$defs", "patternProperties"):
        for name, part in node.get(key, {}).items():
            yield from parts(part, f"{path}/{key}/{name}")
    for key in ("items", "contains", "if", "then", "else", "not", "additionalProperties"):
        yield from parts(node.get(key), f"{path}/{key}")
    for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for place, part in enumerate(node.get(key, [])):
            yield from parts(part, f"{path}/{key}/{place}")


@pytest.mark.parametrize("name", ["article", "headline"])
def test_a_strict_validator_compiles_it(name: str) -> None:
    found = schema(name)
    Draft202012Validator.check_schema(found)
    wrong = []
    for path, part in parts(found):
        for kind, rules in NEEDS.items():
            if rules & part.keys() and part.get("type") not in (kind, "number"):
                wrong.append(f"{path}: {rules & part.keys()} without the type {kind}")
        if unknown := set(part.get("required", [])) - part.get("properties", {}).keys():
            wrong.append(f"{path}: {unknown} required, and no property")
        if "prefixItems" in part and ("minItems" not in part or part.get("items") is not False):
            wrong.append(f"{path}: a tuple of an open length")
    assert wrong == []


def test_one_end_of_an_interval_is_known() -> None:
    interval = {**schema("article")["$defs"]["interval"], "$defs": schema("article")["$defs"]}
    check = Draft202012Validator(interval)
    for good in (["2026-01-01", "2026-01-02"], ["2026-01-01", None], [None, "2026-01-02"]):
        assert check.is_valid(good)
    for bad in ([None, None], ["2026-01-01"], ["2026-01-01", None, None], [None, "x"]):
        assert not check.is_valid(bad)
