"""Pages that make a reader work without end if it computes a fact anew for each item, or tries a
pattern at each letter: for test_linear.py and bench/hostile. Each kind makes a page of about `size`
bytes; nothing in most of them is out of the ordinary but the number of times that it stands there.
"""

from __future__ import annotations

from collections.abc import Callable

FILLER = "<p>The harbour office said that the crossing takes two hours, as it did before.</p>"
"""A little running text, so that each page has what an article has."""

PageOf = Callable[[int], bytes]
"""Makes a page of about so many bytes."""


def _page(content: str, *, head: str = "", charset: str = "utf-8") -> bytes:
    markup = (
        f"<html><head><title>The night ferry returns</title>{head}</head>"
        f"<body><h1>The night ferry returns</h1>{FILLER}{content}</body></html>"
    )
    return markup.encode(charset)


def _repeated(unit: str, *, before: str = "", after: str = "") -> PageOf:
    """A page of one unit again and again; `{n}` in it is its number, from 1000."""

    def page(size: int) -> bytes:
        count = max(1, size // len(unit))
        units = "".join(unit.replace("{n}", str(1000 + number)) for number in range(count))
        return _page(before + units + after)

    return page


def _wrong_charset(size: int) -> bytes:
    picture = f'<img src="data:image/png;base64,{"QUJD" * (size // 4)}">'
    return _page(f"<p>Ночной паром вернулся к пристани.</p>{picture}", charset="windows-1251")


def _nested(tag: str) -> PageOf:
    def page(size: int) -> bytes:
        count = size // (len(tag) + 2)
        return _page(f"<{tag}>" * count + "deep")

    return page


LINK = "https://paper.test/en/news/detail/"
_HEADLINE = "A bridge of glass opens above the gorge"

PAGES: dict[str, PageOf] = {
    "picture in a wrong charset": _wrong_charset,
    "rows of dates": _repeated("<tr><td>9 January 2026</td></tr>", before="<table>"),
    "cells of dates": _repeated("<td>9 January 2026</td>", before="<table><tr>"),
    "spans of dates in one block": _repeated("<span>9 January 2026</span> ", before="<div>"),
    "dates in one element": _repeated("9 January 2026<p></p>", before="<div>"),
    "bylines of comments": _repeated("<div class=c>Nino Example, 9 January 2026</div>"),
    "machine dates": _repeated('<time datetime="2026-01-09T10:00:00Z"></time>', before="<div>"),
    "undated links in one block": _repeated(f'<a href="{LINK}{{n}}">{_HEADLINE} {{n}}</a> '),
    "dated links in one block": _repeated(
        f'<a href="{LINK}{{n}}">{_HEADLINE} {{n}}</a> 9 January 2026<br>'
    ),
    "one article linked": _repeated(f'<li><a href="{LINK}4667">{_HEADLINE} {{n}}</a></li>'),
    "one article linked and dated": _repeated(
        f'<li><a href="{LINK}4667">{_HEADLINE} {{n}}</a> 9 January 2026</li>'
    ),
    "one article linked in one block": _repeated(f'<a href="{LINK}4667">More {{n}}</a> '),
    "list of dated links": _repeated(
        f'<li><a href="{LINK}{{n}}">{_HEADLINE} {{n}}</a> 9 January 2026</li>'
    ),
    "links and dates in rows": _repeated(
        f'<p><a href="{LINK}{{n}}">{_HEADLINE} {{n}}</a></p><p>9 January 2026</p>', before="<div>"
    ),
    "cards around each other": _repeated(
        f'<div><a href="{LINK}{{n}}">{_HEADLINE} {{n}}</a> 9 January 2026'
    ),
    "microdata siblings": _repeated(
        '<div itemscope itemtype="x"><time itemprop="datePublished">2026-01-09</time></div>'
    ),
    "microdata around each other": _repeated('<b itemprop="datePublished">2'),
    "properties around each other": _repeated('<b itemprop="headline">a'),
    "blank lines, preformatted": _repeated("a\n\n", before="<pre>"),
    "only blank lines, preformatted": _repeated("\n \n", before="<pre>a", after="a</pre>"),
    "white space, preformatted": _repeated(" \n", before="<pre>a\n", after="a</pre>"),
    "links, preformatted": _repeated(f'<a href="{LINK}{{n}}">{_HEADLINE}</a>\n\n', before="<pre>"),
    "links around blocks": _repeated("<p>a</p>", before=f'<a href="{LINK}4667">'),
    "breaks": _repeated("a<br>"),
    "blocks around each other": _nested("div"),
    "bold around each other": _nested("b"),
    "fonts around each other": _repeated("<font size=5>a"),
    "comments": _repeated("<div class=comment><b>Nino</b> 9 January 2026<p>Hello there</p></div>"),
    "cards of stories": _repeated(
        f'<div class=x><h3><a href="/s/{{n}}">{_HEADLINE}</a></h3></div>'
    ),
    "buttons in one element": _repeated(
        "<button>Pier {n}</button><blockquote>Updated: 9 January 2026</blockquote>"
        "<button>Home</button>",
        before="<ul>",
    ),
    "marked parts in one element": _repeated(
        '<em class="date">The night ferry returns - The Paper</em><b class="paywall">'
        '<h2>12:30 {n}</h2><blockquote rel="tag"><h2>123 views {n}</h2></blockquote></b>',
        before="<article>",
    ),
    "cells of a row": _repeated(
        '<td class="paywall">The night ferry returns {n}</td><td>© 2026 The Paper</td>',
        before="<table><tr>",
    ),
    "items of a menu, all current": _repeated(
        '<li class="active"><a href="/s/{n}">Harbour</a></li>', before="<ul>", after="</ul>"
    ),
    "headings": _repeated("<h1>The night ferry returns</h1>"),
    "labels of comments": _repeated("<p>Comments</p>"),
    "labels of links": _repeated('<h2>Related:</h2><p><a href="/x">Read more</a></p>'),
    "pictures": _repeated('<figure><img src="a.png"><p>A caption</p></figure>'),
    "pictures in one element": _repeated('<img src="a.png"><p>A caption of it.</p>'),
    "paragraphs": _repeated(f"<p>{FILLER[3:-4]} {{n}}</p>"),
    "short paragraphs": _repeated("<p>a"),
    "one long word": _repeated("a", before="<p>"),
    "near dates": _repeated("9 January 202 ", before="<p>"),
    "years": _repeated("2026 ", before="<p>"),
    "unclosed tags": _repeated("<", before="<p>"),
    "unclosed tags with a name": _repeated("<a "),
    "unclosed scripts": _repeated("<script>"),
    "unclosed quotes": _repeated('<a b="'),
    "unclosed comments": _repeated("<!--"),
    "ends of pages": _repeated("</body "),
    "ends of pages, spaced": _repeated(" ", before="</body", after="x"),
    "long class": _repeated("related-x-tag-", before='<p class="', after='">a</p>'),
    "many classes": _repeated('<p class="c{n}">a</p>'),
    "many ids in one class": _repeated("tag-", before='<p class="', after='">a</p>'),
    "long style": _repeated("display ", before='<p style="', after='">a</p>'),
    "spaces in a style": _repeated(" ", before='<p style="display', after='">a</p>'),
    "title of separators": _repeated(" - ", before="<p>", after="</p>"),
}
"""By name."""


def feed_of(unit: str) -> PageOf:
    """A feed of one entry, whose title is one unit again and again."""

    def feed(size: int) -> bytes:
        title = unit * (size // len(unit))
        return f"<rss><channel><item><link>https://paper.test/1</link><title>{title}</title></item></channel></rss>".encode()

    return feed


FEEDS: dict[str, PageOf] = {
    "title of opened comments": feed_of("&lt;!--"),
    "title of opened tags": feed_of("&lt;a"),
    "title of tags": feed_of("&lt;a&gt;"),
    "title of ends": feed_of("&lt;/"),
    "title of entities": feed_of("&amp;amp"),
}
