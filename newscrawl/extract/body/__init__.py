"""The running text of a page."""
