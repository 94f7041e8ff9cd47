"""A home-made CMS of 2005: capitals, unclosed tags, entities; definition lists of days and
headlines; naked text between <P>s."""

from newscrawl.replica.bodies import Block
from newscrawl.replica.date_formats import slashed, weekday
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

ENTITIES = str.maketrans(
    {
        "“": "&ldquo;",
        "”": "&rdquo;",
        "’": "&rsquo;",
        "–": "&ndash;",
        "„": "&bdquo;",
        "«": "&laquo;",
        "»": "&raquo;",
    }
)


def article(page: ArticlePage) -> str:
    text = page.article
    tags = "".join(f'<LI><A HREF="{tag.href}">{tag.text}</A>' for tag in page.tags)
    return _frame(
        page,
        text.title,
        f"""<A HREF="{page.section.href}">{page.section.text}</A>
<H3>{_typed(e(text.title))}</H3>
<DIV ID=text>
{_body(page)}
</DIV>
<UL>{tags}</UL>""",
    )


def listing(page: ListingPage) -> str:
    numbers = " ".join(
        f'<A HREF="{href}">{number}</A>' if href else f"<B>{number}</B>"
        for number, href in page.pagination.numbers
    )
    tags = "".join(f'<LI><A HREF="{tag.href}">{tag.text}</A>' for tag in page.tags)
    return _frame(
        page,
        page.heading,
        f"<H3>{e(page.heading)}</H3>\n{_entries(page, page.entries)}\n<P>{numbers}\n"
        f"<UL>{tags}</UL>",
    )


def _frame(page: Page, title: str, main: str) -> str:
    menu = "\n".join(f'<LI><A HREF="{link.href}">{link.text}</A>' for link in page.menu)
    languages = " / ".join(f'<A HREF="{link.href}">{link.text}</A>' for link in page.languages)
    return f"""<HTML{turned(page)}>
<head><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=utf-8">
<TITLE>{e(page.language.site_name)} :: {e(title)}</TITLE>
<LINK REL="alternate" TYPE="application/rss+xml" HREF="{page.feed}">
</head>
<body>
<DIV ID=top><A HREF="/"><IMG SRC="/files/logo.gif" ALT="{e(page.language.site_name)}"></A>
{weekday(page.stamp, page.language)}
</DIV>
<DIV ID=left><UL>
{menu}
</UL>{languages}</DIV>
<DIV ID=center>
{main}
</DIV>
<DIV ID=right><H4>{page.language.latest}</H4>
{_entries(page, page.latest)}
</DIV>
<DIV ID=bottom>&copy; {e(page.language.site_name)}, {page.language.rights}</DIV>
</body>
</HTML>
"""


def _entries(page: Page, entries: list[Entry]) -> str:
    rows = "\n".join(
        f"<DT>{slashed(entry.day, page.language) if entry.day else '&nbsp;'}<DD><A"
        f' HREF="{e(entry.href)}">{_typed(e(entry.title))}</A>'
        for entry in entries
    )
    return f"<DL>\n{rows}\n</DL>"


def _body(page: ArticlePage) -> str:
    return "\n".join(_block(page, block) for block in page.article.blocks)


def _block(page: ArticlePage, block: Block) -> str:
    match block.kind:
        case "paragraph":
            return f"{_typed(page.prose(block.lines[0]))}<P>"
        case "subheading":
            return f"<H4>{_typed(e(block.lines[0]))}</H4>"
        case "quote":
            return f"<BLOCKQUOTE>{_typed(e(block.lines[0]))}</BLOCKQUOTE>"
        case "list":
            return (
                "<OL>\n" + "\n".join(f"<LI>{_typed(e(line))}" for line in block.lines) + "\n</OL>"
            )
        case "table":
            return (
                "<TABLE BORDER=1>\n"
                + "\n".join(f"<TR>{cells(line, '<TD>{}')}" for line in block.lines)
                + "\n</TABLE>"
            )
        case _:
            return of_kind(block)


def _typed(html: str) -> str:
    return html.translate(ENTITIES)


MARKUP = Markup(
    name="cms",
    what="a home-made CMS of 2005",
    article=article,
    listing=listing,
    paging=Paging("offset", "window"),
    feed=True,
)
