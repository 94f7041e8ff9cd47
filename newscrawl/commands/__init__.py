"""The commands of the contract, one a file; `crawl` takes the place of Scrapy's own."""
