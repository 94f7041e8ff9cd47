"""A blog theme: h1 is the site's name, the metadata call every page modified today, the latest news
interrupt the text."""

import json

from newscrawl.replica.date_formats import american, long
from newscrawl.replica.markups.base import (
    ArticlePage,
    Entry,
    ListingPage,
    Markup,
    Page,
    block,
    e,
    turned,
)
from newscrawl.replica.urls import Paging


def article(page: ArticlePage) -> str:
    text, words = page.article, page.language
    parts = [block(page, part) for part in text.blocks]
    tags = " ".join(f'<a href="{tag.href}" rel="tag">{tag.text}</a>' for tag in page.tags)
    authors = (
        f'<p class="author">{words.by} {e(", ".join(text.authors))}</p>' if text.authors else ""
    )
    before, after = "\n".join(parts[:2]), "\n".join(parts[2:])
    return _frame(
        page,
        text.title,
        f"""<article class="post hentry">
<div class="cat"><a href="{page.section.href}">{page.section.text}</a></div>
<h2 class="entry-title">{e(text.title)}</h2>
{authors}
<div class="entry-content">
{before}
{_latest(page)}
{after}
</div>
<div class="entry-meta">{words.tags}: {tags}</div>
</article>""",
        head=f'<script type="application/ld+json">{_json_ld(page)}</script>',
    )


def listing(page: ListingPage) -> str:
    posts = "\n".join(
        f"""<div class="post"><h3><a href="{e(entry.href)}" rel="bookmark">{e(entry.title)}</a></h3>
<span class="date">{_day(page, entry)}</span><div class="excerpt">{e(entry.summary)}</div></div>"""
        for entry in page.entries
    )
    tags = " ".join(f'<a href="{tag.href}" rel="tag">{tag.text}</a>' for tag in page.tags)
    older = (
        f'<a class="older" rel="next" href="{page.pagination.next}"><img src="/files/right.png"'
        ' alt=""></a>'
        if page.pagination.next
        else ""
    )
    return _frame(
        page, page.heading, f"{posts}\n{older}\n<div class='tagcloud'>{tags}</div>\n{_latest(page)}"
    )


def _frame(page: Page, title: str, main: str, head: str = "") -> str:
    menu = "".join(f'<li><a href="{link.href}">{link.text}</a></li>' for link in page.menu)
    languages = "".join(
        f'<li><a href="{link.href}">{link.text}</a></li>' for link in page.languages
    )
    return f"""<!DOCTYPE html>
<html lang="{page.language.code}"{turned(page)}>
<head>
<meta charset="utf-8">
<title>{e(title)} – {e(page.language.site_name)}</title>
{head}
</head>
<body class="home blog">
<div class="today">{long(page.stamp, page.language)}</div>
<h1 class="site-title"><a href="/">{e(page.language.site_name)}</a></h1>
<ul class="menu">{menu}</ul>
<ul class="lang">{languages}</ul>
<div id="primary">
{main}
</div>
<div id="colophon">{e(page.language.site_name)} – {page.language.rights}</div>
</body>
</html>
"""


def _latest(page: Page) -> str:
    entries = "\n".join(
        f'<li><a href="{e(entry.href)}">{e(entry.title)}</a><span'
        f' class="post-date">{_day(page, entry)}</span></li>'
        for entry in page.latest
    )
    return f'<div class="widget"><h4>{page.language.latest}</h4>\n<ul>\n{entries}\n</ul></div>'


def _day(page: Page, entry: Entry) -> str:
    return american(entry.day, page.language) if entry.day else ""


def _json_ld(page: ArticlePage) -> str:
    """True but for the date, which is that of the visit and no date of publication."""
    site = {"@type": "WebSite", "@id": "#site", "name": page.language.site_name}
    about = {
        "@type": "WebPage",
        "@id": "#page",
        "name": page.article.title,
        "dateModified": f"{page.stamp}T06:00:00+04:00",
    }
    return json.dumps({"@context": "https://schema.org", "@graph": [site, about]})


MARKUP = Markup(
    name="magazine",
    what="a blog theme whose latest news interrupt the text",
    article=article,
    listing=listing,
    tags=True,
    paging=Paging("query", "next"),
)
