"""Traps: parts of the site that have no end, each behind a link in the menu of every page."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request, page, redirect

MANY_LINKS = 100_000


@fault("every month leads to the next and the last, for ever", entry_path="/calendar")
def calendar(request: Request, answer: Answer) -> Reply:
    numbers = [int(number) for number in re.findall(r"/(\d{1,6})", request.path)]
    year, month = numbers if len(numbers) == 2 else (2026, 1)
    months = [divmod(year * 12 + month - 1 + step, 12) for step in (-1, 1)]
    return _links(f"/calendar/{year}/{month0 + 1}" for year, month0 in months)


@fault("every page leads to two a level further down", entry_path="/more")
def growing(request: Request, answer: Answer) -> Reply:
    return _links(f"{request.path}/{step}" for step in ("a", "b"))


@fault("every link carries a session id that no other link has")
def sid(request: Request, answer: Answer) -> Reply:
    def marked(link: re.Match[bytes]) -> bytes:
        return b'%s%ssid=%032x"' % (
            link[1],
            b"&amp;" if b"?" in link[1] else b"?",
            random.getrandbits(128),
        )

    reply = answer(request)
    return (
        replace(reply, body=re.sub(rb'(?i)(href="/[^"#]*)"', marked, reply.body))
        if reply.type.startswith("text/html")
        else reply
    )


@fault("one page with 100,000 links to empty pages", entry_path="/links")
def many_links(request: Request, answer: Answer) -> Reply:
    return (
        _links(f"/links/{number}" for number in range(MANY_LINKS))
        if request.path == "/links"
        else _links(())
    )


@fault("two pages that redirect to each other", entry_path="/loop")
def redirect_loop(request: Request, answer: Answer) -> Reply:
    return redirect("/loop/b" if request.path == "/loop/a" else "/loop/a")


def _links(hrefs: Iterable[str]) -> Reply:
    return page(
        "<!DOCTYPE html><title>…</title>\n"
        + "\n".join(f'<a href="{href}">{href}</a>' for href in hrefs)
    )
