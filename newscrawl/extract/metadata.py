"""What a page says about itself to machines: JSON-LD, OpenGraph, Dublin Core, microdata and RDFa.
Claims, not yet facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree

from newscrawl.extract.html.outline import text_of
from newscrawl.text import fold

ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Social|Report|Analysis|Opinion|Background|Review|Satirical|Ask|Advertiser|Scholarly|Tech)?\w*Article$|BlogPosting$|(?:Live)?Posting$|^Report$"
)

_PUBLISHED_NAMES = {
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
            "publish-date",
            "publish_date",
            "publication_date",
            "publicationdate",
            "published-date",
            "pubdate",
            "dcterms.issued",
            "dc.date.issued",
            "dcterms.date",
            "dc.date",
            "dc:date",
            "date",
        )
    )
}
_PUBLISHED_PROPERTIES = ("datepublished", "dc:date", "dc:issued", "dcterms:issued", "dcterms:date")
_TITLE_NAMES = {
    "og:title": 1,
    "twitter:title": 2,
    "dc.title": 3,
    "dcterms.title": 3,
    "parsely-title": 2,
    "sailthru.title": 2,
    "title": 4,
    "headline": 2,
}
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_SECTION_NAMES = ("article:section", "parsely-section", "section")
_IMAGE_NAMES = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
)
_LISTS = frozenset(
    (
        "itemListElement",
        "hasPart",
        "mentions",
        "relatedLink",
        "comment",
        "isPartOf",
        "review",
        "citation",
    )
)

_properties = etree.XPath("//body//*[@itemprop or @property]")


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a page says of itself, and where."""

    slot: str
    """The place in the markup: the same on every page of one template."""
    text: str


@dataclass(slots=True)
class Metadata:
    """The claims of one page, best first; a field without a claim is empty."""

    titles: list[Claim] = field(default_factory=list)
    page_title: str = ""
    """The `title` element, white space folded."""
    site_name: str = ""
    published: list[Claim] = field(default_factory=list)
    authors: list[Claim] = field(default_factory=list)
    sections: list[Claim] = field(default_factory=list)
    images: list[Claim] = field(default_factory=list)
    description: str = ""


def read_metadata(root: etree._Element, page_url: str) -> Metadata:
    """The claims of a page. `page_url` resolves image addresses and tells this page's JSON-LD nodes
    from its neighbours'."""
    meta = Metadata()
    published: list[tuple[int, Claim]] = []
    titles: list[tuple[int, Claim]] = []
    for element in root.iter("title", "meta", "script"):
        if element.tag == "title":
            meta.page_title = meta.page_title or fold(element.text or "")
        elif element.tag == "script":
            if "ld+json" in (element.get("type") or ""):
                for node in _article_nodes(element.text or "", page_url):
                    _read_node(node, meta, page_url)
        else:
            _read_meta(element, meta, titles, published, page_url)
    for element in cast("list[etree._Element]", _properties(root)):
        _read_property(element, titles, published, meta)
    meta.titles += [claim for _, claim in sorted(titles, key=lambda ranked: ranked[0])]
    meta.published += [claim for _, claim in sorted(published, key=lambda ranked: ranked[0])]
    return meta


def _read_meta(
    element: etree._Element,
    meta: Metadata,
    titles: list[tuple[int, Claim]],
    published: list[tuple[int, Claim]],
    page_url: str,
) -> None:
    content = fold(element.get("content") or "")
    if not content:
        return
    for key in {
        (element.get(attribute) or "").strip().lower()
        for attribute in ("property", "name", "itemprop")
    } - {""}:
        slot = f"meta {key}"
        if key in _PUBLISHED_NAMES and (element.get("itemprop") is None or _in_head(element)):
            published.append((_PUBLISHED_NAMES[key], Claim(slot, content)))
        elif key in _TITLE_NAMES:
            titles.append((_TITLE_NAMES[key], Claim(slot, content)))
        elif key in _AUTHOR_NAMES and not content.startswith("http"):
            meta.authors.append(Claim(slot, content))
        elif key in _SECTION_NAMES:
            meta.sections.append(Claim(slot, content))
        elif key in _IMAGE_NAMES:
            meta.images.append(Claim(slot, urljoin(page_url, content)))
        elif key in ("og:site_name", "application-name"):
            meta.site_name = meta.site_name or content
        elif key in ("description", "og:description"):
            meta.description = meta.description or content


def _in_head(element: etree._Element) -> bool:
    return any(ancestor.tag == "head" for ancestor in element.iterancestors())


def _read_property(
    element: etree._Element,
    titles: list[tuple[int, Claim]],
    published: list[tuple[int, Claim]],
    meta: Metadata,
) -> None:
    """Microdata and RDFa in the body. An entry of a list has such properties too, so only what
    stands in no entry counts."""
    names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower()
    if any(name in names for name in _PUBLISHED_PROPERTIES):
        value = element.get("content") or element.get("datetime") or text_of(element)
        if value and not _in_entry(element):
            published.append((3, Claim("property datePublished", value)))
    elif "articlesection" in names:
        if not _in_entry(element):
            meta.sections.append(
                Claim("itemprop articleSection", fold(element.get("content") or text_of(element)))
            )
    elif "headline" in names and not _in_entry(element):
        titles.append(
            (0, Claim("itemprop headline", fold(element.get("content") or text_of(element))))
        )


def _in_entry(element: etree._Element) -> bool:
    """Whether an element stands in one of several like things: an item of a list, or a scope beside
    others of its type."""
    for ancestor in element.iterancestors():
        if ancestor.tag in ("li", "aside", "nav"):
            return True
        if ancestor.get("itemscope") is not None or ancestor.get("typeof"):
            parent = ancestor.getparent()
            kind = ancestor.get("itemtype") or ancestor.get("typeof")
            return (
                parent is not None
                and sum(
                    1 for twin in parent if (twin.get("itemtype") or twin.get("typeof")) == kind
                )
                > 1
            )
    return False


def _article_nodes(script: str, page_url: str) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes that describe this page's article, not those of a list of others."""
    script = (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )
    try:
        document = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return  # No JSON, or nested beyond what anybody means.
    nodes = list(_nodes(document, 0))
    here = _path(page_url)
    for node in nodes:
        addresses = [
            _path(found)
            for claimed in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))
            if (found := _address(claimed))
        ]
        if addresses and here not in addresses and len(nodes) > 1:
            continue
        yield node


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(
            isinstance(kind, str) and ARTICLE_TYPES.search(kind)
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield value
        for key, one in value.items():
            if key not in _LISTS and isinstance(one, dict | list):
                yield from _nodes(one, depth + 1)


def _address(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and "/" in value else None


def _path(address: str) -> str:
    return re.sub(r"^(?:https?:)?//[^/]*|[?#].*$", "", address).rstrip("/")


def _read_node(node: dict[str, Any], meta: Metadata, page_url: str) -> None:
    for key in ("headline", "name"):
        if isinstance(node.get(key), str) and fold(node[key]):
            meta.titles.append(Claim(f"json-ld {key}", fold(_unescape(node[key]))))
    if isinstance(node.get("datePublished"), str):
        meta.published.append(Claim("json-ld datePublished", node["datePublished"]))
    for name in _names(node.get("author")):
        meta.authors.append(Claim("json-ld author", name))
    section = node.get("articleSection")
    for named in section if isinstance(section, list) else [section]:
        if isinstance(named, str) and fold(named):
            meta.sections.append(Claim("json-ld articleSection", fold(_unescape(named))))
    for address in _images(node.get("image")):
        meta.images.append(Claim("json-ld image", urljoin(page_url, address)))


def _unescape(text: str) -> str:
    return unescape(text) if "&" in text else text


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from filter(None, [fold(_unescape(value))])
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)


def _images(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict):
        yield from _images(value.get("url") or value.get("contentUrl") or value.get("@id"))
    elif isinstance(value, list):
        for one in value:
            yield from _images(one)
