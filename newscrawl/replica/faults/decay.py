"""A site, or what serves it, that goes bad all at once and says nothing: every page answers 200.

The pages are those of markups that write paragraphs as `<p>` and days as `<time>`; of others less
goes bad.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request

TEASER_PARAGRAPHS = 2
"""Paragraphs that are left of an article, the label above it among them."""

_ARTICLE = re.compile(r"/[a-z]{2}/news/detail/\d+/?")
_LISTING = re.compile(r"/([a-z]{2}(/(news(?!/detail/)|section|tag)(/.*)?)?)?/?")


@fault("every article ends after its first paragraph")
def teasers(request: Request, answer: Answer) -> Reply:
    def cut(html: str) -> str:
        number = count(1)
        return re.sub(
            r"<p>.*?</p>",
            lambda found: found[0] if next(number) <= TEASER_PARAGRAPHS else "",
            html,
            flags=re.S,
        )

    reply = answer(request)
    return _with(reply, cut) if _ARTICLE.fullmatch(request.path) else reply


@fault("every page is encoded twice")
def mojibake(request: Request, answer: Answer) -> Reply:
    return _with(answer(request), lambda html: html.encode().decode("latin-1"))


@fault("no page tells any day but that of the visit")
def undated(request: Request, answer: Answer) -> Reply:
    def cleared(html: str) -> str:
        head, stamp, rest = html.partition("</time>")
        rest = re.sub(r"<time.*?</time>", "", rest, flags=re.S)
        return re.sub(r', "date(Published|Modified)": "[^"]*"', "", head) + stamp + rest

    return _with(answer(request), cleared)


@fault("every article has the title of the site, and every link to one")
def untitled(request: Request, answer: Answer) -> Reply:
    def renamed(html: str) -> str:
        title = "The News of Today"
        html = re.sub(r'(detail/\d+">)[^<]*</a>', rf"\1{title}</a>", html)
        html = re.sub(r"<h1([^>]*)>.*?</h1>", rf"<h1\1>{title}</h1>", html, flags=re.S)
        html = re.sub(r'(og:title" content=")[^"]*', rf"\1{title}", html)
        html = re.sub(r"<title>.*?</title>", f"<title>{title}</title>", html, flags=re.S)
        return re.sub(r'"headline": "(?:[^"\\]|\\.)*"', f'"headline": "{title}"', html)

    return _with(answer(request), renamed)


@fault("every listing page is an empty shell that a script would fill")
def shells(request: Request, answer: Answer) -> Reply:
    if not _LISTING.fullmatch(request.path):
        return answer(request)
    html = (
        '<!DOCTYPE html><html><head><title>News</title><script src="/app.js"></script></head>'
        '<body><div id="app"></div></body></html>'
    )
    return Reply(html.encode())


def _with(reply: Reply, change: Callable[[str], str]) -> Reply:
    is_page = reply.type.startswith("text/html") and reply.status == 200
    return replace(reply, body=change(reply.body.decode()).encode()) if is_page else reply
