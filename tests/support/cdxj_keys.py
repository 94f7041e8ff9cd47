"""Addresses and the keys under which archives sort them."""

from __future__ import annotations

ADDRESSES = {
    "http://www.ccbsnews.info/en/news/detail/4666": "info,ccbsnews)/en/news/detail/4666",
    "https://ccbsnews.info/en/news/detail/4666/": "info,ccbsnews)/en/news/detail/4666",
    "http://paper.test:8080/?B=2&a=1": "test,paper:8080)/?a=1&b=2",
    "http://127.0.0.1:8080/robots.txt": "1,0,0,127:8080)/robots.txt",
    "http://paper.test/%E2%80%94/%20?q=%D1%8F": "test,paper)/%e2%80%94/%20?q=%d1%8f",
}
"""As pywb writes them, too: tests/storage/warc/test_replay.py."""
