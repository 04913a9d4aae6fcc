# Each of these does all its own set-up: it needs python3 (3.11 or newer), make, and pip's usual index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
WITH_TENSORFLOW := .venv-tensorflow
WITH_JAX := .venv-jax
FIRST_REPO := docs/examples/first_repo

.DEFAULT_GOAL := help
.PHONY: help demo test lint teeth bench real clean

help:
	@echo "make demo   check the skills in $(FIRST_REPO) and write its page"
	@echo "make test   lint, types, layers and every test"
	@echo "make teeth  show what the checks catch"
	@echo "make bench  measure what they cost"
	@echo "make real   measure how published packages are bound and judged"
	@echo "make clean  remove what these have made"

demo: $(VENV)/ready-to-run
	cd $(FIRST_REPO) && "$(CURDIR)/$(BIN)/python" -m pytest --mlchecklist
	@echo "The page: $(CURDIR)/$(FIRST_REPO)/mlchecklist-report/index.html"

test: lint $(WITH_TENSORFLOW)/ready $(WITH_JAX)/ready
	$(PYTEST) -n logical

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

teeth: $(VENV)/ready-to-test
	$(BIN)/python tests/teeth/table.py

bench: $(VENV)/ready-to-test
	$(BIN)/python benchmarks/bench.py

real: $(VENV)/ready-to-test
	$(BIN)/python tests/real_code/measure.py

clean:
	rm -rf $(VENV) $(WITH_TENSORFLOW) $(WITH_JAX) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -rf mlchecklist-report $(FIRST_REPO)/mlchecklist-report

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)

# torch by itself and first, in a version that is built for the CPU in many places; the project's own
# range is wide, so what lies there stays. Elsewhere any torch will do.
$(VENV)/has-torch: | $(BIN)/python
	$(BIN)/python -m pip install --quiet torch==2.13.0 || $(BIN)/python -m pip install --quiet torch
	touch $@

$(VENV)/ready-to-run: $(VENV)/has-torch pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/ready-to-test: $(VENV)/ready-to-run
	$(BIN)/python -m pip install --quiet --editable '.[test,lint]'
	touch $@

# The frameworks that learners' code may use besides: each in an environment of its own, without the
# plugin, as a learner's own would be.
$(WITH_TENSORFLOW)/ready:
	$(PYTHON) -m venv $(WITH_TENSORFLOW)
	$(WITH_TENSORFLOW)/bin/python -m pip install --quiet tensorflow-cpu || $(WITH_TENSORFLOW)/bin/python -m pip install --quiet tensorflow
	touch $@

$(WITH_JAX)/ready:
	$(PYTHON) -m venv $(WITH_JAX)
	$(WITH_JAX)/bin/python -m pip install --quiet array-api-strict jax keras
	touch $@
