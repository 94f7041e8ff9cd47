"""Replays pages from a folder of WARC files and their indexes as they are, with pywb: a program
that is not ours.

    .venv/pywb/bin/python tests/support/replaying.py FOLDER [TIME/]URL …

pywb does not go together with Scrapy's dependencies, so it has a virtual environment of its own
(see the Makefile), and this module imports nothing of the project. Prints a JSON object: for each
page that is asked for its `status` and `text`, under `pages`; and under `indexes` what pywb's own
indexer makes of each file.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

COLLECTION = "paper"


def replayed(folder: Path, asked: list[str]) -> list[dict[str, Any]]:
    """The pages, as a browser gets them from pywb."""
    from pywb.apps.frontendapp import FrontEndApp
    from werkzeug.test import Client

    with TemporaryDirectory() as scratch:
        config = Path(scratch) / "config.yaml"
        # What the README tells: nothing is copied, and nothing indexed again.
        config.write_text(
            f"collections:\n  {COLLECTION}:\n    index: {folder}/\n    archive_paths: {folder}/\n"
        )
        app = FrontEndApp(config_file=str(config))
        client = Client(app)
        found = []
        for one in asked:
            time, _, url = one.partition("/") if one[:1].isdigit() else ("", "", one)
            response = client.get(f"/{COLLECTION}/{time}mp_/{url}", follow_redirects=True)
            # Pictures are no text: what can be told of them is told.
            text = response.get_data().decode("utf-8", "replace")
            found.append({"status": response.status_code, "text": text})
        return found


def indexed(path: Path) -> list[list[Any]]:
    """The lines of the index that pywb makes: key, time, the rest."""
    from pywb.indexer.cdxindexer import write_cdx_index

    made = BytesIO()
    with path.open("rb") as file:
        write_cdx_index(made, file, path.name, sort=True, cdxj=True)
    lines = [line.split(" ", 2) for line in made.getvalue().decode().splitlines()]
    return [[key, stamp, json.loads(rest)] for key, stamp, rest in lines]


if __name__ == "__main__":
    folder = Path(sys.argv[1]).absolute()
    # pywb prints what it does.
    with redirect_stdout(sys.stderr):
        told = {
            "pages": replayed(folder, sys.argv[2:]),
            "indexes": {path.name: indexed(path) for path in sorted(folder.glob("*.warc.gz"))},
        }
    print(json.dumps(told))
