"""Nothing but div and span, class names made by a machine; the stamp under the title like a byline,
the latest news at the text's end."""

from newscrawl.replica.bodies import Block
from newscrawl.replica.date_formats import numeric
from newscrawl.replica.markups.base import (
    ArticlePage,
    Entry,
    ListingPage,
    Markup,
    Page,
    cells,
    e,
    of_kind,
    turned,
)
from newscrawl.replica.urls import Paging


def article(page: ArticlePage) -> str:
    text = page.article
    tags = "".join(f'<a class="_k9" href="{tag.href}">#{tag.text}</a> ' for tag in page.tags)
    return _frame(
        page,
        f"""<div class="_a1x9"><a href="{page.section.href}">{page.section.text}</a></div>
<div class="_t7Qe">{e(text.title)}</div>
<div class="_s0Lm">\
<span>{numeric(page.stamp, page.language)}</span> <span>{page.language.share}</span></div>
<div class="_b4Rr">
{_body(page)}
</div>
<div class="_k0">{tags}</div>
{_latest(page)}""",
    )


def listing(page: ListingPage) -> str:
    # The day is a part of the link.
    entries = "\n".join(
        f'<a class="_c3Vb" href="{e(entry.href)}"><div class="_c5">{_day(page, entry)}</div><div'
        f' class="_c6">{e(entry.title)}</div></a>'
        for entry in page.entries
    )
    tags = "".join(f'<a class="_k9" href="{tag.href}">#{tag.text}</a> ' for tag in page.tags)
    following = (
        f'<div class="_n2"><a href="{page.pagination.next}">»</a></div>'
        if page.pagination.next
        else ""
    )
    return _frame(
        page,
        f"""<div class="_h1Ww">{e(page.heading)}</div>
<div class="_l8">
{entries}
</div>
{following}
<div class="_k0">{tags}</div>
{_latest(page)}""",
    )


def _frame(page: Page, main: str) -> str:
    menu = "".join(f'<a class="_m1" href="{link.href}">{link.text}</a>' for link in page.menu)
    languages = "".join(
        f'<a class="_m2" href="{link.href}">{link.text}</a>' for link in page.languages
    )
    return f"""<!doctype html>
<html{turned(page)}>
<head>
<meta charset="utf-8">
<title>{e(page.language.site_name)}</title>
</head>
<body>
<div id="root"><div class="_w0">
<div class="_g3"><a href="/">{e(page.language.site_name)}</a></div>
<div class="_m0">{menu}</div>
<div class="_m0">{languages}</div>
<div class="_x5Pp">
{main}
</div>
<div class="_f0">© {e(page.language.site_name)} {page.stamp.year}</div>
</div></div>
</body>
</html>
"""


def _latest(page: Page) -> str:
    entries = "\n".join(
        f'<div class="_e1"><a href="{e(entry.href)}">{e(entry.title)}</a><span'
        f' class="_e2">{_day(page, entry)}</span></div>'
        for entry in page.latest
    )
    return f'<div class="_e0"><div class="_e3">{page.language.latest}</div>\n{entries}\n</div>'


def _day(page: Page, entry: Entry) -> str:
    return numeric(entry.day, page.language) if entry.day else ""


def _body(page: ArticlePage) -> str:
    return "\n".join(_block(page, block) for block in page.article.blocks)


def _block(page: ArticlePage, block: Block) -> str:
    match block.kind:
        case "paragraph":
            return f'<div class="_p1">{page.prose(block.lines[0])}</div>'
        case "subheading":
            return f'<div class="_p2">{e(block.lines[0])}</div>'
        case "quote":
            return f'<div class="_p3"><div class="_p4">{e(block.lines[0])}</div></div>'
        case "list":
            return (
                '<div class="_p5">'
                + "\n".join(f'<div class="_p6">{e(line)}</div>' for line in block.lines)
                + "</div>"
            )
        case "table":
            rows = "\n".join(f'<tr class="_r1">{cells(line)}</tr>' for line in block.lines)
            return f'<div class="_p7"><table class="_r0">\n{rows}\n</table></div>'
        case _:
            return of_kind(block)


MARKUP = Markup(
    name="soup",
    what="div and span alone",
    article=article,
    listing=listing,
    paging=Paging("query", "next"),
)
