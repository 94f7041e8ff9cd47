"""What belongs to a run as a whole, whatever starts it: its archive, its counts, Scrapy's feeds."""
