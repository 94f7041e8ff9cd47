"""What can be wrong with a site, each by its name: `--fault sid --fault flaky`.

A fault stands between the question and the page. It answers by itself, or spoils what the site
answers: for every page, for a few articles, or, when it is a trap, behind its door, a link in the
menu of every page.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, repeat

from newscrawl.replica.fault import FAULTS, fault
from newscrawl.replica.replies import Answer, Ask, Reply, page, redirect

__all__ = ["FAULTS"]

MEGABYTE = 1 << 20
HUGE_MEGABYTES = 300
DEEP_LEVELS = 50_000
MANY_LINKS = 100_000
LIFE_REQUESTS = 25
"""Answers that a server which is to die still gives."""


# Traps.


@fault("every month leads to the next and the last, for ever", door="/calendar")
def calendar(ask: Ask, answer: Answer) -> Reply:
    numbers = [int(number) for number in re.findall(r"/(\d{1,6})", ask.path)]
    year, month = numbers if len(numbers) == 2 else (2026, 1)
    months = [divmod(year * 12 + month - 1 + step, 12) for step in (-1, 1)]
    return _links(f"/calendar/{year}/{month0 + 1}" for year, month0 in months)


@fault("every page leads to two a level further down", door="/more")
def growing(ask: Ask, answer: Answer) -> Reply:
    return _links(f"{ask.path}/{step}" for step in ("a", "b"))


@fault("every link carries a session id that no other link has")
def sid(ask: Ask, answer: Answer) -> Reply:
    def marked(link: re.Match[bytes]) -> bytes:
        return b'%s%ssid=%032x"' % (
            link[1],
            b"&amp;" if b"?" in link[1] else b"?",
            random.getrandbits(128),
        )

    reply = answer(ask)
    return (
        replace(reply, body=re.sub(rb'(?i)(href="/[^"#]*)"', marked, reply.body))
        if reply.type.startswith("text/html")
        else reply
    )


@fault("one page with 100,000 links to empty pages", door="/links")
def many_links(ask: Ask, answer: Answer) -> Reply:
    return (
        _links(f"/links/{number}" for number in range(MANY_LINKS))
        if ask.path == "/links"
        else _links(())
    )


@fault("two pages that redirect to each other", door="/loop")
def redirect_loop(ask: Ask, answer: Answer) -> Reply:
    return redirect("/loop/b" if ask.path == "/loop/a" else "/loop/a")


# Articles that cannot be read.


@fault("an article of 300 MB", victims="one")
def huge(ask: Ask, answer: Answer) -> Reply:
    paragraph = b"<p>More of the same, and then some more of it.</p>\n"
    piece = paragraph * (MEGABYTE // 16 // len(paragraph))
    return replace(
        answer(ask), stream=lambda: chain([_start(answer(ask))], repeat(piece, HUGE_MEGABYTES * 16))
    )


@fault("an article of 300 MB in 300 kB of gzip", victims="one")
def gzip_bomb(ask: Ask, answer: Answer) -> Reply:
    return replace(
        answer(ask), body=_bomb(_start(answer(ask))), headers={"content-encoding": "gzip"}
    )


@fault("an article inside 50,000 elements", victims="one")
def deep(ask: Ask, answer: Answer) -> Reply:
    reply = answer(ask)
    return replace(
        reply, body=re.sub(rb"(<body[^>]*>)", rb"\1" + b"<div>" * DEEP_LEVELS, reply.body, count=1)
    )


@fault("an article whose server takes the question and never answers", victims="one")
def hanging(ask: Ask, answer: Answer) -> Reply:
    return Reply(end="never")


@fault("an article whose connection breaks half way", victims="one")
def cut(ask: Ask, answer: Answer) -> Reply:
    return replace(answer(ask), end="cut")


@fault("every seventh article answers with 500", victims="some")
def some_500(ask: Ask, answer: Answer) -> Reply:
    return page("<!DOCTYPE html><title>Error</title><h1>500</h1>", 500)


@fault("every third article answers with 404, though it is there", victims="third")
def half_gone(ask: Ask, answer: Answer) -> Reply:
    return page("<!DOCTYPE html><title>404</title><h1>404</h1>", 404)


@fault("every article's page is a login form, with 200", victims="each")
def login(ask: Ask, answer: Answer) -> Reply:
    form = '<input name="user"> <input name="password" type="password"> <button>Log in</button>'
    html = f'<h1>Please log in</h1><form method="post" action="/login">{form}</form>'
    return page(
        f"<!DOCTYPE html><title>Log in</title>{html}<p>Only those who are known to us can read this"
        " page.</p>"
    )


# Odd bytes in pages that can be read.


@fault("NUL bytes between tags and between words")
def nul(ask: Ask, answer: Answer) -> Reply:
    def strewn(html: str) -> bytes:
        head, end, body = html.partition("</head>")
        return (head + end + body.replace(">\n", ">\0\n").replace(", ", ",\0 ")).encode()

    return _recoded(answer(ask), strewn)


@fault("windows-1251, and nothing says so")
def charset_absent(ask: Ask, answer: Answer) -> Reply:
    return _recoded(answer(ask), lambda html: _cyrillic(_undeclared(html)), type="text/html")


@fault("windows-1251, declared as UTF-8")
def charset_wrong(ask: Ask, answer: Answer) -> Reply:
    return _recoded(answer(ask), _cyrillic)


@fault("windows-1251, declared in the header; the page itself says UTF-8")
def charset_header(ask: Ask, answer: Answer) -> Reply:
    return _recoded(answer(ask), _cyrillic, type="text/html; charset=windows-1251")


@fault("windows-1251, declared in the page alone")
def charset_meta(ask: Ask, answer: Answer) -> Reply:
    def declared(html: str) -> bytes:
        return _cyrillic(
            _undeclared(html).replace("<head>", '<head><meta charset="windows-1251">', 1)
        )

    return _recoded(answer(ask), declared, type="text/html")


@fault("UTF-8, declared as ISO-8859-1")
def charset_latin(ask: Ask, answer: Answer) -> Reply:
    return _recoded(
        answer(ask), lambda html: _undeclared(html).encode(), type="text/html; charset=ISO-8859-1"
    )


@fault("UTF-8 with bytes that are none, below the text")
def bad_bytes(ask: Ask, answer: Answer) -> Reply:
    return _recoded(
        answer(ask),
        lambda html: html.encode().replace(b"</body>", b"<p>\xff\xfe \x92 \xe0</p></body>"),
    )


# A site that is ill as a whole.


@fault("every answer takes a tenth of a second")
def slow(ask: Ask, answer: Answer) -> Reply:
    return replace(answer(ask), delay_s=0.1)


@fault("every page answers with 503 the first time")
def flaky(ask: Ask, answer: Answer) -> Reply:
    return (
        answer(ask)
        if ask.seen or _is_robots(ask)
        else page("<!DOCTYPE html><title>503</title>", 503)
    )


@fault("every page answers with 500", victims="all")
def all_500(ask: Ask, answer: Answer) -> Reply:
    return answer(ask) if _is_robots(ask) else page("<!DOCTYPE html><title>500</title>", 500)


@fault("every page answers with 403", victims="all")
def all_403(ask: Ask, answer: Answer) -> Reply:
    return answer(ask) if _is_robots(ask) else page("<!DOCTYPE html><title>403</title>", 403)


@fault("every page answers with 429 and asks for a second's pause", victims="all")
def all_429(ask: Ask, answer: Answer) -> Reply:
    reply = page("<!DOCTYPE html><title>429</title>", 429)
    return answer(ask) if _is_robots(ask) else replace(reply, headers={"retry-after": "1"})


@fault("every page says that the site is being mended, with 200", victims="all")
def maintenance(ask: Ask, answer: Answer) -> Reply:
    html = (
        "<!DOCTYPE html><title>Maintenance</title><h1>We will be back soon</h1><p>The site is being"
        " mended. Please come again later.</p>"
    )
    return answer(ask) if _is_robots(ask) else page(html)


@fault("every listing but the root answers with 500")
def listing_500(ask: Ask, answer: Answer) -> Reply:
    listing = re.fullmatch(r"/[a-z]{2}(/(news(?!/detail/)|section|tag)(/.*)?)?/?", ask.path)
    return page("<!DOCTYPE html><title>500</title>", 500) if listing else answer(ask)


@fault("every page is empty, with 200", victims="all")
def empty(ask: Ask, answer: Answer) -> Reply:
    return answer(ask) if _is_robots(ask) else page("")


@fault("the server dies after 25 answers")
def dies(ask: Ask, answer: Answer) -> Reply:
    return answer(ask) if ask.before < LIFE_REQUESTS else Reply(end="death")


# robots.txt.


@fault("robots.txt answers with 500")
def robots_500(ask: Ask, answer: Answer) -> Reply:
    return page("", 500) if _is_robots(ask) else answer(ask)


@fault("robots.txt forbids everything")
def robots_forbids(ask: Ask, answer: Answer) -> Reply:
    return (
        Reply(b"User-agent: *\nDisallow: /\n", type="text/plain")
        if _is_robots(ask)
        else answer(ask)
    )


@fault("robots.txt asks for a second between requests")
def crawl_delay(ask: Ask, answer: Answer) -> Reply:
    return (
        Reply(b"User-agent: *\nCrawl-delay: 1\n", type="text/plain")
        if _is_robots(ask)
        else answer(ask)
    )


def _is_robots(ask: Ask) -> bool:
    return ask.path == "/robots.txt"


def _links(hrefs: Iterable[str]) -> Reply:
    return page(
        "<!DOCTYPE html><title>…</title>\n"
        + "\n".join(f'<a href="{href}">{href}</a>' for href in hrefs)
    )


def _start(reply: Reply) -> bytes:
    """The page up to the end of its body, which is still to come."""
    return reply.body.partition(b"</body>")[0]


def _recoded(reply: Reply, encode: Callable[[str], bytes], *, type: str | None = None) -> Reply:
    return (
        replace(reply, body=encode(reply.body.decode()), type=type or reply.type)
        if reply.type.startswith("text/html")
        else reply
    )


def _cyrillic(html: str) -> bytes:
    """In windows-1251; what it lacks, Georgian letters among them, as character references."""
    return html.encode("windows-1251", "xmlcharrefreplace")


def _undeclared(html: str) -> str:
    return re.sub(r"(?i)<meta[^>]*charset[^>]*>", "", html)


@cache
def _bomb(start: bytes) -> bytes:
    def pieces() -> Iterator[bytes]:
        gzip = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        yield gzip.compress(start)
        yield from (gzip.compress(b" " * MEGABYTE) for _ in range(HUGE_MEGABYTES))
        yield gzip.flush()

    return b"".join(pieces())
