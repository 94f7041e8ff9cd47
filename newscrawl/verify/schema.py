"""A JSON Schema as one Python function: jsonschema takes 0.90 ms for a line of 5 kB, which is 90 s
for 100,000 of them; this takes 0.06.

It knows the keywords that the schemas in `newscrawl/schemas/` use, and refuses any other when it is
made. What it lets pass is valid; what it does not, jsonschema has the last word on and the words
for: so a slip here can cost time, and only letting too much pass would cost truth. That it never
does is what the tests try, with invented lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

Test = Callable[[Any], bool]
Schema = Mapping[str, Any]

_SCHEMAS = Path(__file__).parents[1] / "schemas"
_SILENT = frozenset({"$schema", "$id", "$defs", "title", "description", "then", "else"})
_TYPES: dict[str, Test] = {
    "object": lambda value: type(value) is dict,
    "array": lambda value: type(value) is list,
    "string": lambda value: type(value) is str,
    # JSON Schema takes 1.0 for an integer: here it does not pass, and jsonschema lets it.
    "integer": lambda value: type(value) is int,
    "null": lambda value: value is None,
}


class Shape:
    """What a line of a feed (`article` or `headline`) has to look like."""

    def __init__(self, name: str) -> None:
        schema = json.loads((_SCHEMAS / f"{name}.json").read_bytes())
        self._validator = Draft202012Validator(schema)
        self.surely_fits = compiled(schema)

    def fault(self, line: Any) -> str | None:
        """What is wrong with a line, in a sentence: the key, and why; None for a valid one."""
        if self.surely_fits(line):
            return None
        # An order: the same damage is reported in the same words.
        for error in sorted(
            self._validator.iter_errors(line), key=lambda error: (error.json_path, error.message)
        ):
            where = error.json_path.removeprefix("$").lstrip(".")
            said = (
                error.message
                if len(error.message) <= 120
                else f"{error.message[:60]} … {error.message[-50:]}"
            )
            return f"{where}: {said}" if where else said
        return None


@cache
def shape(name: str) -> Shape:
    """The shape of a feed's lines, compiled once."""
    return Shape(name)


def compiled(schema: Schema) -> Test:
    """Whether a value is surely valid, as a function. Raises ValueError for a keyword that is not
    known here.

    >>> fits = compiled({"type": "array", "items": {"type": "string", "pattern": "^a"}})
    >>> fits(["a", "ab"]), fits(["b"]), fits("a")
    (True, False, False)
    """
    return _Compiler(schema.get("$defs", {})).test(schema)


class _Compiler:
    """Makes the test of a schema; `definitions` are what its references name."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._makers: dict[str, Callable[[Any, Schema], Test]] = {
            "$ref": self._reference,
            "anyOf": lambda wanted, _: _any([self.test(one) for one in wanted]),
            "allOf": lambda wanted, _: _all([self.test(one) for one in wanted]),
            "if": self._choice,
            "properties": lambda wanted, _: _properties(
                {name: self.test(one) for name, one in wanted.items()}
            ),
            "items": lambda wanted, schema: _items(
                self.test(wanted), start=len(schema.get("prefixItems", ()))
            ),
            "prefixItems": lambda wanted, _: _prefix([self.test(one) for one in wanted]),
            **_MAKERS,
        }

    def test(self, schema: Schema | bool) -> Test:
        if isinstance(schema, bool):
            return lambda value, answer=schema: answer  # type: ignore[misc]
        tests = [self._keyword(name, schema) for name in schema if name not in _SILENT]
        if not tests:
            return lambda value: True
        if len(tests) == 1:
            return tests[0]
        if len(tests) == 2:
            first, second = tests
            return lambda value: first(value) and second(value)
        return _all(tests)

    def _keyword(self, keyword: str, schema: Schema) -> Test:
        wanted = schema[keyword]
        if keyword not in self._makers or (keyword in _ONLY and wanted not in _ONLY[keyword]):
            raise ValueError(
                f"the keyword {keyword}: {wanted!r} of a schema is not known to"
                " newscrawl.verify.schema"
            )
        return self._makers[keyword](wanted, schema)

    def _reference(self, wanted: str, _: Schema) -> Test:
        return self.test(self._definitions[wanted.removeprefix("#/$defs/")])

    def _choice(self, _: object, schema: Schema) -> Test:
        chosen, then, otherwise = (
            self.test(schema.get(name, True)) for name in ("if", "then", "else")
        )
        # `if` is asked of values that passed all before it: what is not surely so is not so.
        return lambda value: then(value) if chosen(value) else otherwise(value)


# A keyword that needs no other schema: what is wanted -> its test. Values that it does not concern
# pass, as JSON Schema has it.


def _const(wanted: Any, _: Schema) -> Test:
    return lambda value: type(value) is type(wanted) and value == wanted


def _enum(wanted: Any, _: Schema) -> Test:
    return lambda value: any(type(value) is type(one) and value == one for one in wanted)


def _pattern(wanted: str, _: Schema) -> Test:
    search = re.compile(wanted).search
    return lambda value: type(value) is not str or search(value) is not None


def _minimum(wanted: int, _: Schema) -> Test:
    return lambda value: type(value) is not int or value >= wanted


def _min_length(wanted: int, _: Schema) -> Test:
    return lambda value: type(value) is not str or len(value) >= wanted


def _min_items(wanted: int, _: Schema) -> Test:
    return lambda value: type(value) is not list or len(value) >= wanted


def _unique_items(_: object, __: Schema) -> Test:
    # Of texts; anything else is left to jsonschema.
    return lambda value: (
        type(value) is not list
        or (all(type(one) is str for one in value) and len(set(value)) == len(value))
    )


def _required(wanted: list[str], _: Schema) -> Test:
    names = frozenset(wanted)
    return lambda value: type(value) is not dict or value.keys() >= names


def _no_more_properties(_: object, schema: Schema) -> Test:
    allowed = frozenset(schema["properties"])
    return lambda value: type(value) is not dict or value.keys() <= allowed


_MAKERS: dict[str, Callable[[Any, Schema], Test]] = {
    "type": lambda wanted, _: _TYPES[wanted],
    "const": _const,
    "enum": _enum,
    "pattern": _pattern,
    "minimum": _minimum,
    "minLength": _min_length,
    "minItems": _min_items,
    "uniqueItems": _unique_items,
    "required": _required,
    "additionalProperties": _no_more_properties,
}

_ONLY: dict[str, tuple[Any, ...]] = {
    "type": tuple(_TYPES),
    "uniqueItems": (True,),
    "additionalProperties": (False,),
}
"""Keywords of which only these values are known here."""


def _all(tests: list[Test]) -> Test:
    def fits(value: Any) -> bool:
        for test in tests:  # noqa: SIM110  # A generator costs twice the time.
            if not test(value):
                return False
        return True

    return fits


def _any(tests: list[Test]) -> Test:
    def fits(value: Any) -> bool:
        for test in tests:  # noqa: SIM110  # as above
            if test(value):
                return True
        return False

    return fits


def _properties(tests: dict[str, Test]) -> Test:
    def fits(value: Any) -> bool:
        if type(value) is not dict:
            return True
        for name, test in tests.items():  # noqa: SIM110  # as above
            if name in value and not test(value[name]):
                return False
        return True

    return fits


def _items(test: Test, *, start: int) -> Test:
    def fits(value: Any) -> bool:
        if type(value) is not list:
            return True
        for one in value[start:] if start else value:  # noqa: SIM110  # as above
            if not test(one):
                return False
        return True

    return fits


def _prefix(tests: list[Test]) -> Test:
    # zip ends with the shorter one: a shorter list is a matter of minItems.
    return lambda value: (
        type(value) is not list or all(test(one) for test, one in zip(tests, value, strict=False))
    )
