"""How Sphinx builds these pages: `make docs`."""

from __future__ import annotations

from importlib.metadata import version as installed

project = "newscrawl"
author = "the newscrawl authors"
release = version = installed("newscrawl")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

myst_heading_anchors = 3
highlight_language = "text"
# `--help` is two dashes.
smartquotes = False

# Attributes are documented by the strings below them, types stand in the signatures.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = f"newscrawl {release}"
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
