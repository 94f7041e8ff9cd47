"""A site that as a whole is not what it was: its changes are held back and told, until they are
accepted or gone; an ordinary day is none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import launcher
from support.harness import lines_of
from support.local_server import Answer, Page, page, serving

NEWS = "/en/news/detail/"
DAYS = 5
SENTENCES = (
    "The keeper of {one} counted his boxes twice – {two} left them there “by mistake”, it says.",
    "Half of what {three} had bought was empty when {four} came to look at it on a Tuesday.",
    "“We never lock {five},” said the clerk of {one}, and he showed the keys that {six} gave him.",
    "The neighbours of {two} will meet {three} again, unless the river by {four} rises further.",
)
SYLLABLES = ("ka", "mi", "ro", "ten", "sul", "var", "nes", "dol", "pik", "lam", "gor", "zin")


def name(number: int) -> str:
    """A name of its own for each number."""
    letters = []
    while number:
        number, place = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[place])
    return "".join(letters).title()


def title(number: int) -> str:
    return f"What became of the boxes of {name(number * 977)} and {name(number * 1_301)}"


def body(number: int) -> list[str]:
    words = ("one", "two", "three", "four", "five", "six")
    return [
        " ".join(
            sentence.format_map(
                {word: name(number * 7_919 * 31**n) for n, word in enumerate(words)}
            )
            for sentence in (
                SENTENCES[part],
                SENTENCES[(part + 1) % len(SENTENCES)].replace(",", ";"),
            )
        )
        for part in range(len(SENTENCES))
    ]


def day_of(number: int) -> str:
    return f"2026-01-{(number - 100) // 8 + 1:02}"


Change = Callable[[int, str], str]
"""What becomes of an article's page, by its number."""


def article(number: int) -> str:
    paragraphs = "".join(f"<p>{one}</p>" for one in body(number))
    dated = f'<meta property="article:published_time" content="{day_of(number)}T09:{number % 60:02}:00Z">'
    return (
        f"<html><head><meta charset=utf-8><title>{title(number)} - Paper</title>{dated}</head>"
        f"<body><nav>Home News</nav><h1>{title(number)}</h1>{paragraphs}</body></html>"
    )


def site(last: int, change: Change | None = None, *, bare: bool = False) -> Answer:
    numbers = range(100, last + 1)
    links = "".join(
        f"<li><a href='{NEWS}{number}'>{title(number)}</a></li>" for number in reversed(numbers)
    )

    def answer(path: str) -> Page:
        number = int(path.rpartition("/")[2]) if path.startswith(NEWS) else 0
        if path == "/":
            shown = "<div id=app></div>" if bare else f"<ul>{links}</ul>"
            return page(f"<html><body><h1>Paper</h1>{shown}</body></html>")
        if number not in numbers:
            return page("<h1>No such page</h1>", 404)
        text = article(number)
        return page(change(number, text) if change else text)

    return answer


def edit(edited: int) -> Change:
    return lambda number, text: (
        text.replace("</body>", "<p>Corrected: the mayor was not there.</p></body>")
        if number == edited
        else text
    )


class Life:
    """An archive, and a run a day."""

    def __init__(self, output: Path) -> None:
        self.output, self.day, self.last = output, 0, 139

    def run(self, answer: Answer, *words: str) -> tuple[int, str]:
        self.day += 1
        with serving(answer) as server:
            done = launcher.run(
                *("crawl", "ccbsnews", "-a", f"root={server.root}", "-s", "DOWNLOAD_DELAY=0"),
                *("-s", "AUTOTHROTTLE_ENABLED=False", "-s", f"NEWSCRAWL_OUTPUT={self.output}"),
                *("-s", "NEWSCRAWL_READERS=0", *words),
                env={"NEWSCRAWL_CLOCK": f"2026-02-{self.day:02}T08:00:00Z"},
            )
        return done.returncode, done.stderr.rstrip().rpartition("\n")[2]

    def begin(self) -> None:
        """A first run, and ordinary days: two new articles and an edit each."""
        for _ in range(DAYS):
            code, line = self.run(site(self.last, edit(self.last - 3)))
            assert code == 0, line
            self.last += 2

    def lines(self) -> list[dict[str, Any]]:
        return lines_of(self.output)

    def report(self) -> dict[str, Any]:
        newest = max((self.output / "runs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        report: dict[str, Any] = json.loads(newest.read_bytes())
        return report


@pytest.fixture
def life(tmp_path: Path) -> Life:
    begun = Life(tmp_path)
    begun.begin()
    return begun


def cut(number: int, text: str) -> str:
    first = text.index("<p>")
    return text[: text.index("</p>", first)] + "</p></body></html>"


def garble(number: int, text: str) -> str:
    return text.encode().decode("cp1252", "replace")


def undate(number: int, text: str) -> str:
    return re.sub("<meta property.*?>", "", text)


def redesign(number: int, text: str) -> str:
    return (
        text.replace("<nav>", "<header class=top><nav>")
        .replace("</nav>", "</nav></header><main><article>")
        .replace("<p>", "<p class=text>")
        .replace("</body>", "</article></main><footer>Home News Imprint</footer></body>")
    )


def dated(last: int, change: Change | None = None) -> Answer:
    """The same site, with a day beside each headline of its listing."""
    rows = "".join(
        f"<li><a href='{NEWS}{number}'>{title(number)}</a> {day_of(number)}</li>"
        for number in range(last, 99, -1)
    )
    listing = f"<html><body><h1>Paper</h1><ul>{rows}</ul></body></html>"

    def answer(path: str) -> Page:
        if path == "/":
            return page(change(0, listing) if change else listing)
        return site(last, change)(path)

    return answer


@pytest.mark.slow
def test_the_names_that_a_garbled_site_has_for_its_articles_are_held_back_too(
    tmp_path: Path,
) -> None:
    life = Life(tmp_path)

    def names() -> set[tuple[str, str]]:
        return {(one["id"], one["title"]) for one in lines_of(tmp_path, "headlines")}

    for _ in range(DAYS):
        code, line = life.run(dated(life.last))
        assert code == 0, line
        life.last += 2
    sound = names()
    assert len(sound) > 20

    def mangle(number: int, text: str) -> str:
        return re.sub(
            r"What became of (.*?)([<\"])", r"Ð§Ñ‚Ð¾ ÑÑ‚Ð°Ð»Ð¾ \1\2", garble(number, text)
        )

    code, line = life.run(dated(life.last - 2, mangle), "-a", "revisit=all")
    code, line = life.run(dated(life.last - 2, mangle))
    assert (code, names()) == (1, sound), line
    code, line = life.run(dated(life.last - 2, mangle), "-a", "accept=drift")
    assert code == 0, line
    assert len(names() - sound) > 10


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (cut, "known articles lost most of their text"),
        pytest.param(garble, "known articles lost their letters", marks=pytest.mark.slow),
    ],
)
def test_changes_of_the_whole_site_are_held_back_until_they_are_gone_or_accepted(
    life: Life, change: Change, told: str
) -> None:
    before = life.lines()
    for words in (["-a", "revisit=all"], []):
        code, line = life.run(site(life.last, change), *words)
        assert code == 1
        assert "drift: " in line and "-a accept=drift" in line, line
        assert told in line or not words
        known = {one["id"] for one in before}
        assert [one for one in life.lines()[len(before) :] if one["id"] in known] == []
        assert not words or any(one["is_drift"] for one in life.report()["drift"])
    for words in (["-a", "limit=3"], ["-a", "revisit=all", "-a", "limit=2"]):
        code, line = life.run(site(life.last, change), *words)
        assert (code, "changes held back" in line) == (1, True), line
        assert [one for one in life.lines()[len(before) :] if one["id"] in known] == []
    code, line = life.run(site(life.last, change), "-a", "accept=drift")
    assert code == 0, line
    changed = [one for one in life.lines()[len(before) :] if one["id"] in known]
    assert len(changed) == len(known)
    assert {(one["change"], one["cause"]) for one in changed} == {("changed", "site")}
    code, line = life.run(site(life.last, change), "-a", "revisit=all")
    assert code == 0, line


@pytest.mark.slow
def test_pages_that_tell_their_day_no_more_are_told_and_nothing_is_forgotten(life: Life) -> None:
    before = life.lines()
    code, line = life.run(site(life.last, undate), "-a", "revisit=all")
    assert code == 1
    assert "known articles lost their date" in line and "held back" not in line, line
    since = life.lines()[len(before) :]
    assert {one["published"][:10] for one in since} <= {day_of(n) for n in range(100, life.last)}
    code, line = life.run(site(life.last, undate), "-a", "revisit=all", "-a", "accept=drift")
    assert code == 0, line
    code, line = life.run(site(life.last, undate), "-a", "revisit=all")
    assert code == 0, line


@pytest.mark.slow
def test_what_was_edited_meanwhile_is_written_when_the_drift_is_gone(life: Life) -> None:
    edited = life.last - 20
    before = life.lines()

    def cut_and_edit(number: int, text: str) -> str:
        return cut(number, edit(edited)(number, text))

    code, line = life.run(site(life.last, cut_and_edit), "-a", "revisit=all")
    assert code == 1, line
    # A few pages do not tell that the site is well again.
    code, line = life.run(site(life.last, edit(edited)), "-a", f"ids={edited}")
    assert (code, len(life.lines())) == (1, len(before)), line
    code, line = life.run(site(life.last, edit(edited)))
    assert code == 0, line
    new = life.lines()[len(before) :]
    changed = [(one["id"].rpartition("/")[2], one["cause"]) for one in new if one["revision"] > 1]
    assert changed == [(str(edited), "site")]
    assert new[-1]["body"].endswith("Corrected: the mayor was not there.") or len(new) > 1


@pytest.mark.slow
def test_what_was_held_back_and_is_gone_leaves_no_trace(life: Life) -> None:
    code, line = life.run(site(life.last, cut), "-a", "revisit=all")
    assert code == 1, line
    before = life.lines()
    for words in ([], ["-a", "revisit=all"], ["-a", "accept=drift"]):
        code, line = life.run(site(life.last), *words)
        assert (code, "drift" in line) == (0, False), line
    since = [one for one in life.lines()[len(before) :] if one["change"] != "new"]
    # The edits of earlier days are taken back.
    assert all("Corrected" not in one["body"] for one in since)
    assert len(since) <= DAYS


def test_a_redesign_that_reads_as_before_is_none(life: Life) -> None:
    before = life.lines()
    code, line = life.run(site(life.last, redesign), "-a", "revisit=all")
    assert code == 0, line
    assert [one for one in life.lines()[len(before) :] if "Corrected" in one["body"]] == []


def test_new_articles_without_a_date_where_each_had_one_are_told_and_written(life: Life) -> None:
    first_new = life.last - 1
    life.last += 1
    code, line = life.run(
        site(life.last, lambda n, text: undate(n, text) if n >= first_new else text)
    )
    assert code == 1
    assert "new articles are undated" in line and "held back" not in line, line
    assert {one["published"] for one in life.lines()[-3:]} == {None}


@pytest.mark.slow
def test_a_listing_that_shows_no_article_any_more_is_told(life: Life) -> None:
    for _ in range(3):
        code, line = life.run(site(life.last, bare=True))
        assert code == 1
        assert "listing pages of the news show no article" in line, line


def test_of_new_articles_that_all_show_one_title_not_even_the_first_is_written(life: Life) -> None:
    first = life.last + 1

    def one_title(number: int, text: str) -> str:
        return text.replace(title(number), title(first)) if number >= first else text

    def pictures(path: str) -> Page:
        answer = site(life.last + 4, one_title)
        if path != "/":
            return answer(path)
        numbers = range(life.last + 4, 100, -1)
        links = "".join(
            f"<a href='{NEWS}{number}'><img src=/{number}.jpg></a>" for number in numbers
        )
        return page(f"<html><body><h1>Paper</h1><div>{links}</div></body></html>")

    before = life.lines()
    code, line = life.run(pictures)
    assert (code, "4 new articles not written" in line) == (1, True), line
    written = {one["title"] for one in life.lines()[len(before) :]}
    assert written == {title(first - 1), title(first - 2)}, "those are what they are"
