"""The JSON-LD nodes of a page that describe its own article, not those of a list of others.

Source: JSON-LD 1.1; schema.org, `Article` and its kinds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any, NamedTuple

from newscrawl.extract import tags
from newscrawl.text import fold

ARTICLE_TYPES = re.compile(r"(?:Article|Posting)$|^Report$")
"""NewsArticle, BlogPosting, LiveBlogPosting and the like: known by their ends."""

_HOST = re.compile(r"^(?:https?:)?//[^/]*")
_QUERY = re.compile(r"[?#]")

_PARTING_TAG = re.compile(r"</?(?:p|br|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")

MAX_DEPTH = 8
"""Levels of nesting that are looked through: a graph, a list, a page, its main entity, its parts.
Deeper nodes describe something else."""

MAX_KEYWORD_CHARS = 10_000
"""A text of keywords is read so far."""

MAX_ENTRIES = 500
"""Entries of a live blog that are looked at."""

MAX_STEPS = 20
"""Steps of a path that are looked at."""

MAX_FACT_CHARS = 300
"""A date, a headline and the name of a section are shorter."""

_KIND = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
_SALVAGED = ("datePublished", "dateModified", "headline", "articleSection")

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
        "liveBlogUpdate",
    )
)
"""Properties whose values are other works."""


def parse(script: str) -> Any:
    """The document in a script; of one that is broken the facts that stand in it once; None where
    nothing can be made of it."""
    text = _json_of(script)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass  # No JSON, or nested beyond what anybody means.
    return _salvaged(text)


def _salvaged(text: str) -> dict[str, str] | None:
    """The facts of a broken script that speaks of one article: a quote or a comma somewhere else
    takes nothing from them. What stands there twice may be another's."""
    kinds = [kind for kind in _KIND.findall(text) if ARTICLE_TYPES.search(kind)]
    if len(kinds) != 1:
        return None
    facts = {"@type": kinds[0]}
    for name in _SALVAGED:
        found = re.findall(rf'"{name}"\s*:\s*"([^"\\\n]{{1,{MAX_FACT_CHARS}}})"\s*[,}}\n]', text)
        if len(found) == 1:
            facts[name] = found[0]
    return facts


def article_nodes(document: Any, page_url: str) -> Iterator[dict[str, Any]]:
    """The nodes of a document that describe the article of the page at `page_url`."""
    nodes = list(_nodes(document, 0))
    here = _path(page_url)
    for node in nodes:
        claimed = (node.get("url"), node.get("mainEntityOfPage"), node.get("@id"))
        paths = [_path(url) for value in claimed if (url := _url(value))]
        if not paths or here in paths or len(nodes) == 1:
            named = {name: node[name] for name in ("author", "image") if node.get(name)}
            yield node | {name: _whole(one, document) for name, one in named.items()}


def page_nodes(document: Any, page_url: str) -> Iterator[dict[str, Any]]:
    """The nodes that describe the page at `page_url` itself, and no article on it."""
    here = _path(page_url)
    for node in _nodes(document, 0, _is_page):
        paths = [_path(url) for name in ("url", "@id") if (url := _url(node.get(name)))]
        if here in paths:
            yield node


def picture_nodes(document: Any) -> Iterator[dict[str, Any]]:
    """The nodes that describe pictures, of whatever they are."""
    yield from _nodes(document, 0, lambda kind: "ImageObject" in _listed(kind))


def breadcrumb(document: Any, page_url: str) -> list[str]:
    """The names of the steps to the page at `page_url`, less the page itself."""
    here = _path(page_url)
    for trail in _nodes(document, 0, _is_trail):
        steps = [step for step in _listed(trail.get("itemListElement")) if isinstance(step, dict)]
        names = []
        for step in steps[:MAX_STEPS]:
            item = step.get("item")
            url = _url(item)
            name = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
            if url is not None and _path(url) != here:
                names += list(texts(name))[:1]
        if names:
            return names
    return []


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _json_of(script: str) -> str:
    """A script without what old browsers and XHTML wanted around it."""
    return (
        script.strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .strip()
        .rstrip(";")
    )


def _nodes(
    value: Any, depth: int, is_wanted: Callable[[Any], bool] | None = None
) -> Iterator[dict[str, Any]]:
    """The nodes of a kind, articles where no other is wanted."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one, depth + 1, is_wanted)
    elif isinstance(value, dict):
        if (is_wanted or _is_article)(value.get("@type")):
            yield value
        for name, one in value.items():
            if name not in _LISTS and isinstance(one, dict | list):
                yield from _nodes(one, depth + 1, is_wanted)


def _whole(value: Any, document: Any, depth: int = 0) -> Any:
    """What is given by its `@id` only, as the node of the graph that has the rest."""
    if isinstance(value, list):
        within = value if depth < MAX_DEPTH else []
        return [_whole(one, document, depth + 1) for one in within]
    if not isinstance(value, dict) or "@id" not in value or "name" in value:
        return value
    graph = document.get("@graph") if isinstance(document, dict) else document
    nodes = [one for one in graph if isinstance(one, dict)] if isinstance(graph, list) else []
    told = [one for one in nodes if one.get("@id") == value["@id"]]
    # Several may tell of it, each a part.
    return max([value, *told], key=len)


def _is_article(kinds: Any) -> bool:
    return any(isinstance(kind, str) and ARTICLE_TYPES.search(kind) for kind in _listed(kinds))


def _is_page(kinds: Any) -> bool:
    return "WebPage" in _listed(kinds)


def _is_trail(kinds: Any) -> bool:
    return "BreadcrumbList" in _listed(kinds)


def _url(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and "/" in value else None


def _path(url: str) -> str:
    return _QUERY.split(_HOST.sub("", url), maxsplit=1)[0].rstrip("/")


def texts(value: Any) -> Iterator[str]:
    """The texts of a property that has one or several, character references resolved, white space
    folded, none empty."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and (text := fold(unescape(one) if "&" in one else one)):
            yield text


def keywords(value: Any, depth: int = 0) -> Iterator[str]:
    """The keywords of a property: one text that holds several, a list of texts, or nodes with a
    name. Numbers and whatever else stands there are none. `depth` are the levels around them."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        for text in texts(value[:MAX_KEYWORD_CHARS]):
            yield from tags.keywords(text)
    elif isinstance(value, dict):
        yield from keywords(value.get("name"), depth + 1)
    elif isinstance(value, list):
        for one in value[: tags.MAX_CLAIMS]:
            # What stands in a list by itself is one keyword, commas and all.
            is_item = isinstance(one, str) and len(value) > 1
            yield from texts(one) if is_item else keywords(one, depth + 1)


def paragraphs(node: dict[str, Any]) -> list[str]:
    """The text of an article as its node gives it, parted where the text itself is, without the
    markup that it may hold."""
    value = node.get("articleBody")
    written = [
        one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)
    ]
    parted = _TAG.sub(" ", _PARTING_TAG.sub("\n", unescape("\n".join(written))))
    return [text for line in parted.split("\n") if (text := fold(line))]


def entries(node: dict[str, Any], name: str) -> list[str]:
    """What the entries of a live blog have under a name, as its node gives them."""
    updates = _listed(node.get("liveBlogUpdate"))[:MAX_ENTRIES]
    return [text for one in updates if isinstance(one, dict) for text in texts(one.get(name))]


def word_count(node: dict[str, Any]) -> int | None:
    """The number of words that a node gives of its text; None if it gives none."""
    value = node.get("wordCount")
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    return value if isinstance(value, int) and value > 0 else None


def is_live_blog(node: dict[str, Any]) -> bool:
    """Whether a node is of an article that is written on while something happens."""
    return "LiveBlogPosting" in _listed(node.get("@type"))


def is_free(node: dict[str, Any]) -> bool | None:
    """Whether a node says that its text is for everybody; None if it does not say."""
    value = str(node.get("isAccessibleForFree", "")).rsplit("/", 1)[-1].lower()
    return {"true": True, "false": False}.get(value)


class Agent(NamedTuple):
    """Who wrote or published, by name."""

    name: str
    is_person: bool
    """False for what is called an organisation."""


def agents(value: Any, depth: int = 0) -> Iterator[Agent]:
    """Persons or organisations, given as texts or as nodes. `depth` are the levels around them."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from agents(one, depth + 1)
    elif isinstance(value, dict):
        given, family = value.get("givenName"), value.get("familyName")
        name = value.get("name") or (f"{given} {family}" if given and family else None)
        kinds = value.get("@type")
        is_person = "Organization" not in (kinds if isinstance(kinds, str) else str(kinds or ""))
        for one in agents(name, depth + 1):
            yield Agent(one.name, is_person and one.is_person)
    else:
        for one in texts(value):
            yield Agent(one, True)


def image_urls(value: Any, depth: int = 0) -> Iterator[str]:
    """The URLs of images, given as texts or as nodes, as written. `depth` are the levels around
    them."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict):
        # A name for a node of the page is no address of a picture.
        name = value["@id"] if "#" not in str(value.get("@id", "#")) else None
        yield from image_urls(value.get("url") or value.get("contentUrl") or name, depth + 1)
    elif isinstance(value, list):
        for one in value:
            yield from image_urls(one, depth + 1)
