"""`scrapy reparse`: pages read again, from records of the WARC files in place of responses."""
