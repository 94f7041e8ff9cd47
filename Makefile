# Every target sets up all that it needs in a fresh .venv, from a plain python3.

PYTHON ?= python3
BIN := .venv/bin
# Programs without a suffix: the checkers do not find these by themselves.
SCRIPTS := bench/checks bench/churn bench/crawl bench/dates bench/export bench/extract bench/hostile bench/kill bench/memory bench/newsite bench/quiet bench/real_pages bench/real_sets bench/reparse bench/warc bench/workers bench/year

.PHONY: demo test test-slow check docs bench clean

demo: .venv/run
	$(BIN)/scrapy demo

# Minutes: what every change has to pass.
test: check
	$(BIN)/pytest --numprocesses auto --dist loadscope -m 'not slow'

# What is slow by its nature: kills, browsers, many real processes, the packages and pages that are built.
test-slow: .venv/dev .venv/docs .venv/pywb/made .venv/validators/made .venv/scrapyd/made .venv/replayweb/made
	$(BIN)/pytest --numprocesses auto --dist loadscope -m slow

check: .venv/dev
	$(BIN)/ruff check . $(SCRIPTS)
	$(BIN)/ruff format --check . $(SCRIPTS)
	$(BIN)/mypy --scripts-are-modules newscrawl tests bench docs $(SCRIPTS)

# What the pages say of the code is written anew, then they are built, as HTML in build/docs.
docs: .venv/docs
	$(BIN)/python docs/generate.py
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet docs build/docs
	@echo "make: the pages are in build/docs, beginning with index.html"

bench: .venv/dev
	$(BIN)/python bench/extract
	$(BIN)/python bench/crawl

# The constraints pin what was tested together; pyproject.toml says what would do.
.venv/run: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/dev: .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

.venv/docs: .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	touch $@

# pywb, which replays our WARC files in the tests, wants older versions of what Scrapy builds on: it gets a place of its own. Where it
# cannot be had those tests are skipped, and say so.
.venv/pywb/made: constraints-pywb.txt .venv/run
	test -x .venv/pywb/bin/python || $(PYTHON) -m venv .venv/pywb
	.venv/pywb/bin/pip install --quiet --disable-pip-version-check --constraint constraints-pywb.txt pywb && touch $@ || \
		echo "make: no pywb to be had: the replay of WARC files is not tested" >&2

# Programs of others that our exports have to please, which want other versions than we do: see the list. Where they cannot be had
# those tests are skipped, and say so.
.venv/validators/made: constraints-validators.txt .venv/run
	test -x .venv/validators/bin/python || $(PYTHON) -m venv .venv/validators
	.venv/validators/bin/pip install --quiet --disable-pip-version-check --constraint constraints-validators.txt \
		wacz cdxj-indexer frictionless mlcroissant pyld datasets duckdb polars datasette feedparser resync && touch $@ || \
		echo "make: no validators to be had: what others read of our exports is not tested" >&2

# Scrapyd runs the project from an egg, and is tried so: with what the project needs beside it, and without the project.
.venv/scrapyd/made: constraints-scrapyd.txt constraints.txt pyproject.toml .venv/run
	test -x .venv/scrapyd/bin/python || $(PYTHON) -m venv .venv/scrapyd
	.venv/scrapyd/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt --constraint constraints-scrapyd.txt \
		scrapyd scrapyd-client setuptools . && .venv/scrapyd/bin/pip uninstall --quiet --yes newscrawl && touch $@ || \
		echo "make: no Scrapyd to be had: it is not tested" >&2

# The page for the browser that opens our WACZ files, and what drives the browser. Where there is no npm that test is skipped, and says so.
.venv/replayweb/made: .venv/run
	mkdir -p $(@D) && cd $(@D) && \
		npm install --silent --no-audit --no-fund --ignore-scripts puppeteer-core@24.43.1 && \
		npm pack --silent replaywebpage@2.4.6 && tar -xzf replaywebpage-2.4.6.tgz && touch made || \
		echo "make: no ReplayWeb.page to be had: whether it opens our WACZ files is not tested" >&2

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
