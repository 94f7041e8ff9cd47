"""What may be wrong with robots.txt."""

from __future__ import annotations

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request, is_robots, page


@fault("robots.txt answers with 500")
def robots_500(request: Request, answer: Answer) -> Reply:
    return page("", 500) if is_robots(request) else answer(request)


@fault("robots.txt forbids everything")
def robots_forbids(request: Request, answer: Answer) -> Reply:
    return (
        Reply(b"User-agent: *\nDisallow: /\n", type="text/plain")
        if is_robots(request)
        else answer(request)
    )


@fault("robots.txt asks for a second between requests")
def crawl_delay(request: Request, answer: Answer) -> Reply:
    return (
        Reply(b"User-agent: *\nCrawl-delay: 1\n", type="text/plain")
        if is_robots(request)
        else answer(request)
    )


@fault("robots.txt forbids one language")
def robots_language(request: Request, answer: Answer) -> Reply:
    return (
        Reply(b"User-agent: *\nDisallow: /ru\n", type="text/plain")
        if is_robots(request)
        else answer(request)
    )
