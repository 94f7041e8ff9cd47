"""Pages that load themselves again or lead on after a while: read as what they are, and no evidence
that an article has gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.harness import crawl, lines_of
from support.local_server import Answer, Page, page, serving
from support.parsing import STORIES, html, story

NEWS = "/en/news/detail/"


def site(heads: dict[str, str], stubs: dict[str, str]) -> Answer:
    """`heads` is what stands in the head of a page, `stubs` what answers in place of it, by path;
    empty for all that are not named."""
    links = "".join(
        f"<li><a href='{NEWS}{number}'>{STORIES[number][0]}</a></li>" for number in STORIES
    )

    def answer(path: str) -> Page:
        if path in stubs:
            return page(stubs[path])
        number = int(path.rpartition("/")[2]) if path.startswith(NEWS) else 0
        if path == "/":
            body = html(f"<h1>Paper</h1><ul>{links}</ul>")
        elif number in STORIES:
            body = html(story(number))
        else:
            return page("", 404)
        return page(body.replace(b"<head>", f"<head>{heads.get(path, '')}".encode()))

    return answer


def refresh(seconds: int, url: str) -> str:
    return f'<meta http-equiv="refresh" content="{seconds}; url={url}">'


ARTICLES = [f"{NEWS}{number}" for number in STORIES]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, 60])
@pytest.mark.parametrize("url", ["/", ""])
def test_a_page_with_its_text_is_read_wherever_it_leads(
    tmp_path: Path, seconds: int, url: str
) -> None:
    with serving(site({}, {})) as server:
        assert crawl(server.root, tmp_path).code == 0
        before = lines_of(tmp_path)
    heads = {path: refresh(seconds, url or path) for path in ["/", *ARTICLES]}
    for _ in range(2):
        with serving(site(heads, {})) as server:
            run = crawl(server.root, tmp_path, "-a", "revisit=all")
        assert (run.code, lines_of(tmp_path)) == (0, before), run.last_line


@pytest.mark.slow
def test_a_stub_in_the_place_of_an_article_is_a_failure_and_never_its_end(tmp_path: Path) -> None:
    with serving(site({}, {})) as server:
        assert crawl(server.root, tmp_path).code == 0
        before = lines_of(tmp_path)
    stubs = {path: f"<html><head>{refresh(0, '/')}</head></html>" for path in ARTICLES[:3]}
    for _ in range(3):
        with serving(site({}, stubs)) as server:
            run = crawl(server.root, tmp_path, "-a", "revisit=all")
        assert (run.code, lines_of(tmp_path)) == (1, before), run.last_line
        assert "3 articles failed" in run.last_line


def test_a_stub_at_the_root_leads_to_the_news(tmp_path: Path) -> None:
    whole = site({}, {})
    stub = f"<html><head>{refresh(0, '/en/')}</head><a href='/en/'>Continue</a></html>"

    def answer(path: str) -> Page:
        return page(stub) if path == "/" else whole("/" if path == "/en/" else path)

    with serving(answer) as server:
        run = crawl(server.root, tmp_path)
    assert run.code == 0, run.last_line
    assert len(lines_of(tmp_path)) == len(STORIES)
