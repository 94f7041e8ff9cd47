"""Parts of a path that name a listing or a service of a site, and no article: tags, authors,
searches, archives, further pages.

Whole segments count, never a word inside a longer one: an article may well be about an author.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from newscrawl.identity.page_numbers import PAGE_WORDS

_TOPICS = (
    r"tags?|topics?|topik|themen?|thema|sujets?|temas?|etiquetas?|etiketler?|etiket|konular?|"
    r"schlagw(?:oe|ö)rter|schlagworte?|mots?-cles?|keywords?|labels?|hashtags?|tegi?|teqi?|теги?|"
    r"categor(?:y|ies|ia|ias|ie)|categories|kategori(?:e|en|a|i)?|rubri(?:k|ken|que|ques|c|cs|ca|ka)|"
    r"рубрик[аи]|категори[яи]|ტეგი|თემა|وسم|الوسوم|تصنيف|برچسب"
)
_PEOPLE = (
    r"authors?|autor(?:en|es|i|ka)?|auteurs?|autori|yazarlar?|avtor[yi]?|автор[ы]?|journalists?|"
    r"contributors?|columnists?|reporters?|profiles?|users?|members?|byline|ავტორი|كاتب|كتاب"
)
_SEARCH = (
    r"search|suche|recherche|buscar|busqueda|ricerca|cerca|zoeken|arama|ara|poisk|поиск|ძიება|بحث"
)
_LISTS = (
    r"archives?|archivo|archivio|archiv|arhiv|arxiv|arsiv|архив|latest|most-(?:read|popular)|popular|"
    r"trending|all-news|sitemaps?|rss|feeds?|atom|amp|print|galler(?:y|ies)|calendar|series|people|أرشيف"
)
_SERVICES = (
    r"login|signin|sign-in|register|signup|subscribe|newsletters?|contact(?:-us)?|kontakt|contacto|"
    r"about(?:-us)?|impressum|imprint|privacy(?:-policy)?|datenschutz|terms(?:-of-use)?|agb|"
    r"cookies?|help|faq|jobs|careers|advertis(?:e|ing)|wp-(?:admin|content|includes|json|login)|"
    r"comments?|api|ajax|cgi-bin|static|assets|media|images?|attachment|index|home|default"
)
MAX_CHARS = 20
"""None of the words is longer, with a file ending: most slugs are, and need no further look."""
_ENDING = r"(?:\.[a-z]{2,5})?"
_SURELY = re.compile(rf"(?:{_TOPICS}|{_PEOPLE}|{_SEARCH}){_ENDING}", re.IGNORECASE)
_PERHAPS = re.compile(rf"(?:{_LISTS}|{_SERVICES}){_ENDING}", re.IGNORECASE)
"""A section may be called so, too: `/media/2026/03/05/a-slug`."""
_WORD = "|".join(sorted(PAGE_WORDS, key=len, reverse=True))
_PAGE = re.compile(
    rf"(?:(?:{_WORD})(?:[-_]?\d{{1,4}})?|\d{{1,4}}){_ENDING}",
    re.IGNORECASE,
)


def names_a_listing(segment: str, *, surely: bool = False) -> bool:
    """Whether a segment of a path, as a whole, names a listing or a service. `surely`: and no
    section is called so.

    >>> [names_a_listing(one) for one in ("tag", "Author", "media", "%D8%A8%D8%AD%D8%AB")]
    [True, True, True, True]
    >>> [names_a_listing(one, surely=True) for one in ("tag", "media", "the-author-speaks")]
    [True, False, False]
    """
    text = unquote(segment)
    if len(text) > MAX_CHARS:
        return False
    return _SURELY.fullmatch(text) is not None or (
        not surely and _PERHAPS.fullmatch(text) is not None
    )


def numbers_a_page(segment: str) -> bool:
    """Whether the last segment of a path is the number of a page, or of a year, or the word before
    one, and no name.

    >>> [numbers_a_page(one) for one in ("page-2", "page", "2026", "seite2.html", "top-10")]
    [True, True, True, True, False]
    """
    text = unquote(segment)
    return len(text) <= MAX_CHARS and _PAGE.fullmatch(text) is not None
