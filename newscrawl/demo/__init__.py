"""What `scrapy demo` does: a crawl that is watched, and a look at what came out."""
