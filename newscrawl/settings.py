"""The wiring: every setting that differs from Scrapy's own, with its reason. The pipeline table is
the table of contents.

Figures: 5,000 pages of 20 KB from a local server, Scrapy 2.19, one core, pages a second; 589 with
Scrapy's defaults and no parsing.
"""

from __future__ import annotations

from typing import Any

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
NEWSPIDER_MODULE = "newscrawl.spiders"
COMMANDS_MODULE = (  # Our `crawl` overrides Scrapy's: exit codes that tell the truth.
    "newscrawl.commands"
)

# What is written, and where. Users set these with -s.
NEWSCRAWL_OUTPUT = "output"
# Where the archives of many sites lie side by side, each in a folder of its own.
NEWSCRAWL_ARCHIVES = "archives"
# Put a URL or a mail address: it stands in the User-Agent, for those who wonder what visits.
NEWSCRAWL_CONTACT = "no contact given"
# A URL for SQLAlchemy (`postgresql+psycopg://…`); empty: newscrawl.db in the output folder.
NEWSCRAWL_DATABASE = ""
# Processes that read pages, so that none can harm the run. One is enough: reading takes half the
# time of fetching. 0: the run's own process reads, and a page may cost what it likes.
NEWSCRAWL_READERS = 1
# A place in an object store (`s3://bucket/ccbsnews`) for `scrapy offload`.
NEWSCRAWL_STORE = ""
# An address that is told of each run, as those of healthchecks.io. It is a secret: the environment
# variable of this name is the place for it, as any user of the machine sees the words of a command.
NEWSCRAWL_PING = ""
# The table of sites that `scrapy work` runs: a URL of PostgreSQL, or the environment variable of
# this name, as it may have a password.
NEWSCRAWL_WORKERS_DATABASE = ""
# Seconds between two signs of life of a worker; three that do not come, and others take over.
NEWSCRAWL_WORKERS_HEARTBEAT = 10.0
# Seconds that a worker which is stopped gives its runs: they promise to end within ten.
NEWSCRAWL_WORKERS_GRACE = 15.0
# Seconds after which a run that came to nothing is tried again; twice as long after the next.
NEWSCRAWL_WORKERS_RETRY = 60.0
NEWSCRAWL_WARC = True  # Every exchange as it went over the wire, under warc/.
NEWSCRAWL_WARC_BYTES = (
    1 << 30
)  # A WARC file that would grow beyond that is closed, and the next one begun.
# Style sheets and pictures of articles, kept beside the pages that need them to be looked at.
NEWSCRAWL_REQUISITES = False
# Hosts beside the site's own of which they may be fetched, separated by commas or white space.
NEWSCRAWL_REQUISITES_HOSTS = ""
# Requests and bytes that a run spends on them at most, once all else is done: five minutes at one
# request a second.
NEWSCRAWL_REQUISITES_MAX = 300
NEWSCRAWL_REQUISITES_BYTES = 64 << 20
# Known articles that a run visits again at most. How many it does follows the size of the archive:
# an eightieth of it a day, 100 at least. 1,000 take a quarter of an hour.
NEWSCRAWL_CHECKS_MAX = 1_000
# Where at least this many articles seem gone in one run …
NEWSCRAWL_GONE_MIN = 10
# … and they are at least this share of the known ones that it visited, it is taken for a site-wide
# error, and none is written.
NEWSCRAWL_GONE_SHARE = 0.2
NEWSCRAWL_FAILED_MAX = 200  # Pages kept under failed/; the oldest leave first.
NEWSCRAWL_FAILED_BYTES = 64 << 20

# What happens to an item. Steps in hundreds, so that one fits between.
ITEM_PIPELINES: dict[str, int] = {
    "newscrawl.pipelines.clean.CleanPipeline": 100,
    "newscrawl.pipelines.suppression.SuppressedPipeline": 150,
    "newscrawl.pipelines.dates.DatePipeline": 200,
    "newscrawl.pipelines.absences.AbsencePipeline": 250,
    "newscrawl.pipelines.requisites.RequisitesPipeline": 275,
    "newscrawl.pipelines.duplicates.DedupePipeline": 300,
    "newscrawl.pipelines.listings_read.ListingsReadPipeline": 350,
    "newscrawl.pipelines.revisions.RevisionPipeline": 400,
    "newscrawl.pipelines.twins.TwinPipeline": 450,
    "newscrawl.pipelines.drift.DriftPipeline": 470,
    "newscrawl.pipelines.store.StorePipeline": 500,
}

# Politeness (contract, section 5).
USER_AGENT = "newscrawl/{version} ({contact})"  # NewsSpider fills it in.
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "newscrawl"
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = (
    0.0  # One a second means one a second: unevenness helps only those who want to hide.
)
AUTOTHROTTLE_ENABLED = True  # Slower when the site is slow; never faster than DOWNLOAD_DELAY.
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
# Scrapy's own. It is the delay that spaces requests, and this matters only where it is switched
# off.
CONCURRENT_REQUESTS_PER_DOMAIN = 8
NEWSCRAWL_CRAWL_DELAY_MAX = 30.0  # Seconds; a longer Crawl-delay is cut to this.
NEWSCRAWL_RETRY_AFTER_MAX = 300.0  # Seconds; likewise Retry-After.
# Seconds without a request after 429 or 503 without Retry-After; twice as long with each retry.
NEWSCRAWL_BACKOFF = 2.0
NEWSCRAWL_REFUSALS_MAX = (
    20  # Pages given up in a row that end the run: more than can be under way at once.
)

# The ground: defects of Scrapy worked around, see downloader/workarounds.py.
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"  # Scrapy's default knows no IPv6.
SCHEDULER = "newscrawl.frontier.scheduler.FrontierScheduler"
DOWNLOADER = "newscrawl.downloader.workarounds.FixedDownloader"

# Guards.
DOWNLOAD_TIMEOUT = 30.0  # Seconds for a whole answer; Scrapy waits 180.
DOWNLOAD_MAXSIZE = 16 << 20  # A page of 100,000 links has 10 MB; Scrapy takes 1 GB.
DOWNLOAD_WARNSIZE = 0  # What is too large is in the report; a warning for each large page is noise.
DOWNLOAD_VERIFY_CERTIFICATES = (
    True  # Off by default in Scrapy 2.19: an archive should know whose bytes it keeps.
)
# Bytes of answers that wait to be read; Scrapy's 5 MB are a thousand pages, all of which would be
# looked at before the first of them has taught what repeats.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 << 10
RETRY_TIMES = 2
# A page that failed is in the report; an ERROR in the log is a defect of ours.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
REDIRECT_MAX_TIMES = 5  # Scrapy's 20 cost 21 requests on a loop.

# Levers. What each is worth alone, in pages a second.
CONCURRENT_ITEMS = 4  # 589 -> 1,038: Scrapy's 100 starts 100 tasks for every response.
ASYNCIO_EVENT_LOOP = "uvloop.Loop"  # 600 -> 653.
TELNETCONSOLE_ENABLED = False  # With the remote control: 584 -> 625, and no door into the process.
REMOTE_CONTROL_ENABLED = False
WARN_ON_GENERATOR_RETURN_VALUE = (
    False  # 4.6 % of our time: Scrapy parses the source of a callback to look for a slip.
)
# Scrapy's own: 584 -> 615 without; and a session would make pages differ from visit to visit.
COOKIES_ENABLED = False  # ChainCookiesMiddleware keeps them within one chain of redirects.
METAREFRESH_ENABLED = True
METAREFRESH_MAXDELAY = 5  # Seconds. What leads on later is read by people meanwhile, and by us.
NEWSCRAWL_LOG_FORMAT = "text"  # Or json: a line an object, for who collects logs by machine.
LOG_LEVEL = "INFO"  # DEBUG costs 9 %: a line for each page.
LOG_FORMATTER = "newscrawl.extensions.log_lines.QuickLogFormatter"  # Nor one that nobody sees.
LOGSTATS_INTERVAL = 0.0
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    # Scrapy's own handlers stay unless they are switched off, and open whatever a redirect names: a
    # file of this machine, a page inside its address.
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "http": "newscrawl.downloader.handler.WireDownloadHandler",
    "https": "newscrawl.downloader.handler.WireDownloadHandler",
}
SPIDER_MIDDLEWARES: dict[str, int | None] = {
    # 584 -> 594: the frontier knows depth and length of what it hands out, and no start page needs
    # marks.
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
}
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "newscrawl.middlewares.internal_request.InternalRequestMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.middlewares.robots.RobotsMiddleware": 100,
    # 0.2 ms a page: the word is looked for before the page is decoded.
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newscrawl.middlewares.meta_refresh.QuickMetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "newscrawl.middlewares.whole_streams.WholeStreams": 590,
    "newscrawl.middlewares.chain_cookies.ChainCookiesMiddleware": 700,  # Before redirects.
    "newscrawl.middlewares.politeness.PolitenessMiddleware": (
        560
    ),  # Next to RetryMiddleware, on the side of the site: it sees each answer first.
    "newscrawl.middlewares.capture.CaptureMiddleware": (
        900
    ),  # Next to the site: it sees each answer as it was sent.
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": (
        None
    ),  # The frontier hands out nothing else.
}
ADDONS = {
    # 1.07 -> 0.93 s of processor time from the call of the command to the start of the crawl.
    "newscrawl.extensions.switched_off.SwitchedOff": 0
}
EXTENSIONS: dict[str, Any] = {
    # First of all: the others find the archive open, or the run refused.
    "newscrawl.extensions.archive.ArchiveExtension": -100,
    "newscrawl.extensions.run_stats.RunStats": 0,
    "newscrawl.extensions.json_log.JsonLog": -200,
    "newscrawl.extensions.progress.Progress": 10,
    "newscrawl.middlewares.forbidden_editions.ForbiddenEditions": 0,
    # `-o` and `-O` give the lines of articles.jsonl.
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newscrawl.extensions.feeds.ArticleFeeds": 0,
    "scrapy.extensions.logstats.LogStats": None,
}
FEED_EXPORTERS = {"csv": "newscrawl.extensions.feeds.ArticleCsvExporter"}
FEED_EXPORT_ENCODING = "utf-8"  # Letters as letters, as in articles.jsonl.
