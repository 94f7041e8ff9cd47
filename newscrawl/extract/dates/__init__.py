"""Text -> date."""
