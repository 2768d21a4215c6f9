# Two commands from a fresh clone: `make demo` and `make test`. `make help` lists the rest.
# Steps leave stamps in .venv/.stamps, so that a second run does only what has changed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
STEP := scripts/step.sh
JOBS ?= 2
DEMO_SERVE ?= 1
export DEMO_SERVE

.PHONY: train help demo setup test check format tests startup bench docs screenshots lock clean

help: ## List what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: $(STAMPS)/package ## Install, read the example reports, print the record, serve it (DEMO_SERVE=0: do not serve)
	@$(BIN)/dragoman demo

setup: $(STAMPS)/package $(STAMPS)/dev ## Install with the test tools, and check each commit before it is made
	@git config core.hooksPath .githooks
	@echo "Ready: $(BIN)/dragoman --help"

test: $(STAMPS)/system $(STAMPS)/package $(STAMPS)/dev ## Everything that CI runs: check, all tests, coverage floors, start-up times
	@$(MAKE) --no-print-directory -j2 check tests
	@$(MAKE) --no-print-directory startup

check: $(STAMPS)/package $(STAMPS)/dev ## Format, lint, types, imports, dead code, data files, spelling, dossiers
	@$(STEP) "format" $(BIN)/ruff format --check -q .
	@$(STEP) "lint" $(BIN)/ruff check -q .
	@$(STEP) "types" $(BIN)/mypy
	@$(STEP) "imports" $(BIN)/lint-imports
	@$(STEP) "dependencies" $(BIN)/deptry src
	@$(STEP) "dead code" $(BIN)/vulture
	@$(STEP) "YAML" $(BIN)/yamllint --strict .
	@$(STEP) "spelling" $(BIN)/codespell
	@$(STEP) "references" $(BIN)/python scripts/reference.py --check
	@$(STEP) "dossiers" $(BIN)/dragoman dossier check

format: $(STAMPS)/dev ## Put the code into its one form
	@$(BIN)/ruff check -q --fix . && $(BIN)/ruff format -q .

tests: $(STAMPS)/package $(STAMPS)/dev
	@rm -f .coverage .coverage.*
	@$(STEP) "tests" env OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -q -n $(JOBS) --dist worksteal -m "not startup" --cov --cov-report=
	@$(STEP) "coverage: 95 of a hundred branches" $(BIN)/coverage report --fail-under=95
	@$(STEP) "coverage: all of values, model, merge, store, query" $(BIN)/coverage report --fail-under=100 \
	  --include='src/dragoman/values/*,src/dragoman/model/*,src/dragoman/merge/*,src/dragoman/store/*,src/dragoman/query/*'

startup: $(STAMPS)/package $(STAMPS)/dev
	@$(STEP) "start-up times" $(BIN)/pytest -q -p no:randomly -m startup

bench: $(STAMPS)/package $(STAMPS)/dev $(STAMPS)/peers ## Measure speed, memory and quality; results stay in bench/results
	@$(BIN)/python bench/run.py

train: $(STAMPS)/package ## Train the learned reader that is shipped, from the gold in ../shared (needs the train extra; an hour)
	@OMP_WAIT_POLICY=passive $(BIN)/dragoman train \
	  --reports ../shared/data/gold/train.jsonl --gold ../shared/data/gold/gold-train.jsonl \
	  --reports ../shared/data/gold/more.jsonl --gold ../shared/data/gold/gold-more.jsonl \
	  --out src/dragoman/extract/learned/model --keep build/train

docs: $(STAMPS)/package $(STAMPS)/dev ## Write the reference pages that are made from the code
	@$(BIN)/python scripts/reference.py && $(BIN)/python scripts/make_schemas.py

screenshots: $(STAMPS)/package $(STAMPS)/dev ## Take the pictures of the pages' documentation (needs Chromium)
	@$(BIN)/python scripts/screenshots.py

lock: $(STAMPS)/dev ## Pin the newest releases that fit, with their hashes (needs uv)
	@scripts/lock.sh

clean: ## Remove everything that make has made
	rm -rf $(VENV) .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build

$(STAMPS)/venv: | scripts/make_venv.sh
	@$(STEP) "1 of 3: virtual environment" scripts/make_venv.sh $(VENV)
	@mkdir -p $(STAMPS) && touch $@

# Node bundles the pages; where the system has none, one comes from a wheel.
NODE := $(if $(shell command -v npm),,requirements/node.txt)

$(STAMPS)/run: requirements/build.txt requirements/node.txt requirements/run.txt scripts/install.py $(STAMPS)/venv
	@$(STEP) "2 of 3: pinned packages and the language model" $(BIN)/python scripts/install.py requirements/build.txt $(NODE) requirements/run.txt
	@touch $@

WEB := $(shell find web -type f -not -path '*/node_modules/*')

$(STAMPS)/package: pyproject.toml hatch_build.py $(WEB) $(STAMPS)/run
	@$(STEP) "3 of 3: dragoman itself and its pages" $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/run
	@$(STEP) "test tools" $(BIN)/python scripts/install.py requirements/dev.txt
	@touch $@

# The tools that `make bench` compares with are apart: their pins do not go with ours.
$(STAMPS)/peers: requirements/peers.txt scripts/install.py $(STAMPS)/venv
	@$(STEP) "environment of the compared tools" scripts/make_venv.sh $(VENV)/peers
	@$(STEP) "compared tools" $(VENV)/peers/bin/python scripts/install.py requirements/peers.txt
	@touch $@

# Not a stamp that lasts: a server may have gone since.
.PHONY: $(STAMPS)/system
$(STAMPS)/system:
	@$(STEP) "system packages" scripts/system_packages.sh
