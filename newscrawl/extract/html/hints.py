"""What surrounds a block of text, one bit each, and what the names of classes and ids suggest.

What tags and roles say outright is read in element_kinds.py.
"""

from __future__ import annotations

import re
from functools import lru_cache

# What markup says outright.
NAV = 1 << 0
FOOTER = 1 << 1
HEADER = 1 << 2
ASIDE = 1 << 3
FIGURE = 1 << 4
FORM = 1 << 5
LIST_ITEM = 1 << 6
CELL = 1 << 7
QUOTE = 1 << 8
DIALOG = 1 << 9
ARTICLE = 1 << 10

# What names of classes suggest.
HINT_COMMENTS = 1 << 16
HINT_RELATED = 1 << 17
HINT_SHARE = 1 << 18
HINT_TAGS = 1 << 19
HINT_CAPTION = 1 << 20
HINT_BYLINE = 1 << 21
HINT_ADVERT = 1 << 22
HINT_SIDEBAR = 1 << 23
HINT_NAV = 1 << 24
HINT_PROMO = 1 << 25
HINT_TITLE = 1 << 26
HINT_AUTHOR_BOX = 1 << 27
HINT_HIDDEN = 1 << 28
HINT_EMBED = 1 << 29
TRAIL = 1 << 30
"""The element is the path to the page; the texts around it are not."""

OUTSIDE = (
    NAV
    | FOOTER
    | ASIDE
    | DIALOG
    | HINT_RELATED
    | HINT_ADVERT
    | HINT_SIDEBAR
    | HINT_NAV
    | HINT_PROMO
    | HINT_AUTHOR_BOX
    | HINT_COMMENTS
    | HINT_HIDDEN
    | HINT_EMBED
)
"""Where the text of an article does not stand."""

PARTS = LIST_ITEM | QUOTE | ARTICLE
"""What an element is, however much of a page's prose it holds. The cell of a table that holds most
of it is a column of the page."""

MISLEADING = HINT_PROMO | HINT_ADVERT | HINT_SIDEBAR | HINT_HIDDEN
"""What a template may write on each part of an article: `paywall` on what a paywall hides, `widget`
on what an editor's tool put in, `ad` on what an advertisement may follow, `hidden` on what a script
shows. Lists of other articles and readers' texts have parts of one class, too, and are what their
class says."""

SIDE_TEXTS = HINT_COMMENTS | HINT_AUTHOR_BOX
"""What may be longer than a short article: readers can write more than the author did."""

CACHED_NAMES = 20_000
"""Values of `class` that are remembered: those of all templates of a site, and the ones that are
generated for each element. About 4 MB."""

MAX_WORDS = 8
"""Words of a name, one aside, that says what an element is; with more it repeats a headline, of
which any word may be one of these."""

# The first pattern that fits a name wins.
_NAMES = (
    (
        HINT_EMBED,  # What the networks' own codes for embedding are called.
        r"""twitter-(?:tweet|video) instagram-media tiktok-embed fb-(?:post|video) bluesky-embed
        reddit-embed-bq imgur-embed-pub mastodon-embed text-post-media
        wp-block-embed-(?:twitter|instagram|facebook|tiktok|reddit|bluesky)""",
    ),
    (
        HINT_COMMENTS,
        r"""comments?(?!ary) commentlist disqus respond replies discussion livefyre reactions?""",
    ),
    (
        HINT_RELATED,
        r"""related read-?(?:also|more|next) more-(?:news|stories|from|on) also
        recommend(?:ed|ations?)? similar see-?also recirc\w* outbrain taboola zergnet
        most-?(?:read|popular|viewed) popular trending latest up-?next recent-?posts? yarpp\w*""",
    ),
    (
        HINT_SHARE,
        r"""share sharing social\w* sharedaddy addthis\w* follow-?us bookmarks?
        jp-(?:relatedposts|post-flair) a2a\w* addtoany\w*""",
    ),
    (
        HINT_TAGS,
        r"""tags? tag-?(?:list|links|cloud) keywords topics? categories cat-links
        post-?(?:tags|categories) entry-(?:tags|utility|footer)""",
    ),
    (
        HINT_CAPTION,
        r"""(?:fig-?)?captions? wp-caption-text photo-?(?:credit|caption|desc\w*)
        image-?(?:credit|caption|desc\w*|source) img-?(?:cap\w*|desc\w*|credit)
        pic(?:ture)?-?(?:cap\w*|desc\w*|text|title) media-?(?:caption|credit) credits?
        gallery-caption cutline legende?s? bild-?(?:unter\w*|text\w*|legende|credit|quelle)
        foto-?(?:text\w*|unter\w*|credit|bijschrift) pie-?de-?foto""",
    ),
    (
        HINT_AUTHOR_BOX,
        r"""author-?(?:bio|box|info|card|profile|description|about|details) about-?(?:the-?)?author
        bio(?:graphy)? signature writer-?\w* post-?author-?box""",
    ),
    (
        HINT_BYLINE,
        r"""by-?lines? datelines? meta-?data post-?meta-?data date-?time date pub-?date
        publish(?:ed)?(?:-?(?:date|on|at))? post-?(?:meta|date|info|author)
        entry-?(?:meta|date|info) article-?(?:meta|date|info|author) meta(?:-?data|-?info)?
        author-?(?:name|line)? timestamps? time-?stamp posted-?(?:on|by)? story-?(?:meta|date)
        read(?:ing)?-?time breadcrumbs? kicker""",
    ),
    (
        HINT_ADVERT,
        r"""ads? adverts? advertisement advertorial adsense adslot
        ad-?(?:container|wrapper|box|slot|unit|label|zone|banner) sponsor(?:ed|s)? promoted
        google-?ads?\w* dfp\w* banner-?ad\w* adv""",
    ),
    (
        HINT_SIDEBAR,
        r"""side-?bar right-?(?:rail|col(?:umn)?|side) left-?(?:rail|col(?:umn)?|side) rail
        widgets? fact-?(?:box(?:es)?|file) info-?(?:box(?:es)?|kasten)""",
    ),
    (
        HINT_NAV,
        r"""nav(?:bar|igation)? menus? main-?menu pagination pager skip-?link\w* post-navigation
        breadcrumb-?\w* toolbar tabs-nav""",
    ),
    (
        HINT_PROMO,
        r"""promo\w* newsletter\w* subscri(?:be|ption|ptions)\w* sign-?up signup\w* paywall\w*
        cookies?(?:-\w+)? consent gdpr pop-?up modal overlay toast tooltips? snack-?bar
        dialog(?:-(?:message|box|body|content|container|wrapper))? donat(?:e|ion)\w* cta
        call-to-action support-us membership disclosures? disclaimer copyright legal piano\w*""",
    ),
    (
        HINT_TITLE,
        r"""headlines? title entry-?title post-?title article-?(?:title|headline) news-?title
        story-?(?:title|headline) page-?title h1 heading""",
    ),
)
_NAME_PATTERN = re.compile(
    "|".join(
        f"(?P<h{flag.bit_length()}>(?<![a-z0-9])(?:{'|'.join(names.split())})(?![a-z0-9]))"
        for flag, names in _NAMES
    )
)
_ABOUT_THE_PAGE = re.compile(
    r"^(?:tag|category|has|no|with|without|is|format|type|status|columns?|layout"
    r"|page-template)-[\w-]+"
)
"""Class names that say what a page is filed under or how it is laid out, not what an element is."""
_DASHES = re.compile(r"[-_]+")
_TRAIL = re.compile("[Bb]read[Cc]rumb")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


_HIDDEN = re.compile(
    r"(?<!\S)(?:(?:is-|u-|js-)?hidden|d-none|(?:u-|is-|cdk-)?visually-?hidden|sr-only"
    r"|screen-?reader(?:-(?:text|only))?|assistive-text|element-invisible|a11y-hidden|off-?screen)"
    r"(?!\S)",
    re.IGNORECASE,
)
"""Whole names of what nobody sees, or only who has the page read aloud."""
_SHOWN = re.compile(r"(?<!\S)(?:\w+:|d-\w+-)(?:block|flex|grid|inline\S*|table|contents)(?!\S)")
"""Whole names of what is hidden on small screens only."""


@lru_cache(maxsize=CACHED_NAMES)
def hints(names: str) -> int:
    """What the names in a class or id suggest, as flags.

    >>> hints("post-comments") == HINT_COMMENTS
    True
    """
    found = 0
    for name in names.split():  # A site has far more classes than names in them.
        found |= _hints_of_one(name)
    if found & HINT_HIDDEN and _SHOWN.search(names):
        found &= ~HINT_HIDDEN
    return found


@lru_cache(maxsize=CACHED_NAMES)
def _hints_of_one(name: str) -> int:
    found = trail(name)
    plain = _DASHES.sub("-", _CAMEL.sub("-", name)).lower()
    if plain.count("-") > MAX_WORDS:
        return found  # A heading as the name of its place.
    for hit in _NAME_PATTERN.finditer(_ABOUT_THE_PAGE.sub("", plain)):
        group = hit.lastgroup
        if group:
            found |= 1 << (int(group[1:]) - 1)
    if _HIDDEN.fullmatch(name):
        found |= HINT_HIDDEN
    return found


def trail(names: str) -> int:
    """TRAIL where a name or a label says that it is a breadcrumb; else 0."""
    return TRAIL if _TRAIL.search(names) else 0
