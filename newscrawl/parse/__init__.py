"""A response -> items and requests."""
