"""Pasted from a word processor under a heading that is the site's name: hard-wrapped lines, empty
paragraphs, nested spans.

The latest news stand in the footer, and the stamp below them. Listings print no dates.
"""

from textwrap import fill

from newscrawl.replica.bodies import Block
from newscrawl.replica.date_formats import long, short
from newscrawl.replica.markups.base import (
    ArticlePage,
    ListingPage,
    Markup,
    Page,
    e,
    of_kind,
    turned,
)
from newscrawl.replica.urls import Paging

EMPTY = '<p class="MsoNormal"><span style="font-size:12.0pt"><o:p>&nbsp;</o:p></span></p>'


def article(page: ArticlePage) -> str:
    text = page.article
    tags = ", ".join(f'<a href="{tag.href}">{tag.text}</a>' for tag in page.tags)
    return _frame(
        page,
        text.title,
        f"""<div class="crumbs"><a href="{page.section.href}">{page.section.text}</a></div>
<h2>{e(text.title)}</h2>
<div class="text">
{EMPTY}
{_body(page)}
{EMPTY}
</div>
<div class="under">{page.language.tags}: {tags}</div>""",
    )


def listing(page: ListingPage) -> str:
    entries = "\n".join(
        f'<li><a href="{e(entry.href)}">{e(entry.title)}</a></li>' for entry in page.entries
    )
    tags = ", ".join(f'<a href="{tag.href}">{tag.text}</a>' for tag in page.tags)
    following = (
        f'<a href="{page.pagination.next}">{page.language.next}</a>' if page.pagination.next else ""
    )
    before = (
        f'<a href="{page.pagination.previous}">{page.language.previous}</a>'
        if page.pagination.previous
        else ""
    )
    return _frame(
        page,
        page.heading,
        f"""<h2>{e(page.heading)}</h2>
<ul>
{entries}
</ul>
<div class="pager">{before} {following}</div>
<div class="under">{page.language.tags}: {tags}</div>""",
    )


def _frame(page: Page, title: str, main: str) -> str:
    menu = "".join(f'<li><a href="{link.href}">{link.text}</a></li>' for link in page.menu)
    languages = " ".join(f'<a href="{link.href}">{link.text}</a>' for link in page.languages)
    latest = "\n".join(
        f'<p><a href="{e(entry.href)}">{e(entry.title)}</a> ({long(entry.day, page.language)})</p>'
        for entry in page.latest
        if entry.day
    )
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:o="urn:schemas-microsoft-com:office:office"{turned(page)}>
<head>
<meta http-equiv="content-type" content="text/html; charset=utf-8" />
<title>{e(title)} - {e(page.language.site_name)}</title>
</head>
<body>
<div id="head"><h1><a href="/">{e(page.language.site_name)}</a></h1><ul>{menu}</ul><div>\
{languages}</div></div>
<div id="main">
{main}
</div>
<div id="foot">
<h3>{page.language.latest}</h3>
{latest}
<p>© {e(page.language.site_name)}. {page.language.rights}.</p>
<p>{short(page.stamp, page.language)}</p>
</div>
</body>
</html>
"""


def _body(page: ArticlePage) -> str:
    return f"\n{EMPTY}\n".join(_block(page, block) for block in page.article.blocks)


def _block(page: ArticlePage, block: Block) -> str:
    match block.kind:
        case "paragraph":
            return _paragraph(page.prose(block.lines[0]))
        case "subheading":
            return _paragraph(f"<b>{e(block.lines[0])}</b>")
        case "quote":
            return _paragraph(f"<i>{e(block.lines[0])}</i>", "MsoQuote")
        case "list":
            return (
                '<ul type="disc">\n'
                + "\n".join(f'<li class="MsoNormal">{_run(e(line))}</li>' for line in block.lines)
                + "\n</ul>"
            )
        case "table":
            rows = "\n".join(
                "<tr>"
                + "\n".join(
                    f'<td width="200">{_paragraph(e(cell))}</td>' for cell in line.split("\t")
                )
                + "</tr>"
                for line in block.lines
            )
            return f'<table class="MsoTableGrid" border="1">\n{rows}\n</table>'
        case _:
            return of_kind(block)


def _paragraph(html: str, style: str = "MsoNormal") -> str:
    return f'<p class="{style}" style="text-align:justify">{_run(html)}</p>'


def _run(html: str) -> str:
    """Wrapped by hand, with a line break and spaces that do not break here and there: one paragraph
    all the same."""
    typed = html.replace(" – ", "&nbsp;– ").replace(", ", ",<br />\n", 1)
    wrapped = fill(
        typed, 76, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )
    return (
        '<span style="font-size:12.0pt"><span lang="EN-US"'
        f' style="mso-ansi-language:EN-US">{wrapped}<o:p></o:p></span></span>'
    )


MARKUP = Markup(
    name="word",
    what="a word processor's paste",
    article=article,
    listing=listing,
    tags=True,
    paging=Paging("path", "next"),
    dated_listings=False,
)
