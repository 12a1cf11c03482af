# Two targets matter: `make ingest` and `make test`. Each sets up what it needs in .venv and nothing elsewhere.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

# Where the environment forbids compiled files, every process of the tests would compile all of kehtiv again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: ingest web test test-long check types lint collected accuracy benchmark lock sample clean

ingest: $(VENV)/.runtime  ## one run of the nightly flow over the bundled sample register
	$(BIN)/kehtiv ingest

web: $(VENV)/.runtime  ## the page over what `make ingest` published, on http://127.0.0.1:8321/
	$(BIN)/kehtiv web

test: $(VENV)/.dev  ## lint, types, import contracts, tests
	@$(MAKE) --no-print-directory -j 2 types lint collected
	$(BIN)/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder

test-long: $(VENV)/.dev  ## the tests that `make test` leaves out: kills at many moments, reading again whole, Prefect's own files
	$(BIN)/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder -m long

check: $(VENV)/.dev  ## types on one core, the rest on another
	@$(MAKE) --no-print-directory -j 2 types lint

types: $(VENV)/.dev
	$(BIN)/mypy

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

collected: $(VENV)/.dev lint  ## compiles the tests while types are proved, once and not once in each worker process
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null || $(BIN)/python -m pytest --collect-only -q

accuracy: $(VENV)/.dev  ## precision, recall and what is silently wrong, against the figures; WRITE=1 writes them anew
	$(BIN)/python -m benchmarks.accuracy $(if $(WRITE),--write)

benchmark: $(VENV)/.dev
	$(BIN)/python -m benchmarks.read_originals
	$(BIN)/python -m benchmarks.read_language
	$(BIN)/python -m benchmarks.quiet_night --prefect
	$(BIN)/python -m benchmarks.as_of
	$(BIN)/python -m benchmarks.repair_damage
	$(BIN)/python -m benchmarks.ocr
	$(BIN)/python -m benchmarks.big_register
	$(BIN)/python -m benchmarks.fuzz --seconds 60

sample: $(VENV)/.dev  ## makes the originals of the bundled register again (a test proves them unchanged)
	$(BIN)/python -m flows.sample.make

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("kehtiv needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python requirements/runtime.txt requirements/build.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/runtime.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	touch $@

lock:  ## needs uv; writes pins and hashes, no index addresses
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements/held-back.in pyproject.toml -o requirements/runtime.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements/runtime.txt pyproject.toml -o requirements/dev.txt
	printf 'hatchling==1.33.0\neditables>=0.5\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements/dev.txt - -o requirements/build.txt

clean:
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
