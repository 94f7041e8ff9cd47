"""What an address does, as its path or its query tell it; an article may be about anything."""

from __future__ import annotations

import pytest

from newscrawl.identity.acting import acts, asks_to_act
from newscrawl.identity.site import Site

SITE = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)")


@pytest.mark.parametrize(
    "address",
    [
        "/logout",
        "/en/Log-Out",
        "/user/sign_out.php",
        "/account/delete",
        "/delete-my-account",
        "/en/unsubscribe/7",
        "/subscribe",
        "/comments/77/like",
        "/polls/3/vote",
        "/en/news?action=delete&id=7",
        "/index.php?do=user-logout",
        "/en/?logout",
        "/en/news?like=7",
        "/shop?add-to-cart=7",
        "/abmelden",
        "/en/vote?id=3",
        "/votar/3",
        "/umfrage/abstimmen?id=4",
        "/rate/5",
        "/salir",
        "/%D0%B2%D1%8B%D1%85%D0%BE%D0%B4",
        "/удалить/77",
        "/verwijderen/77",
        "/cart/add/1005",
        "/cart?add=1005",
        "/warenkorb/hinzufuegen/7",
        "/checkout",
        "/comment/report?id=7",
        "/en/news?op=purge",
        "/follow/77",
    ],
)
def test_what_does_something_is_told(address: str) -> None:
    assert acts(address)
    assert SITE.link(SITE.root, address) is None


@pytest.mark.parametrize(
    "address",
    [
        "/en/vote",
        "/en/vote/2026",
        "/en/news?flag=ge&page=2",
        "/en/news?rate=usd",
        "/en/news?hide=photos&reset=1",
        "/en/report/7",
        "/en/report?id=7",
        "/en/news/a%3Fdelete=1",
        "/en/votes/77",
        "/en/how-to-delete-an-account",
        "/en/likely",
        "/news?page=2",
        "/news?tag=vote",
        "/news?action=archive&page=3",
        "/news?q=delete",
        "/tag/subscribe-to-nothing",
        "/en/remove-the-snow",
    ],
)
def test_what_shows_something_is_not(address: str) -> None:
    assert not acts(address)
    assert SITE.link(SITE.root, address) is not None


def test_an_article_stays_what_it_is_and_loses_what_stands_behind_it() -> None:
    link = SITE.link(SITE.root, "/en/news/detail/7?action=delete")
    assert link is not None and link.url == "https://paper.test/en/news/detail/7"
    assert not acts("/2026/delete", is_article=True)
    assert acts("/2026/delete?vote=up", is_article=True)


def test_the_words_of_a_button_say_what_it_does() -> None:
    for words in ("Log out", "DELETE", "Vote now", "Subscribe", "Search", "I like it"):
        assert asks_to_act(words), words
    for words in ("More", "Older stories", "2", "Likely news", "Delivered"):
        assert not asks_to_act(words), words
