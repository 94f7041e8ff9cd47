"""What Scrapy does with each request and response on our behalf."""
