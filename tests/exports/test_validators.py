"""Validators of others find nothing wrong with what is exported: frictionless, which reads every file
by its description."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import archives, rows, takedowns
from support.project import scrapy
from support.validators import NEEDED, told

from newscrawl.exports.formats import FORMATS

pytestmark = [pytest.mark.slow, NEEDED]

FRICTIONLESS = """
import json, sys
from frictionless import validate
report = validate(sys.argv[1])
print(json.dumps([[task.place, error.note] for task in report.tasks for error in task.errors]
    + [["", error.note] for error in report.errors]))
"""


PYLD = """
import json, sys
from pyld import jsonld
# The context of schema.org, as far as it makes names of terms: nothing is fetched.
def load(url, options):
    assert url.startswith("https://schema.org"), url
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "http://schema.org/"}}}
jsonld.set_document_loader(load)
print(json.dumps([jsonld.expand(json.loads(line)) for line in open(sys.argv[1], encoding="utf-8")]))
"""


CROISSANT = """
import json, logging, os
logging.disable()
import mlcroissant
data = mlcroissant.Dataset("croissant.json")
assert not data.metadata.ctx.issues.errors, data.metadata.ctx.issues.errors
print(json.dumps([one["articles/id"].decode() for one in data.records("articles")]), flush=True)
# Its native threads may abort the interpreter when that ends.
os._exit(0)
"""
DATASETS = """
import json, os
os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HOME": os.path.abspath("../cache"), "HF_DATASETS_DISABLE_PROGRESS_BARS": "1"}
import datasets
print(json.dumps(datasets.load_dataset(os.getcwd())["train"]["id"][:]))
"""
DUCKDB = """
import duckdb, json
print(json.dumps([row[0] for row in duckdb.sql("SELECT id FROM 'data/*.parquet'").fetchall()]))
"""


@pytest.mark.parametrize("thin", [False, True])
@pytest.mark.parametrize("made", [rows.archived, archives.make])
def test_frictionless_finds_every_export_as_it_is_described(
    tmp_path: Path, made: Any, thin: bool
) -> None:
    (tmp_path / "out").mkdir()
    made(tmp_path / "output")
    for name, form in FORMATS.items():
        if not (thin and form.is_whole):
            given = [name, str(tmp_path / "out" / f"articles-{name}.{form.suffix}")]
            run = scrapy("export", *given, *["--thin"] * thin, output=tmp_path / "output")
            assert run.returncode == 0, run.stderr
    assert told(FRICTIONLESS, "datapackage.json", folder=tmp_path / "out") == []


def test_json_ld_expands_to_terms_of_schema_org(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    run = scrapy("export", "schema.org", str(tmp_path / "a.jsonl"), output=tmp_path / "output")
    assert run.returncode == 0
    found = told(PYLD, "a.jsonl", folder=tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert len(found) == len(lines) == 6
    for [article], line in zip(found, lines, strict=True):
        assert article["@type"] == ["http://schema.org/NewsArticle"]
        assert article["@id"] == line["url"]
        terms = {name.removeprefix("http://schema.org/") for name in article}
        # None was dropped for a term that does not expand.
        assert terms == line.keys() - {"@context"}


@pytest.mark.parametrize(
    "program", [CROISSANT, DATASETS, DUCKDB], ids=["croissant", "hf", "duckdb"]
)
@pytest.mark.parametrize("thin", [False, True])
def test_a_data_set_is_loaded_from_its_folder(tmp_path: Path, program: str, thin: bool) -> None:
    rows.archived(tmp_path / "output")
    out = tmp_path / "out"
    run = scrapy("export", "dataset", str(out), *["--thin"] * thin, output=tmp_path / "output")
    assert run.returncode == 0, run.stderr
    assert sorted(told(program, folder=out)) == [
        f"paper/en/{number}" for number in ("10", "2", "3", "5", "9")
    ]


def test_what_was_loaded_before_a_takedown_is_not_loaded_again(tmp_path: Path) -> None:
    """`datasets` keeps what it has loaded, by what the card says of it."""
    folder, out = takedowns.make(tmp_path / "output"), tmp_path / "out"
    found = []
    for _ in range(2):
        run = scrapy("export", "dataset", str(out), output=folder)
        assert run.returncode == 0, run.stderr
        found.append(sorted(told(DATASETS, folder=out)))
        run = scrapy("suppress", "paper/en/2", "--reason", "a test", output=folder)
        assert run.returncode == 0, run.stderr
    assert found[0] == [*found[1][:1], "paper/en/2", *found[1][1:]]
