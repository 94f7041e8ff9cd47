"""An archive, read from Python: what `newscrawl.Archive` gives, and the commands that show it."""
