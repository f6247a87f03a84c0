# Two commands do all the set-up on a fresh machine: `make start` and `make test`.
# They need Python 3.11 (with venv) and Node 18 or newer (with npm). A second call is fast:
# what is done is remembered in stamp files inside the folders that are made.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help start test lint bench schermen lock schoon

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
PYTHON ?= $(shell command -v python3.11 || command -v python3)
LEVERANCIERS := kaarten/statisch/leveranciers

# The project itself is linked in place, without network and without an import hook: a plain path
# entry keeps the start of `regio` fast.
KOPPEL := $(PIP) install --quiet --no-index --no-deps --no-build-isolation --config-settings editable_mode=compat -e .

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

start: $(VENV)/.stempel-start $(LEVERANCIERS)/.stempel  ## install what is needed and serve on http://127.0.0.1:8000
	$(VENV)/bin/regio start

test: lint $(LEVERANCIERS)/.stempel  ## install what is needed, check style and types, run the tests
	$(PY) -m pytest -n 2 -m "not lang" $(PYTEST_ARGS)

lint: $(VENV)/.stempel-test  ## style, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

bench: $(VENV)/.stempel-test  ## figures beside their baselines
	$(PY) -m tests.bench

# REGIO_BRONNEN=… make schermen   draws the official borders, with their attribution, beside the sketch
schermen: $(VENV)/.stempel-test $(LEVERANCIERS)/.stempel  ## pictures of the pages for the README (needs Chromium)
	$(PY) -m tests.schermen $(SCHERMEN_ARGS)

# make lock LOCK_ARGS=--upgrade   takes newer versions
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m piptools compile --quiet --strip-extras --generate-hashes \
	--allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --all-build-deps $(LOCK_ARGS)
lock: $(VENV)/.stempel-test  ## pin the dependencies of pyproject.toml and package.json again
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	npm install --package-lock-only
	@! grep -n '"resolved"' package-lock.json

schoon:  ## remove what make made; var/ (data) stays
	rm -rf $(VENV) node_modules $(LEVERANCIERS) build dist *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 is needed; name it with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.stempel-start: requirements.txt pyproject.toml | $(PY)
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(KOPPEL)
	@touch $@

$(VENV)/.stempel-test: requirements-dev.txt requirements.txt pyproject.toml | $(PY)
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	$(KOPPEL)
	@touch $@ $(VENV)/.stempel-start

node_modules/.stempel: package.json package-lock.json .npmrc
	@command -v npm >/dev/null || { echo "npm (with Node 18 or newer) is needed for the scripts of the pages" >&2; exit 1; }
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

# The same files as in the Dockerfile; a test holds the two lists together.
$(LEVERANCIERS)/.stempel: node_modules/.stempel
	rm -rf $(LEVERANCIERS)
	mkdir -p $(LEVERANCIERS)/swagger-ui $(LEVERANCIERS)/leaflet $(LEVERANCIERS)/topojson-client
	cp node_modules/swagger-ui-dist/swagger-ui-bundle.js $(LEVERANCIERS)/swagger-ui/
	cp node_modules/swagger-ui-dist/swagger-ui.css $(LEVERANCIERS)/swagger-ui/
	cp node_modules/swagger-ui-dist/LICENSE $(LEVERANCIERS)/swagger-ui/
	cp node_modules/swagger-ui-dist/NOTICE $(LEVERANCIERS)/swagger-ui/
	cp node_modules/leaflet/dist/leaflet.js $(LEVERANCIERS)/leaflet/
	cp node_modules/leaflet/dist/leaflet.css $(LEVERANCIERS)/leaflet/
	cp node_modules/leaflet/LICENSE $(LEVERANCIERS)/leaflet/
	cp node_modules/topojson-client/dist/topojson-client.min.js $(LEVERANCIERS)/topojson-client/
	cp node_modules/topojson-client/LICENSE $(LEVERANCIERS)/topojson-client/
	@touch $@
