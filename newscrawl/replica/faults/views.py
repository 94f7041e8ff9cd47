"""Pages that show an article whose own address is another: for phones (AMP) and for printing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request
from newscrawl.replica.urls import CANONICAL_ROOT

_ARTICLE = r"/[a-z]{2}/news/detail/(\d+)"
_VIEW = re.compile(rf"(?P<print>/print)?(?P<article>{_ARTICLE})(?P<amp>/amp)?/?")
_LINK = re.compile(rf'(href="(?:{re.escape(CANONICAL_ROOT)})?{_ARTICLE})(?=")')
_FRAME = re.compile(r"<(nav|aside)\b.*?</\1>", re.DOTALL)


@fault("each article has pages for phones and for printing, and lists lead to some of them")
def views(request: Request, answer: Answer) -> Reply:
    found = _VIEW.fullmatch(request.path)
    if found is None:
        return _rewritten(answer(request), _led_to_views)
    path, is_amp = found["article"], bool(found["amp"]) or request.query.get("output") == "amp"
    reply = answer(request._replace(path=path))
    # A page for phones names none for phones, and leads to others of its kind.
    return _rewritten(
        reply,
        lambda html: (
            _headed(_amp(html), path, "")
            if is_amp
            else _headed(_FRAME.sub("", html), path, "")
            if found["print"]
            else _headed(html, path, f'<link rel="amphtml" href="{path}/amp">').replace(
                "</h1>", f'</h1><div><a href="/print{path}">⎙</a></div>', 1
            )
        ),
    )


def _headed(html: str, path: str, more: str) -> str:
    return html.replace(
        "</head>", f'<link rel="canonical" href="{CANONICAL_ROOT}{path}">{more}</head>', 1
    )


def _amp(html: str) -> str:
    return _LINK.sub(r"\1/amp", html.replace("<html", "<html amp", 1))


def _led_to_views(html: str) -> str:
    def led(link: re.Match[str]) -> str:
        return link[1] + ("", "/amp", "?output=amp", "")[int(link[2]) % 4]

    return _LINK.sub(led, html)


def _rewritten(reply: Reply, how: Callable[[str], str]) -> Reply:
    if not reply.type.startswith("text/html") or reply.status != 200:
        return reply
    return replace(reply, body=how(reply.body.decode()).encode())
