"""The same article in other languages, as its page says: by a link of the head that is declared to
be an alternate in another language (https://html.spec.whatwg.org/#rel-alternate), or by a link
between editions, whose text is the name of a language and nothing else.

Numbers that are the same in two languages say nothing, and a link to an article in another language
is mostly one to another article: `hreflang` alone only says in which language that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.html.page import Page
from newscrawl.identity.article_id import ArticleRef
from newscrawl.text import fold

MAX_NAME_CHARS = 24
"""The name of a language with what stands around it: longer texts are titles."""

MAX_PARTS = 2
"""Elements in a link between editions: a flag, and the name."""

_NAMES = {
    "ar": "arabic ara العربية عربي",
    "az": "azerbaijani aze azərbaycan azərbaycanca azərbaycan_dili",
    "bg": "bulgarian bul български",
    "cs": "czech ces cze čeština česky",
    "da": "danish dan dansk",
    "de": "german deu ger deutsch auf_deutsch",
    "el": "greek ell gre gr ελληνικά",
    "en": "english eng in_english english_version read_in_english",
    "es": "spanish spa español castellano en_español",
    "et": "estonian est eesti",
    "fa": "persian farsi fas per فارسی",
    "fi": "finnish fin suomi suomeksi",
    "fr": "french fra fre français en_français",
    "he": "hebrew heb עברית",
    "hr": "croatian hrv hrvatski",
    "hu": "hungarian hun magyar",
    "hy": "armenian hye arm am հայերեն հայ",
    "it": "italian ita italiano",
    "ja": "japanese jpn jp 日本語",
    "ka": "georgian kat geo ge ქართული ქართულად ქარ",
    "kk": "kazakh kaz kz қазақша қазақ",
    "ko": "korean kor kr 한국어",
    "lt": "lithuanian lit lietuvių",
    "lv": "latvian lav latviešu",
    "nl": "dutch nld dut nederlands",
    "no": "norwegian nor norsk",
    "pl": "polish pol polski",
    "pt": "portuguese por português",
    "ro": "romanian ron rum română",
    "ru": "russian rus русский по-русски на_русском рус русская_версия",
    "sk": "slovak slk slo slovenčina",
    "sl": "slovenian slv slovenščina",
    "sq": "albanian sqi alb shqip",
    "sr": "serbian srp srpski српски",
    "sv": "swedish swe se svenska",
    "tr": "turkish tur türkçe",
    "uk": "ukrainian ukr ua українська українською укр",
    "uz": "uzbek uzb oʻzbekcha o'zbekcha ўзбекча",
    "zh": "chinese zho chi cn 中文",
}
"""What links between editions call a language: its name in itself and in English, its codes (ISO
639-1 and -2), the code of a country that stands for it, and the common ways to say 'in' it."""

_CODES: dict[str, set[str]] = {}
"""The codes that a name may mean."""
for _code, _texts in _NAMES.items():
    for _name in (_code, *_texts.split()):
        _CODES.setdefault(_name.replace("_", " "), set()).add(_code)

_NONE: set[str] = set()
_AROUND = " []()|/·•>»«-–—"


def find_translations(page: Page, ref: ArticleRef | None, find_ref: FindRef) -> list[ArticleRef]:
    """The same article in other languages, one a language, in the order of the page. `ref` is the
    article itself; without one there are none.

    What is declared in the head comes first. Where several links say that they lead to one edition
    and lead to different articles, they are labels of other articles, and tell nothing.
    """
    if ref is None:
        return []
    found = _declared(page, ref, find_ref)
    linked: dict[str, set[ArticleRef]] = {}
    for other in _between_editions(page, find_ref):
        if other.language != ref.language:
            linked.setdefault(other.language, set()).add(other)
    for language, refs in linked.items():
        if language not in found and len(refs) == 1:
            found[language] = refs.pop()
    return list(found.values())


def _declared(page: Page, ref: ArticleRef, find_ref: FindRef) -> dict[str, ArticleRef]:
    found: dict[str, ArticleRef] = {}
    for element in page.root.iter("link"):
        language = (element.get("hreflang") or "").strip().lower()
        if not language or language == "x-default":
            continue
        if "alternate" not in (element.get("rel") or "").lower().split():
            continue
        other = find_ref(element.get("href") or "")
        if other is not None and other.language != ref.language:
            found.setdefault(other.language, other)
    return found


def _between_editions(page: Page, find_ref: FindRef) -> Iterator[ArticleRef]:
    for element in page.root.iter("a", "option"):
        codes = _language_named(element)
        if not codes:
            continue
        href = element.get("href" if element.tag == "a" else "value") or ""
        other = find_ref(href)
        # The address has its own name for the language: that of a country, perhaps.
        if other is not None and codes & _CODES.get(other.language, {other.language}):
            yield other


def _language_named(element: _Element) -> set[str]:
    """The codes of the language whose name is all that a link shows; none where it shows more."""
    # Nearly every link shows more: a look in C is cheaper than to fold it.
    text, parts = element.text or "", len(element)
    if len(text) > 2 * MAX_NAME_CHARS or parts > MAX_PARTS:
        return _NONE
    if parts:
        text = "".join(map(str, element.itertext()))
        if len(text) > 2 * MAX_NAME_CHARS:
            return _NONE
    if not text or text.isspace():
        text = _of_picture(element)
    text = text.strip()
    if text[:1] in _AROUND or text[-1:] in _AROUND or not text.isprintable():
        text = fold(text).strip(_AROUND)
    return _CODES.get(text.casefold(), _NONE)


def _of_picture(element: _Element) -> str:
    """What a flag is called: by the picture, or by the link around it."""
    picture = element.find(".//img")
    alt = picture.get("alt") if picture is not None else None
    return alt or element.get("title") or element.get("aria-label") or ""
