"""Pages as they came -> items, and requests for probes. Knows neither spiders nor Scrapy's engine.

FetchedPage --> page_reader (one page, pure) --> readings
readings    --> article_parser (one run)     --> Settled (an item), Probe (what to fetch, what for)
"""
