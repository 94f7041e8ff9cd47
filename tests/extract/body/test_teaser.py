"""extract.body.teaser: a text that is but the start of its article, told by what ends it."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import TITLE, other_text, read, story

SENTENCES = [
    "The harbour master of the lower town has counted the boats again, and one is missing.",
    "Nobody on the quay wants to say since when, and the book that would tell is locked away.",
]


def facts(**said: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, **said}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


PAID = facts(isAccessibleForFree=False)


def teaser(text: str, below: str = "", head: str = "") -> str | None:
    reading = read(story(f"{text}{below}", head=head))
    assert reading.body is not None
    told = [rule for rule in reading.decisions.counts() if rule.startswith("teaser/")]  # type: ignore[union-attr]
    assert told == ([f"teaser/{reading.teaser}"] if reading.teaser else [])
    return reading.teaser


TEXT = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
FIVE = [other_text(number) for number in range(5)]
LONG = "".join(f"<p>{other_text(number)}</p>" for number in range(20))


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe now to continue reading",
        "This article is for subscribers only.",
        "Sign in to read the rest of it",
        "Sign in or register to keep reading this story.",
        "Jetzt mit Probeabo weiterlesen",
        "Dieser Text ist exklusiv für Abonnenten",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 85 % de cet article à lire.",
        "Este contenido es exclusivo para suscriptores",
        "Contenuto riservato agli abbonati",
        "Полный текст доступен по подписке",
        "Чтобы дочитать, оформите подписку",
    ],
)
def test_a_line_under_the_text_that_keeps_the_rest_for_subscribers_tells_a_teaser(
    prompt: str,
) -> None:
    assert teaser(TEXT, f"<div class=offer><h4>{prompt}</h4><a href=/abo>OK</a></div>") == "prompt"


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "Log in to comment",
        "Read more about the harbour",
        "Become a member of the harbour club",
        "Melden Sie sich zum Newsletter an",
        "Read the full story",
    ],
)
def test_another_offer_under_the_text_does_not(line: str) -> None:
    assert teaser(TEXT, f"<div class=offer><h4>{line}</h4><a href=/abo>OK</a></div>") is None


def test_a_sentence_that_breaks_off_is_a_teaser_where_the_text_is_not_for_everybody() -> None:
    cut = f"<p>{SENTENCES[0][:-1]} …</p>"
    assert teaser(cut, head=PAID) == "ellipsis"
    assert teaser(cut) is None, "an author may end so"
    assert teaser(f"{TEXT}{LONG}{cut}", head=PAID) is None


def test_a_whole_text_is_none_whatever_the_page_says() -> None:
    prompt = "<div class=offer><h4>Subscribe now to continue reading</h4></div>"
    assert teaser(TEXT, head=PAID) is None, "most pages that say so show all"
    assert teaser(LONG, prompt, PAID) is None, "a prompt that is laid over it"
    counted = "".join(f"<p>{text}</p>" for text in FIVE)
    words = facts(isAccessibleForFree=False, wordCount=sum(map(len, map(str.split, FIVE))))
    assert teaser(counted, prompt, words) is None
    assert teaser(counted, prompt, PAID) == "prompt"
    assert teaser(TEXT, "<footer><p>Already a subscriber? Sign in</p></footer>") is None


@pytest.mark.parametrize("around", ["dialog", "div class=related-stories", "nav"])
def test_a_prompt_that_lies_over_the_page_or_at_another_article_ends_no_text(around: str) -> None:
    prompt = f"<{around}><p>Subscribe now to continue reading</p></{around.split()[0]}>"
    assert teaser(TEXT, prompt) is None


def test_a_text_about_subscribers_is_no_teaser() -> None:
    about = "<p>The paper is for subscribers only, as the article is reserved for members now.</p>"
    assert teaser(f"{TEXT}{about}") is None
