# Every target sets up what it needs by itself and does nothing twice: the stamps in .venv stand for "installed from this lock".
# A target that needs Python packages depends on one of the two stamps below.

# The first Python that runs and is new enough.
PYTHON ?= $(shell for candidate in python3.11 python3.12 python3.13 python3; do \
	$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$candidate; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed
# A peer that wants older packages than the program has an environment of its own.
BENCH := .venv-bench/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

.DEFAULT_GOAL := help
.PHONY: help run test coverage check format bench faults replay replay-patrol lock audit clean

help:  ## what each target does
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

run: $(RUNTIME)  ## the program: with the playground, or with Telegram when SHOUWANG_TELEGRAM__TOKEN is set
	@if [ -n "$${SHOUWANG_TELEGRAM__TOKEN:-}" ]; then exec $(BIN)/shouwang serve; else exec $(BIN)/shouwang playground $(if $(FRESH),--fresh); fi

test: $(DEVELOPMENT)  ## all tests except the fault runs; ARGS="-k name" for some of them
	$(BIN)/python -m pytest -m "not faults" -n auto --dist loadfile $(ARGS)

coverage: $(DEVELOPMENT)  ## the same, slower, with what no test has run
	$(BIN)/python -m pytest -m "not faults" -n auto --dist loadfile --cov --cov-report=term:skip-covered $(ARGS)

check: $(DEVELOPMENT)  ## lint, format, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(DEVELOPMENT)  ## let ruff lay the code out and mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEVELOPMENT) $(BENCH)  ## measure beside its peers; ONLY="rates pacing" for some of it, SHORT=1 for a first look
	$(BIN)/python -m bench $(if $(SHORT),--short) $(ONLY)

faults: $(DEVELOPMENT)  ## tests that kill, stall and move the clock; LONG=1 for the full length
	$(BIN)/python -m pytest -m faults $(if $(LONG),--long) $(ARGS)

replay: $(RUNTIME)  ## play a file of messages through the unmodified bot: FILE=path, or the small one that ships
	$(BIN)/shouwang replay $(if $(FILE),"$(FILE)")

replay-patrol: $(RUNTIME)  ## play a quarter of patrols and check every reminder; ARGS="--days 5 --teams 2 --people 12" for a short one
	$(BIN)/shouwang replay-patrol $(ARGS)

# With its extras: an older pip takes `name[extra]` for a package of its own, which has to be pinned too.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --no-strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: $(DEVELOPMENT)  ## pin again what pyproject.toml asks for; UPGRADE=1 takes the newest
	$(COMPILE) $(if $(UPGRADE),--upgrade) --build-deps-for wheel -o requirements.lock pyproject.toml
	$(COMPILE) $(if $(UPGRADE),--upgrade) --extra development -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(COMPILE) $(if $(UPGRADE),--upgrade) -o requirements-bench.lock bench/peers/aiogram.in bench/peers/ortools.in

audit: $(DEVELOPMENT)  ## ask whether a pinned package has a known hole (needs the network)
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements-dev.lock

clean:  ## remove what make and the tools made; the data folder stays
	rm -rf $(VENV) .venv-bench build *.egg-info .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Shouwang needs Python 3.11 or newer; give its path: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	@echo "Setting up $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# The lock holds setuptools too, so building the project itself fetches nothing more.
$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the program needs ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The development lock pins a superset of the runtime lock, at the same versions.
$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@echo "Installing what tests and checks need ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH): requirements-bench.lock
	@echo "Installing the peers ..."
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --quiet --no-input install --require-hashes -r requirements-bench.lock
	@touch $@
