"""The labels of the Encoding Standard that neither w3lib nor Python knows -> Python's codec.

Source: Encoding Standard, "names and labels". `x-user-defined` and `replacement` are left out: no
page of text is in them.
"""

from __future__ import annotations

from w3lib.encoding import resolve_encoding

_LABELS = {
    "utf-8": "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso-ir-101 iso88592 iso_8859-2:1987 l2",
    "iso8859-3": "csisolatin3 iso-ir-109 iso88593 iso_8859-3:1988 l3",
    "iso8859-4": "csisolatin4 iso-ir-110 iso88594 iso_8859-4:1988 l4",
    "iso8859-5": "csisolatincyrillic cyrillic iso-ir-144 iso88595 iso_8859-5:1988",
    "iso8859-6": (
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e"
        " iso-8859-6-i iso-ir-127 iso88596 iso_8859-6:1987"
    ),
    "iso8859-7": (
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso88597 iso_8859-7:1987"
        " sun_eu_greek"
    ),
    "iso8859-8": (
        "csiso88598e csiso88598i csisolatinhebrew hebrew iso-8859-8-e iso-8859-8-i iso-ir-138"
        " iso88598 iso_8859-8:1988 logical visual"
    ),
    "iso8859-10": "csisolatin6 iso-ir-157 iso885910 l6 latin6",
    "iso8859-13": "iso885913",
    "iso8859-14": "iso885914",
    "iso8859-15": "csisolatin9 iso885915 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "cskoi8r koi koi8 koi8_r",
    "koi8-u": "koi8-ru",
    "mac-roman": "csmacintosh mac x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "dos-874 iso885911",
    "cp1250": "x-cp1250",
    "cp1251": "x-cp1251",
    "cp1252": ("ansi_x3.4-1968 csisolatin1 ibm819 iso-ir-100 iso88591 iso_8859-1:1987 x-cp1252"),
    "cp1253": "x-cp1253",
    "cp1254": "csisolatin5 iso-ir-148 iso88599 iso_8859-9:1989 l5 x-cp1254",
    "cp1255": "x-cp1255",
    "cp1256": "x-cp1256",
    "cp1257": "x-cp1257",
    "cp1258": "x-cp1258",
    "gb18030": "csgb2312 csiso58gb231280 gb_2312 iso-ir-58 x-gbk",
    "big5hkscs": "cn-big5 x-x-big5",
    "euc_jp": "cseucpkdfmtjapanese x-euc-jp",
    "iso2022_jp": "csiso2022jp",
    "cp932": "csshiftjis ms932 windows-31j x-sjis",
    "cp949": "cseuckr csksc56011987 iso-ir-149 ks_c_5601-1989 ksc5601 windows-949",
    "utf-16-be": "unicodefffe",
    "utf-16-le": "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}


def codec_of(label: str) -> str | None:
    """Python's codec for a label as a page or its header gives it; None for one that nobody knows.

    >>> codec_of(" X-CP1251 "), codec_of("x-mac-cyrillic"), codec_of("nonsense")
    ('cp1251', 'mac-cyrillic', None)
    """
    plain = label.strip().lower()
    return _CODECS.get(plain) or resolve_encoding(plain)
