"""Every exchange with the site as it went over the wire, in WARC 1.1 files (ISO 28500:2017), and
the way back from them."""
