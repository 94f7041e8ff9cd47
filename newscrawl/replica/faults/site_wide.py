"""Errors of the site as a whole: what it answers whatever is asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request, is_robots, page

LIFE_REQUESTS = 25
"""Answers that a server which is to die still gives."""


@fault("every answer takes a tenth of a second")
def slow(request: Request, answer: Answer) -> Reply:
    return replace(answer(request), delay_s=0.1)


@fault("every page answers with 503 the first time")
def flaky(request: Request, answer: Answer) -> Reply:
    return (
        answer(request)
        if request.seen or is_robots(request)
        else page("<!DOCTYPE html><title>503</title>", 503)
    )


@fault("every page answers with 500", scope="all")
def all_500(request: Request, answer: Answer) -> Reply:
    return answer(request) if is_robots(request) else page("<!DOCTYPE html><title>500</title>", 500)


@fault("every page answers with 403", scope="all")
def all_403(request: Request, answer: Answer) -> Reply:
    return answer(request) if is_robots(request) else page("<!DOCTYPE html><title>403</title>", 403)


@fault("every page answers with 429 and asks for a second's pause", scope="all")
def all_429(request: Request, answer: Answer) -> Reply:
    reply = page("<!DOCTYPE html><title>429</title>", 429)
    return answer(request) if is_robots(request) else replace(reply, headers={"retry-after": "1"})


@fault("every page says that the site is being mended, with 200", scope="all")
def maintenance(request: Request, answer: Answer) -> Reply:
    html = (
        "<!DOCTYPE html><title>Maintenance</title><h1>We will be back soon</h1><p>The site is being"
        " mended. Please come again later.</p>"
    )
    return answer(request) if is_robots(request) else page(html)


@fault("every listing but the root answers with 500")
def listing_500(request: Request, answer: Answer) -> Reply:
    listing = re.fullmatch(r"/[a-z]{2}(/(news(?!/detail/)|section|tag)(/.*)?)?/?", request.path)
    return page("<!DOCTYPE html><title>500</title>", 500) if listing else answer(request)


@fault("every page is empty, with 200", scope="all")
def empty(request: Request, answer: Answer) -> Reply:
    return answer(request) if is_robots(request) else page("")


@fault("the server dies after 25 answers")
def dies(request: Request, answer: Answer) -> Reply:
    return answer(request) if request.before < LIFE_REQUESTS else Reply(end="death")
