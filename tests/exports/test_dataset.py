"""A data set in a folder: files by month, a card and a description that agree with them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from support import rows
from support.project import scrapy

from newscrawl.errors import UsageError
from newscrawl.exports import dataset
from newscrawl.exports.fields import columns
from newscrawl.exports.folder import Folder


def written(folder: Path, out: Path, *, thin: bool = False) -> dict[str, Any]:
    with rows.present(folder) as present:
        assert dataset.write(Folder(out), present, base=None, thin=thin) == 5
    found: dict[str, Any] = json.loads((out / dataset.CROISSANT).read_bytes())
    return found


def ids(path: Path) -> list[str]:
    found: list[str] = pyarrow.parquet.read_table(path)["id"].to_pylist()
    return found


def test_each_month_is_a_file_and_what_was_taken_down_in_none(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    written(tmp_path / "output", tmp_path / "out")
    assert {path.stem: ids(path) for path in (tmp_path / "out/data").iterdir()} == {
        "2026-01": ["paper/en/3", "paper/en/9", "paper/en/10"],
        "undated": ["paper/en/2", "paper/en/5"],
    }


def test_the_description_tells_each_file_with_its_digest(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    told = written(tmp_path / "output", tmp_path / "out")
    files = [one for one in told["distribution"] if one["@type"] == "cr:FileObject"]
    assert len(files) == 2
    for one in files:
        content = (tmp_path / "out" / one["contentUrl"]).read_bytes()
        assert one["sha256"] == hashlib.sha256(content).hexdigest()
        assert one["contentSize"] == f"{len(content)} B"
    assert "license" not in told


def test_a_month_without_an_article_has_no_file_left(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    Folder(tmp_path / "out").put("data/2019-05.parquet", b"old")
    for name in ("notes.txt", "train.parquet"):
        Folder(tmp_path / "out").put(f"data/{name}", b"mine")
    written(tmp_path / "output", tmp_path / "out")
    assert {path.name for path in (tmp_path / "out/data").iterdir()} == {
        "2026-01.parquet",
        "undated.parquet",
        "notes.txt",
        "train.parquet",
    }


def test_what_the_user_wrote_into_card_and_description_stays(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    told, out = written(tmp_path / "output", tmp_path / "out"), tmp_path / "out"
    card = (out / dataset.CARD).read_text("utf-8")
    mine = card.replace("---\n\n#", "license: other\n---\n\nWords of mine.\n\n#") + "\nMore.\n"
    (out / dataset.CARD).write_text(mine.replace("5 articles", "7 articles"), "utf-8")
    (out / dataset.CROISSANT).write_text(json.dumps(told | {"license": "mine", "name": "x"}))
    again = written(tmp_path / "output", out)
    assert (again["license"], again["name"]) == ("mine", "paper")
    assert (out / dataset.CARD).read_text("utf-8") == mine


def test_the_card_says_how_it_is_loaded_and_what_is_in_it(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    written(tmp_path / "output", tmp_path / "out", thin=True)
    card = (tmp_path / "out" / dataset.CARD).read_text("utf-8")
    head = (
        "---\n# newscrawl: begin\nconfigs:\n- config_name: default\n  data_files: data/*.parquet\n"
    )
    assert card.startswith(head) and "    num_examples: 5\n" in card
    assert "5 articles of paper, 2026-01 to 2026-01; languages: en (5)." in card
    for field in columns(thin=True):
        assert f"| `{field.name}` | {field.meaning} |" in card
    assert "`title`" not in card


def test_an_empty_archive_is_a_data_set_too() -> None:
    card = dataset.card_of(None, [], Counter(), {}, size_bytes=0, thin=False)
    assert "0 articles of no site, no known day; languages: none." in card


def test_a_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--base"):
        dataset.check("https://news.test/")
    rows.archived(tmp_path / "output")
    given = ("dataset", str(tmp_path / "out"), "--base", "https://news.test/")
    run = scrapy("export", *given, output=tmp_path / "output")
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
