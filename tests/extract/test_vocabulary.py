"""extract.labels: whole labels count, never a word inside a sentence."""

from __future__ import annotations

import pytest

from newscrawl.extract import vocabulary as labels


@pytest.mark.parametrize(
    "text",
    [
        "Read also",
        "READ ALSO:",
        "Related articles",
        "See also »",
        "You may also like",
        "Latest news",
        "Most read",
        "More from Politics",
        "Читайте также:",
        "Последние новости",
        "Материалы по теме",
        "ასევე წაიკითხეთ:",
        "ბოლო სიახლეები",
        "Related (4)",
    ],
)
def test_labels_of_boxes_of_other_articles(text: str) -> None:
    assert labels.read_also(text)


@pytest.mark.parametrize(
    "text",
    [
        "Read also the letter that he wrote",
        "Latest news from the front reached the town at noon.",
        "Related by blood, divided by the river",
        "Most popular boat of the year",
        "Читайте также наш рассказ о реке",
        "",
    ],
)
def test_sentences_that_begin_like_such_a_label_are_none(text: str) -> None:
    assert not labels.read_also(text)


@pytest.mark.parametrize(
    "text",
    [
        "Read also: The ferry returns",
        "READ ALSO – The ferry returns",
        "Читайте также: Паром вернулся",
        "იხილეთ ასევე: ბორანი დაბრუნდა",
    ],
)
def test_a_label_may_stand_before_its_link(text: str) -> None:
    assert labels.starts_read_also(text)


@pytest.mark.parametrize("text", ["Read also what he wrote", "Related boats sail: two of them"])
def test_a_sentence_does_not_start_such_a_box(text: str) -> None:
    assert not labels.starts_read_also(text)


@pytest.mark.parametrize(
    "text",
    [
        "Share",
        "Share on Facebook",
        "Tweet",
        "Print",
        "Advertisement",
        "Comments (12)",
        "12 comments",
        "Leave a comment",
        "Subscribe to our newsletter",
        "Views: 1 204",
        "Subscribe now to our winter edition for the whole story of the ferry.",
        "For the latest timetables download the Pier apps for all kinds of phones here.",
        "Поделиться",
        "Реклама",
        "Комментарии",
        "გაზიარება",
        "რეკლამა",
        "SHARE:",
    ],
)
def test_labels_of_furniture(text: str) -> None:
    assert labels.furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Share prices of the shipyard fell by a third on Monday",
        "Print is not dead.",
        "Comments by the mayor were short.",
        "Views differ on the bridge",
        "Реклама на пароме запрещена.",
        "He shared his bread.",
        "They download the apps for the ferry at the gangway.",
    ],
)
def test_sentences_that_begin_like_furniture_are_none(text: str) -> None:
    assert not labels.furniture(text)


@pytest.mark.parametrize(
    "text",
    ["Tags:", "Tags: ferry, pier", "Keywords: ferry", "Теги: паром", "ტეგები: ბორანი", "Tags"],
)
def test_labels_of_tags(text: str) -> None:
    assert labels.tags(text)


@pytest.mark.parametrize(
    "text", ["Tags on the boats were painted over", "Topics ranged from tea to storms"]
)
def test_sentences_that_begin_like_tags_are_none(text: str) -> None:
    assert not labels.tags(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Nino Example", "Nino Example"),
        ("Author: Nino Example", "Nino Example"),
        ("Автор: Нино Пример", "Нино Пример"),
        ("ავტორი: ნინო მაგალითი", "ნინო მაგალითი"),
        ("WRITTEN BY Nino Example, Luka Sample", "Nino Example, Luka Sample"),
    ],
)
def test_labels_of_authors_name_them(text: str, names: str) -> None:
    match = labels.author(text)
    assert match
    assert match["names"] == names


@pytest.mark.parametrize(
    "text", ["Bypass opens", "Authority of the port", "Автору 40 лет", "By", "By: "]
)
def test_words_that_begin_like_an_authors_label_are_none(text: str) -> None:
    assert not labels.author(text)


@pytest.mark.parametrize(
    "text",
    [
        "Comments",
        "Comments (3)",
        "3 comments",
        "Leave a reply",
        "Комментарии:",
        "კომენტარები",
        "COMMENTS 12",
    ],
)
def test_headings_of_comments(text: str) -> None:
    assert labels.comments(text)


@pytest.mark.parametrize(
    "text", ["Comments from the river", "Two comments were made", "Комментарии экспертов"]
)
def test_headings_that_only_speak_of_comments_are_none(text: str) -> None:
    assert not labels.comments(text)


@pytest.mark.parametrize(
    "text",
    [
        "This entry was posted in Piers and tagged ferry, winter. Bookmark the permalink.",
        "You can follow any responses to this entry through the RSS 2.0 feed.",
        "Dieser Eintrag wurde veröffentlicht in Häfen und verschlagwortet mit Fähre.",
        "Von Nino am 21/02/2021. Abgelegt unter Häfen. Sie können alle Antworten verfolgen.",
        "Cette entrée a été publiée dans Ports.",
    ],
)
def test_what_a_system_for_blogs_writes_under_an_entry_is_furniture(text: str) -> None:
    assert labels.furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "This entry was a surprise to the jury.",
        "Dieser Beitrag wurde lange erwartet.",
        "This post was held by two men.",
    ],
)
def test_a_sentence_about_an_entry_is_none(text: str) -> None:
    assert not labels.furniture(text)
