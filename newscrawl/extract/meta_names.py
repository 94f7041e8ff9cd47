"""What `meta` elements are called by the vocabularies in use, and which of several names stands
first."""

from __future__ import annotations

import re

PUBLISHED_NAMES = {
    name: rank
    for rank, name in enumerate(
        (
            "article:published_time",
            "og:article:published_time",
            "og:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "cxenseparse:recs:publishtime",
            "article.published",
            "article:published",
            "article:publish_date",
            "og:publish_date",
            "og:pubdate",
            "rnews:datepublished",
            "publish-date",
            "publish_date",
            "publishdate",
            "publish_time",
            "publishtime",
            "published_time",
            "publication-date",
            "publication_date",
            "publicationdate",
            "published-date",
            "published_date",
            "publisheddate",
            "published",
            "pubdate",
            "pub_date",
            "dateposted",
            "originalpublicationdate",
            "article_date_original",
            "citation_publication_date",
            "citation_online_date",
            "dcterms.issued",
            "dc.date.issued",
            "dcterms.date",
            "dc.date",
            "dc:date",
            "date",
        )
    )
}
"""The best first: what says publication, then what may be the day of anything."""
PUBLISHED_PROPERTIES = ("datepublished", "dc:date", "dc:issued", "dcterms:issued", "dcterms:date")
PROPERTY_RANK = 3
"""Where a date in the body's own markup ranks among those: behind OpenGraph, before the rest."""
PAGE_RANK = len(PUBLISHED_NAMES)
ADDRESS_RANK = PAGE_RANK + 1
"""Where the day of the page as JSON-LD has it, and the one in its address, rank: last."""
ARTICLE_DATE_SLOT = "json-ld datePublished"
PAGE_DATE_SLOT = "json-ld WebPage datePublished"
ADDRESS_SLOT = "link canonical"
DAY_IN_PATH = re.compile(
    r"/(?P<y>199[0-9]|20[0-9]{2})(?P<sep>[/-])(?P<m>0[1-9]|1[0-2])(?P=sep)"
    r"(?P<d>0[1-9]|[12][0-9]|3[01])(?=[/-]|$)"
)
"""A whole day in the path of an address."""
TITLE_NAMES = {
    "og:title": 1,
    "twitter:title": 2,
    "dc.title": 3,
    "dcterms.title": 3,
    "parsely-title": 2,
    "sailthru.title": 2,
    "title": 4,
    "headline": 2,
}
"""With their rank. `title` last: many fill it with the site's name."""
HEADLINE_RANK = 0
"""The `headline` of the body's own markup is what a reader sees."""
FIELD_OF_NAME = {
    **dict.fromkeys(
        (
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "sailthru.author",
            "byl",
        ),
        "author",
    ),
    **dict.fromkeys(("article:section", "parsely-section", "section"), "section"),
    **dict.fromkeys(
        (
            "og:image",
            "og:image:url",
            "og:image:secure_url",
            "twitter:image",
            "twitter:image:src",
        ),
        "image",
    ),
    **dict.fromkeys(("og:site_name", "application-name"), "site_name"),
    **dict.fromkeys(("description", "og:description"), "description"),
}
DESCRIPTION_NAMES = {
    "og:description": 1,
    "description": 2,
    "twitter:description": 3,
    "dc.description": 3,
    "dcterms.description": 3,
    "dcterms.abstract": 3,
    "sailthru.description": 3,
}
"""With their rank, behind what the article's own markup calls its description."""
MODIFIED_NAMES = {
    "article:modified_time": 1,
    "og:article:modified_time": 1,
    "og:modified_time": 1,
    "article:updated_time": 2,
    "og:updated_time": 2,
    "datemodified": 3,
    "dcterms.modified": 3,
    "dc.date.modified": 3,
    "last-modified": 4,
    "lastmod": 4,
    "revised": 4,
}
KEYWORD_NAMES = {
    "article:tag": 1,
    "og:article:tag": 1,
    "parsely-tags": 2,
    "sailthru.tags": 2,
    "news_keywords": 2,
    "keywords": 3,
}
"""`keywords` last: many write the title there, word by word."""
