"""Where things lie in the repository: no test counts the folders above itself."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
TESTS = REPOSITORY / "tests"
SUPPORT = TESTS / "support"
FIXTURES = TESTS / "fixtures"
SCHEMAS = REPOSITORY / "newscrawl" / "schemas"
SEED_PAGE = Path(
    os.environ.get("NEWSCRAWL_SEED_PAGE", REPOSITORY.parent / "shared" / "seed-page.txt")
)
"""A real page's text. Its words are a publisher's, so it lies outside the repository."""
NO_SEED_PAGE = f"THE REAL PAGE IS NOT HERE: {SEED_PAGE}; name it with NEWSCRAWL_SEED_PAGE"
PYTHONPATH = os.pathsep.join([str(REPOSITORY), str(TESTS)])
"""For processes that a test starts: the project as it lies here, and what tests share."""
