"""What names an article, and how its URL is written."""
