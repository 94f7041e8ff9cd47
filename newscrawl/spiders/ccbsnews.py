"""CCBS News, https://www.ccbsnews.info

A small portal of the Caucasus and Black Sea region, about 7,500 articles; known in English
(`/en/`), other languages may exist. Article pages often show no date of their own, carry a block of
ten dated headlines, and stamp each page with the day of the visit. Some bodies are pasted from a
word processor. Facts as of 2026-01; the markup has not been seen yet, so no selectors are given.
"""

from __future__ import annotations

from newscrawl.news_spider import NewsSpider


class CcbsnewsSpider(NewsSpider):
    name = "ccbsnews"
    canonical_root = "https://www.ccbsnews.info"
    # Of the region: Tbilisi, Baku and Yerevan share one clock, and the site prints days without a
    # zone.
    timezone = "Asia/Tbilisi"
    article_address = r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"
