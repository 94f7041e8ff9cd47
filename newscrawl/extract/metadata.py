"""What a page says about itself to machines: JSON-LD, OpenGraph, Dublin Core, microdata and RDFa.
Claims, not yet facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from lxml import etree

from newscrawl.extract import json_ld
from newscrawl.extract.claims import Claim, Metadata
from newscrawl.extract.html.addresses import joined, parts_of
from newscrawl.extract.html.page import Page
from newscrawl.extract.meta_names import (
    ADDRESS_RANK,
    ADDRESS_SLOT,
    ARTICLE_DATE_SLOT,
    DAY_IN_PATH,
    DESCRIPTION_NAMES,
    FIELD_OF_NAME,
    HEADLINE_RANK,
    KEYWORD_NAMES,
    MODIFIED_NAMES,
    PAGE_DATE_SLOT,
    PAGE_RANK,
    PROPERTY_RANK,
    PUBLISHED_NAMES,
    PUBLISHED_PROPERTIES,
    TITLE_NAMES,
)
from newscrawl.extract.properties import (
    in_head,
    is_of_article,
    is_of_reader,
    kind_of,
    names_of,
    property_text,
    value_of,
)
from newscrawl.extract.tags import MAX_CLAIMS, keywords
from newscrawl.text import fold

PERSON_SLOT = "json-ld author"
ORGANIZATION_SLOT = "json-ld author organization"
"""Where JSON-LD names an author that is a desk, an agency or the house."""

MAX_PROPERTIES_AROUND = 20
"""An element in more others with a property is not read: the text of each is that of all inside
it."""


def read_metadata(page: Page) -> Metadata:
    """The claims of a page. Its URL resolves those of images and tells its own JSON-LD nodes from
    its neighbours'."""
    reader = _MetadataReader(page.url)
    for element in page.root.iter("title", "meta", "script", "link"):
        if element.tag == "title":
            reader.meta.page_title = reader.meta.page_title or fold(element.text or "")
        elif element.tag == "meta":
            reader.read_meta(element)
        elif element.tag == "link":
            if element.get("rel", "").lower() == "canonical":
                reader.read_address(element.get("href") or "")
        elif "ld+json" in (element.get("type") or ""):
            reader.read_json_ld(json_ld.parse(element.text or ""))
    for element in page.outline.properties:
        if element.get("itemprop") == "liveBlogUpdate":
            reader.meta.is_live_blog = True
        if not reader.is_too_deep(element):
            reader.read_property(element)
    return reader.metadata()


class _MetadataReader:
    """Collects the claims of one page. JSON-LD comes first, the rest by its rank."""

    def __init__(self, page_url: str) -> None:
        self.page_url = page_url
        self.meta = Metadata()
        self.titles: list[tuple[int, Claim]] = []
        self.published: list[tuple[int, Claim]] = []
        self.descriptions: list[tuple[int, Claim]] = []
        self.modified: list[tuple[int, Claim]] = []
        self.keywords: list[tuple[int, Claim]] = []
        self.organizations: list[Claim] = []
        self.page_dates: list[Claim] = []
        """What JSON-LD says of the page, and of no article."""
        self.trails: list[Claim] = []
        """The steps to the page, the nearest first."""
        self.kinds: dict[etree._Element, Counter[str | None]] = {}
        """How many elements of each type stand directly in an element."""
        self.entries: dict[etree._Element, bool] = {}
        """Whether what stands directly in an element stands in an entry."""
        self.depths: dict[etree._Element, int] = {}
        """How many properties stand around what is directly in an element."""

    def metadata(self) -> Metadata:
        if not any(claim.slot == ARTICLE_DATE_SLOT for claim in self.meta.published):
            self.published += [(PAGE_RANK, claim) for claim in self.page_dates]
        self.meta.sections += self.trails
        self.meta.authors += self.organizations
        self.meta.titles += _by_rank(self.titles)
        self.meta.published += _by_rank(self.published)
        self.meta.descriptions += _by_rank(self.descriptions)
        if not self.meta.description and self.meta.descriptions:
            self.meta.description = self.meta.descriptions[0].text
        self.meta.modified += _by_rank(self.modified)
        self.meta.keywords = (self.meta.keywords + _by_rank(self.keywords))[:MAX_CLAIMS]
        return self.meta

    def read_meta(self, element: etree._Element) -> None:
        content = fold(element.get("content") or "")
        for name in names_of(element) if content else ():
            claim = Claim(f"meta {name}", content)
            if name in PUBLISHED_NAMES and (element.get("itemprop") is None or in_head(element)):
                self.published.append((PUBLISHED_NAMES[name], claim))
            elif name in TITLE_NAMES:
                self.titles.append((TITLE_NAMES[name], claim))
            elif name in FIELD_OF_NAME:
                self.take(FIELD_OF_NAME[name], claim)
            if element.get("itemprop") is None or in_head(element):
                self.read_further(name, claim)

    def read_further(self, name: str, claim: Claim) -> None:
        """Enter what a `meta` element says of the summary, the last change, the keywords."""
        if name in DESCRIPTION_NAMES:
            self.descriptions.append((DESCRIPTION_NAMES[name], claim))
        elif name in MODIFIED_NAMES:
            self.modified.append((MODIFIED_NAMES[name], claim))
        elif name in KEYWORD_NAMES:
            self.add_keywords(KEYWORD_NAMES[name], claim)

    def add_keywords(self, rank: int, claim: Claim) -> None:
        """Enter a text of keywords, parted."""
        if len(self.keywords) < MAX_CLAIMS:
            parted = keywords(claim.text)
            self.keywords += [(rank, Claim(claim.slot, text)) for text in parted]

    def take(self, target: str, claim: Claim) -> None:
        """Enter a claim of a `meta` element whose rank is its place on the page."""
        meta = self.meta
        if target == "author":
            if not claim.text.startswith("http"):  # The URL of a profile names nobody.
                meta.authors.append(claim)
        elif target == "section":
            meta.sections.append(claim)
        elif target == "image":
            meta.images += _claims(claim.slot, [joined(self.page_url, claim.text)])
        elif target == "site_name":
            meta.site_name = meta.site_name or claim.text
        else:
            meta.description = meta.description or claim.text

    def read_property(self, element: etree._Element) -> None:
        """Microdata and RDFa in the body. An entry of a list has such properties too, so only what
        stands in no entry counts."""
        names = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower()
        if any(name in names for name in PUBLISHED_PROPERTIES):
            if self.in_entry(element) or is_of_reader(element):
                return
            value = element.get("content") or element.get("datetime") or property_text(element)
            if value:
                self.published.append((PROPERTY_RANK, Claim("property datePublished", value)))
        elif "articlesection" in names:
            if not self.in_entry(element):
                claim = Claim("itemprop articleSection", value_of(element))
                self.meta.sections.append(claim)
        elif "headline" in names and not self.in_entry(element):
            claim = Claim("itemprop headline", value_of(element))
            self.titles.append((HEADLINE_RANK, claim))
        self.read_further_property(element, names)

    def read_further_property(self, element: etree._Element, names: str) -> None:
        """Likewise of the summary, the last change and the keywords of the article; pictures and
        publishers have such, too."""
        called = {name.rpartition(":")[2] for name in names.split()}
        wanted = called & {"description", "abstract", "datemodified", "modified", "keywords"}
        if not wanted or self.in_entry(element) or not is_of_article(element):
            return
        if wanted & {"description", "abstract"}:
            self.descriptions.append((0, Claim("itemprop description", value_of(element))))
        elif "keywords" in wanted:
            self.add_keywords(1, Claim("itemprop keywords", value_of(element)))
        else:
            value = element.get("content") or element.get("datetime") or property_text(element)
            self.modified.append((PROPERTY_RANK, Claim("property dateModified", value)))

    def in_entry(self, element: etree._Element) -> bool:
        """Whether an element stands in one of several like things: an item of a list, or a scope
        beside others of its type."""
        passed: list[etree._Element] = []
        found = False
        for ancestor in element.iterancestors():
            passed.append(ancestor)
            if ancestor in self.entries:
                found = self.entries[ancestor]
                break
            if ancestor.tag in ("li", "aside", "nav"):
                found = True
                break
            if ancestor.get("itemscope") is not None or ancestor.get("typeof"):
                parent = ancestor.getparent()
                found = parent is not None and self.kinds_in(parent)[kind_of(ancestor)] > 1
                break
        self.entries.update(dict.fromkeys(passed, found))
        return found

    def is_too_deep(self, element: etree._Element) -> bool:
        """Whether an element stands in so many others with a property that it says nothing. To be
        asked of each in the order of the page."""
        parent = element.getparent()
        passed: list[etree._Element] = []
        while parent is not None and parent not in self.depths:
            passed.append(parent)
            parent = parent.getparent()
        around = 0 if parent is None else self.depths[parent]
        self.depths.update(dict.fromkeys(passed, around))
        self.depths[element] = around + 1
        return around >= MAX_PROPERTIES_AROUND

    def kinds_in(self, parent: etree._Element) -> Counter[str | None]:
        """How many elements of each type stand directly in this one, counted once."""
        if parent not in self.kinds:
            self.kinds[parent] = Counter(map(kind_of, parent))
        return self.kinds[parent]

    def read_address(self, url: str) -> None:
        """Take in the page's own address, and the day that stands in it."""
        self.meta.address = self.meta.address or joined(self.page_url, url)
        found = DAY_IN_PATH.search(parts_of(url).path)
        if found is not None:
            claim = Claim(ADDRESS_SLOT, "-".join(found.group("y", "m", "d")))
            self.published.append((ADDRESS_RANK, claim))

    def read_json_ld(self, document: Any) -> None:
        """Take in what a document of JSON-LD says of the page and its article."""
        if document is None:
            return
        for node in json_ld.article_nodes(document, self.page_url):
            self.read_node(node)
        self.meta.pictures += json_ld.picture_nodes(document)
        for node in json_ld.page_nodes(document, self.page_url):
            if isinstance(node.get("datePublished"), str):
                self.page_dates.append(Claim(PAGE_DATE_SLOT, node["datePublished"]))
        names = json_ld.breadcrumb(document, self.page_url)
        self.trails += [Claim("json-ld BreadcrumbList", name) for name in names[::-1]]

    def read_live_blog(self, node: dict[str, Any]) -> None:
        """Enter what a node says of the entries of a live blog."""
        meta = self.meta
        meta.entries = meta.entries or " ".join(json_ld.entries(node, "articleBody"))
        meta.entry_titles += json_ld.entries(node, "headline")
        meta.is_live_blog = meta.is_live_blog or json_ld.is_live_blog(node)

    def read_node(self, node: dict[str, Any]) -> None:
        """Take in a JSON-LD node that describes the page's article."""
        meta = self.meta
        for name in ("headline", "name"):
            if isinstance(node.get(name), str):
                meta.titles += _claims(f"json-ld {name}", json_ld.texts(node[name]))
        if isinstance(node.get("datePublished"), str):
            meta.published.append(Claim(ARTICLE_DATE_SLOT, node["datePublished"]))
        if isinstance(node.get("dateModified"), str):
            meta.modified.append(Claim("json-ld dateModified", node["dateModified"]))
        if isinstance(node.get("description"), str):
            meta.descriptions += _claims("json-ld description", json_ld.texts(node["description"]))
        meta.keywords += _claims("json-ld keywords", json_ld.keywords(node.get("keywords")))
        meta.paragraphs = meta.paragraphs or json_ld.paragraphs(node)
        meta.body = meta.body or " ".join(meta.paragraphs)
        meta.words = meta.words or json_ld.word_count(node)
        self.read_live_blog(node)
        if meta.is_free is None:
            meta.is_free = json_ld.is_free(node)
        for agent in json_ld.agents(node.get("author")):
            if agent.is_person:
                meta.authors.append(Claim(PERSON_SLOT, agent.name))
            else:
                self.organizations.append(Claim(ORGANIZATION_SLOT, agent.name))
        meta.publishers += [agent.name for agent in json_ld.agents(node.get("publisher"))]
        meta.sections += _claims(
            "json-ld articleSection", json_ld.texts(node.get("articleSection"))
        )
        images = (joined(self.page_url, url) for url in json_ld.image_urls(node.get("image")))
        meta.images += _claims("json-ld image", images)


def _by_rank(ranked: list[tuple[int, Claim]]) -> list[Claim]:
    return [claim for _, claim in sorted(ranked, key=lambda one: one[0])]


def _claims(slot: str, values: Iterable[str]) -> list[Claim]:
    return [Claim(slot, value) for value in values if value]
