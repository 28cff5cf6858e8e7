# One obvious command each. `make run` needs Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run serve install install-dev test test-browser lint bench handbook words mutants lock clean

run: install ## Serve the demonstration on this machine
	$(BIN)/isa demo load
	$(BIN)/isa serve --port $(PORT)

install: $(VENV)/.installed ## What the program needs at run time

test: install-dev ## The fast lane: no network, no browser
	$(BIN)/pytest -n auto --dist worksteal -m "not browser" --ignore=tests/browser tests

test-browser: install-dev ## Journeys in Chromium (CHROMIUM=/path/to/chromium if it is elsewhere)
	$(BIN)/pytest -n 2 --dist worksteal -m browser tests/browser

lint: install-dev ## ruff, ruff format, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: install-dev ## Every bar beside its peer, as ratios
	$(BIN)/python -m bench

handbook: install ## Write the newest pack as a book, and the map of the questions, under docs/
	$(BIN)/python -m isa.cli policy handbook --out docs/handbook
	$(BIN)/python -m isa.cli questions --map > docs/step-map.md

words: install-dev ## Every word a reader sees, for translators: data/catalogues/isa.pot; compile the languages there are
	$(BIN)/python -m tests.wording

mutants: install-dev ## Spoil each row of the newest law pack in turn: docs/mutation.md says who notices
	$(BIN)/python -m tests.mutation

lock: install-dev ## Pin every dependency with hashes and without addresses
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-emit-index-url --no-header \
	  --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --no-emit-index-url --no-header \
	  --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## Remove what was built; the database in var/ stays
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed
