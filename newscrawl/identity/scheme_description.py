"""What names the articles of a site, as plain values: what a spider says, or a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from newscrawl.errors import UsageError


@dataclass(frozen=True, slots=True)
class SchemeDescription:
    """A PatternScheme as plain values, which can be written to a file and read again."""

    addresses: tuple[str, ...]
    """Forms of the articles' addresses, see `address_pattern`; behind an arrow the key."""
    former: tuple[str, ...] = ()
    """Those of earlier years, under which the same articles had the same keys."""
    language: str = "en"
    """Of articles whose address tells none."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """What stands at {lang}, where that is no code of ISO 639-1: `{"eng": "en"}`."""
    home: str = ""
    """The host of the site, where a form holds {lang} in place of it."""

    @classmethod
    def load(cls, values: Mapping[str, Any]) -> Self:
        """From what `dump` gave. Raises UsageError for anything else."""
        try:
            return cls(
                tuple(map(str, values["addresses"])),
                tuple(map(str, values.get("former", ()))),
                str(values.get("language", "en")),
                {str(name): str(code) for name, code in values.get("languages", {}).items()},
                str(values.get("home", "")),
            )
        except (AttributeError, KeyError, TypeError) as error:
            raise UsageError(f"no description of addresses: {error!r}") from error

    def dump(self) -> dict[str, Any]:
        """As values of JSON."""
        return {
            "addresses": list(self.addresses),
            "former": list(self.former),
            "language": self.language,
            "languages": dict(self.languages),
            "home": self.home,
        }
