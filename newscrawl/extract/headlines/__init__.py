"""Dated headline lists."""
