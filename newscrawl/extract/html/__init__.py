"""Bytes -> tree -> visible texts in reading order."""
