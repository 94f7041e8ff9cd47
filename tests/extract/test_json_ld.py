"""extract.json_ld: which nodes of a page's JSON-LD describe its article, and what their properties
say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newscrawl.extract import json_ld
from newscrawl.extract.json_ld import (
    MAX_DEPTH,
    agents,
    article_nodes,
    breadcrumb,
    image_urls,
    is_free,
    page_nodes,
    paragraphs,
    parse,
    texts,
    word_count,
)

HERE = "https://paper.test/en/news/detail/4666"


def node(**facts: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", **facts}


def found(document: object) -> list[dict[str, Any]]:
    return list(article_nodes(parse(json.dumps(document)), HERE))


@pytest.mark.parametrize(
    "wrap",
    ["{}", "<!--{}-->", "//<![CDATA[\n{}\n//]]>", "  {};\n"],
)
def test_what_old_browsers_wanted_around_a_script_is_left_out(wrap: str) -> None:
    script = wrap.replace("{}", json.dumps(node(headline="A")))
    assert list(article_nodes(parse(script), HERE)) == [node(headline="A")]


@pytest.mark.parametrize("script", ["", "{", "null", "[]", "3", '{"@type": 5}', "[" * 100_000])
def test_a_script_without_an_article_gives_none(script: str) -> None:
    assert list(article_nodes(parse(script), HERE)) == []


def test_of_several_nodes_those_of_other_pages_are_left_out() -> None:
    own, other = node(url=HERE + "?x=1"), node(url="https://paper.test/en/news/detail/1")
    assert found([own, other]) == [own]
    assert found({"@graph": [other, node(mainEntityOfPage={"@id": HERE})]}) == [
        node(mainEntityOfPage={"@id": HERE})
    ]
    assert found([node(headline="A"), other]) == [node(headline="A")]


def test_a_single_node_is_believed_whatever_its_url() -> None:
    other = node(url="https://paper.test/amp/4666")
    assert found(other) == [other]


@pytest.mark.parametrize(
    "name", ["itemListElement", "hasPart", "mentions", "comment", "liveBlogUpdate"]
)
def test_works_that_an_article_names_are_not_it(name: str) -> None:
    assert found({"@type": "WebPage", name: [node(headline="A")]}) == []


def test_deeper_nodes_describe_something_else() -> None:
    def wrapped(levels: int) -> object:
        inner: object = node(headline="A")
        for _ in range(levels):
            inner = {"about": inner}
        return inner

    assert len(found(wrapped(MAX_DEPTH))) == 1
    assert found(wrapped(MAX_DEPTH + 1)) == []


def test_texts_are_folded_and_never_empty() -> None:
    assert list(texts(["Boats &amp; piers", " ", "&nbsp;", 5, None, "A\n b"])) == [
        "Boats & piers",
        "A b",
    ]
    assert list(texts("A")) == ["A"]


def test_names_are_texts_nodes_or_lists_of_either() -> None:
    value = ["Nino", {"name": "Lali"}, {"name": ["Vakho", {"name": "Tea"}]}, {"url": "/x"}, 5]
    assert [agent.name for agent in agents(value)] == ["Nino", "Lali", "Vakho", "Tea"]


def test_images_are_texts_nodes_or_lists_of_either() -> None:
    value = [" /a.jpg ", {"url": "/b.jpg"}, {"contentUrl": "/c.jpg"}, {"@id": "/d.jpg"}, {}, ""]
    assert list(image_urls(value)) == ["/a.jpg", "/b.jpg", "/c.jpg", "/d.jpg"]


def test_values_nested_beyond_what_anybody_means_are_left_out() -> None:
    deep: Any = "/a.jpg"
    for _ in range(900):
        deep = [deep]
    (own,) = found(node(author=deep, image=deep))
    assert list(agents(own["author"])) == []
    assert list(image_urls(own["image"])) == []


@pytest.mark.parametrize(
    ("value", "words"), [(420, 420), ("420", 420), ("many", None), (0, None), (None, None)]
)
def test_a_number_of_words(value: object, words: int | None) -> None:
    assert word_count(node(wordCount=value)) == words
    assert word_count(node()) is None


@pytest.mark.parametrize(
    ("value", "free"),
    [
        (True, True),
        ("False", False),
        ("false", False),
        ("http://schema.org/True", True),
        ("", None),
        (None, None),
    ],
)
def test_whether_a_text_is_for_everybody(value: object, free: bool | None) -> None:
    assert is_free(node(isAccessibleForFree=value)) is free
    assert is_free(node()) is None


@pytest.mark.parametrize(
    "text",
    ["One &amp; two\n\nThree", "<p>One &amp; <b>two</b></p><p>Three</p>", "One & two<br>Three"],
)
def test_the_paragraphs_of_a_text(text: str) -> None:
    assert paragraphs(node(articleBody=text)) == ["One & two", "Three"]
    assert paragraphs(node(articleBody=["One", text])) == ["One", "One & two", "Three"]
    assert paragraphs(node(articleBody={"@value": "One"})) == []


BROKEN = """{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "The ferry", "description": "She said "no" and went",
"datePublished": "2026-01-09T10:00:00Z", "articleSection": "Harbour",}"""


def test_a_broken_script_keeps_the_facts_that_stand_in_it_once() -> None:
    assert list(article_nodes(parse(BROKEN), HERE)) == [
        {
            "@type": "NewsArticle",
            "datePublished": "2026-01-09T10:00:00Z",
            "headline": "The ferry",
            "articleSection": "Harbour",
        }
    ]


@pytest.mark.parametrize(
    "script",
    [
        BROKEN.replace("NewsArticle", "Organization"),
        BROKEN + BROKEN,
        "{not JSON at all",
        "[" * 100_000,
    ],
)
def test_a_broken_script_of_several_articles_or_none_says_nothing(script: str) -> None:
    assert list(article_nodes(parse(script), HERE)) == []


def test_of_what_stands_twice_in_a_broken_script_nothing_is_taken() -> None:
    script = BROKEN.replace('"articleSection"', '"datePublished": "2020-01-01", "articleSection"')
    [found] = article_nodes(parse(script), HERE)
    assert "datePublished" not in found


def test_the_page_itself_is_told_from_other_pages() -> None:
    here = {"@type": "WebPage", "@id": HERE, "datePublished": "2026-01-09"}
    other = {"@type": "WebPage", "@id": "https://paper.test/", "datePublished": "2019-01-01"}
    unnamed = {"@type": "WebPage", "datePublished": "2019-01-01"}
    assert list(page_nodes({"@graph": [other, unnamed, here]}, HERE)) == [here]


def step(name: str, url: str) -> dict[str, object]:
    return {"@type": "ListItem", "name": name, "item": url}


@pytest.mark.parametrize(
    "steps",
    [
        [step("Home", "/"), step("Harbour", "/en/harbour"), step("The ferry", HERE)],
        [step("Home", "/"), step("Harbour", "/en/harbour"), {"name": "The ferry"}],
        [
            {"item": {"@id": "/", "name": "Home"}},
            {"item": {"@id": "/en/harbour", "name": "Harbour"}},
        ],
    ],
)
def test_the_steps_to_a_page_are_told_without_the_page(steps: list[dict[str, object]]) -> None:
    trail = {"@type": "BreadcrumbList", "itemListElement": steps}
    assert breadcrumb({"@graph": [trail]}, HERE) == ["Home", "Harbour"]


def test_steps_that_are_none_name_nothing() -> None:
    trail = {"@type": "BreadcrumbList", "itemListElement": ["Home", {"item": 3}, None]}
    assert breadcrumb(trail, HERE) == []


def test_the_entries_of_a_live_blog_are_told_apart_from_it() -> None:
    entries = [node(headline="The ferry sails", articleBody="At  noon."), "x", node(author="Nino")]
    blog = {"@type": ["LiveBlogPosting"], "headline": "All day", "liveBlogUpdate": entries}
    assert found(blog) == [blog]
    assert json_ld.entries(blog, "articleBody") == ["At noon."]
    assert json_ld.entries(blog, "headline") == ["The ferry sails"]
    assert json_ld.is_live_blog(blog)
    assert not json_ld.is_live_blog(node())
    assert json_ld.entries(node(), "headline") == []
