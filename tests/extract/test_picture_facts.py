"""What a page says of the picture of its article: in the markups of ten kinds of systems, written
down before there was a line that reads them; and in those that were met since."""

from __future__ import annotations

import json

import pytest
from support.paper_pages import NOON, PROSE, TITLE, read

from newscrawl.extract.html.page import Page
from newscrawl.extract.picture_facts import find_picture_facts
from newscrawl.items import NO_FACTS

CAPTION = "Fishermen mend their nets on the quay of Tarsk before the winter storms"
MARKUPS = {
    "figcaption with a span": (
        f'<figure class="lead"><img src="/img/quay-of-tarsk.jpg"><figcaption>{CAPTION}'
        ' <span class="credit">Photo: Ilka Vashten / Tarsk Press</span></figcaption></figure>',
        (CAPTION, "Ilka Vashten / Tarsk Press"),
    ),
    "a blog's caption": (
        '<div id="attachment_12" class="wp-caption aligncenter" style="width: 650px">'
        '<a href="/img/quay-of-tarsk.jpg"><img src="/img/quay-of-tarsk-650x433.jpg"'
        ' class="wp-image-12"></a>'
        f'<p class="wp-caption-text">{CAPTION}. Photo: Ilka Vashten</p></div>',
        (f"{CAPTION}.", "Ilka Vashten"),
    ),
    "a node for machines": (
        '<img src="/img/quay-of-tarsk.jpg"><script type="application/ld+json">'
        + json.dumps(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "NewsArticle",
                        "headline": "The harbour of Tarsk closes for the winter",
                        "image": {"@id": "https://paper.test/en/7#primaryimage"},
                    },
                    {
                        "@type": "ImageObject",
                        "@id": "https://paper.test/en/7#primaryimage",
                        "url": "https://paper.test/img/quay-of-tarsk.jpg",
                        "caption": CAPTION,
                        "creditText": "Ilka Vashten/Tarsk Press",
                        "copyrightNotice": "© 2026 Tarsk Press",
                    },
                ],
            }
        )
        + "</script>",
        (CAPTION, "Ilka Vashten/Tarsk Press"),
    ),
    "properties": (
        '<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject">'
        '<img itemprop="contentUrl" src="/img/quay-of-tarsk.jpg">'
        f'<div><span itemprop="caption">{CAPTION}</span> Copyright'
        ' <span itemprop="copyrightHolder">Ilka Vashten</span></div></div>',
        (CAPTION, "Ilka Vashten"),
    ),
    "fields": (
        '<div class="media media--type-image"><div class="field field--name-field-media-image">'
        '<img src="/img/styles/large/quay-of-tarsk.jpg?itok=aB3"></div>'
        f'<div class="field field--name-field-caption">{CAPTION}</div>'
        '<div class="field field--name-field-credit">Ilka Vashten</div></div>',
        (CAPTION, "Ilka Vashten"),
    ),
    "a table": (
        '<table class="image" align="left"><tr><td><img src="/img/quay-of-tarsk.jpg"></td></tr>'
        f'<tr><td class="caption">{CAPTION} (Photo: Ilka Vashten)</td></tr></table>',
        (CAPTION, "Ilka Vashten"),
    ),
    "a broadcaster's": (
        '<figure><div><span><picture><source srcset="/img/320/quay-of-tarsk.jpg.webp"'
        ' type="image/webp"><img src="/img/640/quay-of-tarsk.jpg" alt="Nets"></picture></span>'
        '<span role="text"><span class="visually-hidden">Image source, </span>Tarsk Press</span>'
        '</div><figcaption><span class="visually-hidden">Image caption, </span>'
        f"<p>{CAPTION}</p></figcaption></figure>",
        (CAPTION, "Tarsk Press"),
    ),
    "a German paper's": (
        '<figure><img src="/img/quay-of-tarsk.jpg"><figcaption>Die Boote bleiben im Winter an'
        " Land. <small>Foto: Ilka Vashten/TPA</small></figcaption></figure>",
        ("Die Boote bleiben im Winter an Land.", "Ilka Vashten/TPA"),
    ),
    "an agency's brackets": (
        f'<figure><img src="/img/quay-of-tarsk.jpg"><figcaption>{CAPTION} (Photo by Ilka'
        " Vashten/Tarsk Press via Orbit Images)</figcaption></figure>",
        (CAPTION, "Ilka Vashten/Tarsk Press via Orbit Images"),
    ),
    "a figure in a figure": (
        '<figure><figure><img src="/img/quay-of-tarsk.jpg"></figure>'
        f"<figcaption>{CAPTION}</figcaption></figure>",
        (CAPTION, None),
    ),
    "an encyclopedia's": (
        '<div class="thumb"><div class="thumbinner"><a href="/File"><img'
        f' src="/img/quay-of-tarsk.jpg"></a><div class="thumbcaption">{CAPTION}</div></div></div>',
        (CAPTION, None),
    ),
    "an agency behind its photographer": (
        f'<figure><img src="/img/quay-of-tarsk.jpg"><figcaption><span>{CAPTION}.</span>'
        ' <span class="photo-credit">Ilka Vashten</span> / Tarsk News</figcaption></figure>',
        (f"{CAPTION}.", "Ilka Vashten / Tarsk News"),
    ),
    "by name": (
        '<div><img src="/img/quay-of-tarsk.jpg" aria-describedby="line-7"></div>'
        f'<p id="line-7">{CAPTION}</p>',
        (CAPTION, None),
    ),
    "a sign alone": (
        '<figure><img srcset="/img/w320/quay-of-tarsk.jpg 320w, /img/w960/quay-of-tarsk.jpg 960w"'
        ' src="data:image/gif;base64,R0lGOD"><figcaption>© Ilka Vashten</figcaption></figure>',
        (None, "Ilka Vashten"),
    ),
}

OF_OTHERS = {
    "a gallery's": (
        '<figure class="gallery"><img src="/img/quay-of-tarsk.jpg"><img src="/img/dock.jpg">'
        f"<figcaption>{CAPTION}</figcaption></figure>"
    ),
    "the author's": (
        '<div class="hero"><img src="/img/quay-of-tarsk.jpg"><div class="byline">By Ann Rower</div>'
        "</div>"
    ),
    "the title": (
        f'<figure><img src="/img/quay-of-tarsk.jpg"><figcaption>{TITLE}</figcaption></figure>'
    ),
    "the file's": (
        '<figure><img src="/img/quay-of-tarsk.jpg"><figcaption>quay_of_tarsk.jpg</figcaption>'
        "</figure>"
    ),
}


def told(markup: str, head: str = "") -> tuple[str | None, str | None]:
    """Caption and credit of the picture of a page with this over its text."""
    page = (
        f"<html><head>{head}</head><body><article><h1>{TITLE}</h1>{markup}{PROSE}</article>"
        "</body></html>"
    )
    reading = read(page)
    return reading.picture.caption, reading.picture.credit


@pytest.mark.parametrize("name", MARKUPS)
def test_what_is_said_of_the_picture(name: str) -> None:
    markup, said = MARKUPS[name]
    assert told(markup) == said


@pytest.mark.parametrize("name", MARKUPS)
def test_what_is_said_of_the_picture_where_the_metadata_name_it_in_another_size(name: str) -> None:
    markup, said = MARKUPS[name]
    head = '<meta property="og:image" content="https://paper.test/og/quay-of-tarsk-1200x630.jpg">'
    assert told(markup, head) == said


@pytest.mark.parametrize("name", MARKUPS)
def test_what_is_said_of_another_picture_is_said_of_none(name: str) -> None:
    markup, _ = MARKUPS[name]
    head = '<meta property="og:image" content="https://paper.test/img/lighthouse-at-dusk.jpg">'
    assert told(markup, head) == NO_FACTS[:2]


@pytest.mark.parametrize("name", OF_OTHERS)
def test_what_is_no_line_of_the_picture_is_none(name: str) -> None:
    assert told(OF_OTHERS[name]) == NO_FACTS[:2]


@pytest.mark.parametrize(
    "markup",
    [
        "<figure>" + "<img src=/img/quay-of-tarsk.jpg>" * 20_000 + "<figcaption>a</figcaption>",
        "<figure><img src=/img/quay-of-tarsk.jpg><figcaption>" + "<b class=credit>" * 20_000,
        "<img src=/img/quay-of-tarsk.jpg>" + "<i class=caption>a</i>" * 20_000,
        "<img src='/img/quay-of-tarsk.jpg?" + "&a=quay-of-tarsk" * 20_000 + "'>",
    ],
)
def test_the_work_grows_with_the_page_and_no_faster(markup: str) -> None:
    # Where it grew with the square this would take minutes.
    page = Page(markup.encode(), "https://paper.test/en/7", fetched_at=NOON)
    find_picture_facts(page, "https://paper.test/img/quay-of-tarsk.jpg", [])


def test_nodes_that_say_anything_are_read_for_what_they_say() -> None:
    page = Page(b"<p>A page.</p>", "https://paper.test/en/7", fetched_at=NOON)
    image = "https://paper.test/img/quay-of-tarsk.jpg"
    said: list[object] = [7, None, ["a", {"b": 1}], {"name": ["c"]}, [[]], {"@id": "d"}, "<<<", ""]
    for odd in said:
        nodes = [{"url": image, "caption": odd, "creditText": odd, "copyrightNotice": odd}]
        facts = find_picture_facts(page, image, nodes)
        assert facts.notice != ""
    [node] = [{"contentUrl": image, "caption": "<p>The quay</p>", "creator": [{"name": "I. V."}]}]
    assert find_picture_facts(page, image, [node]) == ("The quay", "I. V.", None)
