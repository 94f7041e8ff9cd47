"""extract.body.rules: each block of a page is kept or cut by one rule, whose name is public; here
is the smallest page on which each of them decides."""

from __future__ import annotations

import pytest
from support.paper_pages import (
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    THIRD,
    TITLE,
    an_article,
    html,
    memory_of,
    other_text,
    story,
)

from newscrawl.extract.body.find_body import RULE_OF_FLAG
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.html.hints import OUTSIDE

PICTURE = "<img src=/i/a.jpg>"
NOTICE = "Whoever sends us a picture of a boat sends us the right to print it, too."
AFTER = f"{PROSE}<p>{other_text(1)}</p>"


def rules_of(markup: str, memory: Boilerplate | None = None) -> dict[str, BodyRule]:
    """The rule that kept or cut each text of a page."""
    page = an_article(markup)
    decisions = page.read(memory or Boilerplate()).decisions
    assert decisions is not None
    blocks = page.page.outline.blocks
    return {block.text: rule for block, rule in zip(blocks, decisions.blocks, strict=True)}


def named(name: str) -> str:
    return story(below=f"<div class={name}><p>{other_text(2)}</p></div>")


RAIN = "The rain of the first week had filled every cellar from the mill down to the landing stage."

PAGES: dict[BodyRule, tuple[str, str]] = {
    BodyRule.TEXT: (story(), FIRST),
    BodyRule.LEAD: (
        html(
            f"<div><h1>{TITLE}</h1><p>{other_text(3)}</p><div>{PROSE}<p>{other_text(4)}</p></div></div>"
        ),
        other_text(3),
    ),
    BodyRule.TITLE: (story(), TITLE),
    BodyRule.HEADLINE_LIST: (
        story(
            below="".join(
                f"<p><a href=/en/news/detail/{n}>{OTHER_TITLES[n]}</a> 0{n}.01.2026</p>"
                for n in range(1, 5)
            )
        ),
        f"{OTHER_TITLES[2]} 02.01.2026",
    ),
    BodyRule.SHARE_BOX: (named("share").replace(other_text(2), "Send it on"), "Send it on"),
    BodyRule.IN_NAVIGATION: (story(above="<nav>Sport</nav>"), "Sport"),
    BodyRule.IN_FOOTER: (story(below="<footer>All of it is ours</footer>"), "All of it is ours"),
    BodyRule.IN_ASIDE: (story(below=f"<aside>{other_text(2)}</aside>"), other_text(2)),
    BodyRule.IN_DIALOG: (story(below=f"<dialog>{other_text(2)}</dialog>"), other_text(2)),
    BodyRule.NAMED_COMMENTS: (named("comments"), other_text(2)),
    BodyRule.NAMED_RELATED: (named("related"), other_text(2)),
    BodyRule.NAMED_ADVERT: (named("advert"), other_text(2)),
    BodyRule.NAMED_SIDEBAR: (named("sidebar"), other_text(2)),
    BodyRule.NAMED_NAVIGATION: (named("menu"), other_text(2)),
    BodyRule.NAMED_PROMOTION: (named("newsletter"), other_text(2)),
    BodyRule.NAMED_AUTHOR_BOX: (named("author-bio"), other_text(2)),
    BodyRule.NAMED_HIDDEN: (named("visually-hidden"), other_text(2)),
    BodyRule.EMBEDDED_POST: (
        story(f"{AFTER}<blockquote class=twitter-tweet><p>{other_text(2)}</p></blockquote>"),
        other_text(2),
    ),
    BodyRule.HOUR_OF_ENTRY: (
        story(
            below="".join(
                f"<div class=x1><p>{n}.01.2026, 14:05</p><p>{other_text(n)}</p></div>"
                for n in range(5, 9)
            )
        ),
        "6.01.2026, 14:05",
    ),
    BodyRule.COMMENT: (
        story(
            below="".join(
                f"<div class=x1><p>Lali, {n}.01.2026</p><p>{other_text(n)}</p></div>"
                for n in range(5, 9)
            )
        ),
        other_text(6),
    ),
    BodyRule.UNDER_COMMENTS_LABEL: (
        story(below=f"<h3>Comments</h3><p>{other_text(2)}</p>"),
        other_text(2),
    ),
    BodyRule.STORY_CARD: (
        story(
            below="".join(
                f"<div class=x1><h3><a href=/{n}>{OTHER_TITLES[n]}</a></h3>"
                f"<p>{other_text(n)}</p></div>"
                for n in range(4)
            )
        ),
        other_text(2),
    ),
    BodyRule.OUTSIDE_CONTAINER: (story(below=f"<p>{other_text(2)}</p>"), other_text(2)),
    BodyRule.NO_PROSE: (story("<p>Soon</p>"), "Soon"),
    BodyRule.NO_LETTERS: (story(f"{PROSE}<p>* * *</p>{PROSE}"), "* * *"),
    BodyRule.IN_FIGURE: (story(f"{PROSE}<figure>The pier</figure>"), "The pier"),
    BodyRule.NAMED_CAPTION: (story(f"{PROSE}<p class=photo-caption>The pier</p>"), "The pier"),
    BodyRule.IN_FORM: (story(f"{PROSE}<form>Your name</form>"), "Your name"),
    BodyRule.NAMED_BYLINE: (story(f"<p class=byline>Our house</p>{PROSE}"), "Our house"),
    BodyRule.NAMED_TAGS: (story(f"{PROSE}<p class=tags>Boats and piers</p>"), "Boats and piers"),
    BodyRule.REPEATS_TITLE: (story(f"{PROSE}<p>{TITLE} again</p>"), f"{TITLE} again"),
    BodyRule.REPEATED: (
        story("".join(f"<p>{text}</p><div>{NOTICE}</div>" for text in (FIRST, SECOND, THIRD))),
        NOTICE,
    ),
    BodyRule.PULL_QUOTE: (
        story(f"{PROSE}<blockquote class=pullquote><p>{FIRST[:60]}</p></blockquote>"),
        FIRST[:60],
    ),
    BodyRule.FURNITURE_LABEL: (story(f"{PROSE}<p>Advertisement</p>{PROSE}"), "Advertisement"),
    BodyRule.COPYRIGHT_NOTICE: (story(f"{PROSE}<p>© 2024 The pier</p>"), "© 2024 The pier"),
    BodyRule.READ_ALSO_LABEL: (story(f"{PROSE}<p>Read also</p>{PROSE}"), "Read also"),
    BodyRule.TAGS_LABEL: (story(f"{PROSE}<p>Tags: boats, piers</p>"), "Tags: boats, piers"),
    BodyRule.READ_ALSO_LINK: (
        story(f"{PROSE}<p>Read also: <a href=/x>{OTHER_TITLES[0]}</a></p>"),
        f"Read also: {OTHER_TITLES[0]}",
    ),
    BodyRule.LABELLED_LINKS: (
        story(f"{PROSE}<p>On this: <a href=/x>boats</a></p>"),
        "On this: boats",
    ),
    BodyRule.LINKS_ALONE: (
        story(f"{PROSE}<p><a href=/x>All about boats</a></p>"),
        "All about boats",
    ),
    BodyRule.ARTICLE_LINKS: (
        story(f"{PROSE}<p><a href=/en/news/detail/2>{OTHER_TITLES[0]}</a> (with pictures)</p>"),
        f"{OTHER_TITLES[0]} (with pictures)",
    ),
    BodyRule.MOSTLY_LINKS: (
        story(f"{PROSE}<p><a href=/x>Everything that we know of boats and piers</a> here</p>"),
        "Everything that we know of boats and piers here",
    ),
    BodyRule.TEASER_OF_OTHER: (
        story(
            PROSE
            + "".join(
                f"<p><a href=/en/news/detail/{number}>{OTHER_TITLES[number]}</a> {RAIN}</p>"
                for number in (2, 3)
            )
        ),
        f"{OTHER_TITLES[3]} {RAIN}",
    ),
    BodyRule.CAPTION_SMALL_PRINT: (
        story(f"{PICTURE}<p><small>The pier at dawn</small></p>{PROSE}"),
        "The pier at dawn",
    ),
    BodyRule.CAPTION_OTHER_CLASS: (
        story(
            "".join(
                f"<p class=xt>{text}</p>{PICTURE}<p class=xu>The pier {n}</p>"
                for n, text in enumerate((FIRST, SECOND, THIRD))
            )
        ),
        "The pier 0",
    ),
    BodyRule.CAPTION_WITH_PICTURE: (
        story(f"<div>{PICTURE}<div>The pier at dawn</div></div>{AFTER}"),
        "The pier at dawn",
    ),
    BodyRule.CAPTION_IN_ELEMENT: (
        story(f"<div>{PICTURE}The pier at dawn</div>{AFTER}"),
        "The pier at dawn",
    ),
    BodyRule.DATELINE: (story(f"<p>12 January 2022</p>{PROSE}"), "12 January 2022"),
    BodyRule.ABOVE_TITLE: (html(f"<div>Boats<h1>{TITLE}</h1>{PROSE}</div>"), "Boats"),
    BodyRule.SIGNATURE_BELOW_TITLE: (
        html(f"<div><h1>{TITLE}</h1><p>Nino Example</p>{PROSE}</div>"),
        "Nino Example",
    ),
    BodyRule.SIGNATURE_AT_END: (story(f"{PROSE}<p>Nino Example</p>"), "Nino Example"),
    BodyRule.BELOW_COMMENTS_LABEL: (
        story(f"{PROSE}<p><a href=#all>Comments</a></p><p>{other_text(2)}</p>"),
        other_text(2),
    ),
    BodyRule.COMMENTS_LINK: (
        story(f"<p>{FIRST}</p><p><a href=#all>Join the discussion</a></p>{PROSE}"),
        "Join the discussion",
    ),
    BodyRule.AUTHOR_LINE: (
        story(f"{PROSE}<p>By Nino of the harbour office</p>"),
        "By Nino of the harbour office",
    ),
    BodyRule.LABELLED_FACT: (story(f"{PROSE}Topic: Piers / Storms"), "Topic: Piers / Storms"),
    BodyRule.LABEL_OF_LINKS: (
        story(f"{PROSE}<h3>On boats</h3><p><a href=/x>All about boats</a></p>"),
        "On boats",
    ),
    BodyRule.POLL_QUESTION: (
        story(f"{PROSE}<p>Do you sail at night?</p><form>Yes</form>"),
        "Do you sail at night?",
    ),
    BodyRule.BUTTON: (story(f"{PROSE}<div><button>Louder</button></div>"), "Louder"),
    BodyRule.OTHER_ARTICLE: (
        story(
            PROSE + "".join(f"<p>{other_text(n)}</p>" for n in range(3, 6)),
            below=f"<article><h1>{OTHER_TITLES[0]}</h1><p>{other_text(9)}</p></article>",
        ),
        other_text(9),
    ),
    BodyRule.PATH: (story(f"<div>Home › News</div>{PROSE}"), "Home › News"),
    BodyRule.BOX_OF_LINK: (
        story(
            f"{PROSE}<div class=x1><div><a href='/en/news/detail/4703'>{OTHER_TITLES[0]}</a></div>"
            "<p>The last of it, for those who like that.</p></div>"
        ),
        "The last of it, for those who like that.",
    ),
    BodyRule.CONTENTS: (
        story(
            PROSE
            + "".join(f"<p><a href='#part{n}'>{OTHER_TITLES[n]}</a></p>" for n in range(3))
            + PROSE
        ),
        OTHER_TITLES[1],
    ),
    BodyRule.CAPTION_OF_SLIDE: (
        story(PROSE + "".join(f"<div><p>{n} of 2</p><p>A boat in fog</p></div>" for n in (1, 2))),
        "A boat in fog",
    ),
    BodyRule.READERS_POST: (
        story(
            PROSE
            + "".join(
                f"<div><b>{name}</b> {place + 2} hours ago<p>{other_text(place)}</p></div>"
                for place, name in enumerate(("Olo", "Ana", "gull77"))
            )
        ),
        other_text(1),
    ),
    BodyRule.PROMPT: (
        story(f"{PROSE}<div><p>May a map be shown here?</p><button>Yes</button></div>"),
        "May a map be shown here?",
    ),
    BodyRule.BIOGRAPHY: (
        story(f"<p>By Ana Gray</p>{PROSE}<p>Ana Gray is a pilot of the harbour of Batumi.</p>"),
        "Ana Gray is a pilot of the harbour of Batumi.",
    ),
    BodyRule.FINAL_CREDIT: (
        story(f"{PROSE}<p>Source: The Harbour Office</p>"),
        "Source: The Harbour Office",
    ),
    BodyRule.CLOSING_REQUEST: (
        story(f"{PROSE}<p>We are on Facebook and Instagram: @thepaper</p>"),
        "We are on Facebook and Instagram: @thepaper",
    ),
}


@pytest.mark.parametrize("rule", PAGES)
def test_each_rule_has_a_page_on_which_it_decides(rule: BodyRule) -> None:
    markup, text = PAGES[rule]
    assert rules_of(markup)[text] is rule


def test_what_stands_on_every_page_is_cut_by_a_rule_of_its_own() -> None:
    pages = [
        story(f"<p>{other_text(n)}</p><p>{NOTICE}</p>", title=OTHER_TITLES[n]) for n in range(6)
    ]
    rules = rules_of(pages[2], memory_of(pages))
    assert rules[NOTICE] is BodyRule.ON_EVERY_PAGE
    assert rules[other_text(2)] is BodyRule.TEXT


MANY = (0, 1, 2, 4, 6, 8)
"""So many articles of twelve make a line a notice."""


def notice_pages(lines: dict[int, str]) -> list[str]:
    """Twelve articles of four paragraphs; some have a line more, wherever it fell."""
    pages = []
    for number in range(12):
        said = [other_text(4 * number + one) for one in range(4)]
        if number in lines:
            said.insert(number % 5, lines[number])
        pages.append(
            story("".join(f"<p>{one}</p>" for one in said), title=OTHER_TITLES[number % 8])
        )
    return pages


def test_what_stands_in_the_text_of_many_articles_is_cut_by_a_rule_of_its_own() -> None:
    pages = notice_pages(dict.fromkeys(MANY, NOTICE))
    rules = rules_of(pages[2], memory_of(pages))
    assert rules[NOTICE] is BodyRule.ON_MANY_PAGES
    assert [rules[other_text(number)] for number in range(8, 12)] == [BodyRule.TEXT] * 4


def test_what_a_few_articles_share_is_their_text() -> None:
    pages = notice_pages(dict.fromkeys(MANY[:-1], NOTICE))
    assert rules_of(pages[2], memory_of(pages))[NOTICE] is BodyRule.TEXT
    many = [*pages, *(story(f"<p>{other_text(n)}</p>") for n in range(60, 72)), pages[1]]
    assert rules_of(pages[2], memory_of(many))[NOTICE] is BodyRule.TEXT, "six of 25"


def test_an_article_that_is_read_every_day_shares_its_text_with_nobody() -> None:
    memory = Boilerplate()
    pages = notice_pages({})
    for number in [*range(12), *[3] * 15]:
        an_article(pages[number], number=4000 + number).teach(memory)
    rules = rules_of(pages[3], memory)
    assert [rules[other_text(number)] for number in range(12, 16)] == [BodyRule.TEXT] * 4
    told = Boilerplate()
    told.load("en", memory.dump("en"))
    assert told.dump("en") == memory.dump("en")


def test_what_the_articles_of_a_running_story_share_is_their_text() -> None:
    """Six of twenty-four: as many as have a notice."""
    told = "The ferry Margarita left Ostrin on the third of March, and was not seen again."
    of_story = [
        story(
            "".join(
                f"<p>{one}</p>"
                for one in (*(other_text(90 + 4 * number + at) for at in range(4)), told)
            ),
            title=title,
        )
        for number, title in enumerate(
            (
                "Ferry off Ostrin still missing",
                "Families of the Margarita wait",
                "Divers reach the Margarita",
                "Owner of the ferry is questioned",
                "No trace of the lost ferry",
                "Ostrin mourns its ferry",
            )
        )
    ]
    others = [
        story(f"<p>{other_text(number)}</p>", title=OTHER_TITLES[number % 8])
        for number in range(18)
    ]
    memory = memory_of([*others, *of_story])
    assert rules_of(of_story[1], memory)[told] is BodyRule.TEXT
    asked = [page.replace(told, NOTICE) for page in of_story]
    unrelated = memory_of(
        [page.replace("</p></div>", f"</p><p>{NOTICE}</p></div>") for page in others[:6]]
        + others[6:]
    )
    assert rules_of(asked[1], unrelated)[NOTICE] is BodyRule.ON_MANY_PAGES


def test_the_newest_pages_may_all_be_of_one_story() -> None:
    pages = notice_pages(dict.fromkeys(MANY, NOTICE))
    assert rules_of(pages[2], memory_of(pages[:11]))[NOTICE] is BodyRule.TEXT


def test_a_heading_or_a_short_line_may_stand_in_many_texts() -> None:
    told = "What the council knows of it"
    for line in ("And then what?", f"<b>{told}</b>", f"</p><h3>{told}</h3><p>"):
        pages = notice_pages(dict.fromkeys(MANY, line))
        text = told if told in line else line
        assert rules_of(pages[2], memory_of(pages))[text] is BodyRule.TEXT


def test_a_text_that_is_published_under_many_numbers_is_the_text_of_each() -> None:
    pages = notice_pages({})
    memory = memory_of([*pages[:8], *[pages[9]] * 6])
    assert rules_of(pages[9], memory)[other_text(36)] is BodyRule.TEXT


def test_there_is_no_rule_without_a_page() -> None:
    by_memory = {BodyRule.ON_EVERY_PAGE, BodyRule.ON_MANY_PAGES}
    assert set(PAGES) | by_memory == set(BodyRule)


def test_only_two_rules_keep() -> None:
    assert [rule for rule in BodyRule if rule.keeps] == [BodyRule.TEXT, BodyRule.LEAD]


@pytest.mark.parametrize("rule", PAGES)
def test_the_body_is_what_the_rules_keep(rule: BodyRule) -> None:
    page = an_article(PAGES[rule][0])
    reading = page.read(Boilerplate())
    assert reading.decisions is not None
    kept = [
        block.text
        for block, decided in zip(page.page.outline.blocks, reading.decisions.blocks, strict=True)
        if decided.keeps
    ]
    assert kept == (reading.body.split("\n\n") if reading.body else [])


@pytest.mark.parametrize("bit", [1 << n for n in range(32) if OUTSIDE & (1 << n)])
def test_every_part_that_holds_no_text_has_a_rule(bit: int) -> None:
    assert not RULE_OF_FLAG[bit].keeps
