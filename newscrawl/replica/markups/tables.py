"""A layout of tables and font tags; paragraphs are parted by <br><br>, the latest news stand left
of the text and before it."""

from newscrawl.replica.bodies import Block
from newscrawl.replica.date_formats import dotted, short
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
    tags = " | ".join(f'<a href="{tag.href}">{tag.text}</a>' for tag in page.tags)
    return _frame(
        page,
        text.title,
        f"""<a href="{page.section.href}"><font size="1" color="#990000">\
{page.section.text}</font></a><br>
<font size="4" face="Arial"><b>{e(text.title)}</b></font><br><br>
<font size="2" face="Verdana">{_body(page)}</font><br><br>
<font size="1">{page.language.tags}: {tags}</font>""",
    )


def listing(page: ListingPage) -> str:
    rows = "\n".join(
        f'<tr><td nowrap valign="top"><font size="1">{_day(page, entry)}</font></td>'
        f'<td><a href="{e(entry.href)}"><font size="2">{e(entry.title)}</font></a></td></tr>'
        for entry in page.entries
    )
    numbers = " ".join(
        f'[<a href="{href}">{number}</a>]' if href else f"<b>[{number}]</b>"
        for number, href in page.pagination.numbers
    )
    tags = " ".join(f'<a href="{tag.href}">{tag.text}</a>' for tag in page.tags)
    return _frame(
        page,
        page.heading,
        f"""<font size="4"><b>{e(page.heading)}</b></font>
<table width="100%" cellpadding="3">
{rows}
</table>
<center>{numbers}</center>
<hr>
<font size="1">{tags}</font>""",
    )


def _frame(page: Page, title: str, main: str) -> str:
    menu = " | ".join(
        f'<a href="{link.href}"><font color="white">{link.text}</font></a>' for link in page.menu
    )
    languages = " ".join(f'<a href="{link.href}">{link.text}</a>' for link in page.languages)
    latest = "\n".join(
        f'<tr><td><a href="{e(entry.href)}"><font size="1">{e(entry.title)}</font></a><br>'
        f'<font size="1" color="gray">{_day(page, entry)}</font></td></tr>'
        for entry in page.latest
    )
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html{turned(page)}>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{e(page.language.site_name)} - {e(title)}</title>
</head>
<body bgcolor="#ffffff">
<table width="980" align="center" border="0" cellspacing="0">
<tr><td colspan="2" bgcolor="#003366"><a href="/"><font size="6" color="white">\
{e(page.language.site_name)}</font></a></td></tr>
<tr><td bgcolor="#003366">{menu}</td><td align="right"><font size="1">\
{short(page.stamp, page.language)}</font></td></tr>
<tr>
<td width="220" valign="top">
<table width="100%" bgcolor="#eeeeee">
<tr><td><b>{page.language.latest}</b></td></tr>
{latest}
</table>
{languages}
</td>
<td valign="top">
{main}
</td>
</tr>
<tr><td colspan="2" align="center"><font size="1">\
© {page.stamp.year} {e(page.language.site_name)}. {page.language.rights}.</font></td></tr>
</table>
</body>
</html>
"""


def _day(page: Page, entry: Entry) -> str:
    return dotted(entry.day, page.language) if entry.day else "&nbsp;"


def _body(page: ArticlePage) -> str:
    return "<br><br>\n".join(_block(page, block) for block in page.article.blocks)


def _block(page: ArticlePage, block: Block) -> str:
    match block.kind:
        case "paragraph":
            return page.prose(block.lines[0])
        case "subheading":
            return f"<b>{e(block.lines[0])}</b>"
        case "quote":
            return f"<i>{e(block.lines[0])}</i>"
        case "list":
            return "<ul>" + "\n".join(f"<li>{e(line)}" for line in block.lines) + "</ul>"
        case "table":
            rows = "\n".join(f"<tr>{cells(line)}</tr>" for line in block.lines)
            return f'<table border="1">\n{rows}\n</table>'
        case _:
            return of_kind(block)


MARKUP = Markup(
    name="tables",
    what="tables, font tags, <br><br>",
    article=article,
    listing=listing,
    tags=True,
    paging=Paging("offset", "window"),
)
