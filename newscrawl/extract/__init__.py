"""A page -> its parts: pure functions of what one page says, with no crawl in sight."""
