"""The table of columns holds every key of a record, once, and says of each the truth."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from importlib.resources import files
from io import StringIO
from pathlib import Path

from support import rows
from support.makers import ready
from support.rows import exported

from newscrawl.exports.fields import FIELDS, columns, keys, thinned
from newscrawl.exports.json_feed import json_feed
from newscrawl.items import PictureFacts
from newscrawl.records import article_record, upgraded
from newscrawl.storage.archive import Archive

SCHEMA = json.loads((files("newscrawl") / "schemas" / "article.json").read_bytes())


def test_every_key_of_the_schema_has_a_column() -> None:
    of_lines = [field for field in FIELDS if not field.is_beside]
    told = list(dict.fromkeys(field.key for field in of_lines if field.key != "suppressed"))
    assert told == [key for key in SCHEMA["properties"] if key != "suppressed"]
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    for field in FIELDS:
        if field.among:
            assert set(field.among) == set(SCHEMA["properties"][field.name]["enum"]) - {None}


def test_the_keys_of_a_record_are_columns_too() -> None:
    assert [field.name for field in keys(thin=False)] == list(
        dict.fromkeys(field.key for field in FIELDS if not field.is_beside)
    )


def test_thin_leaves_the_text_out_and_nothing_else() -> None:
    left_out = {field.name for field in FIELDS} - {field.name for field in columns(thin=True)}
    texts = {"title", "body", "headlines", "section", "authors", "image", "description", "tags"}
    of_picture = {"image_caption", "image_credit", "image_notice"}
    assert left_out == {"schema", *texts, *of_picture}


def test_what_is_required_is_there(tmp_path: Path) -> None:
    for record in map(upgraded, rows.archived(tmp_path)):
        for field in columns(thin=False):
            assert not field.required or field.value(record) not in (None, ""), field.name
        assert thinned(record).keys() == {field.name for field in keys(thin=True)} - (
            {"suppressed"} - record.keys()
        )


def test_a_moment_is_a_day_a_moment_and_an_offset() -> None:
    record = rows.record(
        1, published=datetime(2026, 1, 9, 1, 30, tzinfo=rows.TBILISI), published_from="metadata"
    )
    told = {field.name: field.value(record) for field in FIELDS}
    assert told["published"] == date(2026, 1, 9)
    assert told["published_at"] == datetime(2026, 1, 8, 21, 30, tzinfo=UTC)
    assert told["published_utc_offset"] == 240
    assert told["suppressed"] is False


def test_so_is_the_moment_of_the_last_change() -> None:
    moment = datetime(2026, 1, 9, 1, 30, tzinfo=rows.TBILISI)
    record = rows.record(1, modified=moment)
    told = {field.name: field.value(record) for field in FIELDS}
    assert told["modified"] == date(2026, 1, 9)
    assert told["modified_at"] == moment
    assert told["modified_utc_offset"] == 240


def test_what_the_state_knows_beside_the_line_is_a_column_and_no_key(tmp_path: Path) -> None:
    archive = Archive(tmp_path, run=rows.FIRST)
    item = ready(1, translations=["paper/ru/12"])
    archive.add_revision(article_record(item), article=item)
    archive.add_revision(article_record(ready(2)))
    archive.close()
    table = csv.DictReader(StringIO(exported("csv", tmp_path).decode(), newline=""))
    assert [row["translations"] for row in table] == ['["paper/ru/12"]', "[]"]
    for line in exported("jsonl", tmp_path).splitlines():
        assert "translations" not in json.loads(line)
    assert "translations" not in {field.name for field in keys(thin=False)}


IMAGE = "https://paper.test/quay.jpg"
FACTS = PictureFacts("The quay of Tarsk", "Ilka Vashten", "© 2026 Ilka Vashten")


def test_what_is_known_of_a_picture_is_in_what_can_hold_it(tmp_path: Path) -> None:
    archive = Archive(tmp_path, run="20260114T093000Z-1f3a")
    item = ready(1, image=IMAGE, picture=FACTS)
    archive.add_revision(article_record(item), article=item)
    archive.close()
    [row] = csv.DictReader(StringIO(exported("csv", tmp_path).decode()))
    assert tuple(row[f"image_{name}"] for name in FACTS._fields) == FACTS
    node = json.loads(exported("schema.org", tmp_path))["image"]
    assert node == {
        "@type": "ImageObject",
        "url": IMAGE,
        "caption": FACTS.caption,
        "creditText": FACTS.credit,
        "copyrightNotice": FACTS.notice,
    }
    feed = exported("atom", tmp_path).decode()
    assert f'<media:content url="{IMAGE}" medium="image">' in feed
    assert f"<media:credit>{FACTS.credit}</media:credit>" in feed
    with rows.present(tmp_path) as present:
        items = json_feed(present, title="Paper", home=None, own="", thin=False).decode()
    assert f'"image_caption": "{FACTS.caption}"' in items
    for form in ("csv", "schema.org", "atom"):
        assert str(FACTS.credit) not in exported(form, tmp_path, thin=True).decode()
    # The lines have no such keys.
    assert str(FACTS.credit) not in exported("jsonl", tmp_path).decode()
