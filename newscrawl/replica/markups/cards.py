"""Bootstrap: cards with two links each; the latest news in a sidebar, the day before the headline;
a byline with the article's own date.

Around the text stand a cookie notice, share buttons, an advertisement, a box of other articles, and
comments with dates of their own.
"""

from datetime import timedelta

from newscrawl.replica.date_formats import long, short, weekday
from newscrawl.replica.markups.base import (
    ArticlePage,
    Entry,
    ListingPage,
    Markup,
    Page,
    block,
    e,
    summary,
    turned,
)
from newscrawl.replica.urls import Paging


def article(page: ArticlePage) -> str:
    text, words = page.article, page.language
    first, *others = (block(page, part) for part in text.blocks)
    related = "".join(
        f'<a class="list-group-item" href="{e(entry.href)}">{e(entry.title)}</a>'
        for entry in page.related
    )
    box = (
        '<div class="card bg-light"><div'
        f' class="card-header">{words.read_also}</div>{related}</div>'
        if related
        else ""
    )
    tags = "".join(
        f'<a class="badge bg-secondary" href="{tag.href}">{tag.text}</a> ' for tag in page.tags
    )
    between = "\n".join(
        [box, *others, f'<div class="ad text-center"><small>{words.advertisement}</small></div>']
    )
    return _frame(
        page,
        text.title,
        f"""<ol class="breadcrumb"><li class="breadcrumb-item">\
<a href="{page.section.href}">{page.section.text}</a></li></ol>
<h1 class="display-6">{e(text.title)}</h1>
<p class="text-muted">{_byline(page)}</p>
<img class="img-fluid" src="/files/{text.number}.jpg" alt="{e(text.title)}">
<div class="text-muted small caption">{words.photo}: {e(words.site_name)}</div>
<div class="content">
{first}
{between}
</div>
<div class="my-3">{tags}</div>
<div class="btn-group">{words.share} <button class="btn">Facebook</button><button \
class="btn">Telegram</button></div>
<section class="comments"><h4>{words.comments}</h4>
{_comments(page)}
</section>""",
        head=f"""<meta property="og:title" content="{e(text.title)} | {e(words.site_name)}">
<meta property="og:description" content="{e(summary(text))}">""",
    )


def listing(page: ListingPage) -> str:
    cards = "\n".join(
        f"""<div class="col-md-4"><div class="card">
<a href="{e(entry.href)}"><img class="card-img-top" src="/files/card.jpg" alt=""></a>
<div class="card-body"><h5 class="card-title"><a href="{e(entry.href)}">{e(entry.title)}</a></h5>
<p class="card-text">{e(entry.summary)}</p>
<small class="text-muted">{_day(page, entry)}</small> <a \
class="btn btn-sm" href="{e(entry.href)}">{page.language.read_more}</a></div>
</div></div>"""
        for entry in page.entries
    )
    numbers = "\n".join(
        (
            f'<li class="page-item"><a class="page-link" href="{href}">{number}</a></li>'
            if href
            else f'<li class="page-item active"><span class="page-link">{number}</span></li>'
        )
        for number, href in page.pagination.numbers
    )
    tags = "".join(
        f'<a class="badge bg-secondary" href="{tag.href}">{tag.text}</a> ' for tag in page.tags
    )
    return _frame(
        page,
        page.heading,
        f"""<h1>{e(page.heading)}</h1>
<div class="row">
{cards}
</div>
<ul class="pagination">
{numbers}
</ul>
<div>{tags}</div>""",
    )


def _frame(page: Page, title: str, main: str, head: str = "") -> str:
    menu = "".join(
        f'<li class="nav-item"><a class="nav-link" href="{link.href}">{link.text}</a></li>'
        for link in page.menu
    )
    languages = "".join(
        f'<a class="dropdown-item" href="{link.href}">{link.text}</a>' for link in page.languages
    )
    latest = "\n".join(
        f'<div class="list-group-item"><small>{_day(page, entry)}</small> <a'
        f' href="{e(entry.href)}">{e(entry.title)}</a></div>'
        for entry in page.latest
    )
    return f"""<!DOCTYPE html>
<html lang="{page.language.code}"{turned(page)}>
<head>
<meta charset="utf-8">
<title>{e(title)} | {e(page.language.site_name)}</title>
{head}
</head>
<body>
<nav class="navbar"><a class="navbar-brand" href="/">{e(page.language.site_name)}</a>
<ul class="navbar-nav">{menu}</ul><div class="dropdown">{languages}</div>
<span class="navbar-text">{weekday(page.stamp, page.language)}</span></nav>
<div class="alert alert-info">{page.language.cookies} <button>OK</button></div>
<div class="container"><div class="row">
<div class="col-lg-8">
{main}
</div>
<div class="col-lg-4"><div class="card"><div class="card-header">{page.language.latest}</div>
<div class="list-group">
{latest}
</div></div></div>
</div></div>
<footer class="footer">\
<p>© {page.stamp.year} {e(page.language.site_name)}. {page.language.rights}.</p></footer>
</body>
</html>
"""


def _byline(page: ArticlePage) -> str:
    authors = (
        f"{page.language.by} {e(', '.join(page.article.authors))}" if page.article.authors else ""
    )
    own = long(page.article.published, page.language) if page.article.published else ""
    return " | ".join(filter(None, (authors, own)))


def _comments(page: ArticlePage) -> str:
    """Two readers, who are as dated as the article is not; nothing of theirs is in the record."""
    day = page.stamp - timedelta(days=2)
    return "\n".join(
        f'<div class="media"><strong>{e(name)}</strong>'
        f" <small>{short(day, page.language)}</small><p>{e(entry.summary)}</p></div>"
        for name, entry in zip(("Nika_84", "old reader"), page.latest[2:4], strict=False)
    )


def _day(page: Page, entry: Entry) -> str:
    return short(entry.day, page.language) if entry.day else ""


MARKUP = Markup(
    name="cards",
    what="Bootstrap, with a byline",
    article=article,
    listing=listing,
    paging=Paging("path", "window"),
    own_date="page",
    summary="cut",
)
