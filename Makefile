# Everything happens in .venv; a stamp file in it for each set of packages makes repeated calls quick.
.DEFAULT_GOAL := help
.PHONY: help demo test check lint format gate train bench lock clean
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

# The first Python that is new enough; `make test PYTHON=/path/to/python3.12` takes another.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; done)
# cpu: the CPU build of torch or nothing; registry: the registry's build; auto: the first that can be had.
TORCH ?= auto
EXAMPLE ?= $(firstword $(sort $(wildcard examples/*.txt)))
OUT ?= out/newsreader
ARGS ?=
CORPORA ?=

VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --no-input
LOCKED := $(INSTALL) --require-hashes

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/laut-runtime ## Set up .venv without torch and read a German article
	$(VENV)/bin/laut read $(EXAMPLE) $(ARGS)

test: $(VENV)/laut-test $(VENV)/laut-train ## Set up what the tests need, torch too, and run them; ARGS="-k name"
	$(RUN) -m pytest $(ARGS)

check: lint gate test ## All that a change must pass: lint, quality gate, tests

lint: $(VENV)/laut-test $(VENV)/laut-train ## Formatting, ruff, mypy, import contracts
	$(RUN) -m ruff format --check src tests requirements
	$(RUN) -m ruff check src tests requirements
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports

format: $(VENV)/laut-test ## Format the code and mend what ruff can mend
	$(RUN) -m ruff format src tests requirements
	$(RUN) -m ruff check --fix src tests requirements

gate: $(VENV)/laut-runtime ## The quality gate: no score below its floor; CORPORA=folder checks more
	$(RUN) -m laut.evaluate.gate $(if $(CORPORA),--corpora "$(CORPORA)")

train: $(VENV)/laut-train ## Train a model folder: CORPORA=folder, OUT=folder; goes on where it was stopped
	@test -n "$(CORPORA)" || { echo "make train: say where the corpora are: make train CORPORA=folder" >&2; exit 1; }
	$(RUN) -m laut.train --corpora "$(CORPORA)" --out "$(OUT)" $(ARGS)

bench: $(VENV)/laut-runtime ## Articles a second, memory, time to the first result
	$(RUN) -m laut.evaluate.bench $(ARGS)

lock: $(VENV)/laut-runtime ## Resolve all locks anew (minutes; the registry's torch is fetched for its hashes)
	$(RUN) -m venv build/lock
	build/lock/bin/python -m pip install --quiet pip-tools==7.6.2
	build/lock/bin/python requirements/lock.py

clean: ## Remove .venv, builds and caches; out/ and training/ stay
	rm -rf $(VENV) build dist .hypothesis .*_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +

# laut itself goes in as a link to src/, built by the locked build backend, so that edits count at once.
$(VENV)/laut-runtime: requirements/runtime.txt requirements/build.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: laut needs Python 3.11 or newer; install one," \
		"or name it: make demo PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is no" \
		"Python 3.11 or newer; name another: make demo PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "make: $(PYTHON) lacks its venv module; install it" \
		"(on Debian and Ubuntu the package python3-venv)" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (half a gigabyte, a minute or two) ..."
	@test -x $(RUN) && $(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(LOCKED) -r requirements/runtime.txt -r requirements/build.txt
	@$(INSTALL) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/laut-test: requirements/test.txt $(VENV)/laut-runtime
	@echo "Installing the test tools ..."
	@$(LOCKED) -r requirements/test.txt
	@touch $@

# Torch comes last and without its dependencies, which train.txt has: its CPU build if pip can see one, else
# the registry's, which on Linux brings 3 GB of CUDA libraries. Both are held to their hashes.
$(VENV)/laut-train: requirements/train.txt requirements/torch.txt requirements/torch-cpu.txt $(VENV)/laut-runtime
	@echo "Installing what training needs ..."
	@$(LOCKED) -r requirements/train.txt
	@case "$(TORCH)" in \
	cpu) $(LOCKED) --no-deps -r requirements/torch-cpu.txt ;; \
	registry) $(LOCKED) --no-deps -r requirements/torch.txt ;; \
	*) $(LOCKED) --no-deps -r requirements/torch-cpu.txt 2>/dev/null || { \
		echo "pip sees no CPU build of torch here; installing the registry's build ..."; \
		$(LOCKED) --no-deps -r requirements/torch.txt; } ;; \
	esac
	@touch $@
