"""The requests for what is fetched beside the visits."""

from __future__ import annotations

from parse.test_gathering import gathered, look
from support.parsing import url_of

from newscrawl.downloader.responses import ARTICLE
from newscrawl.extract.parts import PartLink
from newscrawl.parse.beside import ASKED, request_beside
from newscrawl.parse.gathering import PartRequest
from newscrawl.parse.results import Probe
from newscrawl.parse.soft404 import ProbeKind


def nothing() -> None:
    """A callback."""


def test_a_probe_of_what_cannot_exist_takes_any_answer_and_is_led_nowhere() -> None:
    probe = Probe(ProbeKind.NOWHERE, "en", url_of(3))
    request = request_beside(probe, nothing, nothing)
    assert (request.url, request.meta[ASKED]) == (url_of(3), probe)
    assert request.meta["handle_httpstatus_all"]
    assert request.meta["probe"]
    assert ARTICLE not in request.meta


def test_a_probe_of_what_should_be_there_is_led_on() -> None:
    request = request_beside(Probe(ProbeKind.HOME, "en", url_of(3)), nothing, nothing)
    assert not request.meta.keys() & {"handle_httpstatus_all", "probe"}


def test_a_further_page_is_one_of_its_article_and_may_be_redirected() -> None:
    link = PartLink(f"{url_of(7)}?page=2", 2)
    request = request_beside(PartRequest(gathered(look(1)), link, "paper/en/7"), nothing, nothing)
    assert (request.url, request.meta[ARTICLE]) == (link.url, "paper/en/7")
    assert "handle_httpstatus_all" not in request.meta
