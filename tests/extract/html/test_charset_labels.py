"""extract.html.charset_labels: every label of a page that the Encoding Standard knows has a
codec."""

from __future__ import annotations

import codecs

import pytest

from newscrawl.extract.html.charset_labels import _CODECS, codec_of


@pytest.mark.parametrize("label", sorted(_CODECS))
def test_each_label_of_the_table_has_a_codec_of_python(label: str) -> None:
    codec = codec_of(label)
    assert codec is not None
    assert codecs.lookup(codec)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("x-cp1251", "cp1251"),
        ("X-Mac-Cyrillic", "mac-cyrillic"),
        ("koi8-ru", "koi8-u"),
        ("windows-1251", "cp1251"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "utf-8"),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_label_is_known_by_the_standard_first(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec
