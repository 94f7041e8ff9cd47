"""extract.html.charset: a page's bytes become its text, whatever charset they are in and whatever
one is declared."""

from __future__ import annotations

import codecs

import pytest
from support.paper_pages import TITLE, a_page, html, texts

from newscrawl.extract.html.charset import as_utf8

RUSSIAN = (
    "Ночной паром отошёл от верхней пристани в понедельник: на борту было сорок пассажиров, билет"
    " стоит 3 рубля."
)
UKRAINIAN = (
    "Її човен стояв біля пристані, і він їй сказав, що ґанок їхньої хати дивиться на схід, а її"
    " сусіди рибалять."
)
GEORGIAN = "ღამის ბორანი ზედა ნავსადგურიდან ორშაბათს გავიდა, პირველად ქარიშხლის შემდეგ."
TURKISH = "Gece feribotu iskeleye döndü; şehir güzel, ağaç yeşil, ışık sönük, yağmur hâlâ sürüyor."
WESTERN = "The “night” ferry’s café – naïve, old – returns…"
GREEK = "Το νυχτερινό πλοίο επέστρεψε στην άνω αποβάθρα μετά την καταιγίδα."


def shown(text: str, encoding: str, content_type: str = "", head: str = "") -> str:
    """What a reader sees of a page with one paragraph, sent in `encoding`."""
    body = f"<h1>Paper</h1><p>{text}</p>"
    markup = f"<html><head>{head}<title>Paper</title></head><body>{body}</body></html>"
    return a_page(markup.encode(encoding), content_type=content_type).outline.blocks[-1].text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (GEORGIAN, "utf-8"),
        (TURKISH, "utf-8"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "koi8-u"),
        (RUSSIAN, "iso-8859-5"),
        (RUSSIAN, "cp866"),
        (TURKISH, "windows-1254"),
        (WESTERN, "windows-1252"),
        (GREEK, "windows-1253"),
    ],
)
def test_the_declared_charset_is_used(text: str, encoding: str) -> None:
    assert shown(text, encoding, f"text/html; charset={encoding}") == text
    assert shown(text, encoding, f'text/html;charset="{encoding.upper()}"') == text
    assert shown(text, encoding, "text/html", f'<meta charset="{encoding}">') == text
    assert (
        shown(
            text,
            encoding,
            "",
            f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">',
        )
        == text
    )


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "utf-8", "windows-1251"),
        (GEORGIAN, "utf-8", "iso-8859-1"),
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, "windows-1251", "iso-8859-1"),
        (RUSSIAN, "windows-1251", "koi8-r"),
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "iso-8859-5", "windows-1251"),
        (WESTERN, "windows-1252", "utf-8"),
        (RUSSIAN, "windows-1251", "no-such-charset"),
        (RUSSIAN, "utf-8", "utf-16"),
    ],
)
def test_a_wrongly_declared_charset_is_seen_through(
    text: str, encoding: str, declared: str
) -> None:
    assert shown(text, encoding, f"text/html; charset={declared}") == text
    assert shown(text, encoding, "text/html", f'<meta charset="{declared}">') == text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "iso-8859-5", "cp866"])
def test_an_undeclared_charset_is_found(encoding: str) -> None:
    assert shown(RUSSIAN, encoding) == RUSSIAN


TURKISH = "Köprü açıldı: işçiler, Iğdır’ın şantiyesinde çay içti. "
ICELANDIC = "Brúin opnuð: þeir sem þar unnu höfðu ýmislegt að segja. "


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "windows-1252", "iso-8859-9"])
def test_turkish_is_told_from_icelandic_in_what_is_said_to_be_western(declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    assert shown(TURKISH * 3, "cp1254", "text/html", meta) == (TURKISH * 3).strip()
    if declared != "iso-8859-9":
        assert shown(ICELANDIC * 3, "cp1252", "text/html", meta) == (ICELANDIC * 3).strip()


def test_a_few_foreign_bytes_on_an_english_page_are_found_too() -> None:
    english = "The ferry sails. " * 200
    assert shown(f"{english}Its captain is Иван Петров, who is 60.", "windows-1251").endswith(
        "Its captain is Иван Петров, who is 60."
    )
    assert shown(f"{english}The captain’s word – “no” – is law.", "windows-1252").endswith(
        "The captain’s word – “no” – is law."
    )


def test_bad_bytes_in_utf_8_spoil_only_themselves() -> None:
    body = (
        html(f"<p>{RUSSIAN}</p><p>Bad: \x00</p><p>{GEORGIAN}</p>")
        .encode()
        .replace(b"\x00", b"\xff\xfe\xc3")
    )
    for content_type in ("", "text/html; charset=utf-8", "text/html; charset=windows-1251"):
        first, bad, last = (
            block.text for block in a_page(body, content_type=content_type).outline.blocks
        )
        assert (first, last) == (RUSSIAN, GEORGIAN)
        assert bad.startswith("Bad: \ufffd")


def test_utf_8_cut_in_the_middle_of_a_letter_is_still_utf_8() -> None:
    body = f"<html><body><p>{RUSSIAN}</p><p>Ночной".encode()[:-1]
    assert texts(body)[0] == RUSSIAN


@pytest.mark.parametrize("declared", ["", "windows-1251", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_decides(bom: bytes, encoding: str, declared: str) -> None:
    """Encoding Standard, "decode": it outweighs every declaration."""
    body = (
        bom
        + "<html><head><meta"
        f" charset=windows-1251></head><body><h1>{TITLE}</h1><p>{RUSSIAN}</p></body></html>".encode(
            encoding
        )
    )
    page = a_page(body, content_type=f"text/html; charset={declared}")
    assert [block.text for block in page.outline.blocks] == [TITLE, RUSSIAN]


@pytest.mark.parametrize(
    "place",
    [
        "<p>Fer\0ry</p>",
        "<p\0>Ferry</p>",
        "<p>Ferry\0\0\0</p>",
        '<p class="a\0b">Ferry</p>',
        "\0<p>Ferry</p>",
        "<p>Ferry</p>\0",
    ],
)
def test_nul_bytes_are_as_if_they_were_not_there(place: str) -> None:
    assert texts(html(f"{place}<p>{RUSSIAN}</p>")) == ["Ferry", RUSSIAN]
    assert texts(f"<html><body>{place}<p>{RUSSIAN}</p></body></html>".encode("windows-1251")) == [
        "Ferry",
        RUSSIAN,
    ]


def test_as_utf8_leaves_valid_pages_as_they_are() -> None:
    body = f"<p>{GEORGIAN}</p>".encode()
    assert as_utf8(body, "text/html; charset=windows-1251") is body


@pytest.mark.parametrize(
    ("label", "encoding"), [("x-cp1251", "cp1251"), ("x-mac-cyrillic", "mac-cyrillic")]
)
def test_labels_that_only_the_standard_knows_are_read(label: str, encoding: str) -> None:
    assert shown(RUSSIAN, encoding, f"text/html; charset={label}") == RUSSIAN
    assert shown(RUSSIAN, encoding, "text/html", f"<meta charset={label}>") == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, GEORGIAN, WESTERN])
def test_utf_16_is_told_without_mark_and_declaration(text: str, encoding: str) -> None:
    body = (
        f"<html><head><title>Paper</title></head><body>{'<p></p>' * 30}<p>{text}</p></body></html>"
    )
    assert a_page(body.encode(encoding)).outline.blocks[-1].text == text
