# The targets of the project. `make demo` and `make test` need nothing but Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATA ?= ../shared/data
SYSTEM_PACKAGES := chromium fonts-dejavu-core fonts-noto-core fonts-noto-cjk

.PHONY: demo test check format-check lint types floors docs wheel golden system eval eval-cv clean

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

demo: $(READY)   ## The sample day's edition: offline, no account.
	$(BIN)/briefing demo

test: $(READY)   ## All tests that need no system package, and those whose package is there.
	$(BIN)/python -m pytest -n 2

check: format-check lint types floors docs wheel   ## All that CI does; a skipped test fails it, but for "no ../shared".
	$(BIN)/python -m pytest -n 2 --fail-on-skip

format-check: $(READY)
	$(BIN)/ruff format --check .

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/hadolint Dockerfile

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

docs: $(READY)   ## What is generated is what the program says.
	$(BIN)/python scripts/make_sample.py --check
	$(BIN)/python scripts/make_schema.py --check
	$(BIN)/python scripts/make_reference.py --check

wheel: $(READY)
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

system:          ## Debian packages that the tests marked `system` need (as root).
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SYSTEM_PACKAGES) > /dev/null

golden: $(READY) ## Rebuilds the golden editions; look at the diff before you commit.
	$(BIN)/python -m tests.golden

eval: $(READY)   ## Quality of the shipped models: make eval DATA=../shared/data
	$(BIN)/python -m scripts.evaluate $(DATA)

eval-cv: $(READY) ## Quality of models trained without what they are asked; lightgbm is installed for it.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "lightgbm>=4.6"  # group "train" of pyproject.toml
	$(BIN)/python -m scripts.train_summarize $(DATA)/summarize --cv
	$(BIN)/python -m scripts.train_select $(DATA)/select --cv
	$(BIN)/python -m scripts.train_extract $(DATA) --cv

bench-%: $(READY)   ## Speed, side by side with a named peer: make bench-start
	$(BIN)/python -m benchmarks.$*

clean:
	rm -rf $(VENV) dist build out outbox data
