# Everything a developer or a fresh machine needs: Python 3.11 or newer and make. pip takes its index from the machine's
# own configuration; what it may install is fixed by the hashes in requirements/.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements
ENGINES := .venv-integration
BROWSER := .venv-browser
# The files beyond tests/bulk with tests of this kind, or with tests that need a package of these; looked for when they are to be run.
INTEGRATION = $(filter-out tests/bulk/% tests/browser/%,$(shell grep -rlE --include='test_*.py' 'mark\.integration|importorskip' tests))
DEBIAN := debootstrap haproxy iproute2 munge nginx-light openjdk-17-jre-headless prometheus slurm-wlm
CHROMIUM := chromium fonts-noto-cjk

.DEFAULT_GOAL := help
SECONDS ?= 600

.PHONY: help serve test test-wheel test-image test-integration test-browser playground-picture fuzz check quality quality-update quality-learn fit
.PHONY: opencc charsets calendar quality-peers bench bench-pythons bench-gate bench-scaling bench-http bench-batch bench-bulk bench-cost
.PHONY: bench-children bench-crawl bench-hung soak soak-bulk soak-ray profile peers findings format lock upgrade clean lock-files

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 24

# Variables given before or after `make serve` reach the server through the environment.
serve: $(VENV)/serve.stamp  ## start the service on 127.0.0.1:8000 (HOST, PORT, WORKERS and JINGWEN_* change it)
	@exec $(BIN)/gunicorn --config service/gunicorn.conf.py

test: check  ## run all checks, then all tests with the coverage floor
	$(BIN)/python -m pytest --cov --numprocesses auto --dist loadfile

test-wheel: $(VENV)/dev.stamp  ## install the package without lock files, by old pips and the newest, and use it (needs the network)
	$(BIN)/python -m pytest -m installs tests/wheel/test_install.py

test-image: $(VENV)/dev.stamp  ## run the Dockerfile's steps in a temporary folder, without Docker, and ask the service
	$(BIN)/python -m pytest -m installs tests/wheel/test_image.py

test-integration: $(ENGINES)/engines.stamp  ## run jingwen in the real engines, crawlers and collectors, and deploy/ with the real tools (ARGS="-k ray"); takes Debian's packages too, where they are missing
	$(ENGINES)/bin/python -m pytest -m "not installs" -W default tests/bulk $(INTEGRATION) $(ARGS)

test-browser: $(BROWSER)/browser.stamp  ## use the playground as people do, in Debian's Chromium (ARGS="-k keyboard"); takes that too, where it is missing
	$(BROWSER)/bin/python -m pytest -m browser -W default tests/browser $(ARGS)

playground-picture: $(BROWSER)/browser.stamp  ## take the picture of the playground anew
	$(BROWSER)/bin/python -m tests.browser.picture

fuzz: $(VENV)/fuzz.stamp  ## look for inputs that break reading and the rule loader, for SECONDS (600) in all
	$(BIN)/python -m tests.hostile.fuzz $(SECONDS)

check: $(VENV)/dev.stamp  ## format, lint, types, Dockerfile and rule files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile
	$(BIN)/jingwen rules check

quality: $(VENV)/serve.stamp  ## score the annotated pages in ../shared, where they are, against quality/floors.json
	$(BIN)/python -m quality.gate $(GATE)

quality-update: $(VENV)/serve.stamp  ## raise the floors to what is measured (lower one: make quality GATE="--lower 'reason'")
	$(BIN)/python -m quality.gate --update

quality-learn: $(VENV)/serve.stamp  ## what learned rules are worth on pages that are left out, in ../shared (ARGS="--most N", --docs writes the table)
	$(BIN)/python -m quality.learning $(ARGS)

fit: $(VENV)/fit.stamp  ## fit the choice of the article's place to the pages in ../shared (ARGS=--look only says what it is worth)
	$(BIN)/python -m quality.fit $(ARGS)

opencc: $(VENV)/opencc.stamp  ## compare script conversion with OpenCC itself on the annotated texts in ../shared (ARGS=--all lists what is explained)
	$(BIN)/python -m quality.conversions $(ARGS)

charsets: $(VENV)/serve.stamp  ## make the table of the web's encodings anew (INDEXES=the standard's indexes.json)
	$(BIN)/python -m quality.charsets $(INDEXES)

calendar: $(VENV)/calendar.stamp  ## write the names of months and weekdays in the languages of the press, out of CLDR
	$(BIN)/python -m quality.calendar_names

quality-peers: $(VENV)/peers.stamp  ## quality and CPU time beside the peers, on public pages in ../shared (ARGS=--docs writes the tables)
	$(BIN)/python -m quality.peers $(ARGS)

bench: $(VENV)/serve.stamp  ## CPU time per page beside trafilatura and the peers that are installed (ARGS="--against COMMIT --pages DIR --docs")
	$(BIN)/python -m benchmarks.compare $(ARGS)

bench-pythons: $(VENV)/serve.stamp  ## CPU time per page under other Pythons (ARGS="python3.13 python3.14 --docs")
	$(BIN)/python -m benchmarks.pythons $(ARGS)

bench-gate: $(VENV)/serve.stamp  ## hold the ratios of CPU times against benchmarks/floors.json (ARGS=--update raises them)
	$(BIN)/python -m benchmarks.gate $(ARGS)

bench-scaling: $(VENV)/serve.stamp  ## time and memory against the size of a page, 1 kB to 20 MB
	$(BIN)/python -m benchmarks.scaling $(ARGS)

bench-http: $(VENV)/serve.stamp  ## CPU time per page over HTTP against the library, worker classes and counts
	$(BIN)/python -m benchmarks.over_http $(ARGS)

bench-batch: $(VENV)/serve.stamp  ## pages a second of one stream against the library, and of two cores against one
	$(BIN)/python -m benchmarks.batch $(ARGS)

bench-bulk: $(VENV)/serve.stamp  ## pages a second, memory and start of a run over archives (ARGS="--datatrove PYTHON --docs")
	$(BIN)/python -m benchmarks.bulk $(ARGS)

bench-cost: $(ENGINES)/engines.stamp  ## CPU time per page on each way, and what 10^6 to 10^11 pages take (ARGS="--price 0.03 --engines --docs")
	$(ENGINES)/bin/python -m benchmarks.cost $(ARGS)

bench-crawl: $(ENGINES)/engines.stamp  ## what the add-on for Scrapy costs a crawl over HTTP, against one that stores raw pages
	$(ENGINES)/bin/python -m benchmarks.crawl $(ARGS)

bench-children: $(VENV)/serve.stamp  ## CPU time per page by a child that can be killed against the process itself, and the memory it holds (ARGS="--against COMMIT")
	$(BIN)/python -m benchmarks.children $(ARGS)

bench-hung: $(VENV)/serve.stamp  ## /livez and a good page while all children hang and the queue is full
	$(BIN)/python -m benchmarks.hung $(ARGS)

soak: $(VENV)/serve.stamp  ## memory over 50,000 pages, then 100,000 requests and as many lines of streams with hostile ones among them (ARGS="--count N")
	$(BIN)/python -m benchmarks.soak $(ARGS)
	$(BIN)/python -m benchmarks.mixed $(ARGS)
	$(BIN)/python -m benchmarks.mixed --stream $(ARGS)

soak-bulk: $(VENV)/serve.stamp  ## 20,000 records in all codings, 200 poisonous: a row for each, killed at three moments too (ARGS="--count N")
	$(BIN)/python -m benchmarks.bulk_soak $(ARGS)

soak-ray: $(ENGINES)/engines.stamp  ## the same, and then on a Ray cluster that is started for it; as root, on Linux
	$(ENGINES)/bin/python -m benchmarks.bulk_soak --ray $(ARGS)

profile: $(VENV)/serve.stamp  ## CPU time by stage of the pipeline, over the pages in ../shared
	$(BIN)/python -m benchmarks.stages $(ARGS)

peers: $(VENV)/peers.stamp  ## install the other extractors, for their rows in make bench and make quality-peers

findings:  ## run every script in findings/, each in an environment of its own, and name those that no longer hold
	@failed=; for script in findings/*.sh; do \
		if "$$script"; then echo "same     $$script"; else echo "CHANGED  $$script"; failed="$$failed $$script"; fi; \
	done; \
	if [ -n "$$failed" ]; then echo "Not as written, or not to be run here:$$failed" >&2; exit 1; fi

format: $(VENV)/dev.stamp  ## rewrite the code as the formatter and the import sorter want it
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock:  ## bring requirements/*.lock in step with pyproject.toml, moving as few versions as possible
	@$(MAKE) --no-print-directory lock-files UPGRADE=

upgrade:  ## like lock, with the newest versions that pyproject.toml allows
	@$(MAKE) --no-print-directory lock-files UPGRADE=--upgrade

clean:  ## remove the environment and everything that was made
	rm -rf $(VENV) $(ENGINES) $(BROWSER) .lock-venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .schemathesis build dist
	rm -rf .coverage .coverage.* coverage.xml htmlcov
	find service tests quality benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment: made once, brought up to date when a lock file or pyproject.toml is newer than the stamp ---

# The first Python that is new enough and can make environments; a shim or a broken install is passed over.
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
FIND_PYTHON = for python in $(PYTHONS); do \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then break; fi; python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'No Python 3.11 or newer with its venv module was found; looked for: $(PYTHONS).' >&2; \
		echo 'Install one (on Debian and Ubuntu: python3 and python3-venv), or name it: make PYTHON=/path/to/python3' >&2; \
		exit 1; \
	fi

# A first run takes a minute: each step is told on stderr. Where nothing is left to do, nothing is said.
# A lock file is complete, so there is nothing to resolve; -qq leaves errors, and keeps warnings about the index out.
INSTALL = $(BIN)/python -m pip --disable-pip-version-check install -qq --no-deps
define install-locked
	@echo "Installing $$(cat $(1) | grep -c ==) packages from $(1) ..." >&2
	@$(INSTALL) --require-hashes $(addprefix -r ,$(1))
endef

# The project itself goes in as an editable install by the locked build backend, so that step needs no network. It is
# compiled here, as pip does with all else: where Python may write no bytecode a start would take a third longer.
$(VENV)/serve.stamp: $(LOCK)/runtime.lock $(LOCK)/build.lock pyproject.toml
	@$(FIND_PYTHON); $(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		echo "Making the environment $(VENV) with $$("$$python" --version) ..." >&2; \
		"$$python" -m venv --clear $(VENV); \
	}
	$(call install-locked,$(LOCK)/runtime.lock $(LOCK)/build.lock)
	@echo 'Installing jingwen itself, from this folder ...' >&2
	@$(INSTALL) --no-build-isolation --no-index --editable .
	@$(BIN)/python -m compileall -q service
	@touch $@

$(VENV)/dev.stamp: $(LOCK)/dev.lock $(VENV)/serve.stamp
	$(call install-locked,$(LOCK)/dev.lock)
	@touch $@

$(VENV)/peers.stamp: $(LOCK)/peers.lock $(VENV)/serve.stamp
	$(call install-locked,$(LOCK)/peers.lock)
	@touch $@

$(VENV)/fit.stamp: $(LOCK)/fit.lock $(VENV)/serve.stamp
	$(call install-locked,$(LOCK)/fit.lock)
	@touch $@

# Beside opencc-python-reimplemented one of the two would take the other's place: an environment below the other.
$(VENV)/opencc.stamp: $(LOCK)/opencc.lock $(VENV)/serve.stamp
	@$(BIN)/python -m venv --clear $(VENV)/opencc
	@$(VENV)/opencc/bin/python -m pip --disable-pip-version-check install -qq --no-deps --require-hashes -r $(LOCK)/opencc.lock

$(VENV)/calendar.stamp: $(LOCK)/calendar.lock $(VENV)/serve.stamp
	$(call install-locked,$(LOCK)/calendar.lock)
	@touch $@

$(VENV)/fuzz.stamp: $(LOCK)/fuzz.lock $(VENV)/serve.stamp
	$(call install-locked,$(LOCK)/fuzz.lock)
	@touch $@

# Debian starts a service as soon as it is installed, unless the machine's own policy says no: tests start their own.
POLICY := /usr/sbin/policy-rc.d
NO_SERVICE = if [ ! -e $(POLICY) ]; then trap 'rm -f $(POLICY)' EXIT; \
		printf '\#!/bin/sh\nexit 101\n' > $(POLICY) && chmod 755 $(POLICY); fi

# The engines weigh 1.5 GB and are needed for nothing else: an environment of their own.
$(ENGINES)/engines.stamp: $(LOCK)/integration.lock $(LOCK)/nemo.lock pyproject.toml
	@$(FIND_PYTHON); "$$python" -m venv --clear $(ENGINES)
	@echo "Installing $$(cat $(filter %.lock,$^) | grep -c ==) packages from $(filter %.lock,$^) ..." >&2
	@$(ENGINES)/bin/python -m pip --disable-pip-version-check install -qq --no-deps --require-hashes $(patsubst %,-r %,$(filter %.lock,$^))
	@$(ENGINES)/bin/python -m pip --disable-pip-version-check install -qq --no-deps --no-build-isolation --no-index --editable .
	@missing=$$(for package in $(DEBIAN); do dpkg -s $$package >/dev/null 2>&1 || echo $$package; done); \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
		echo "Installing" $$missing "..." >&2; \
		$(NO_SERVICE); apt-get update -qq && apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	fi
	@touch $@

$(BROWSER)/browser.stamp: $(LOCK)/browser.lock pyproject.toml
	@$(FIND_PYTHON); "$$python" -m venv --clear $(BROWSER)
	@echo "Installing $$(cat $(filter %.lock,$^) | grep -c ==) packages from $(filter %.lock,$^) ..." >&2
	@$(BROWSER)/bin/python -m pip --disable-pip-version-check install -qq --no-deps --require-hashes -r $(LOCK)/browser.lock
	@$(BROWSER)/bin/python -m pip --disable-pip-version-check install -qq --no-deps --no-build-isolation --no-index --editable .
	@missing=$$(for package in $(CHROMIUM); do dpkg -s $$package >/dev/null 2>&1 || echo $$package; done); \
	if [ -n "$$missing" ] && command -v apt-get >/dev/null; then \
		echo "Installing" $$missing "..." >&2; \
		apt-get update -qq && apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	fi
	@touch $@

# --- the lock files: universal (3.11 and newer, Linux and macOS), hashes, no addresses ---

COMPILE = .lock-venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate $(UPGRADE)

lock-files:
	@$(FIND_PYTHON); "$$python" -m venv --clear .lock-venv
	.lock-venv/bin/python -m pip --disable-pip-version-check install -qq uv
	$(COMPILE) pyproject.toml --group dev --output-file $(LOCK)/dev.lock
	$(COMPILE) pyproject.toml --constraints $(LOCK)/dev.lock --output-file $(LOCK)/runtime.lock
	$(COMPILE) --group peers --constraints $(LOCK)/dev.lock --output-file $(LOCK)/peers.lock
	$(COMPILE) --group build --constraints $(LOCK)/dev.lock --output-file $(LOCK)/build.lock
	$(COMPILE) --group fit --constraints $(LOCK)/dev.lock --output-file $(LOCK)/fit.lock
	$(COMPILE) --group opencc --output-file $(LOCK)/opencc.lock
	$(COMPILE) --group calendar --constraints $(LOCK)/dev.lock --output-file $(LOCK)/calendar.lock
	$(COMPILE) --group fuzz --constraints $(LOCK)/dev.lock --output-file $(LOCK)/fuzz.lock
	$(COMPILE) pyproject.toml --group integration --constraints $(LOCK)/dev.lock --output-file $(LOCK)/integration.lock
	$(COMPILE) pyproject.toml --group browser --constraints $(LOCK)/dev.lock --output-file $(LOCK)/browser.lock
	$(COMPILE) --no-deps --group nemo --constraints $(LOCK)/integration.lock --output-file $(LOCK)/nemo.lock
	rm -rf .lock-venv
