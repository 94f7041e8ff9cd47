"""How a URL is written: escapes, dot segments, tracking parameters, session ids, file endings,
index pages. Pure functions of text."""

from __future__ import annotations

import re
from urllib.parse import quote

_FILES = """
7z aac apk avi avif bin bmp bz2 class css csv dat deb dmg doc docm docx eot epub exe fb2 flac flv
gif gz heic ico ics iso jar jpe jpeg jpg js json kml kmz less m3u m3u8 m4a m4v map mid midi mjs mkv
mobi mov mp3 mp4 mpeg mpg msi odp ods odt ogg ogv opus otf pdf png pps ppsx ppt pptx ps psd rar rtf
scss svg svgz swf tar tgz tif tiff torrent ttf txt vcf wasm wav webm webmanifest webp wma wmv woff
woff2 xls xlsm xlsx xpi xz yaml yml zip zst
"""
_FILE_ENDINGS = frozenset(_FILES.split())

# Names that mean tracking and nothing else. `ref`, `from` and `source` are not here: sites use them
# for pages too.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|ymclid|msclkid|twclid|ttclid|igshid|igsh|mc_[ce]id|_openstat|_ga|_gl"
    r"|mkt_tok|vero_id|oly_\w+_id|spm|xtor|__twitter_impression|itm_\w+|mtm_\w+|piwik_\w+"
    r"|pk_(?:campaign|cid|content|kwd|keyword|medium|source)|at_(?:campaign|medium|custom\d|link_\w+)"
    r"|_hs(?:enc|mi)|hsctatracking|ref_(?:src|url)|wt[_.]\w*mc\w*",
    re.I | re.A,
)
_SESSION = re.compile(
    r"phpsessid|jsessionid|sessionid|session_id|sessid|oscsid|zenid|cfid|cftoken|aspsessionid\w*|asp\.net_sessionid|xtc?sid",
    re.I | re.A,
)
# `sid` and `s` are also 'section', 'story' and 'search': only a value that nobody would choose by
# hand makes them a session.
_PERHAPS_SESSION = {
    "sid": re.compile(r"(?!\d{1,9}$)[0-9a-f]{8,}|(?=\D*\d)[0-9a-z,]{16,}", re.I | re.A),
    "s": re.compile(r"[0-9a-f]{32}", re.I | re.A),
}
_PATH_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sessionid|sid|cfid|cftoken|v?session)=[^/;?]*|/\(S\([0-9a-z]{24}\)\)",
    re.I | re.A,
)

_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SLASHES = re.compile(r"/{2,}")
_INDEX_PAGE = re.compile(r"/(?:index\.(?:php|html?|aspx?|jsp)|default\.aspx?)$", re.I | re.A)


def plain_path(path: str) -> str:
    """A path without session ids and dot segments, each character escaped only where it must be.

    >>> plain_path("/en/../%6eews//a b;jsessionid=1F/")
    '/news/a%20b/'
    """
    if not path.startswith("/"):
        path = "/" + path
    if ";" in path or "(" in path:
        path = _PATH_SESSION.sub("", path)
    if _must_escape(path):
        path = _ESCAPE.sub(_unescape_unreserved, _BROKEN_ESCAPE.sub("%25", path))
        path = quote(path, safe="/%:@!$&'()*+,;=~-._", errors="replace")
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if "/." in path:
        path = _without_dot_segments(path)
    return path or "/"


def _must_escape(path: str) -> bool:
    return "%" in path or not path.isascii() or not path.isprintable() or " " in path


def _without_dot_segments(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    is_folder = segments[-1] in (".", "..") and kept
    return "/" + "/".join(kept) + ("/" if is_folder else "")


def _unescape_unreserved(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return chr(code) if code in _UNRESERVED else escape[0].upper()


def plain_query(query: str) -> str:
    """A query without tracking and session parameters, in its own order.

    >>> plain_query("utm_source=mail&page=2&PHPSESSID=1&sid=12&sid=9f8e7d6c5b4a&s=budget")
    'page=2&sid=12&s=budget'
    """
    if not query:
        return ""
    if not query.isascii() or not query.isprintable() or " " in query:
        query = quote(query, safe="%/?:@!$&'()*+,;=~-._[]|{}^", errors="replace")
    # '&amp;' that a page escaped twice.
    pieces = query.replace("&amp;", "&").split("&")
    return "&".join(piece for piece in pieces if piece and not _is_noise(piece))


def _is_noise(piece: str) -> bool:
    name, _, value = piece.partition("=")
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    perhaps = _PERHAPS_SESSION.get(name.lower())
    return bool(perhaps and perhaps.fullmatch(value))


def is_file(path: str) -> bool:
    """Whether a path ends as no page does. Feeds (.xml, .rss, .atom) and sitemaps under any ending
    are no files.

    >>> paths = "/report.PDF", "/news.aspx", "/feed.xml", "/sitemap-1.xml.gz", "/sitemap.txt"
    >>> [is_file(path) for path in paths]
    [True, False, False, False, False]
    """
    name = path.rpartition("/")[2].lower()
    dot = name.rfind(".")
    return (
        dot >= 0
        and name[dot + 1 :] in _FILE_ENDINGS
        and not name.startswith("sitemap")
        and not name.endswith(".xml.gz")
    )


def listing_key(url: str) -> str:
    """What makes a listing page the same page: the order of the query, a trailing slash and a name
    like index.php do not count.

    Takes a URL as `Site.resolve` gives it, and gives the very same object where nothing had to
    be folded.

    >>> listing_key("https://a.test/news/index.php?page=2&lang=en") == listing_key("https://a.test/news?lang=en&page=2")
    True
    >>> listing_key("https://a.test/") == listing_key("https://a.test/news")
    False
    """
    path, question, query = url.partition("?")
    folded = (
        _INDEX_PAGE.sub("/", path)
        if path.endswith(("p", "P", "l", "L", "m", "M", "x", "X"))
        else path
    )
    if folded.endswith("/"):
        folded = folded.rstrip("/")
    if "&" in query:
        query = "&".join(sorted(query.split("&")))
    key = folded + question + query
    return url if key == url else key
