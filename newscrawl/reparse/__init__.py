"""`scrapy reparse`: the same house with another front door: records of the WARC files in place of
responses."""
