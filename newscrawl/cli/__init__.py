"""The base classes of the commands: not in commands/, where Scrapy would list them as commands."""
