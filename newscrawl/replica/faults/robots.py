"""What may be wrong with robots.txt."""

from __future__ import annotations

from newscrawl.replica.faults.registry import fault
from newscrawl.replica.replies import Answer, Reply, Request, is_robots, page


@fault("robots.txt answers with 500")
def robots_500(request: Request, answer: Answer) -> Reply:
    return page("", 500) if is_robots(request) else answer(request)


@fault("robots.txt forbids everything")
def robots_forbids(request: Request, answer: Answer) -> Reply:
    return _with_rule("Disallow: /", request, answer)


@fault("robots.txt asks for a second between requests")
def crawl_delay(request: Request, answer: Answer) -> Reply:
    return _with_rule("Crawl-delay: 1", request, answer)


@fault("robots.txt forbids one language")
def robots_language(request: Request, answer: Answer) -> Reply:
    return _with_rule("Disallow: /ru", request, answer)


def _with_rule(rule: str, request: Request, answer: Answer) -> Reply:
    """A robots.txt that says this to everybody."""
    if not is_robots(request):
        return answer(request)
    return Reply(f"User-agent: *\n{rule}\n".encode(), type="text/plain")
