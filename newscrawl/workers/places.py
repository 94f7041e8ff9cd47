"""Where all archives are: below the common folder, and wherever the table of sites says."""

from __future__ import annotations

import os
from pathlib import Path

from scrapy.settings import BaseSettings

from newscrawl.report.archives import Place, check_any, places_below
from newscrawl.workers.database import SETTING, Database, database_url
from newscrawl.workers.site_table import SiteTable


def places_of_all(settings: BaseSettings, root: Path) -> list[Place]:
    """The archives below `root`, and, where a database of workers is named, those of its sites,
    with the worker that runs each now: by name. Raises UsageError where there is none, OutputError
    where one of both cannot be read."""
    if not (settings.get(SETTING) or os.environ.get(SETTING)):
        places = places_below(root)
        check_any(places, root)
        return places
    rows = SiteTable(Database(database_url(settings))).all()
    listed = [
        Place(row.site.name, row.site.place(root).absolute(), row.site.database, row.owner)
        for row in rows
    ]
    known = {place.folder for place in listed}
    below = places_below(root) if root.is_dir() else []
    places = [*listed, *(place for place in below if place.folder not in known)]
    check_any(places, root)
    return sorted(places)
