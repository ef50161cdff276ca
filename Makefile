# Needs Python 3.11 or newer, git and make; everything else is installed into .venv from the lock files.
#   make run    environment, then the five plans into outputs/
#   make test   environment with test tools, then every check that takes seconds
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= outputs
FOLDERS ?= language model outline check align
DRAWS ?= 100
JOBS ?= 2
QUICK := not slow and not browser and not fuzz
# jieba is published as source only; nothing else may run a build script while it is installed.
WHEELS ?= --only-binary :all: --no-binary jieba
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check


.PHONY: clients fuzz run test test-slow mutants lint types pytest bench bench-rulebooks golden changes figures dictionary tried forms forms-scans fixtures lock clean

run: $(VENV)/run.stamp
	$(BIN)/extractor run --out $(OUT)

test: lint types pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports

types: $(VENV)/test.stamp
	$(BIN)/mypy

# JOBS processes share the tests; SKIPS=--no-skips makes a skipped test a failure, for machines where all is installed.
pytest: $(VENV)/test.stamp
	$(BIN)/pytest -n $(JOBS) -m "$(QUICK)" $(SKIPS)

# What takes minutes, a browser, LibreOffice, text recognition, other engines, or hostile inputs by the thousand.
test-slow: $(VENV)/test.stamp
	$(BIN)/pytest -n $(JOBS) -m "not ($(QUICK))" $(SKIPS)

bench: $(VENV)/test.stamp
	$(BIN)/pytest tests/benchmarks --benchmark-enable --benchmark-only -p no:randomly

# Rulebooks: a million rows beside zen-engine, and one command for 100 counties in 12 months.
bench-rulebooks: $(VENV)/test.stamp
	$(BIN)/python -m tests.benchmarks.rulebook_speed

# Write the expected results anew; look at the difference before you commit it.
golden: $(VENV)/test.stamp
	-$(BIN)/pytest tests/golden -q --regenerate-golden

# What a change of the program gains and loses against the committed outputs/.
changes: $(VENV)/test.stamp
	$(BIN)/python -m tests.upkeep.changes

# How many small planted faults the near tests notice, folder by folder.
mutants: $(VENV)/test.stamp
	$(BIN)/python -m tests.upkeep.mutants $(FOLDERS) --draws $(DRAWS) --list

# The words that jieba is given; after an update of jieba.
dictionary: $(VENV)/test.stamp
	$(BIN)/python -m tests.upkeep.dictionary

# Signs the mappings after all their examples were tried, so that they are not tried at each start; after rows were added.
tried: $(VENV)/test.stamp
	$(BIN)/python -m tests.upkeep.tried

# The tables of accuracy and of matching in both READMEs.
figures: $(VENV)/test.stamp
	$(BIN)/python -m tests.upkeep.figures

# The forms in which a plan comes: cells against other packages, facts against the text, speed and memory.
# Those of camelot and img2table that are not installed are left out; `forms-scans` needs the extra ocr and minutes.
forms: $(VENV)/test.stamp
	$(BIN)/python -m tests.benchmarks.format_cells
	$(BIN)/python -m tests.benchmarks.format_facts
	$(BIN)/python -m tests.benchmarks.format_speed pdf memory

forms-scans: $(VENV)/test.stamp
	$(BIN)/python -m tests.benchmarks.format_facts --scans
	$(BIN)/python -m tests.benchmarks.format_speed ocr

# Programs from npm that read the schemas: ajv in its strict mode, TypeScript made from them. Needs Node with npm.
clients: $(VENV)/test.stamp
	npm ci --silent --no-audit --no-fund --ignore-scripts --prefix tests/clients
	$(BIN)/pytest tests/clients

# Damaged inputs of every kind for an hour; what is found is kept under .cache/fuzz. SECONDS=60 for a short turn.
SECONDS ?= 3600
SEED ?= 1
fuzz: $(VENV)/test.stamp
	$(BIN)/python -m tests.fuzz.fuzz --seconds $(SECONDS) --seed $(SEED)

# The files under tests/fixtures/made, typeset anew from the five plans.
fixtures: $(VENV)/test.stamp
	$(BIN)/python -m tests.fixtures.make

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本。Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.lock pyproject.toml
	$(PIP) $(WHEELS) --requirement requirements.lock
	$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements-test.lock
	$(PIP) $(WHEELS) --requirement requirements-test.lock
	@touch $@

# Exact versions of all that is needed: names, versions and hashes, no address.
LOCK := $(VENV)-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet pip-tools
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --extra test --output-file requirements-test.lock pyproject.toml
	sed -i '/^county-plan-extractor @/d;/^#/d;/^$$/d' requirements.lock requirements-test.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(VENV)-lock build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
