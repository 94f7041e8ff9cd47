"""Bytes on the wire, and defects of Scrapy worked around."""
