"""HTML5 as the book has it: article, time, figure, JSON-LD; the latest news in an aside after the
text."""

import json

from newscrawl.replica.date_formats import long, weekday
from newscrawl.replica.kinds import is_live
from newscrawl.replica.markups.base import (
    ArticlePage,
    Entry,
    ListingPage,
    Markup,
    Page,
    body,
    e,
    modified_time,
    published_time,
    turned,
)
from newscrawl.replica.urls import CANONICAL_ROOT, Paging


def article(page: ArticlePage) -> str:
    text = page.article
    others = "".join(
        f'<li><a href="{e(entry.href)}">{e(entry.title)}</a></li>' for entry in page.related
    )
    related = (
        f"<aside><h2>{page.language.read_also}</h2><ul>{others}</ul></aside>" if others else ""
    )
    tags = "".join(f'<a rel="tag" href="{tag.href}">{tag.text}</a>\n' for tag in page.tags)
    return _frame(
        page,
        text.title,
        f"""<article>
<header>
<p><a href="{page.section.href}">{page.section.text}</a></p>
<h1>{e(text.title)}</h1>
</header>
<figure><img src="/files/{text.number}.jpg" alt="">\
<figcaption>{page.language.photo}: {e(page.language.site_name)}</figcaption></figure>
{body(page)}
{related}
<footer>{tags}</footer>
</article>""",
        head=f'<script type="application/ld+json">{_json_ld(page)}</script>',
    )


def listing(page: ListingPage) -> str:
    entries = "\n".join(
        f'<li><article><h2><a href="{e(entry.href)}">{e(entry.title)}</a></h2>'
        f"{_time(page, entry)}<p>{e(entry.summary)}</p></article></li>"
        for entry in page.entries
    )
    numbers = "\n".join(
        (
            f'<li><a href="{href}">{number}</a></li>'
            if href
            else f'<li aria-current="page">{number}</li>'
        )
        for number, href in page.pagination.numbers
    )
    tags = "".join(f'<li><a href="{tag.href}">{tag.text}</a></li>' for tag in page.tags)
    return _frame(
        page,
        page.heading,
        f"""<h1>{e(page.heading)}</h1>
<ol>
{entries}
</ol>
<nav><ol>
{numbers}
</ol></nav>
<nav><h2>{page.language.tags}</h2><ul>{tags}</ul></nav>""",
    )


def _frame(page: Page, title: str, main: str, head: str = "") -> str:
    menu = "".join(f'<li><a href="{link.href}">{link.text}</a></li>' for link in page.menu)
    languages = "".join(f'<a href="{link.href}">{link.text}</a>\n' for link in page.languages)
    latest = "\n".join(
        f'<li><a href="{e(entry.href)}">{e(entry.title)}</a> {_time(page, entry)}</li>'
        for entry in page.latest
    )
    return f"""<!DOCTYPE html>
<html lang="{page.language.code}"{turned(page)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{e(title)} | {e(page.language.site_name)}</title>
<link rel="alternate" type="application/rss+xml" href="{page.feed}">
{head}
</head>
<body>
<header>
<a href="/">{e(page.language.site_name)}</a>
<time datetime="{page.stamp}">{weekday(page.stamp, page.language)}</time>
<nav><ul>{menu}</ul></nav>
<nav>{languages}</nav>
</header>
<main>
{main}
</main>
<aside>
<h2>{page.language.latest}</h2>
<ul>
{latest}
</ul>
</aside>
<footer><small>© {page.stamp.year} {e(page.language.site_name)}. {page.language.rights}.</small>\
</footer>
</body>
</html>
"""


def _time(page: Page, entry: Entry) -> str:
    return (
        f'<time datetime="{entry.day}">{long(entry.day, page.language)}</time>' if entry.day else ""
    )


def _json_ld(page: ArticlePage) -> str:
    article = page.article
    known = {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting" if is_live(article.blocks) else "NewsArticle",
        "headline": article.title,
        "url": CANONICAL_ROOT + page.path,
        "inLanguage": page.language.code,
        "articleSection": page.section.text,
        "author": [{"@type": "Person", "name": author} for author in article.authors],
        "description": article.paragraphs[0],
        "keywords": [tag.text for tag in page.tags],
        "datePublished": published_time(article) if article.published else None,
        "dateModified": modified_time(article) if article.published else None,
    }
    return json.dumps({key: value for key, value in known.items() if value})


MARKUP = Markup(
    name="semantic",
    what="HTML5 and JSON-LD",
    article=article,
    listing=listing,
    paging=Paging("query", "window"),
    own_date="metadata",
    own_time=True,
    own_change=True,
    summary="whole",
    tags=True,
    feed=True,
    sitemap=True,
)
