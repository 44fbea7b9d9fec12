# Needs python3 (3.11 or later) and make; takes uv where there is one. PYTHON=python3.13 asks for a certain Python.
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
PYTHON ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
.DEFAULT_GOAL := help

.PHONY: help setup demo test coverage nightly lint fmt docs bench pins clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(VENV)/.ready ## a virtual environment with pinned packages and papersync itself

demo: setup ## the whole job on a bundled broken list, without a network
	@$(BIN)/papersync demo

test: setup ## the tests
	@$(BIN)/python -m pytest -n 2

coverage: setup ## the tests, and what they reach: it takes twice the time
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term

nightly: setup ## the tests that try at random, for long
	@PAPERSYNC_TEST_PROFILE=nightly $(BIN)/python -m pytest -n 2 -m nightly -rP

lint: setup ## style, types, layers, spelling
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/typos

fmt: setup ## mend the style
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

docs: setup ## the pages of docs/ that are made of the code, and the schemas
	@set -e; for script in docs/make_*.py; do $(BIN)/python "$$script"; done

bench: setup ## measure
	@set -e; for script in bench/*.py; do \
	  if [ -e "$$script" ]; then echo "$$script"; $(BIN)/python "$$script"; else echo "there is nothing to measure yet"; fi; \
	done

COMPILE := uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-emit-index-url --python-version 3.11 \
  --custom-compile-command "make pins" --group build pyproject.toml
pins: ## compile requirements.txt and the action's share of it anew (needs uv)
	@$(COMPILE) --upgrade --extra dev --output-file requirements.txt
	@$(COMPILE) --upgrade --constraint requirements.txt --output-file action/requirements.txt

clean: ## remove what was made here
	@rm -rf $(VENV) dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is written last: an environment that was not finished is made again.
ifneq ($(UV),)
$(VENV)/.ready: requirements.txt pyproject.toml
	@echo "setting up $(VENV) with uv"
	@$(UV) venv --quiet --clear --python "$(or $(PYTHON),>=3.11)" $(VENV)
	@VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(UV) pip install --quiet --require-hashes -r requirements.txt
	@VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(UV) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
else
$(VENV)/.ready: requirements.txt pyproject.toml
	@set -e; tried="$(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)"; \
	for python in $$tried; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "papersync needs Python 3.11 or later; none of these is: $$tried" >&2; exit 2; \
	fi; \
	echo "setting up $(VENV) with $$found (a minute or two)"; \
	"$$found" -m venv --clear $(VENV) || { echo "no venv here: on Debian, apt-get install python3-venv" >&2; exit 2; }; \
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt; \
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
endif
